"""The last step of a chain of cuts: down to the set itself, where its edges are known (see `proofs.outer_bound`)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.exact import exact_text
from gametheory.proofs.outer_bound import Chain, beyond, closes, reach

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.proofs.outer_bound import Multipliers, Play

    Floats = NDArray[np.float64]

Sums = tuple[int, dict[int, Fraction]]

_GRID = 2**20
_LARGEST = 1e9


def closing(
    chain: Chain, plays: Sequence[Play], levels: Sequence[Fraction], whys: Sequence[Sequence[Multipliers]]
) -> dict[str, Any] | None:
    """Write down why no level is exceeded, given multipliers per direction and play; None where they do not show it."""
    final = Chain(chain.directions, list(levels), chain.discount)
    sums: list[Sums] = []
    for k, row in enumerate(whys):
        for play, why in zip(plays, row, strict=True):
            found = _sums(chain, final, play, k, why)
            if found is None:
                return None
            sums += found
    weights = _weights(sums, len(levels))
    if weights is None:
        return None
    ways = [
        closes(chain, final, weights, play, k, why)
        for k, row in enumerate(whys)
        for play, why in zip(plays, row, strict=True)
    ]
    if not all(ways):
        return None
    told = [[[[r, exact_text(y)] for r, y in why] for why in row] for row in whys]
    return {"levels": [exact_text(h) for h in levels], "weights": [exact_text(x) for x in weights], "why": told}


def _sums(chain: Chain, final: Chain, play: Play, k: int, why: Multipliers) -> list[Sums] | None:
    """What has to stay below a weight, if anything; None where a play may lead beyond a level whatever the weights."""
    known = reach(chain, play, k, why)
    if known is None or known <= final.levels[k]:
        return []
    spare, sums = beyond(final, play, k, why)
    if spare < 0:
        return None
    most = sum((y * max(chain.levels[r] - final.levels[r], Fraction(0)) for r, y in sums.items()), Fraction(0))
    return [] if spare >= most else [(k, sums)]


def _weights(sums: Sequence[Sums], count: int) -> list[Fraction] | None:
    """Positive numbers that exceed all their sums, by policy iteration in floats, rounded up a little."""
    rows = np.zeros((len(sums), count))
    for row, (_, told) in zip(rows, sums, strict=True):
        for r, y in told.items():
            row[r] = float(y)
    owners = np.array([k for k, _ in sums], dtype=np.int64)
    chosen = np.zeros((count, count))
    for k, row in zip(owners.tolist(), rows, strict=True):
        chosen[k] = row
    for _ in range(10 + 2 * count):
        try:
            found = np.linalg.solve(np.eye(count) - chosen, np.ones(count))
        except np.linalg.LinAlgError:
            return None
        if not (np.isfinite(found).all() and found.min() > 0 and found.max() < _LARGEST):
            return None
        worse = rows @ found > found[owners] - 0.5
        if not worse.any():
            return [Fraction(round(x * _GRID), _GRID) for x in found.tolist()]
        chosen[owners[worse]] = rows[worse]
    return None
