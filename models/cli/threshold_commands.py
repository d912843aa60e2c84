"""The command about thresholds: formula, number, who binds, which lever moves it."""

from __future__ import annotations

from typing import Annotated

import typer

from models.cli.app import (
    Folder,
    Name,
    Parts,
    Sizes,
    Stakes,
    Strategies,
    Variant,
    app,
    changed_stakes,
    load_scenario,
    refuse_unknown_strategies,
)
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, tracked


@app.command()
def thresholds(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    strategy: Strategies,
    variant: Variant = "",
    latex: Annotated[bool, typer.Option("--latex", help="Print the formulas as LaTeX too.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Give critical discount factors as formulas, with numbers, who binds, and which stake moves them most."""
    from models.thresholds import lever_table, threshold_table
    from models.thresholds import thresholds as solve

    scenario = load_scenario(name, parts, sizes, [], folder)
    refuse_unknown_strategies(scenario, strategy)
    found = solve(scenario, changed_stakes(scenario, stakes, variant, quiet=quiet), strategy)
    told = tuple(tracked(found, len(strategy) or len(scenario.plans), "solving for formulas", quiet=quiet))
    with Page(as_json=as_json) as page:
        page.table("thresholds", threshold_table(told))
        for of in told:
            page.table(f"levers of {of.name}", lever_table(of))
        page.data("latex", {of.name: of.formula.latex() for of in told})
        if latex:
            for of in told:
                page.remark(f"{of.name}: ${of.formula.latex()}$")
