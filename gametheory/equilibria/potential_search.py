"""Exact and weighted potentials by integrating payoffs along paths, and the 4-cycles that rule them out."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.games.normal_form import NormalFormGame

Index = tuple[int, ...]
_SAFE = 2**62


def common_integers(game: NormalFormGame) -> tuple[NDArray[Any], int]:
    """All payoffs over one denominator, wide enough for sums along paths."""
    numerators, denominators = game.integers()
    common = lcm(*denominators)
    factors = np.array([common // d for d in denominators], dtype=object)
    largest = max(abs(int(numerators.max())), abs(int(numerators.min()))) * int(factors.max())
    if numerators.dtype == np.int64 and largest * 4 * len(game.actors) < _SAFE:
        return numerators * factors.astype(np.int64), common
    return numerators.astype(object) * factors, common


def integrate(payoffs: NDArray[Any]) -> NDArray[Any] | None:
    """
    The exact potential that is zero at the first profile, if there is one (Monderer and Shapley 1996).

    Actors switch one after the other on the way to a profile; the sum of their gains is the potential.
    """
    n = payoffs.shape[-1]
    total: NDArray[Any] = np.zeros(payoffs.shape[:-1], dtype=payoffs.dtype)
    for i in range(n):
        later: tuple[Any, ...] = (slice(0, 1),) * (n - i - 1)
        reached = payoffs[(..., *later, i)]
        total = total + (reached - reached.take([0], axis=i))
    for i in range(n):
        rest = payoffs[..., i] - total
        if np.any(rest != rest.take([0], axis=i)):
            return None
    return total


def weights(payoffs: NDArray[Any]) -> list[Fraction] | None:
    """Weights that must hold if payoffs over weights have an exact potential; None if no positive ones can."""
    n = payoffs.shape[-1]
    ratios: dict[tuple[int, int], Fraction] = {}
    for i, j in combinations(range(n), 2):
        mine, other = (_twice(payoffs[..., k], i, j).astype(object) for k in (i, j))
        where = np.flatnonzero(mine.ravel() != 0)
        if not len(where):
            if np.any(other != 0):
                return None
            continue
        ratio = Fraction(int(other.ravel()[where[0]]), int(mine.ravel()[where[0]]))
        if ratio <= 0 or np.any(other * ratio.denominator != mine * ratio.numerator):
            return None
        ratios[i, j], ratios[j, i] = ratio, 1 / ratio
    return _spread(ratios, n)


def _twice(own: NDArray[Any], i: int, j: int) -> NDArray[Any]:
    """How the gain from one actor's next action changes with the other's next action."""
    change: NDArray[Any] = np.diff(np.diff(own, axis=i), axis=j)
    return change


def _spread(ratios: dict[tuple[int, int], Fraction], count: int) -> list[Fraction]:
    found: dict[int, Fraction] = {}
    for root in range(count):
        if root in found:
            continue
        found[root] = Fraction(1)
        queue = [root]
        while queue:
            i = queue.pop()
            for j in range(count):
                if (i, j) in ratios and j not in found:
                    found[j] = found[i] * ratios[i, j]
                    queue.append(j)
    return [found[i] for i in range(count)]


def four_cycle(payoffs: NDArray[Any]) -> tuple[Index, ...] | None:
    """Two actors switching in turn and back whose gains do not sum to zero; None if an exact potential exists."""
    n = payoffs.shape[-1]
    for i, j in combinations(range(n), 2):
        found = np.argwhere(_twice(payoffs[..., i] - payoffs[..., j], i, j) != 0)
        if len(found):
            start = tuple(int(k) for k in found[0])
            up = tuple(k + (a == i) for a, k in enumerate(start))
            both = tuple(k + (a == j) for a, k in enumerate(up))
            return start, up, both, tuple(k - (a == i) for a, k in enumerate(both))
    return None
