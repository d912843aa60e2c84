"""
Some equilibria of large two-actor games: Lemke-Howson paths in floating point, each end checked in exact integers.

From the first few equilibria found a path starts for every label (Shapley 1974); there can be equilibria that none of
them reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.bimatrix import positive
from gametheory.equilibria.integer_solution import solve_ones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.bimatrix import Matrix, Weights

_PERTURBATION = 2.0**-22
_SEED = 7
_PIVOTS_PER_LABEL = 20
_STARTS = 6  # points (the origin, then equilibria) from which paths start


@dataclass(slots=True)
class _Side:
    """A tableau of one actor's polytope whose variables are named by their labels in the game."""

    table: NDArray[np.float64]
    basic: list[int]
    nonbasic: list[int]

    def copy(self) -> _Side:
        return _Side(self.table.copy(), self.basic.copy(), self.nonbasic.copy())

    def enter(self, label: int) -> int:
        """Let a variable enter the basis; give the label of the one that leaves."""
        column = self.nonbasic.index(label) + 1
        rates = self.table[:, column]
        row = int(np.argmin(self.table[:, 0] / np.maximum(rates, 1e-200)))
        leaving, line, pivot = self.basic[row], self.table[row].copy(), rates[row]
        line /= pivot
        rates = rates.copy()
        self.table -= rates[:, None] * line
        self.table[:, column] = -rates / pivot
        line[column] = 1 / pivot
        self.table[row] = line
        self.basic[row], self.nonbasic[column - 1] = label, leaving
        return leaving


_Pair = tuple[_Side, _Side]


def some_equilibria(first: Matrix, second: Matrix) -> list[tuple[Weights, Weights]]:
    """Find equilibria as integer weights; all that are listed are exact, others may exist."""
    tables = positive(second), positive(first)
    height, width = len(first), len(second)
    origin = (
        _side(tables[0], range(height), range(height, height + width)),
        _side(tables[1], range(height, height + width), range(height)),
    )
    found = dict.fromkeys(_pure(first, second))
    seen = {_key(origin)}
    waiting = [origin]
    for start in range(_STARTS):
        if start == len(waiting):
            break
        for end in _ends(waiting[start], height + width):
            if _key(end) not in seen:
                seen.add(_key(end))
                waiting.append(end)
                exactly = _exact(tables, end)
                if exactly is not None:
                    found[exactly] = None
    return list(found)


def _pure(first: Matrix, second: Matrix) -> Iterator[tuple[Weights, Weights]]:
    best_rows = [max(column) for column in zip(*first, strict=True)]
    best_columns = [max(line) for line in zip(*second, strict=True)]
    for i, line in enumerate(first):
        for j, value in enumerate(line):
            if value == best_rows[j] and second[j][i] == best_columns[i]:
                yield _unit(i, len(first)), _unit(j, len(second))


def _unit(position: int, size: int) -> Weights:
    return tuple(int(k == position) for k in range(size))


def _side(matrix: Matrix, own: Sequence[int], others: Sequence[int]) -> _Side:
    peak = max(map(max, matrix))
    scaled = np.array([[x / peak for x in row] for row in matrix])
    right = 1 + _PERTURBATION * (0.5 + np.random.default_rng(_SEED).random(len(matrix)))
    return _Side(np.column_stack([right, scaled]), list(others), list(own))


def _key(pair: _Pair) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(pair[0].nonbasic), frozenset(pair[1].nonbasic)


def _ends(pair: _Pair, count: int) -> Iterator[_Pair]:
    """Follow the path that drops each label in turn, where it ends within a number of pivots."""
    for missing in range(count):
        sides = pair[0].copy(), pair[1].copy()
        turn = 0 if missing in sides[0].nonbasic else 1
        label = missing
        for _ in range(_PIVOTS_PER_LABEL * count):
            label = sides[turn].enter(label)
            if label == missing:
                yield sides
                break
            turn = 1 - turn


def _exact(tables: tuple[Matrix, Matrix], pair: _Pair) -> tuple[Weights, Weights] | None:
    """Solve both bases in integers; None where they are no equilibrium exactly."""
    height, width = len(tables[1]), len(tables[0])
    x = _feasible(tables[0], sum(1 << label for label in pair[0].nonbasic))
    y = _feasible(tables[1], sum(1 << (label - height) % (height + width) for label in pair[1].nonbasic))
    return None if x is None or y is None else (x, y)


def _feasible(matrix: Matrix, tight: int) -> Weights | None:
    point, scale = solve_ones(matrix, tight)
    if scale <= 0 or min(point) < 0 or not any(point):
        return None
    fits = all(sum(a * x for a, x in zip(row, point, strict=True)) <= scale for row in matrix)
    common = gcd(*point)
    return tuple(x // common for x in point) if fits else None
