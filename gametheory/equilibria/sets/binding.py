"""Lotteries whose mean meets constraints exactly, found from lotteries in floats that meet them nearly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.sets.table import Vector

_LONGEST = 600
"""Bits of numbers beyond which systems are not solved any more."""


def exact_chances(
    points: Sequence[Vector], chances: Sequence[Fraction], levels: dict[int, Fraction]
) -> list[Fraction] | None:
    """
    Move chances a little until the mean's coordinates are exactly at given levels; None where that fails.

    A basic solution of a linear program has no more chances than constraints that bind, and one: then all are told by
    these equations. Where there are more, those that no equation needs stay as they are.
    """
    rows = [[*(p[i] for p in points), level] for i, level in levels.items()]
    if any(x.denominator.bit_length() > _LONGEST for row in rows for x in row):
        return None
    work, pivots = reduced([*rows, [Fraction(1)] * (len(points) + 1)])
    if len(points) in pivots:
        return None
    found = list(chances)
    for row, j in zip(work, pivots, strict=True):
        found[j] = row[-1] - sum((row[k] * p for k, p in enumerate(chances) if k not in pivots), Fraction(0))
    return found if min(found) >= 0 else None


def reduced(rows: Sequence[Sequence[Fraction]]) -> tuple[list[list[Fraction]], list[int]]:
    """Give the reduced echelon form, and the columns of its pivots."""
    work, pivots, top = [list(row) for row in rows], [], 0
    for j in range(len(rows[0]) if rows else 0):
        k = next((k for k in range(top, len(work)) if work[k][j]), None)
        if k is None:
            continue
        work[top], work[k] = work[k], work[top]
        head = work[top][j]
        work[top] = [x / head for x in work[top]]
        for r, row in enumerate(work):
            if r != top and row[j]:
                work[r] = [x - row[j] * y for x, y in zip(row, work[top], strict=True)]
        pivots.append(j)
        top += 1
    return work[:top], pivots


def inverted(square: Sequence[Sequence[Fraction]]) -> list[list[Fraction]] | None:
    """Invert a small matrix; None where it is singular."""
    size = len(square)
    found, pivots = reduced([[*row, *(Fraction(int(i == k)) for i in range(size))] for k, row in enumerate(square)])
    return [row[size:] for row in found] if pivots == list(range(size)) else None
