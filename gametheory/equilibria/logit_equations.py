"""
The equations of a logit quantal response equilibrium, in logarithms of probabilities.

With l = log p and u(p) the expected payoffs per action, an equilibrium for rationality r has log-odds
l[a] - l[b] = r (u[a] - u[b]) for all actions a, b of an actor (McKelvey and Palfrey 1995). Here b is the actor's
likeliest action, and its own equation says that the probabilities sum to one. Odds, unlike the softmax, stay nearly
linear where the rationality is large and the actor mixes, so Newton's method keeps its reach.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.expectations import pairwise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.expectations import Floats


@dataclass(frozen=True, slots=True)
class Linearised:
    """F at a point, and its derivatives: with respect to the logarithms, then to the rationality in the last column."""

    value: Floats
    slope: Floats


class LogitEquations:
    """The equations of one game; payoffs come in units of the largest payoff range."""

    def __init__(self, tables: Sequence[Floats]) -> None:
        self._tables = tables
        sizes = [len(table) for table in tables]
        self.starts = [0, *accumulate(sizes)]
        self.size = self.starts[-1]
        self._heads = np.array(self.starts[:-1])
        self._owner = np.repeat(np.arange(len(sizes)), sizes)
        self._same = np.equal.outer(self._owner, self._owner).astype(np.float64)
        self._pairs = np.zeros((self.size, self.size))
        self._identity = np.eye(self.size)

    def centre(self) -> Floats:
        """Give the logarithms of the uniform strategies, which solve the equations at rationality zero."""
        logs: Floats = -np.log(self._same.sum(axis=1))
        return logs

    def linearised(self, logs: Floats, rationality: float) -> Linearised:
        """Evaluate the equations and their derivatives."""
        p = np.exp(logs)
        u = self._payoffs(p)
        likeliest = [a + int(logs[a:b].argmax()) for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)]
        reference = np.array(likeliest)[self._owner]
        slope = np.empty((self.size, self.size + 1))
        slope[:, :-1] = self._identity - rationality * (self._pairs * p)
        slope[:, -1] = -u
        value = logs - rationality * u
        slope -= slope[reference]
        value -= value[reference]
        totals = np.add.reduceat(p, self._heads)
        slope[likeliest, :-1] = self._same[likeliest] * p / totals[:, None]
        slope[likeliest, -1] = 0.0
        value[likeliest] = np.log(totals)
        return Linearised(value, slope)

    def residual(self, logs: Floats, rationality: float) -> float:
        """Give the largest error of a log-odds ratio, relative to one plus the rationality in payoff ranges."""
        response = self._log_softmax(rationality * self._payoffs(np.exp(logs)))
        return float(np.abs(logs - response).max() / (1 + rationality))

    def split(self, values: Floats) -> list[Floats]:
        """Cut a vector over all actions into one per actor."""
        return [values[a:b] for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)]

    def _payoffs(self, p: Floats) -> Floats:
        """Expected payoffs per action; every column block of the pairwise matrix gives them once."""
        if len(self._tables) == 1:
            return self._tables[0]
        pairwise(self._tables, self.split(p), self._pairs, self.starts)
        payoffs: Floats = self._pairs @ p / (len(self._tables) - 1)
        return payoffs

    def _log_softmax(self, values: Floats) -> Floats:
        shifted = values - np.maximum.reduceat(values, self._heads)[self._owner]
        totals = np.log(np.add.reduceat(np.exp(shifted), self._heads))
        result: Floats = shifted - totals[self._owner]
        return result
