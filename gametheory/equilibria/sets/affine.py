"""The plane that payoffs lie in, exactly: some coordinates tell the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.sets.table import Vector

    Floats = NDArray[np.float64]

Solve = Callable[[Sequence[Fraction], Fraction], "list[Fraction] | None"]

_THIN = 1e-6
"""A simplex must be this wide in every direction of its plane."""


class Frame:
    """
    The smallest plane that holds given points: x = origin + (x_F - origin_F) @ slopes, F the free coordinates.

    Where actors differ in patience, only coordinates that never change are told by others.
    """

    def __init__(self, points: Sequence[Vector], *, common: bool) -> None:
        self.origin = points[0]
        steps = [[x - o for x, o in zip(p, self.origin, strict=True)] for p in points[1:]]
        width = len(self.origin)
        if not common:
            moving = [i for i in range(width) if any(row[i] for row in steps)]
            steps = [[Fraction(int(i == j)) for i in range(width)] for j in moving]
        self.slopes, self.free = reduced(steps)

    def rounded(self, v: Floats, grid: int) -> Vector:
        """The point of the plane with free coordinates on a grid."""
        found = list(self.origin)
        for i, slope in zip(self.free, self.slopes, strict=True):
            step = Fraction(round(float(v[i]) * grid), grid) - self.origin[i]
            found = [x + step * s for x, s in zip(found, slope, strict=True)]
        return tuple(found)

    def simplex(self, values: Floats) -> list[int] | None:
        """Choose corners that span the plane widely; None where the values are too flat."""
        if not self.free:
            return [0]
        own = values[:, self.free]
        rest = own - own.mean(axis=0)
        chosen = [int(np.argmax((rest**2).sum(axis=1)))]
        rest = own - own[chosen[0]]
        for _ in self.free:
            sizes = np.sqrt((rest**2).sum(axis=1))
            k = int(np.argmax(sizes))
            if sizes[k] < _THIN:
                return None
            chosen.append(k)
            unit = rest[k] / sizes[k]
            rest = rest - np.outer(rest @ unit, unit)
        return chosen

    def weights(self, corners: Sequence[Vector]) -> Solve | None:
        """Give the function that writes a mass at a mean as masses of the corners."""
        size = len(corners)
        rows = [[c[i] for c in corners] for i in self.free] + [[Fraction(1)] * size]
        inverse = inverted(rows)
        if inverse is None:
            return None

        def solve(moment: Sequence[Fraction], mass: Fraction) -> list[Fraction] | None:
            right = [moment[i] for i in self.free] + [mass]
            return [sum((a * b for a, b in zip(row, right, strict=True)), Fraction(0)) for row in inverse]

        return solve


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
