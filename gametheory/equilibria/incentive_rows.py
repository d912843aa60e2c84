"""Incentive constraints of a correlated equilibrium as sparse rows over action profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.games.normal_form import NormalFormGame
from gametheory.linear_programs import SparseRows

_SAFE = 2**61


@dataclass(frozen=True)
class IncentiveRows:
    """Row r says what actor gains, over its denominator, by playing `instead` whenever told `told`."""

    rows: SparseRows
    keys: tuple[tuple[int, int, int], ...]
    denominators: tuple[int, ...]


def incentive_rows(game: NormalFormGame) -> IncentiveRows:
    """One row per actor, recommended action and other action, in that order; differences that are zero are left out."""
    numerators, denominators = safe_integers(game)
    keys: list[tuple[int, int, int]] = []
    parts: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []
    positions = np.arange(game.n_profiles).reshape(game.shape)
    for i, count in enumerate(game.shape):
        own = np.moveaxis(numerators[..., i], i, 0).reshape(count, -1)
        place = np.moveaxis(positions, i, 0).reshape(count, -1)
        for told in range(count):
            for instead in range(count):
                if instead != told:
                    gain = own[instead] - own[told]
                    nonzero = np.flatnonzero(gain)
                    parts.append((np.full(len(nonzero), len(keys)), place[told][nonzero], gain[nonzero]))
                    keys.append((i, told, instead))
    empty = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=numerators.dtype))
    row, column, value = (np.concatenate(arrays) for arrays in zip(empty, *parts, strict=True))
    rows = SparseRows.triplets(row, column, value, (len(keys), game.n_profiles))
    return IncentiveRows(rows, tuple(keys), denominators)


def safe_integers(game: NormalFormGame) -> tuple[NDArray[Any], tuple[int, ...]]:
    """Payoffs as integers whose differences do not overflow."""
    numerators, denominators = game.integers()
    if numerators.dtype == np.int64 and max(int(numerators.max()), -int(numerators.min())) >= _SAFE:
        return numerators.astype(object), denominators
    return numerators, denominators
