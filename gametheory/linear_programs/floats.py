"""Linear programs in floats; the only module that knows HiGHS (Huangfu and Hall 2018)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from gametheory.linear_programs.program import LinearProgram, Status

Floats = NDArray[np.float64]

_FEASIBLE = 1e-9  # asked of the solver after scaling; its own default is 1e-7
_STATUS: dict[highspy.HighsModelStatus, Status] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
}


@dataclass(frozen=True)
class FloatSolution:
    """What the float solver found: a point and multipliers, and the basis that they belong to."""

    status: Status
    x: Floats
    duals: Floats
    basic_columns: NDArray[np.int64]
    tight_rows: NDArray[np.int64]
    message: str


def solve_floats(lp: LinearProgram) -> FloatSolution:
    """Solve in floats, with the largest entry of each row and column scaled to about one."""
    scaled = _scaled(lp)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "simplex")
    solver.setOptionValue("primal_feasibility_tolerance", _FEASIBLE)
    solver.setOptionValue("dual_feasibility_tolerance", _FEASIBLE)
    solver.passModel(_model(lp, scaled))
    solver.run()
    return _read(solver, scaled)


@dataclass(frozen=True)
class _Scaled:
    values: Floats
    bounds: Floats
    costs: Floats
    rows: NDArray[Any]
    columns: Floats
    cost: float


def _scaled(lp: LinearProgram) -> _Scaled:
    """Divide in integers first, so that neither very large nor very small payoffs lose digits."""
    row_of = lp.rows.row_of_entry
    largest = np.zeros(len(lp.bounds), dtype=lp.rows.values.dtype)
    np.maximum.at(largest, row_of, abs(lp.rows.values))
    largest[largest == 0] = 1
    values = (lp.rows.values / largest[row_of]).astype(np.float64)
    columns = np.zeros(len(lp.objective))
    np.maximum.at(columns, lp.rows.columns, np.abs(values))
    columns[columns == 0] = 1.0
    most = max(1, max((abs(int(c)) for c in lp.objective), default=1))
    costs = (lp.objective / most).astype(np.float64) / columns
    cost = float(np.abs(costs).max(initial=0.0)) or 1.0
    bounds = (lp.bounds / largest).astype(np.float64)
    return _Scaled(values / columns[lp.rows.columns], bounds, costs / cost, largest, columns, cost * most)


def _model(lp: LinearProgram, scaled: _Scaled) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.sense_ = highspy.ObjSense.kMaximize
    model.num_col_, model.num_row_ = len(lp.objective), len(lp.bounds)
    model.col_cost_ = scaled.costs
    model.col_lower_ = np.where(lp.free, -highspy.kHighsInf, 0.0)
    model.col_upper_ = np.full(len(lp.objective), highspy.kHighsInf)
    model.row_lower_ = np.where(lp.equal, scaled.bounds, -highspy.kHighsInf)
    model.row_upper_ = scaled.bounds
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = lp.rows.starts
    model.a_matrix_.index_ = lp.rows.columns
    model.a_matrix_.value_ = scaled.values
    return model


def _read(solver: highspy.Highs, scaled: _Scaled) -> FloatSolution:
    status = solver.getModelStatus()
    basis, solution = solver.getBasis(), solver.getSolution()
    basic = highspy.HighsBasisStatus.kBasic
    columns = np.flatnonzero([s == basic for s in basis.col_status])
    tight = np.flatnonzero([s != basic for s in basis.row_status])
    return FloatSolution(
        _STATUS.get(status, "unfinished"),
        np.array(solution.col_value) / scaled.columns,
        (np.array(solution.row_dual) * scaled.cost / scaled.rows).astype(np.float64),
        columns,
        tight,
        solver.modelStatusToString(status),
    )
