"""Commands about the register: positions, documents, timeline, and what rests on a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.cli.app import (
    Discount,
    Folder,
    Parts,
    Sizes,
    Strategies,
    Without,
    app,
    discounts,
    load_scenario,
)
from models.cli.completion import scenario_names
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, working


@app.command()
def positions(
    actor: Annotated[str | None, typer.Option("--actor", help="Taken by this actor, or addressed to it.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Such as 003.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Such as threat or denial.")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only count them, per document and per actor.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """List what the actors said and did, each with what rests on it."""
    from models.register_tables import count_tables, position_table

    with Page(as_json=as_json) as page:
        for table in count_tables(folder) if count else (position_table(actor, document, kind, folder),):
            page.table(table.title if count else "positions", table)


@app.command()
def documents(
    folder: Annotated[
        Path | None, typer.Option("--documents", help="Folder of the five text files: check them against the register.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the documents; with --documents, check that they are the ones that positions point to."""
    from models.register import check_documents
    from models.register_tables import document_table

    with Page(as_json=as_json) as page:
        page.table("documents", document_table())
        if folder is not None:
            checked = check_documents(folder)
            page.data("unchanged", len(checked))
            page.remark(f"All {len(checked)} documents in {folder} are unchanged: SHA-256 and number of lines agree.")


@app.command()
def timeline(
    parts: Parts,
    sizes: Sizes,
    without: Without,
    discount: Discount,
    strategy: Strategies,
    scenario: Annotated[
        str,
        typer.Option(
            "--scenario",
            help="What the steps that this scenario reads from the timeline teach; the other options are for it.",
            autocompletion=scenario_names,
        ),
    ] = "",
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Let periods of which nothing is told lie between the steps.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """List the events in an order that respects all that is known; with --scenario, what that play teaches."""
    from models.register_tables import timeline_table

    if not scenario:
        if parts or sizes or without or discount or strategy or gaps:
            raise typer.BadParameter("this option is for a scenario; name one by --scenario", param_hint="timeline")
        with Page(as_json=as_json) as page:
            page.table("timeline", timeline_table(folder))
        return
    from models import path_tables
    from models.rationalising import rationalise

    chosen = load_scenario(scenario, parts, sizes, without, folder)
    factors = discounts(chosen, discount)
    with working("following strategies along the observed steps", quiet=quiet):
        found = rationalise(chosen, factors, strategy, gaps=gaps)
    with Page(as_json=as_json) as page:
        page.table("steps", path_tables.step_table(found))
        page.table("strategies", path_tables.path_strategy_table(found))
        page.table("orders", path_tables.order_table(found))
        page.table("together", path_tables.joint_table(found))
        page.table("lessons", path_tables.lesson_table(found))
        page.data("depends_on_order", found.found.depends_on_order)
        page.data("orders_possible", found.found.orders.count)
        page.lines("remarks", path_tables.order_remarks(found))


@app.command()
def rests(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A line such as 003:19, a document such as 003, or a position.")
    ],
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Walk from a document line (or a position) to all that rests on it."""
    from models.register import load_register
    from models.reverse_links import rests_on

    found = rests_on(place, folder)
    with Page(as_json=as_json) as page:
        page.data("place", place)
        page.data("rests", {name: [str(use) for use in uses] for name, uses in found.items()})
        if not found:
            page.remark(f"No position is drawn from {place}.")
        for name, uses in found.items():
            position = load_register().positions[name]
            page.remark(f"{name} ({position.place}, {position.kind}, {position.standing}): {position.paraphrase}")
            for use in uses:
                page.remark(f"  {use}")
            if position.context:
                page.remark(f"  context: {position.context}")
