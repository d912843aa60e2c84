"""
Make a self-generating set of floats exact where it has slack, with short numbers however many points there are.

All lotteries are mixed with a little of one simplex of the set, which moves points inwards by less than the slack; the
values are rounded; the chances of that simplex in each lottery then take up what rounding did, by one small system of
equations.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.binding import inverted
from gametheory.equilibria.sets.growth import Grown, holds
from gametheory.equilibria.sets.plane import Plane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.sets.generation import Weights
    from gametheory.equilibria.sets.table import Table, Vector

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_SAME = 1e-9
_GRID = 2**50
_RARE = 1e-13


@dataclass(frozen=True)
class Crop:
    """Points with what generates them, and their payoffs now; exact fixed ones, played for ever, come first."""

    values: Floats
    played: Whole
    lotteries: Floats
    now: Floats
    fixed: list[Grown]


def valued(discount: Floats, lotteries: Floats, now: Floats) -> Floats:
    """Solve v = (1-d) now + d lotteries v in floats."""
    eye = np.eye(len(lotteries))
    columns = [np.linalg.solve(eye - d * lotteries, (1 - d) * now[:, i]) for i, d in enumerate(discount)]
    return np.array(columns).T


def inwards(table: Table, crop: Crop, spare: float) -> list[Grown]:
    """Round a set with slack to spare, and prove it; empty where that fails."""
    crop = merged(crop)
    first = len(crop.fixed)
    used = [table.payoffs[a] for a in dict.fromkeys(crop.played[first:].tolist())]
    plane = Plane(used + [v for v, _, _ in crop.fixed], common=len(set(table.discount)) == 1)
    simplex = plane.simplex(crop.values)
    if simplex is None:
        return []
    discount = np.array([float(d) for d in table.discount])
    share = spare * float(1 - discount.max()) / 8
    lotteries = crop.lotteries.copy()
    lotteries[first:] *= 1 - share
    lotteries[first:, simplex] += share / len(simplex)
    values = [plane.rounded(v, _GRID) for v in valued(discount, lotteries, crop.now)]
    values[:first] = [v for v, _, _ in crop.fixed]
    points = _completed(table, crop, values, lotteries, simplex, plane.free)
    return points if points and generated(table, points) and holds(table, points) else []


def _completed(
    table: Table, crop: Crop, values: list[Vector], lotteries: Floats, simplex: list[int], free: list[int]
) -> list[Grown]:
    """Give the simplex the chances with which exactly these values are generated; empty where one is negative."""
    inverse = inverted([[values[j][i] for j in simplex] for i in free] + [[Fraction(1)] * len(simplex)])
    points = list(crop.fixed)
    for k in range(len(points), len(values)):
        number = int(crop.played[k])
        rest = _to_follow(table, values[k], number)
        lottery = _elsewhere(lotteries[k], simplex)
        right = [rest[i] - sum((p * values[j][i] for j, p in lottery.items()), Fraction(0)) for i in free]
        right.append(1 - sum(lottery.values(), Fraction(0)))
        corners = [sum((a * b for a, b in zip(row, right, strict=True)), Fraction(0)) for row in inverse or ()]
        if not corners or min(corners) < 0:
            return []
        lottery.update({j: p for j, p in zip(simplex, corners, strict=True) if p})
        points.append((values[k], number, lottery))
    return points


def _to_follow(table: Table, value: Vector, number: int) -> list[Fraction]:
    """What has to follow a profile that is to pay this."""
    return [(v - (1 - d) * g) / d for v, d, g in zip(value, table.discount, table.payoffs[number], strict=True)]


def _elsewhere(chances: Floats, simplex: Sequence[int]) -> Weights:
    """Chances of the points outside the simplex, on a grid."""
    likely = np.flatnonzero(chances > _RARE).tolist()
    return {j: Fraction(round(float(chances[j]) * _GRID), _GRID) for j in likely if j not in simplex}


def generated(table: Table, points: Sequence[Grown]) -> bool:
    """Whether every point is what its profile and its lottery pay; exact."""
    for v, number, lottery in points:
        now = table.payoffs[number] if number >= 0 else table.equilibria[-1 - number]
        actors = range(len(v))
        later = [sum((p * points[j][0][i] for j, p in lottery.items()), Fraction(0)) for i in actors]
        if sum(lottery.values()) != 1 or table.today(now, later) != v:
            return False
    return True


def merged(crop: Crop) -> Crop:
    """Count points next to each other as one."""
    kept: list[int] = []
    place: list[int] = []
    for k, v in enumerate(crop.values):
        apart = np.abs(crop.values[kept] - v).max(axis=1) if kept else np.zeros(0)
        near = np.flatnonzero(apart <= _SAME) if k >= len(crop.fixed) else np.zeros(0, dtype=np.int64)
        place.append(int(near[0]) if len(near) else len(kept))
        if not len(near):
            kept.append(k)
    lotteries = np.zeros((len(kept), len(kept)))
    for r, k in enumerate(kept):
        np.add.at(lotteries[r], place, crop.lotteries[k])
    return Crop(crop.values[kept], crop.played[kept], lotteries, crop.now[kept], crop.fixed)
