"""Commands about the register: positions, documents, timeline, and what rests on a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.cli.app import Folder, app
from models.cli.tables import show_table


@app.command()
def positions(
    actor: Annotated[str | None, typer.Option("--actor", help="Taken by this actor, or addressed to it.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="Such as 003.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Such as threat or denial.")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only count them, per document and per actor.")] = False,
    folder: Folder = None,
) -> None:
    """List what the actors said and did, each with what rests on it."""
    from models.register_tables import count_tables, position_table

    for table in count_tables(folder) if count else (position_table(actor, document, kind, folder),):
        show_table(table)


@app.command()
def documents(
    folder: Annotated[
        Path | None, typer.Option("--documents", help="Folder of the five text files: check them against the register.")
    ] = None,
) -> None:
    """List the documents; with --documents, check that they are the ones that positions point to."""
    from models.register import check_documents
    from models.register_tables import document_table

    show_table(document_table())
    if folder is not None:
        checked = check_documents(folder)
        typer.echo(f"All {len(checked)} documents in {folder} are unchanged: SHA-256 and number of lines agree.")


@app.command()
def timeline(folder: Folder = None) -> None:
    """List the events in an order that respects all that is known; unordered events may stand in any order."""
    from models.register_tables import timeline_table

    show_table(timeline_table(folder))


@app.command()
def rests(
    place: Annotated[str, typer.Argument(help="A line such as 003:19, a document such as 003, or a position.")],
    folder: Folder = None,
) -> None:
    """Walk from a document line (or a position) to all that rests on it."""
    from models.register import load_register
    from models.reverse_links import rests_on

    found = rests_on(place, folder)
    if not found:
        typer.echo(f"No position is drawn from {place}.")
    for name, uses in found.items():
        position = load_register().positions[name]
        typer.echo(f"{name} ({position.place}, {position.kind}, {position.standing}): {position.paraphrase}")
        for use in uses:
            typer.echo(f"  {use}")
        if position.context:
            typer.echo(f"  context: {position.context}")
