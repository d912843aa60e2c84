"""Games as pictures of tables: best responses underlined, equilibria framed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.interop.sheets import said_beyond, sheets
from gametheory.plots.canvas import TEXT, sheet_for, width_of
from gametheory.plots.needs import need_matplotlib
from gametheory.plots.palette import DASHES, GREY, INK, SERIES, TINTS, nth
from gametheory.plots.response_layout import LINE, Grid, grid

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Cell, Sheet

__all__ = ["best_responses"]

_CELLS = 600
_KEY = "Payoffs in this order; below a best response:"
_SAMPLE = 30.0
_MARGIN = 10.0
"""Points around all tables."""


def best_responses(game: NormalFormGame, *, limit: int | None = None, ax: Any = None) -> Any:
    """
    Draw a game as tables with every best response marked and every pure equilibrium framed.

    The first actor chooses rows, the second columns; for three and more actors there is one table per profile of the
    others. A cell holds one payoff per actor, in their order; a payoff with a line below it, in its actor's colour and
    dashes as the last line of the picture tells, comes from a best response. Where all payoffs of a cell are marked
    nobody gains by leaving it: it is framed and shaded.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    limit : int, optional
        The largest number of tables to draw; what is left out is said.
    ax : matplotlib.axes.Axes, optional
        Where to draw; letters become small where it is small. By default a new figure of the size of the tables.

    Returns
    -------
    matplotlib.axes.Axes
        The picture.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there are more cells than can be read.

    Examples
    --------
    >>> from gametheory import catalog, plots
    >>> ax = plots.best_responses(catalog.prisoners_dilemma())
    >>> [text.get_text() for text in ax.texts][:4]
    ['Row', 'Column', 'cooperate', 'defect']
    """
    need_matplotlib()
    shown = list(sheets(game, limit)) if limit is None or limit > 0 else []
    _refuse_unreadable(game, shown)
    sizes = grid(game, shown, width_of)
    width, height = (length + 2 * _MARGIN for length in sizes.size)
    width = max(width, _key_width(game) + 2 * _MARGIN)
    beyond = said_beyond(game, limit)
    height += 2 * LINE if beyond else LINE
    axes, scale = sheet_for(ax, (-_MARGIN, -_MARGIN), width, height)
    pen = _Pen(axes, scale)
    for position, sheet in enumerate(shown):
        _names(pen, game, sizes, position, sheet)
        for k, row in enumerate(sheet.cells):
            for m, cell in enumerate(row):
                _cell(pen, sizes, sizes.cell_at(position, k, m), cell)
    below = sizes.size[1] + LINE / 2 + 4
    _key(pen, game, below)
    if beyond:
        pen.write(0.0, below + LINE, beyond, colour=GREY, ha="left")
    return axes


def _refuse_unreadable(game: NormalFormGame, shown: list[Sheet]) -> None:
    if not shown:
        raise GameError("no table is asked for; give a limit of at least 1.")
    cells = len(shown) * game.shape[0] * len(shown[0].columns)
    if cells > _CELLS:
        raise GameError(
            f"{cells:,} cells are more than the {_CELLS} that can be read in one picture; "
            "give a limit on the number of tables, or restrict the game to fewer actions."
        )


def _key_width(game: NormalFormGame) -> float:
    return width_of(_KEY) + sum(_SAMPLE + width_of(actor) for actor in game.actors)


def _key(pen: _Pen, game: NormalFormGame, y: float) -> None:
    """Say whose payoffs come in which order, and how each one's best responses are marked."""
    pen.write(0.0, y, _KEY, colour=GREY, ha="left")
    x = width_of(_KEY)
    for i, actor in enumerate(game.actors):
        pen.line(x + 6, x + _SAMPLE - 4, y + 1, str(nth(SERIES, i)), nth(DASHES, i))
        pen.write(x + _SAMPLE, y, actor, ha="left")
        x += _SAMPLE + width_of(actor)


class _Pen:
    """Writes and draws on axes whose units are points of the layout."""

    def __init__(self, axes: Any, scale: float) -> None:
        self.axes, self.scale = axes, scale

    def write(self, x: float, y: float, words: str, *, colour: str = INK, ha: str = "center", **style: Any) -> None:
        size = TEXT * self.scale
        self.axes.text(x, y, words, color=colour, ha=ha, va="center_baseline", fontsize=size, parse_math=False, **style)

    def line(self, left: float, right: float, y: float, colour: str, dashes: Any) -> None:
        self.axes.plot([left, right], [y, y], color=colour, linestyle=dashes, linewidth=1.4 * self.scale, zorder=3)

    def box(self, corner: tuple[float, float], width: float, height: float, **style: Any) -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle(corner, width, height, **{"facecolor": "none", **style}))


def _names(pen: _Pen, game: NormalFormGame, sizes: Grid, position: int, sheet: Sheet) -> None:
    """Write who chooses what around a table."""
    left, top = sizes.corner(position)
    start = left + sizes.owner + sizes.names
    if sheet.rest:
        pen.write(left, top + LINE / 2, sheet.heading, ha="left", colour=GREY)
        pen.box((left, top + LINE - 2), sizes.width, 0.0, edgecolor=GREY, linewidth=0.6 * pen.scale)
    middle = top + sizes.head + sizes.rows * LINE / 2
    pen.write(left, middle, game.actors[0], ha="left", weight="bold")
    if len(game.actors) > 1:
        over = start + sizes.columns * sizes.cell / 2
        pen.write(over, top + sizes.head - 1.5 * LINE, game.actors[1], weight="bold")
        for m, name in enumerate(sheet.columns):
            pen.write(start + (m + 0.5) * sizes.cell, top + sizes.head - LINE / 2, name)
    for k, name in enumerate(sheet.rows):
        pen.write(start - 6, top + sizes.head + (k + 0.5) * LINE, name, ha="right")


def _cell(pen: _Pen, sizes: Grid, corner: tuple[float, float], cell: Cell) -> None:
    """Draw one cell: its payoffs, the marks, and the frame of an equilibrium."""
    stable = all(best for _, best in cell)
    pen.box(
        corner,
        sizes.cell,
        LINE,
        facecolor=TINTS[3] if stable else "none",
        edgecolor=INK if stable else GREY,
        linewidth=(1.8 if stable else 0.5) * pen.scale,
        zorder=2 if stable else 1,
    )
    first = corner[0] + (sizes.cell - len(cell) * sizes.slot) / 2
    for i, (payoff, best) in enumerate(cell):
        middle, y = first + (i + 0.5) * sizes.slot, corner[1] + LINE / 2
        pen.write(middle, y, payoff, weight="bold" if best else "normal", zorder=4)
        if best:
            half = (sizes.slot - 5) / 2
            pen.line(middle - half, middle + half, corner[1] + LINE - 3.5, str(nth(SERIES, i)), nth(DASHES, i))
