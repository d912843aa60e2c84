"""
Joint deviations from a profile, found in one scan over all profiles.

A coalition gains by moving to a profile if all who move are strictly better off there. Members who do not move can be
left out, so the minimal coalitions are among the sets of actors whose actions differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 2**16  # profiles looked at together


def gainful_moves(payoffs: NDArray[Any], position: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions at which all who moved are strictly better off, and who moved as bits (actor 0 is the lowest)."""
    shape, n = payoffs.shape[:-1], payoffs.shape[-1]
    table = payoffs.reshape(-1, n)
    home = np.unravel_index(position, shape)
    found, movers = [], []
    for start in range(0, len(table), _BLOCK):
        block = np.arange(start, min(start + _BLOCK, len(table)))
        places = np.unravel_index(block, shape)
        gains, bits = block != position, np.zeros(len(block), dtype=np.int64)
        for i in range(n):
            moved = places[i] != home[i]
            gains &= ~moved | (table[block, i] > table[position, i]).astype(np.bool_)
            bits |= moved.astype(np.int64) << i
        found.append(block[gains])
        movers.append(bits[gains])
    return np.concatenate(found), np.concatenate(movers)


def minimal(movers: NDArray[np.int64]) -> Iterator[int]:
    """Coalitions that contain no other one, smallest first."""
    left = np.unique(movers)
    sizes = sum((left >> bit & 1 for bit in range(63)), np.zeros_like(left))
    left = left[np.argsort(sizes, kind="stable")]
    while len(left):
        smallest = int(left[0])
        yield smallest
        left = left[left & smallest != smallest]
