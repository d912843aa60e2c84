"""For `closure`: which profiles may generate something beyond which edges, and the pair of edges that bounds it best.

Written so that the interpreter runs it as it stands and numba compiles it, for all the work of one proof in one call.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

PARALLEL = 1e-12
"""Area between two normals of length one that counts as none."""


def scan(
    points: Floats, made: Numbers, payoff: Floats, best: Floats, gain: Floats, d: float,
    normals: Floats, levels: Floats, beyond: Floats, reach: float, deep: float, sure: float, held: float,
) -> tuple[Numbers, Floats]:  # fmt: skip
    """
    Bound what profiles generate beyond edges; the last two edges are lowest payoffs.

    Gives a row a profile and edge that matter: the numbers of the profile, the edge, and the pair of edges, -1 where
    none will do; the multipliers of the pair, how far what is generated stays within the edge, and by how much that
    can be off. Left out are profiles that bring nothing as near an edge as `deep`; those whose payoffs lie at most
    `held` beyond it, as what they generate does then; and those that generate nothing beyond it, given how far the set
    can reach beyond all edges.
    """
    edges = len(levels)
    facing = np.zeros((len(payoff), edges), dtype=np.bool_)
    count = 0
    for c in range(len(points)):
        a = made[c]
        if a < 0:
            continue
        for k in range(edges):
            n, m = normals[k, 0], normals[k, 1]
            if facing[a, k] or points[c, 0] * n + points[c, 1] * m <= levels[k] - deep:
                continue
            if payoff[a, 0] * n + payoff[a, 1] * m <= levels[k] + held:
                continue
            if k >= edges - 2 and best[a, k - edges + 2] >= -levels[k] - held:
                continue
            facing[a, k] = True
            count += 1
    numbers, values, rows = np.empty((count, 4), dtype=np.int64), np.empty((count, 4)), 0
    raised = levels.copy()
    for a in range(len(payoff) if count else 0):
        raised[edges - 2], raised[edges - 1] = levels[edges - 2] - gain[a, 0], levels[edges - 1] - gain[a, 1]
        for k in range(edges):
            if not facing[a, k]:
                continue
            n, m = normals[k, 0], normals[k, 1]
            most, first, second, x, y = np.inf, -1, -1, 0.0, 0.0
            for i in range(edges):
                for j in range(i + 1, edges):
                    area = normals[i, 0] * normals[j, 1] - normals[i, 1] * normals[j, 0]
                    if abs(area) <= PARALLEL:
                        continue
                    one = (n * normals[j, 1] - m * normals[j, 0]) / area
                    other = (normals[i, 0] * m - normals[i, 1] * n) / area
                    if one < -PARALLEL or other < -PARALLEL:
                        continue
                    one, other = max(one, 0.0), max(other, 0.0)
                    bound = one * raised[i] + other * raised[j]
                    if bound < most:
                        most, first, second, x, y = bound, i, j, one, other
            spare = levels[k] - (1 - d) * (payoff[a, 0] * n + payoff[a, 1] * m) - d * most
            off = sure * (1 + x + y)
            for axis in range(2):
                off += abs(normals[k, axis] - x * normals[first, axis] - y * normals[second, axis])
            if first >= 0 and spare > d * (x * beyond[first] + y * beyond[second]) + reach + off:
                continue
            numbers[rows, 0], numbers[rows, 1], numbers[rows, 2], numbers[rows, 3] = a, k, first, second
            values[rows, 0], values[rows, 1], values[rows, 2], values[rows, 3] = x, y, spare, off
            rows += 1
    return numbers[:rows], values[:rows]


@cache
def compiled_scan() -> Callable[..., tuple[Numbers, Floats]]:
    """The same, compiled."""
    from gametheory.equilibria.sets.compiled import compiled

    kernel: Callable[..., tuple[Numbers, Floats]] = compiled(scan)
    return kernel
