"""Small linear programs over the rationals, exactly (two-phase simplex, Bland's rule: no cycling, no tolerance)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Vector = Sequence[Fraction]


def maximise(objective: Vector, rows: Sequence[Vector], right: Vector) -> list[Fraction] | None:
    """Maximise objective.x over x >= 0 with rows.x = right; None where nothing is feasible. It must be bounded."""
    count, width = len(rows), len(objective)
    table = []
    for k, (row, b) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if b < 0 else 1
        units = [Fraction(int(j == k)) for j in range(count)]
        table.append([sign * x for x in row] + units + [sign * b])
    basis = [width + k for k in range(count)]
    infeasibility = [-sum((row[j] for row in table), Fraction(0)) for j in range(width)]
    infeasibility += [Fraction(0)] * count + [-sum((row[-1] for row in table), Fraction(0))]
    _climb(table, infeasibility, basis, width)
    if infeasibility[-1] != 0:
        return None
    _drive_out(table, infeasibility, basis, width)
    costs = [-x for x in objective] + [Fraction(0)] * (count + 1)
    for row, j in zip(table, basis, strict=True):
        if j < width and costs[j] != 0:
            factor = costs[j]
            costs = [x - factor * y for x, y in zip(costs, row, strict=True)]
    _climb(table, costs, basis, width)
    x = [Fraction(0)] * width
    for row, j in zip(table, basis, strict=True):
        if j < width:
            x[j] = row[-1]
    return x


def _climb(table: list[list[Fraction]], costs: list[Fraction], basis: list[int], width: int) -> None:
    """Pivot on the first column that improves and the first row that limits it, until no column improves."""
    while True:
        entering = next((j for j in range(width) if costs[j] < 0), None)
        if entering is None:
            return
        limits = [(row[-1] / row[entering], basis[k], k) for k, row in enumerate(table) if row[entering] > 0]
        assert limits, "the program is bounded"
        _pivot(table, costs, basis, min(limits)[2], entering)


def _pivot(table: list[list[Fraction]], costs: list[Fraction], basis: list[int], k: int, j: int) -> None:
    head = table[k][j]
    table[k] = own = [x / head if x else x for x in table[k]]
    for row in (*table[:k], *table[k + 1 :], costs):
        factor = row[j]
        if factor:
            row[:] = [x - factor * y if y else x for x, y in zip(row, own, strict=True)]
    basis[k] = j


def _drive_out(table: list[list[Fraction]], costs: list[Fraction], basis: list[int], width: int) -> None:
    """Replace artificial columns at level zero, where the row has another column; rows without one say 0 = 0."""
    for k in range(len(table)):
        if basis[k] >= width:
            j = next((j for j in range(width) if table[k][j] != 0), None)
            if j is not None:
                _pivot(table, costs, basis, k, j)


def as_lottery_over(points: Sequence[Vector], v: Vector) -> dict[int, Fraction] | None:
    """Write a point as a lottery over points of any dimension, exactly; None where it lies outside their hull."""
    if not points:
        return None
    rows = [[p[i] for p in points] for i in range(len(v))] + [[Fraction(1)] * len(points)]
    found = maximise([Fraction(0)] * len(points), rows, [*v, Fraction(1)])
    return None if found is None else {k: x for k, x in enumerate(found) if x}


def best_lottery(points: Sequence[Vector], objective: Vector, floor: Vector) -> dict[int, Fraction] | None:
    """Find the lottery over points with the largest weighted sum whose mean is at least a floor in every coordinate."""
    count, size = len(points), len(floor)
    rows = [[p[i] for p in points] + [Fraction(-int(j == i)) for j in range(size)] for i in range(size)]
    rows.append([Fraction(1)] * count + [Fraction(0)] * size)
    worth = [sum((c * x for c, x in zip(objective, p, strict=True)), Fraction(0)) for p in points]
    found = maximise(worth + [Fraction(0)] * size, rows, [*floor, Fraction(1)])
    return None if found is None else {k: x for k, x in enumerate(found[:count]) if x}
