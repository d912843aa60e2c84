"""The command about threats: every equilibrium, the probability of a test, what raises credibility."""

from __future__ import annotations

from typing import Annotated

import typer

from models.cli.app import Folder, Name, Parts, Sizes, Stakes, Variant, app, changed_stakes, load_scenario
from models.cli.tables import show_table


@app.command()
def threat(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    discount: Annotated[str, typer.Option("--discount", "-d", help="For the threat in repeated play.")] = "",
    variant: Variant = "",
    folder: Folder = None,
) -> None:
    """Solve a scenario's threat: every equilibrium, how likely it is tested, and what raises its credibility."""
    from models.threats import belief_table, equilibrium_table, lever_table, payoff_table
    from models.threats import threat as solve

    scenario = load_scenario(name, parts, sizes, [], folder)
    told = solve(scenario, discount or None, changed_stakes(scenario, stakes, variant))
    for table in (payoff_table(told), equilibrium_table(told), lever_table(told), belief_table(told)):
        show_table(table)
