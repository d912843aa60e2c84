"""Zero-sum games given as integer matrices: value and optimal mixtures of both sides, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameTheoryError
from gametheory.linear_programs import LinearProgram, program, solve_exactly

_ALL_COLUMNS = 256  # up to here every column enters the program at once
_AT_ONCE = 32  # columns added a round beyond that
_SAFE = 2**62

Mix = tuple[Fraction, ...]


@dataclass(frozen=True)
class ZeroSum:
    """The row side gets at least the value by `rows`; the column side holds it to the value by `columns`."""

    value: Fraction
    rows: Mix
    columns: dict[int, Fraction]


def zero_sum(matrix: NDArray[Any]) -> ZeroSum:
    """Solve a zero-sum game; the row side maximises (von Neumann 1928). Many columns enter only as needed."""
    chosen = np.arange(matrix.shape[1])
    if len(chosen) > _ALL_COLUMNS:
        chosen = np.unique(matrix.argmin(axis=1))
    while True:
        answer = solve_exactly(punishment_program(matrix[:, chosen]))
        if answer.status != "optimal":
            raise GameTheoryError(
                f"the zero-sum program with {matrix.shape[0]} rows and {len(chosen)} columns could not be solved "
                "exactly; this should not happen at this size, please report the game."
            )
        value, rows = -answer.value, answer.duals[:-1]
        better = _columns_below(matrix, rows, value)
        if not len(better):
            mix = zip(chosen.tolist(), answer.x[:-1], strict=True)
            return ZeroSum(value, rows, {column: p for column, p in mix if p})
        chosen = np.union1d(chosen, better)


def punishment_program(matrix: NDArray[Any]) -> LinearProgram:
    """Choose a mixture of columns that keeps every row at or under v, v as small as can be."""
    rows, columns = matrix.shape
    body = np.zeros((rows + 1, columns + 1), dtype=matrix.dtype)
    body[:rows, :columns] = matrix
    body[:rows, columns] = -1
    body[rows, :columns] = 1
    objective, bounds = [0] * columns + [-1], [0] * rows + [1]
    return program(objective, body, bounds, equal=[rows], free=[columns])


def _columns_below(matrix: NDArray[Any], rows: Mix, value: Fraction) -> NDArray[np.int64]:
    """Columns that hold the row mixture under the value, the worst first."""
    scale = np.lcm.reduce(np.array([p.denominator for p in (*rows, value)], dtype=object))
    weights = [int(p * scale) for p in rows]
    bound = sum(weights) * max(int(matrix.max()), -int(matrix.min()), 1)
    quick = matrix.dtype == np.int64 and bound + abs(value * scale) < _SAFE
    left = np.array(weights, dtype=np.int64 if quick else object) @ (matrix if quick else matrix.astype(object))
    below = np.flatnonzero(left < int(value * scale))
    return below[np.argsort(left[below], kind="stable")[:_AT_ONCE]]
