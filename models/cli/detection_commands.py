"""The command about detection: for which detection and false alarm a strategy holds, as formula and picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.cli.app import Folder, Name, Parts, Sizes, Stakes, Variant, app, changed_stakes, load_scenario
from models.cli.tables import show_table


@app.command()
def detection(
    name: Name,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    strategy: Annotated[
        list[str], typer.Option("--strategy", help="Only this strategy.", default_factory=list, show_default=False)
    ],
    discount: Annotated[str, typer.Option("--discount", "-d", help="One discount factor for all.")] = "",
    variant: Variant = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Draw the regions into this file: .svg, .png or .pdf.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Say for which detection and false alarm each strategy holds, how long to punish, and what detection is worth."""
    from models.detection import detection as solve
    from models.detection_tables import (
        chance_table,
        condition_lines,
        denial_table,
        detection_picture,
        detection_table,
        length_table,
        worth_table,
    )

    scenario = load_scenario(name, parts, sizes, [], folder)
    told = solve(scenario, discount or None, changed_stakes(scenario, stakes, variant), strategy)
    for table in (chance_table(told), detection_table(told)):
        show_table(table)
    for line in condition_lines(told):
        typer.echo(line)
    for answer in told.answers:
        typer.echo("")
        for line in detection_picture(told, answer):
            typer.echo(line)
    typer.echo("")
    for table in (denial_table(told), length_table(told), worth_table(told)):
        if table.rows:
            show_table(table)
    if out is not None:
        from models.detection_drawing import draw_regions

        typer.echo(f"Written: {draw_regions(told, out)}")
