"""The furthest generations over given points, one for every direction (see `gather`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.growth_kernel import follow, generated, lottery_for, prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_STILL = 1e-12


def improve(
    points: Floats,
    directions: Floats,
    payoffs: Floats,
    floors: Floats,
    discount: Floats,
    common: bool,
    first: int,
    played: Whole,
    then: Whole,
    chances: Floats,
) -> None:
    """
    Per direction k find the profile and the lottery over points that pay most, and write them down at `first` + k.

    With one discount factor a profile's own payoffs count as one more point: their chance is that of coming back.
    """
    n = points.shape[1]
    matrix, norms, box = prepare(points, len(points))
    own, basis, inverse = 2 * n + 2, np.full(n + 1, -1), np.zeros((n + 1, n + 1))
    best = np.full(len(directions), -np.inf)
    later = np.full(len(directions), -np.inf)
    for k in range(len(directions)):
        form = directions[k] * discount
        for j in range(len(points)):
            later[k] = max(later[k], (form * points[j]).sum())
    for a in range(len(floors)):
        g = payoffs[a]
        basis[0] = -1
        if common:
            matrix[own, :n] = g
            norms[own] = np.sqrt((g * g).sum() + 1.0)
        else:  # a row that says nothing
            matrix[own, n] = 0.0
            norms[own] = 1.0
        for k in range(len(directions)):
            direction = directions[k]
            now = (direction * g).sum()
            most = (direction * (1.0 - discount) * g).sum() + later[k]
            if most <= best[k] + _STILL or (common and now <= best[k] + _STILL):
                continue
            found = lottery_for(
                matrix, norms, box, own + 1 + len(points), direction * discount, floors[a], basis, inverse
            )
            if found.sum() < 0.5:
                break
            found /= found.sum()
            v, alone = generated(matrix, basis, found, own, g, discount)
            reached = (direction * v).sum()
            if reached > best[k] + _STILL:
                best[k] = reached
                stay = alone / (1.0 - discount[0] + alone * discount[0]) if common else 0.0
                played[first + k] = a
                follow(then[first + k], chances[first + k], basis, found, own, first + k, stay, alone)
