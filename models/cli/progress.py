"""Progress of longer work, on standard error, where somebody is watching."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, TypeVar

import typer

T = TypeVar("T")

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars and no notes on standard error.")]


def tracked(items: Iterable[T], total: int, doing: str, *, quiet: bool) -> Iterator[T]:
    """Hand items on, with a bar that says how many of the total are done and how long the rest will take."""
    if quiet or total < 1 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=doing, total=total, console=Console(stderr=True), transient=True)


@contextmanager
def working(doing: str, *, quiet: bool) -> Iterator[None]:
    """Say what is being done while a block runs whose length is not known."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield


def note(text: str, *, quiet: bool) -> None:
    """Say something beside the answer."""
    if not quiet:
        typer.echo(f"note: {text}", err=True)
