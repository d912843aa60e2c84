"""Iterated strict dominance by pure actions with any number of actors; no equilibrium uses what it takes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def surviving_actions(payoffs: NDArray[Any]) -> list[list[int]]:
    """Find each actor's actions that survive; payoffs have shape (k1, ..., kn, n)."""
    kept = [list(range(size)) for size in payoffs.shape[:-1]]
    while True:
        part = restricted(payoffs, kept)
        better = [_undominated(part[..., i], i, own) for i, own in enumerate(kept)]
        if better == kept:
            return kept
        kept = better


def restricted(payoffs: NDArray[Any], kept: list[list[int]]) -> NDArray[Any]:
    """Keep only some actions of every actor."""
    return payoffs[np.ix_(*kept)]


def _undominated(payoffs: NDArray[Any], actor: int, names: list[int]) -> list[int]:
    rows = np.moveaxis(payoffs, actor, 0).reshape(len(names), -1)
    return [name for i, name in enumerate(names) if not any(bool((row > rows[i]).all()) for row in rows)]
