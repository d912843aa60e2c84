"""Pairs of label sets that have every label between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Labels = NDArray[np.int64]
    Positions = NDArray[np.int64]

_WORD = 63  # labels that one 64-bit integer holds
_LOOP = 2_000  # below this many pairs a plain loop is faster than arrays
_BLOCK = 2**20


def complementary(first: Sequence[int], second: Sequence[int], sizes: tuple[int, int]) -> list[tuple[int, int]]:
    """
    Find all positions (a, b) such that ``first[a] | second[b]`` has all of the lowest bits, as many as `sizes` sum to.

    Each set of the first list has at least the first size, each of the second at least the second: the dimensions.
    """
    count = sum(sizes)
    full = (1 << count) - 1
    if count > _WORD or len(first) * len(second) <= _LOOP:
        return [(a, b) for a, x in enumerate(first) for b, y in enumerate(second) if x | y == full]
    small_left, large_left = _by_size(first, sizes[0])
    small_right, large_right = _by_size(second, sizes[1])
    left, right = np.array(first, dtype=np.int64), np.array(second, dtype=np.int64)
    pairs = _exact_complements(left, right, small_left, small_right, full)
    pairs += _all_pairs(left, right, large_left, np.arange(len(second)), full)
    pairs += _all_pairs(left, right, small_left, large_right, full)
    return sorted(pairs)


def _by_size(sets: Sequence[int], smallest: int) -> tuple[Positions, Positions]:
    """Tell apart the sets of the smallest size, which vertices without ties have, from larger ones."""
    larger = np.array([labels.bit_count() for labels in sets]) > smallest
    return np.flatnonzero(~larger), np.flatnonzero(larger)


def _exact_complements(
    left: Labels, right: Labels, own: Positions, other: Positions, full: int
) -> list[tuple[int, int]]:
    """Match sets that are too small to overlap and still be complete."""
    _, a, b = np.intersect1d(left[own] ^ full, right[other], assume_unique=True, return_indices=True)
    return list(zip(own[a].tolist(), other[b].tolist(), strict=True))


def _all_pairs(left: Labels, right: Labels, own: Positions, other: Positions, full: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    if len(other):
        step = max(_BLOCK // len(other), 1)
        for start in range(0, len(own), step):
            part = own[start : start + step]
            a, b = np.divmod(np.flatnonzero((left[part, None] | right[other]) == full), len(other))
            pairs += zip(part[a].tolist(), other[b].tolist(), strict=True)
    return pairs
