"""Many small dense linear programs over the same rows: maximise c.x where A x <= b and x is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.linear_programs import dense_kernel
from gametheory.linear_programs.compiling import kernel
from gametheory.linear_programs.dense_kernel import CUT_OFF, INFEASIBLE, OPTIMAL, UNFINISHED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

STATUSES = {OPTIMAL: "optimal", INFEASIBLE: "infeasible", UNFINISHED: "unfinished", CUT_OFF: "cut off"}


@dataclass(frozen=True)
class DenseSolutions:
    """
    What was found, one row per program: status, value, point, rows of the last basis, and their multipliers.

    The last of the n + 1 rows is -1 except on infeasible programs, where rows and multipliers are the combination
    0.x <= (something negative) that proves it. On unfinished and cut off programs multipliers still bound the value.
    """

    statuses: Whole
    values: Floats
    points: Floats
    rows: Whole
    multipliers: Floats


@dataclass(frozen=True)
class DenseRows:
    """The rows of A, with their lengths, and per variable the rows that bound it from above and below."""

    matrix: Floats
    norms: Floats
    box: Whole
    kernel: Any

    def solve(
        self, rights: Any, objectives: Any, *, starts: Any = None, cutoffs: Any = -np.inf, limit: int | None = None
    ) -> DenseSolutions:
        """
        Solve programs that differ in right sides or objectives; where one of these is a single row, all share it.

        Each begins at its own start (rows of a basis; -1 for none), or at the basis of the program before: a basis
        stays useful when only b or only c moves. A program stops once its value is proved to be below its cutoff.
        """
        b, c = _rows(rights, len(self.matrix)), _rows(objectives, self.matrix.shape[1])
        bases = np.zeros((0, c.shape[1]), dtype=np.int64) if starts is None else _starts(starts)
        cuts = np.atleast_1d(np.asarray(cutoffs, dtype=np.float64))
        count, n = max(len(b), len(c), len(cuts), len(bases)), c.shape[1]
        if any(len(given) not in (1, count) for given in (b, c, cuts)) or len(bases) not in (0, 1, count):
            raise ValueError(f"{len(b)} right sides, {len(c)} objectives and {len(cuts)} cutoffs do not fit together.")
        statuses, points = np.full(count, UNFINISHED), np.zeros((count, n))
        rows, multipliers = np.zeros((count, n + 1), dtype=np.int64), np.zeros((count, n + 1))
        most = limit if limit is not None else 200 + 20 * sum(self.matrix.shape)
        fixed = (self.matrix, self.norms, self.box)
        self.kernel.solve_many(*fixed, b, c, bases, cuts, most, statuses, points, rows, multipliers)
        return DenseSolutions(statuses, (points * c).sum(axis=1), points, rows, multipliers)

    def bounds(self, rights: Any, objectives: Any, low: Floats, high: Floats, found: DenseSolutions) -> Floats:
        """
        Bound every program's value from above over low <= x <= high, whatever rounding did to the solutions.

        Minus infinity where the program is provably infeasible there.
        """
        b, c = _rows(rights, len(self.matrix)), _rows(objectives, self.matrix.shape[1])
        safe = np.zeros(len(found.points))
        self.kernel.safe_bounds(self.matrix, b, c, low, high, found.rows, found.multipliers, found.statuses, safe)
        return safe


def dense_rows(matrix: Any, *, programs: int = 0) -> DenseRows:
    """
    Prepare rows; for every variable there must be a multiple of e_i and of -e_i among them.

    Compiled code is tens of times faster and takes seconds to make, once a machine: the number of programs that are
    going to be solved decides whether it is used where it does not stand ready.
    """
    rows = np.ascontiguousarray(matrix, dtype=np.float64)
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise ValueError("the rows of a program are a finite matrix")
    lengths = np.sqrt((rows * rows).sum(axis=1))
    return DenseRows(rows, np.where(lengths > 0, lengths, 1.0), _box(rows), kernel(dense_kernel, programs))


def _box(rows: Floats) -> Whole:
    """Per variable the first row that bounds it alone from above, and from below."""
    alone = np.count_nonzero(rows, axis=1) == 1
    found = [[np.flatnonzero(alone & (sign * rows[:, i] > 0)) for i in range(rows.shape[1])] for sign in (1, -1)]
    if any(len(places) == 0 for side in found for places in side):
        raise ValueError("some variable has no row of its own on one side")
    return np.array([[places[0] for places in side] for side in found], dtype=np.int64)


def _rows(given: Any, width: int) -> Floats:
    rows = np.ascontiguousarray(np.atleast_2d(np.asarray(given, dtype=np.float64)))
    if rows.shape[1] != width:
        raise ValueError(f"{rows.shape[1]} numbers are given where there are {width}")
    return rows


def _starts(given: Any) -> Whole:
    return np.ascontiguousarray(np.atleast_2d(np.asarray(given, dtype=np.int64)))
