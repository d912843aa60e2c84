"""Games as Markdown and as plain text, best responses starred."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.interop.sheets import said_beyond, sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Cell, Sheet

__all__ = ["to_markdown", "to_text"]

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$])")
_ESCAPE = r"\\\1"


def to_markdown(game: NormalFormGame, *, limit: int | None = None) -> str:
    r"""
    Write a game as Markdown tables, every best response with a star.

    Parameters
    ----------
    game : NormalFormGame
        The game; the first actor chooses rows, the second columns, and there is one table per profile of the others.
    limit : int, optional
        The largest number of tables to write; what is left out is said.

    Returns
    -------
    str
        Tables with pipes; names are escaped.

    Examples
    --------
    >>> from gametheory import catalog
    >>> print(to_markdown(catalog.stag_hunt()))
    | Row, Column | stag | hare |
    |---|---|---|
    | stag | 9\*, 9\* | 0, 8 |
    | hare | 8, 0 | 7\*, 7\* |
    <BLANKLINE>
    """
    return _joined(game, limit, _markdown)


def to_text(game: NormalFormGame, *, limit: int | None = None) -> str:
    """
    Write a game as aligned plain text, every best response with a star.

    Parameters
    ----------
    game : NormalFormGame
        The game; the first actor chooses rows, the second columns, and there is one table per profile of the others.
    limit : int, optional
        The largest number of tables to write; what is left out is said.

    Returns
    -------
    str
        Lines of text.

    Examples
    --------
    >>> from gametheory import catalog
    >>> print(to_text(catalog.stag_hunt()))
    Row, Column  stag    hare
    stag         9*, 9*  0, 8
    hare         8, 0    7*, 7*
    <BLANKLINE>
    """
    return _joined(game, limit, _aligned)


def _joined(game: NormalFormGame, limit: int | None, table: Callable[[str, Sheet], str]) -> str:
    corner = ", ".join(game.actors[:2])
    beyond = said_beyond(game, limit)
    return "\n".join([*(table(corner, sheet) for sheet in sheets(game, limit)), *([beyond, ""] if beyond else [])])


def _rows(corner: str, sheet: Sheet) -> list[list[str]]:
    body = [[name, *map(_cell, row)] for name, row in zip(sheet.rows, sheet.cells, strict=True)]
    return [[" ".join(part.split()) for part in row] for row in [[corner, *sheet.columns], *body]]


def _markdown(corner: str, sheet: Sheet) -> str:
    head, *body = [[_MARKUP.sub(_ESCAPE, part) for part in row] for row in _rows(corner, sheet)]
    lines = ["| " + " | ".join(row) + " |" for row in (head, *body)]
    caption = [f"With {_MARKUP.sub(_ESCAPE, ' '.join(sheet.heading.split()))}:", ""] if sheet.rest else []
    return "\n".join([*caption, lines[0], "|" + "---|" * len(head), *lines[1:], ""])


def _aligned(corner: str, sheet: Sheet) -> str:
    rows = _rows(corner, sheet)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(part.ljust(w) for part, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    caption = [" ".join(sheet.heading.split())] if sheet.rest else []
    return "\n".join([*caption, *lines, ""])


def _cell(cell: Cell) -> str:
    return ", ".join(payoff + "*" * best for payoff, best in cell)
