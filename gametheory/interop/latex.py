"""Games as LaTeX tables, best responses underlined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.interop.sheets import said_beyond, sheets

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Cell, Sheet

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


def to_latex(game: NormalFormGame, *, limit: int | None = None) -> str:
    r"""
    Write a game as LaTeX tables: one for two actors, one per profile of the others for three and more.

    The first actor chooses rows, the second columns; every best response is underlined; payoffs are exact. The text
    begins with a comment that says which packages it needs.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    limit : int, optional
        The largest number of tables to write; what is left out is said.

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
    head = "% Needs \\usepackage[T1]{fontenc}, for other scripts than Latin XeLaTeX; best responses are underlined.\n"
    tables = "\n".join(_table(game, sheet) for sheet in sheets(game, limit))
    beyond = said_beyond(game, limit)
    return head + tables + (f"\n% {beyond}\n" if beyond else "")


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
