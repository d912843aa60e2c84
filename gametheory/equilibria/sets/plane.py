"""The plane that payoffs lie in, exactly: some coordinates tell the others."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.binding import reduced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.sets.table import Vector

    Floats = NDArray[np.float64]

_THIN = 1e-6
"""A simplex must be this wide in every direction of its plane."""


class Plane:
    """
    The smallest plane that holds given points: x = origin + (x_F - origin_F) @ slopes, F the free coordinates.

    Where actors differ in patience, only coordinates that never change are told by others.
    """

    def __init__(self, points: Sequence[Vector], *, common: bool) -> None:
        self.origin = points[0]
        steps = [[x - o for x, o in zip(p, self.origin, strict=True)] for p in points[1:]]
        if not common:
            width = len(self.origin)
            moving = [i for i in range(width) if any(row[i] for row in steps)]
            steps = [[Fraction(int(i == j)) for i in range(width)] for j in moving]
        self.slopes, self.free = reduced(steps)

    def rounded(self, v: Floats, grid: int) -> Vector:
        """Give the point of the plane with the free coordinates of v on a grid."""
        found = list(self.origin)
        for i, slope in zip(self.free, self.slopes, strict=True):
            step = Fraction(round(float(v[i]) * grid), grid) - self.origin[i]
            found = [x + step * s for x, s in zip(found, slope, strict=True)]
        return tuple(found)

    def simplex(self, values: Floats) -> list[int] | None:
        """Choose corners that span the plane widely; None where the values are too flat."""
        own = values[:, self.free]
        chosen = [int(np.argmax(((own - own.mean(axis=0)) ** 2).sum(axis=1)))]
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
