"""The point at which given constraints of a best-response polytope are tight, in exact integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def solve_ones(matrix: Sequence[Sequence[int]], tight: int) -> tuple[tuple[int, ...], int]:
    """
    Solve for the basis whose labels are the bits of `tight`: coordinates over one positive denominator.

    Label c < d says x_c = 0, label d + r says that row r times x is 1. The denominator of a singular basis is zero.
    """
    width = len(matrix[0])
    own = [c for c in range(width) if not tight >> c & 1]
    rows = [row for r, row in enumerate(matrix) if tight >> (width + r) & 1]
    values, scale = _eliminated([[*(row[c] for c in own), 1] for row in rows])
    point = [0] * width
    for c, value in zip(own, values, strict=True):
        point[c] = value
    return tuple(point), scale


def _eliminated(table: list[list[int]]) -> tuple[list[int], int]:
    """Fraction-free Gauss-Jordan elimination (Bareiss 1968) of [matrix | right]; zeros where the matrix is singular."""
    old = 1
    for c in range(len(table)):
        pivot = next((r for r in range(c, len(table)) if table[r][c]), None)
        if pivot is None:
            return [0] * len(table), 0
        table[c], table[pivot] = table[pivot], table[c]
        line = table[c][c:]
        new = line[0]
        for r, row in enumerate(table):
            if r != c:
                rate = row[c]
                row[c:] = [(x * new - rate * y) // old for x, y in zip(row[c:], line, strict=True)]
        old = new
    sign = 1 if old > 0 else -1
    return [sign * row[-1] for row in table], sign * old
