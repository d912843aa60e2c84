"""Every vertex of a best-response polytope, exactly, by lexicographic pivoting on tableaux of integers."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Weights = tuple[int, ...]
Row = list[int]
Rows = list[Row]


@dataclass(slots=True)
class _Tableau:
    """Basic variables times `scale` = first column - other columns times the nonbasic variables; all integers."""

    rows: Rows
    scale: int
    basic: list[int]
    nonbasic: list[int]
    nonbasic_slacks: list[tuple[int, int]] | None = None

    def slacks(self) -> list[tuple[int, int]]:
        """Nonbasic slack variables with their columns; listed when a tie first asks for them."""
        if self.nonbasic_slacks is None:
            width = len(self.nonbasic)
            self.nonbasic_slacks = [(v, c) for c, v in enumerate(self.nonbasic, 1) if v >= width]
        return self.nonbasic_slacks


class TooManyBases(Exception):  # noqa: N818 - not an error of the user's: it asks for another method
    """A polytope has more bases than may be visited."""


def vertices(matrix: Sequence[Sequence[int]], limit: int) -> dict[int, Weights]:
    """
    Map labels to coordinates (up to scale) for all vertices of {x >= 0, matrix x <= 1}.

    Label c < d says x_c = 0, label d + r says that row r is tight. The matrix is non-negative and no column is zero,
    so the polytope is bounded. Ties are broken by adding powers of an infinitesimal to the right-hand sides, so every
    vertex is reached however degenerate it is; each is listed once, with all its labels.
    """
    size = len(matrix[0])
    found: dict[int, Weights] = {}
    for count, tableau in enumerate(_bases(matrix)):
        if count == limit:
            raise TooManyBases
        labels = _labels(tableau)
        if labels not in found:
            found[labels] = _point(tableau, size)
    return found


def _bases(matrix: Sequence[Sequence[int]]) -> Iterator[_Tableau]:
    """Run through all lexicographically feasible bases, from the origin outwards."""
    height, width = len(matrix), len(matrix[0])
    start = _Tableau([[1, *row] for row in matrix], 1, list(range(width, width + height)), list(range(width)))
    key = _tight_at_origin(width)
    seen = {key}
    waiting = deque([(key, start, -1, 0)])
    while waiting:
        key, parent, row, column = waiting.popleft()
        tableau = parent if row < 0 else _pivoted(parent, row, column)
        yield tableau
        for column in range(1, width + 1):
            row = _leaving(tableau, column, width)
            neighbour = key ^ 1 << tableau.nonbasic[column - 1] ^ 1 << tableau.basic[row]
            if neighbour not in seen:
                seen.add(neighbour)
                waiting.append((neighbour, tableau, row, column))


def _tight_at_origin(width: int) -> int:
    return (1 << width) - 1


def _leaving(tableau: _Tableau, column: int, width: int) -> int:
    """Find the row whose basic variable first reaches zero when the column's variable grows."""
    best, value, slope = -1, 0, 0
    for r, row in enumerate(tableau.rows):
        rate = row[column]
        if rate <= 0:
            continue
        if best >= 0:
            difference = row[0] * slope - value * rate
            if difference > 0 or (difference == 0 and not _is_earlier(tableau, r, best, column, width)):
                continue
        best, value, slope = r, row[0], rate
    return best


def _is_earlier(tableau: _Tableau, first: int, second: int, column: int, width: int) -> bool:
    """
    Break a tie by the infinitesimals, the first row's largest.

    That of row r moves a basic value as the slack of row r does: by its column where it is nonbasic, by the common
    scale where it is basic in that very row, not at all elsewhere.
    """
    a, b, scale = tableau.rows[first], tableau.rows[second], tableau.scale
    own = tableau.basic[first], tableau.basic[second]
    basic = [(variable, 0) for variable in own if variable >= width]
    for variable, c in sorted(tableau.slacks() + basic):
        x = a[c] if c else scale * (variable == own[0])
        y = b[c] if c else scale * (variable == own[1])
        difference = x * b[column] - y * a[column]
        if difference:
            return difference < 0
    raise AssertionError("two rows of a basis inverse cannot be proportional")


def _pivoted(tableau: _Tableau, row: int, column: int) -> _Tableau:
    """Exchange two variables; divisions leave no remainder (Edmonds 1967, Bareiss 1968)."""
    old = tableau.scale
    line = tableau.rows[row]
    new = line[column]
    rows = []
    for r, other in enumerate(tableau.rows):
        if r == row:
            changed = line.copy()
            changed[column] = old
        else:
            rate = other[column]
            changed = [(x * new - rate * y) // old for x, y in zip(other, line, strict=True)]
            changed[column] = -rate
        rows.append(changed)
    basic, nonbasic = tableau.basic.copy(), tableau.nonbasic.copy()
    basic[row], nonbasic[column - 1] = nonbasic[column - 1], basic[row]
    return _Tableau(rows, new, basic, nonbasic)


def _labels(tableau: _Tableau) -> int:
    labels = 0
    for variable in tableau.nonbasic:
        labels |= 1 << variable
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if not row[0]:
            labels |= 1 << variable
    return labels


def _point(tableau: _Tableau, size: int) -> Weights:
    weights = [0] * size
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        if variable < size:
            weights[variable] = row[0]
    return tuple(weights)
