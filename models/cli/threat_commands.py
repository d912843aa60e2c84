"""The command about threats: every equilibrium, the probability of a test, what raises credibility."""

from __future__ import annotations

from typing import Annotated

import typer

from models.cli.app import Folder, Name, Parts, Sizes, Stakes, Variant, app, changed_stakes, load_scenario
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, working


@app.command()
def threat(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    discount: Annotated[str, typer.Option("--discount", "-d", help="For the threat in repeated play.")] = "",
    variant: Variant = "",
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve a scenario's threat: every equilibrium, how likely it is tested, and what raises its credibility."""
    from models.threats import belief_table, equilibrium_table, lever_table, payoff_table
    from models.threats import threat as solve

    scenario = load_scenario(name, parts, sizes, [], folder)
    with working("finding every equilibrium", quiet=quiet):
        told = solve(scenario, discount or None, changed_stakes(scenario, stakes, variant, quiet=quiet))
    with Page(as_json=as_json) as page:
        page.table("payoffs", payoff_table(told))
        page.table("equilibria", equilibrium_table(told))
        page.table("levers", lever_table(told))
        page.table("beliefs", belief_table(told))
