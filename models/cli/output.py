"""What a command answers: parts under keys, as text for people or as one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any, Self

import typer

from models.cli.tables import show_table

if TYPE_CHECKING:
    from models.describe import Table

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON: one object on standard output.")]


class Page:
    """
    Parts of an answer in the order in which they are told.

    As text each part is printed when it comes; as JSON all parts are one object, printed at the end of the block.
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._parts: dict[str, Any] = {}

    def table(self, key: str, table: Table) -> None:
        """Tell a table, if it has rows; in JSON a list of objects, one a row."""
        self._parts[key] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        if table.rows and not self._as_json:
            show_table(table)

    def lines(self, key: str, lines: Iterable[str]) -> None:
        """Tell lines of text; in JSON a list of strings."""
        told = self._parts[key] = list(lines)
        if not self._as_json:
            for line in told:
                typer.echo(line)

    def remark(self, line: str) -> None:
        """Tell people something that programs do not need."""
        if not self._as_json:
            typer.echo(line)

    def data(self, key: str, value: Any) -> None:
        """Tell programs something that people are told in other words."""
        self._parts[key] = value

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Print the JSON object, unless something went wrong."""
        if self._as_json and error is None:
            from gametheory._version import __version__

            typer.echo(json.dumps(self._parts | {"version": __version__}, ensure_ascii=False, indent=1))
