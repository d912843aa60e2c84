"""Every vertex of a best-response polytope, exactly, by lexicographic pivoting on tableaux of integers."""

from __future__ import annotations

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


def vertices(matrix: Sequence[Sequence[int]], limit: int) -> dict[int, Weights] | None:
    """
    Map labels to coordinates (up to scale) for all vertices of {x >= 0, matrix x <= 1}; None beyond `limit` bases.

    Label c < d says x_c = 0, label d + r says that row r is tight. The matrix is non-negative and no column is zero,
    so the polytope is bounded. Ties are broken by adding powers of an infinitesimal to the right-hand sides, so every
    vertex is reached however degenerate it is; each is listed once, with all its labels.
    """
    size = len(matrix[0])
    found: dict[int, Weights] = {}
    for count, tableau in enumerate(_bases(matrix)):
        if count == limit:
            return None
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
    waiting = [(key, start)]
    for key, tableau in waiting:
        yield tableau
        for column in range(1, width + 1):
            row = _leaving(tableau, column, width)
            neighbour = key ^ 1 << tableau.nonbasic[column - 1] ^ 1 << tableau.basic[row]
            if neighbour not in seen:
                seen.add(neighbour)
                waiting.append((neighbour, _pivoted(tableau, row, column)))


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
    """Break a tie by the infinitesimals, the first row's largest."""
    rows, scale = tableau.rows, tableau.scale
    a, b = rows[first], rows[second]
    where = {variable: c for c, variable in enumerate(tableau.nonbasic, 1)}
    for slack in range(width, width + len(rows)):
        if slack in where:
            x, y = a[where[slack]], b[where[slack]]
        else:
            x = scale if tableau.basic[first] == slack else 0
            y = scale if tableau.basic[second] == slack else 0
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
