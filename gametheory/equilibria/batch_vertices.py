"""Extreme strategies of up to three actions for many games at once, each with its labels; every decision is exact."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Flags = NDArray[np.bool_]
Labels = NDArray[np.uint8]

_COUNT = np.array([bits.bit_count() for bits in range(64)], dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    Possible extreme strategies of one actor in many games.

    ``labels[c, game]`` is zero where candidate c is none in the game, and otherwise has bit i where own action i is
    unused, and bit own + j where the opponent's action j is a best response. ``weights[c, i, game]`` is a probability
    up to scale. `unsure` marks games in which rounding could change a decision.
    """

    labels: Labels
    weights: Numbers
    unsure: Flags

    def degenerate(self) -> Flags:
        """Mark games in which a strategy has more best responses than actions in use."""
        own = self.weights.shape[1]
        result: Flags = (_COUNT[self.labels] > own).any(axis=0)
        return result


class Candidacy:
    """
    Find the candidates of one actor from the opponent's payoffs.

    Parameters
    ----------
    opponent : numpy.ndarray of shape (opponent's actions, own actions, games)
        Integers small enough that sums of two products of differences fit (or Python integers), or floats.
    tolerance : numpy.ndarray of shape (games,)
        Up to which size rounding could have made a sum of two products of differences; zero for integers.
    """

    def __init__(self, opponent: Numbers, tolerance: Numbers) -> None:
        self._opponent = opponent
        self._tolerance = tolerance
        self._replies, self._own, games = opponent.shape
        self._unsure = np.zeros(games, dtype=np.bool_)
        self._labels: list[Labels] = []
        self._weights: list[Numbers] = []

    def all(self) -> Candidates:
        """Collect them: single actions, then pairs, then all three."""
        for i in range(self._own):
            self._add_single(i)
        for pair in combinations(range(self._own), 2):
            self._add_pairs(*pair)
        if self._own == 3 and self._replies == 3:
            self._add_triple()
        return Candidates(np.array(self._labels), np.array(self._weights), self._unsure)

    def _add_single(self, i: int) -> None:
        values = self._opponent[:, i]
        weights = np.zeros_like(self._opponent[0])
        weights[i] = 1
        self._labels.append(self._bits([i], values == values.max(axis=0)))
        self._weights.append(weights)

    def _add_pairs(self, i: int, k: int) -> None:
        """Points on an edge at which two of the opponent's actions cross."""
        earlier: list[Labels] = []
        for a, b in combinations(range(self._replies), 2):
            labels, weights = self._crossing(i, k, a, b)
            for other in earlier:  # the same edge and the same labels make the same point
                labels[labels == other] = 0
            earlier.append(labels)
            self._labels.append(labels)
            self._weights.append(weights)

    def _crossing(self, i: int, k: int, a: int, b: int) -> tuple[Labels, Numbers]:
        table = self._opponent
        at_i, at_k = table[a, i] - table[b, i], table[a, k] - table[b, k]
        crosses = ((at_i > 0) & (at_k < 0)) | ((at_i < 0) & (at_k > 0))
        weights = np.zeros_like(table[0])
        weights[i], weights[k] = np.abs(at_k), np.abs(at_i)
        best = np.zeros((self._replies, len(crosses)), dtype=np.bool_)
        best[a] = best[b] = True
        for c in range(self._replies):
            if c not in (a, b):
                ahead = weights[i] * (table[c, i] - table[a, i]) + weights[k] * (table[c, k] - table[a, k])
                self._doubt(ahead, crosses)
                crosses = crosses & (ahead <= 0)
                best[c] = ahead == 0
        labels = self._bits([i, k], best)
        labels[~crosses] = 0
        return labels, weights

    def _add_triple(self) -> None:
        """Find the point at which all three of the opponent's actions are equally good: a vector product."""
        table = self._opponent
        first, second = table[0] - table[1], table[0] - table[2]
        weights = np.empty_like(first)
        for i in range(3):
            j, k = (i + 1) % 3, (i + 2) % 3
            weights[i] = first[j] * second[k] - first[k] * second[j]
            self._doubt(weights[i], np.True_)
        inside = (weights > 0).all(axis=0) | (weights < 0).all(axis=0)
        labels = self._bits([0, 1, 2], np.ones_like(weights, dtype=np.bool_))
        labels[~inside] = 0
        self._labels.append(labels)
        self._weights.append(np.abs(weights))

    def _doubt(self, values: Numbers, where: Flags | np.bool_) -> None:
        self._unsure |= where & (self._tolerance > 0) & (np.abs(values) <= self._tolerance)

    def _bits(self, used: list[int], best: Flags) -> Labels:
        unused = sum(1 << i for i in range(self._own) if i not in used)
        labels = np.full(best.shape[1], unused, dtype=np.uint8)
        for j, row in enumerate(best):
            labels |= row.astype(np.uint8) << (self._own + j)
        return labels
