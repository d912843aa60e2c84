"""Payoffs of many games in the quickest form that still decides every sign for certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.games.payoffs import few_decimals, to_integers

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LARGEST = 2**29  # differences up to which sums of two products fit 64 bits with room to spare
_FLOATS_FIT = 2**53  # integers that are floats
_ROUNDING = 2.0**-46  # 128 units in the last place; differences, products and a sum lose less than 50
_PRODUCTS_FIT = 1e-100, 1e100  # floats whose products neither vanish nor overflow


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    One actor's payoffs, the games on the last axis.

    `tolerance` is the size up to which rounding could have made a sum of two products of differences (zero for
    integers); `unsure` marks games whose numbers do not fit these bounds, and which need `exact_numbers`.
    """

    values: NDArray[Any]
    tolerance: NDArray[np.float64]
    unsure: NDArray[np.bool_]

    def part(self, start: int, count: int) -> Numbers:
        """Take some of the games."""
        games = slice(start, start + count)
        return Numbers(self.values[..., games], self.tolerance[games], self.unsure[games])


def read_numbers(payoffs: NDArray[Any]) -> Numbers:
    """Read payoffs of shape (games, k1, k2): small integers as they are, others as floats with a tolerance."""
    if payoffs.dtype == np.float64:
        decimals = few_decimals(payoffs)
        if decimals is None or (payoffs.size and np.ptp(decimals[0]) >= _LARGEST):
            return _floats(payoffs)
        return _integers(decimals[0])
    whole = payoffs if payoffs.dtype == np.int64 else to_integers(payoffs[..., None])[0][..., 0]
    if whole.size and whole.min() >= -_FLOATS_FIT and whole.max() <= _FLOATS_FIT and np.ptp(whole) >= _LARGEST:
        return _floats(whole.astype(np.float64))
    return _integers(whole)


def exact_numbers(payoffs: NDArray[Any]) -> Numbers:
    """Write each game's payoffs over a common denominator, as Python integers: slow, and always sure."""
    values = np.empty(payoffs.shape, dtype=object)
    for position, table in enumerate(payoffs):
        values[position] = to_integers(table[..., None])[0][..., 0]
    return Numbers(_games_last(values), np.zeros(len(payoffs)), np.zeros(len(payoffs), dtype=np.bool_))


def _integers(values: NDArray[Any]) -> Numbers:
    halves = values >> 1  # so that no difference overflows
    unsure = np.asarray(np.ptp(halves, axis=(1, 2)) >= _LARGEST // 2, dtype=np.bool_)
    small = np.where(unsure[:, None, None], 0, values).astype(np.int64)
    return Numbers(_games_last(small), np.zeros(len(values)), unsure)


def _floats(values: NDArray[Any]) -> Numbers:
    peaks = np.abs(values).max(axis=(1, 2))
    unsure = (peaks != 0) & ((peaks < _PRODUCTS_FIT[0]) | (peaks > _PRODUCTS_FIT[1]))
    tame = np.where(unsure[:, None, None], 0.0, values)
    return Numbers(_games_last(tame), _ROUNDING * np.where(unsure, 0.0, peaks) ** 2, unsure)


def _games_last(values: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(np.moveaxis(values, 0, -1))
