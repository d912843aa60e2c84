"""Where the cells, names and payoffs of a best-response table go, in points; no drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.interop.sheets import Sheet

LINE = 20.0
"""Height of a row."""

_PAD, _GAP = 7.0, 26.0

Widths = Callable[[str], float]


@dataclass(frozen=True)
class Grid:
    """
    One size of table for all sheets of a game, and how many stand side by side.

    `names` is the width of the rows' names, `slot` that of one payoff, `cell` that of one cell, `owner` that of the
    first actor's name at the left; `head` is the height of what stands above the cells.
    """

    rows: int
    columns: int
    actors: int
    owner: float
    names: float
    slot: float
    cell: float
    head: float
    across: int
    down: int

    @property
    def width(self) -> float:
        """Of one table."""
        return self.owner + self.names + self.columns * self.cell

    @property
    def height(self) -> float:
        """Of one table."""
        return self.head + self.rows * LINE

    @property
    def size(self) -> tuple[float, float]:
        """Of all tables with the gaps between them."""
        return self.across * (self.width + _GAP) - _GAP, self.down * (self.height + _GAP) - _GAP

    def corner(self, position: int) -> tuple[float, float]:
        """Left upper corner of a table, heights measured downwards."""
        row, column = divmod(position, self.across)
        return column * (self.width + _GAP), row * (self.height + _GAP)

    def cell_at(self, position: int, row: int, column: int) -> tuple[float, float]:
        """Left upper corner of a cell."""
        left, top = self.corner(position)
        return left + self.owner + self.names + column * self.cell, top + self.head + row * LINE


def grid(game: NormalFormGame, shown: Sequence[Sheet], wide: Widths) -> Grid:
    """Measure all words and give the sizes; a table is as wide as its heading wants."""
    first = shown[0]
    payoffs = {payoff for sheet in shown for row in sheet.cells for cell in row for payoff, _ in cell}
    slot = max(18.0, max(map(wide, payoffs)) + _PAD)
    owner = wide(game.actors[0]) + 2 * _PAD
    names = max(map(wide, first.rows)) + 2 * _PAD
    column = max(map(wide, first.columns)) + 2 * _PAD
    title = max(wide(sheet.heading) for sheet in shown)
    above = wide(game.actors[1]) if len(game.actors) > 1 else 0.0
    count = len(first.columns)
    cell = max(len(game.actors) * slot + _PAD, column, above / count, (title - owner - names) / count)
    heads = (2 if len(game.actors) > 1 else 0) + bool(first.rest)
    one = (owner + names + count * cell + _GAP, heads * LINE + len(first.rows) * LINE + _GAP)
    across = _side_by_side(len(shown), *one)
    down = ceil(len(shown) / across)
    return Grid(len(first.rows), count, len(game.actors), owner, names, slot, cell, heads * LINE, across, down)


def _side_by_side(count: int, width: float, height: float) -> int:
    """As many as make the whole about half as wide again as it is high."""
    return max(1, min(count, round(sqrt(1.5 * count * height / width))))
