"""The command about detection: for which detection and false alarm a strategy holds, as formula and picture."""

from __future__ import annotations

from pathlib import Path
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
from models.cli.progress import Quiet, working


@app.command()
def detection(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    strategy: Strategies,
    discount: Annotated[str, typer.Option("--discount", "-d", help="One discount factor for all.")] = "",
    variant: Variant = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Draw the regions into this file: .svg, .png or .pdf.")
    ] = None,
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say for which detection and false alarm each strategy holds, how long to punish, and what detection is worth."""
    from models import detection_tables as tables
    from models.detection import detection as solve
    from models.detection_drawing import can_draw, draw_regions

    if out is not None:
        can_draw(out)
    scenario = load_scenario(name, parts, sizes, [], folder)
    refuse_unknown_strategies(scenario, strategy)
    changed = changed_stakes(scenario, stakes, variant, quiet=quiet)
    with working("finding the regions", quiet=quiet):
        told = solve(scenario, discount or None, changed, strategy)
        files = [] if out is None else [str(draw_regions(told, out))]
    with Page(as_json=as_json) as page:
        page.table("chances", tables.chance_table(told))
        page.table("strategies", tables.detection_table(told))
        page.lines("conditions", tables.condition_lines(told))
        for answer in told.answers:
            page.remark("")
            for line in tables.detection_picture(told, answer):
                page.remark(line)
        page.remark("")
        page.table("denial", tables.denial_table(told))
        page.table("punishment_lengths", tables.length_table(told))
        page.table("worth", tables.worth_table(told))
        page.data("written", files)
        for file in files:
            page.remark(f"Written: {file}")
