"""Tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from models.describe import Table

__all__ = ["markdown_table"]


def markdown_table(table: Table) -> Iterator[str]:
    """
    Write a table as Markdown.

    Parameters
    ----------
    table : Table
        The table.

    Yields
    ------
    str
        Lines.
    """
    yield "| " + " | ".join(_cell(head) for head in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join(_cell(text) for text in row) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ")
