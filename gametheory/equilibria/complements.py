"""Pairs of label sets that have every label between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_WORD = 63  # labels that one 64-bit integer holds
_LOOP = 2_000  # below this many pairs a plain loop is faster than arrays
_BLOCK = 2**20


def complementary(first: Sequence[int], second: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Find all positions (a, b) such that ``first[a] | second[b]`` has all `count` lowest bits."""
    full = (1 << count) - 1
    if count > _WORD or len(first) * len(second) <= _LOOP:
        return [(a, b) for a, x in enumerate(first) for b, y in enumerate(second) if x | y == full]
    left, right = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
    if _largest(first) + _largest(second) <= count:
        return _exact_complements(left, right, full)
    step = max(_BLOCK // len(right), 1)
    return [pair for start in range(0, len(left), step) for pair in _all_pairs(left, right, full, start, step)]


def _largest(sets: Sequence[int]) -> int:
    return max(labels.bit_count() for labels in sets)


def _exact_complements(left: NDArray[np.int64], right: NDArray[np.int64], full: int) -> list[tuple[int, int]]:
    """Match sets that are too small to overlap and still be complete."""
    _, a, b = np.intersect1d(left ^ full, right, assume_unique=True, return_indices=True)
    return sorted(zip(a.tolist(), b.tolist(), strict=True))


def _all_pairs(
    left: NDArray[np.int64], right: NDArray[np.int64], full: int, start: int, step: int
) -> list[tuple[int, int]]:
    hits = np.argwhere((left[start : start + step, None] | right) == full)
    return [(start + a, b) for a, b in hits.tolist()]
