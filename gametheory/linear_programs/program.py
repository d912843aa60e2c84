"""What a linear program is here: a maximisation in integers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gametheory.linear_programs.sparse_rows import SparseRows

Status = Literal["optimal", "infeasible", "unbounded", "unfinished"]


@dataclass(frozen=True)
class LinearProgram:
    """Maximise objective @ x where rows @ x <= bounds (== where equal) and x >= 0 unless free; all in integers."""

    objective: NDArray[Any]
    rows: SparseRows
    bounds: NDArray[Any]
    equal: NDArray[np.bool_]
    free: NDArray[np.bool_]


def program(objective: Any, matrix: Any, bounds: Any, *, equal: Any = (), free: Any = ()) -> LinearProgram:
    """Build a program from an integer matrix or `SparseRows`; `equal` and `free` list rows and columns."""
    costs, limits = integers(objective), integers(bounds)
    rows = matrix if isinstance(matrix, SparseRows) else SparseRows.dense(integers(matrix).reshape(-1, len(costs)))
    equations, unbounded = np.zeros(len(limits), dtype=np.bool_), np.zeros(len(costs), dtype=np.bool_)
    equations[np.asarray(equal, dtype=np.int64)] = True
    unbounded[np.asarray(free, dtype=np.int64)] = True
    return LinearProgram(costs, rows, limits, equations, unbounded)


def integers(values: Any) -> NDArray[Any]:
    """An array of int64, or of Python integers where some do not fit."""
    array = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    if array.dtype != object:
        return array
    fits = all(-(2**62) < x < 2**62 for x in array.ravel().tolist())
    return array.astype(np.int64) if fits else array
