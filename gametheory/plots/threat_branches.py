"""Branches of a threat game's equilibria along one payoff, cut where their number changes; no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.games.threat import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gametheory.equilibria.threat_folds import ThreatFolds

    Floats = NDArray[np.float64]

_CLOSER = 24
"""Halvings of the step in which a fold is approached: next to it branches are as steep as a square root."""


@dataclass(frozen=True)
class Branch:
    """A stretch of one equilibrium of one kind; `stable` means that the slope of B's reply is at most 1."""

    values: Floats
    heights: Floats
    stable: bool


def branches(found: ThreatFolds, quantity: str, steps: int) -> tuple[list[Branch], Floats]:
    """Follow every equilibrium over the range; give also the values at which no threat at all is one."""
    from gametheory.equilibria.threat_batch import threat_equilibria_batch

    values = _values(found, steps)
    payoffs = {name: float(getattr(found.game, name)) for name in PARAMETERS}
    batch = threat_equilibria_batch(**(payoffs | {found.parameter: values}))
    heights: Floats = getattr(batch, quantity)
    cuts = [0, *(np.flatnonzero(np.diff(batch.counts)) + 1).tolist(), len(values)]
    pieces: list[Branch] = []
    for start, end in pairwise(cuts):
        for k in range(int(batch.counts[start])):
            here = slice(start, end)
            pieces += _by_kind(values[here], heights[here, k], batch.slope[here, k] <= 1)
    return pieces, values[batch.quiet]


def _values(found: ThreatFolds, steps: int) -> Floats:
    """Equally spaced, with both sides of every fold and ever closer values around it."""
    grid = np.linspace(found.low, found.high, steps + 1)
    near = (found.high - found.low) / steps * 0.5 ** np.arange(_CLOSER)
    around = [np.concatenate([fold.low - near, [fold.low, fold.high], fold.high + near]) for fold in found]
    values = np.unique(np.concatenate([grid, *around]))
    return values[(values >= found.low) & (values <= found.high)]


def _by_kind(values: Floats, heights: Floats, stable: NDArray[np.bool_]) -> Iterator[Branch]:
    """Cut a branch where it turns stable or unstable; neighbours share the point between them."""
    turns = [0, *(np.flatnonzero(stable[1:] != stable[:-1]) + 1).tolist(), len(values)]
    for start, end in pairwise(turns):
        first = max(start - 1, 0)
        yield Branch(values[first:end], heights[first:end], bool(stable[start]))
