"""
Where no actor gains by switching: one scan over the payoff table, in blocks that fit a processor's cache.

The actors whose switches stay inside a block (the last axes) are settled block by block, the others afterwards. As
soon as few profiles are left, only those are looked at. Beside the payoffs this needs one byte per profile, eight per
profile that is left, and the temporaries of one block or, for the first actors, of one line of blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Marks = NDArray[np.bool_]

_BLOCK = 16_384  # profiles a block: about a megabyte of payoffs for eight actors
_FEW = 16  # fewer than one profile in sixteen left: look at these alone


def stable_positions(payoffs: NDArray[Any]) -> Positions:
    """Positions, in the order of profiles, where every actor's action is a best response."""
    shape, n = payoffs.shape[:-1], payoffs.shape[-1]
    table, steps = payoffs.reshape(-1, n), strides(shape)
    first = next((i for i in range(n) if steps[i] * shape[i] <= _BLOCK), n - 1)
    left = np.ones(len(table), dtype=np.bool_)
    size = prod(shape[first:])
    for start in range(0, len(table), size):
        block = slice(start, start + size)
        kept = _scan(table[block], shape, steps, range(n - 1, first - 1, -1), left[block])
        if kept is not None:
            left[block] = False
            left[start + kept] = True
    kept = _scan(table, shape, steps, range(first - 1, -1, -1), left)
    return np.flatnonzero(left) if kept is None else kept


def strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    """How far apart two neighbouring actions of each actor lie in the order of profiles."""
    return tuple(prod(shape[i + 1 :]) for i in range(len(shape)))


def _scan(
    table: NDArray[Any], shape: tuple[int, ...], steps: tuple[int, ...], actors: range, left: Marks
) -> Positions | None:
    """Unmark where an actor gains; once few are left, return the positions that survive all actors instead."""
    for place, i in enumerate(actors):
        if np.count_nonzero(left) * _FEW < len(left):
            return _survivors(table, shape, steps, actors[place:], np.flatnonzero(left))
        _unmark_worse(table[:, i].reshape(-1, shape[i], steps[i]), left.reshape(-1, shape[i], steps[i]))
    return None


def _unmark_worse(own: NDArray[Any], left: Marks) -> None:
    """Compare along the middle axis: each payoff with the largest of its line."""
    best = own[:, 0]
    for action in range(1, own.shape[1]):
        best = np.maximum(best, own[:, action])
    for action in range(own.shape[1]):
        left[:, action] &= own[:, action] >= best


def _survivors(
    table: NDArray[Any], shape: tuple[int, ...], steps: tuple[int, ...], actors: Iterable[int], left: Positions
) -> Positions:
    for i in actors:
        left = left[_compared(table, shape[i], steps[i], i, left, np.greater_equal)]
    return left


def _compared(
    table: NDArray[Any], count: int, step: int, actor: int, positions: Positions, relation: np.ufunc
) -> Marks:
    """Whether the actor's payoff stands in a relation to its payoff from every other action."""
    digit = positions // step % count
    now, line = table[positions, actor], positions - digit * step
    holds = np.ones(len(positions), dtype=np.bool_)
    for action in range(count):
        holds &= (digit == action) | relation(now, table[line + action * step, actor]).astype(np.bool_)
    return holds


def strict_marks(payoffs: NDArray[Any], positions: Positions) -> Marks:
    """Per position: whether every switch by one actor makes it strictly worse off."""
    shape, n = payoffs.shape[:-1], payoffs.shape[-1]
    table, steps = payoffs.reshape(-1, n), strides(shape)
    strict = np.ones(len(positions), dtype=np.bool_)
    for start in range(0, len(positions), _BLOCK):
        block = slice(start, start + _BLOCK)
        for i in range(n):
            strict[block] &= _compared(table, shape[i], steps[i], i, positions[block], np.greater)
    return strict
