"""Games as HTML tables, best responses underlined."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from gametheory.interop.sheets import said_beyond, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Cell, Sheet

__all__ = ["to_html"]

_SHOWN_CELLS = 1000
_SHOWN_SHEETS = 16


def to_html(game: NormalFormGame, *, limit: int | None = None) -> str:
    """
    Write a game as HTML tables: one for two actors, one per profile of the others for three and more.

    The first actor chooses rows, the second columns; every best response is underlined; payoffs are exact; names are
    escaped.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    limit : int, optional
        The largest number of tables to write; what is left out is said.

    Returns
    -------
    str
        A ``div`` with ``table`` elements.

    Examples
    --------
    >>> from gametheory import catalog
    >>> to_html(catalog.prisoners_dilemma()).count("<u>")
    4
    """
    beyond = said_beyond(game, limit)
    tables = "\n".join(_table(game, sheet) for sheet in sheets(game, limit))
    return f"<div>\n{tables}\n{f'<p>{beyond}</p>' if beyond else ''}</div>"


def game_html(game: NormalFormGame) -> str:
    """What a notebook shows: some tables, or for large ones only the sizes."""
    cells = game.shape[0] * (game.shape[1] if len(game.shape) > 1 else 1)
    if cells > _SHOWN_CELLS or game.n_profiles > 2**20:
        return f"<p>{escape(repr(game)[1:-1])}, {game.n_profiles:,} profiles</p>"
    return to_html(game, limit=min(_SHOWN_SHEETS, max(1, _SHOWN_CELLS // cells)))


def plain_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with one head row; everything is escaped."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(x))}</td>" for x in row) + "</tr>\n" for row in rows)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _table(game: NormalFormGame, sheet: Sheet) -> str:
    caption = f"<caption>{escape(sheet.heading)}</caption>\n" if sheet.rest else ""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in sheet.columns)
    owner = escape(game.actors[1]) if len(game.actors) > 1 else ""
    head = f'<tr><td colspan="2"></td><th colspan="{len(sheet.columns)}">{owner}</th></tr>\n'
    body = "\n".join(_row(game, sheet, k) for k in range(len(sheet.rows)))
    return (
        f"<table>\n{caption}<thead>\n{head}"
        f'<tr><td colspan="2"></td>{names}</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>'
    )


def _row(game: NormalFormGame, sheet: Sheet, k: int) -> str:
    owner = f'<th rowspan="{len(sheet.rows)}">{escape(game.actors[0])}</th>' if k == 0 else ""
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in sheet.cells[k])
    return f'<tr>{owner}<th scope="row">{escape(sheet.rows[k])}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    return ", ".join(f"<u>{payoff}</u>" if best else payoff for payoff, best in cell)
