"""Commands about the register: positions, documents, timeline, and what rests on a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.cli.app import Folder, app
from models.cli.output import AsJson, Page


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
def timeline(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the events in an order that respects all that is known; unordered events may stand in any order."""
    from models.register_tables import timeline_table

    with Page(as_json=as_json) as page:
        page.table("timeline", timeline_table(folder))


@app.command()
def rests(
    place: Annotated[str, typer.Argument(help="A line such as 003:19, a document such as 003, or a position.")],
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
