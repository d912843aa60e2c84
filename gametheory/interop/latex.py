"""Games and results as LaTeX tables, best responses underlined."""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import TYPE_CHECKING, Any

from gametheory.exact import exact_text
from gametheory.interop.result_tables import table_of
from gametheory.interop.results_html import short
from gametheory.interop.sheets import said_beyond, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Cell, Sheet
    from gametheory.results import Jsonable

__all__ = ["to_latex"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
_SIGNS = re.compile("|".join(map(re.escape, _SPECIAL)))


def to_latex(value: NormalFormGame | Jsonable, *, limit: int | None = None) -> str:
    r"""
    Write a game or a result as LaTeX tables.

    A game of two actors is one table, of three and more one per profile of the others: the first actor chooses rows,
    the second columns; every best response is underlined; payoffs are exact. A result is what it says, as text, and one
    table. The text begins with a comment that says which packages it needs.

    Parameters
    ----------
    value : NormalFormGame or result
        The game, or what any solver returned.
    limit : int, optional
        The largest number of tables of a game, or of rows of a result, to write; what is left out is said.

    Returns
    -------
    str
        ``tabular`` environments.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> print(to_latex(NormalFormGame([[[1, 0]], [[0, 1]]], actors=["Ann", "Bob"], actions=[["L", "R"], ["M"]])))
    % Needs \usepackage[T1]{fontenc}, for other scripts than Latin XeLaTeX; best responses are underlined.
    \begin{tabular}{ll|c}
     & & \multicolumn{1}{c}{Bob} \\
     & & M \\ \hline
    Ann & L & $\underline{1},\ \underline{0}$ \\
     & R & $0,\ \underline{1}$ \\
    \end{tabular}
    <BLANKLINE>
    """
    from gametheory.games.normal_form import NormalFormGame

    if not isinstance(value, NormalFormGame):
        return result_latex(value, limit)
    head = "% Needs \\usepackage[T1]{fontenc}, for other scripts than Latin XeLaTeX; best responses are underlined.\n"
    tables = "\n".join(_table(value, sheet) for sheet in sheets(value, limit))
    beyond = said_beyond(value, limit)
    return head + tables + (f"\n% {beyond}\n" if beyond else "")


def result_latex(result: Jsonable, limit: int | None = None) -> str:
    """A result's sentence and its table; exact numbers stand in mathematics."""
    told = table_of(result)
    rows = told.rows if limit is None else told.rows[:limit]
    lines = ["% Needs \\usepackage[T1]{fontenc}, for other scripts than Latin XeLaTeX.", plain_text(told.said), ""]
    lines += [rf"\begin{{tabular}}{{{'l' * len(told.columns)}}}", _row(map(plain_text, told.columns)) + r" \hline"]
    lines += [_row(map(_value, row)) for row in rows]
    lines += [r"\end{tabular}", *(plain_text(note) for note in told.notes)]
    if len(rows) < len(told.rows):
        lines.append(f"% {len(told.rows) - len(rows)} more rows are not written.")
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return " & ".join(cells) + r" \\"


def _value(value: Any) -> str:
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return f"${exact_text(Fraction(value))}$"
    if isinstance(value, float):
        return f"${value:.6g}$" if isfinite(value) else plain_text(str(value))
    return plain_text(short(value))


def _table(game: NormalFormGame, sheet: Sheet) -> str:
    width = len(sheet.columns)
    lines = [rf"\begin{{tabular}}{{ll|{'c' * width}}}"]
    if sheet.rest:
        lines.append(rf"\multicolumn{{{width + 2}}}{{c}}{{{plain_text(sheet.heading)}}} \\")
    if len(game.actors) > 1:
        lines.append(rf" & & \multicolumn{{{width}}}{{c}}{{{plain_text(game.actors[1])}}} \\")
    lines.append(" & & " + " & ".join(plain_text(name) for name in sheet.columns) + r" \\ \hline")
    for k, (name, row) in enumerate(zip(sheet.rows, sheet.cells, strict=True)):
        owner = "" if k else plain_text(game.actors[0])
        lines.append(f"{owner} & {plain_text(name)} & " + " & ".join(map(_cell, row)) + r" \\")
    return "\n".join([*lines, r"\end{tabular}", ""])


def _cell(cell: Cell) -> str:
    return "$" + r",\ ".join(rf"\underline{{{payoff}}}" if best else payoff for payoff, best in cell) + "$"


def plain_text(text: str) -> str:
    """Text in which nothing commands LaTeX; white space becomes a space, other control characters go."""
    printable = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return _SIGNS.sub(lambda match: _SPECIAL[match[0]], printable)
