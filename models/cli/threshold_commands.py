"""The command about thresholds: formula, number, who binds, which lever moves it."""

from __future__ import annotations

from typing import Annotated

import typer

from models.cli.app import Folder, Name, Parts, Sizes, Stakes, Variant, app, changed_stakes, load_scenario
from models.cli.tables import show_table


@app.command()
def thresholds(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    strategy: Annotated[
        list[str], typer.Option("--strategy", help="Only this strategy.", default_factory=list, show_default=False)
    ],
    variant: Variant = "",
    latex: Annotated[bool, typer.Option("--latex", help="Print the formulas as LaTeX too.")] = False,
    folder: Folder = None,
) -> None:
    """Give critical discount factors as formulas, with numbers, who binds, and which stake moves them most."""
    from gametheory.errors import UnknownNameError, closest
    from models.thresholds import lever_table, threshold_table
    from models.thresholds import thresholds as solve

    scenario = load_scenario(name, parts, sizes, [], folder)
    for asked in strategy:
        if asked not in scenario.plans:
            raise UnknownNameError(f"{name} has no strategy {asked!r}. {closest(asked, scenario.plans)}")
    told = tuple(solve(scenario, changed_stakes(scenario, stakes, variant), strategy))
    show_table(threshold_table(told))
    for of in told:
        if of.formula.levers:
            show_table(lever_table(of))
    if latex:
        for of in told:
            typer.echo(f"{of.name}: ${of.formula.latex()}$")
