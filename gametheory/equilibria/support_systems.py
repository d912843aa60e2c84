"""
Isolated equilibria of three and more actors: the indifference equations of every support, by Newton's method.

For a choice of supports, an equilibrium makes every actor indifferent between the actions in its own (Porter, Nudelman
and Shoham 2008). Supports of the same sizes are solved together, each from several starting points.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.newton import roots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Supports = tuple[tuple[int, ...], ...]

_POSITIVE = 1e-9  # probabilities below this belong to a smaller support
_GAIN = 1e-8  # what an action outside the support may seem to gain, before the exact check
_SAME = 1e-7
_BATCH = 64  # supports at a time


def interior_solutions(tables: Sequence[Floats], limit: int) -> Iterator[list[Floats]]:
    """
    Yield float strategies of equilibria in which at least two actors mix, no more than `limit` supports looked at.

    Tables hold each actor's payoffs, own action first and then the others in order, in units of its payoff range.
    """
    shape = [len(table) for table in tables]
    for sizes in _size_profiles(shape, limit):
        choices = list(product(*(combinations(range(k), size) for k, size in zip(shape, sizes, strict=True))))
        for start in range(0, len(choices), _BATCH):
            yield from _distinct(_of_size(tables, choices[start : start + _BATCH]))


def _size_profiles(shape: Sequence[int], limit: int) -> list[tuple[int, ...]]:
    """Smallest supports first. A lone mixing actor is passed over: it only mixes what ties against pure actions."""
    profiles = [s for s in product(*(range(1, k + 1) for k in shape)) if sum(size > 1 for size in s) > 1]
    profiles.sort(key=lambda s: (sum(s), max(s), s))
    chosen, count = [], 0
    for sizes in profiles:
        count += int(np.prod([len(list(combinations(range(k), size))) for k, size in zip(shape, sizes, strict=True)]))
        if count > limit:
            break
        chosen.append(sizes)
    return chosen


def _of_size(tables: Sequence[Floats], choices: Sequence[Supports]) -> Iterator[list[Floats]]:
    stacked = [
        np.stack([table[np.ix_(supports[i], *_others(supports, i))] for supports in choices])
        for i, table in enumerate(tables)
    ]
    for which, strategies in roots(stacked):
        full = [_spread(p, own, len(table)) for p, own, table in zip(strategies, choices[which], tables, strict=True)]
        if min(p.min() for p in strategies) > _POSITIVE and _no_gain(tables, full):
            yield full


def _others(supports: Supports, actor: int) -> list[tuple[int, ...]]:
    return [own for i, own in enumerate(supports) if i != actor]


def _spread(strategy: Floats, support: Sequence[int], size: int) -> Floats:
    full = np.zeros(size)
    full[list(support)] = strategy
    return full


def _no_gain(tables: Sequence[Floats], strategies: Sequence[Floats]) -> bool:
    for i, table in enumerate(tables):
        values = table
        for other in reversed(_others_of(strategies, i)):
            values = values @ other
        if values.max() - values @ strategies[i] > _GAIN:
            return False
    return True


def _others_of(strategies: Sequence[Floats], actor: int) -> list[Floats]:
    return [p for i, p in enumerate(strategies) if i != actor]


def _distinct(solutions: Iterator[list[Floats]]) -> Iterator[list[Floats]]:
    seen: list[Floats] = []
    for strategies in solutions:
        joint = np.concatenate(strategies)
        if all(np.abs(joint - other).max() > _SAME for other in seen):
            seen.append(joint)
            yield strategies
