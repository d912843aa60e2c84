"""Linear programs in floats; the only module that knows HiGHS (Huangfu and Hall 2018)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from gametheory.linear_programs.program import LinearProgram, Status

Floats = NDArray[np.float64]
Exponents = NDArray[np.int64]

_FEASIBLE = 1e-9  # asked of the solver after scaling; its own default is 1e-7
_PASSES = 4  # of scaling
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
    """Solve in floats, with rows and columns scaled by powers of two."""
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
    """The program's numbers times powers of two; those of rows, columns and objective are to be undone."""

    values: Floats
    bounds: Floats
    costs: Floats
    rows: Exponents
    columns: Exponents
    cost: int


def _scaled(lp: LinearProgram) -> _Scaled:
    """Bring entries near one by geometric scaling: the solver drops entries under 1e-9 and has absolute tolerances."""
    row_of, column_of = lp.rows.row_of_entry, lp.rows.columns
    tops, exponents = _split(lp.rows.values)
    rows, columns = np.zeros(len(lp.bounds), dtype=np.int64), np.zeros(len(lp.objective), dtype=np.int64)
    for _ in range(_PASSES):
        rows += _middle(exponents - rows[row_of] - columns[column_of], row_of, len(rows))
        columns += _middle(exponents - rows[row_of] - columns[column_of], column_of, len(columns))
    cost_tops, cost_exponents = _split(lp.objective)
    cost_exponents = cost_exponents - columns
    cost = int(cost_exponents[cost_tops != 0].max(initial=-(10**6)))
    bound_tops, bound_exponents = _split(lp.bounds)
    return _Scaled(
        np.ldexp(tops, exponents - rows[row_of] - columns[column_of]),
        np.ldexp(bound_tops, bound_exponents - rows),
        np.ldexp(cost_tops, cost_exponents - cost),
        rows,
        columns,
        cost,
    )


def _split(values: NDArray[Any]) -> tuple[Floats, Exponents]:
    """Integers of any size as float * 2 ** exponent, the float between a half and one."""
    if values.dtype != object:
        tops, exponents = np.frexp(values.astype(np.float64))
        return tops, exponents.astype(np.int64)
    bits = np.array([max(int(x).bit_length() - 64, 0) for x in values], dtype=np.int64)
    tops, exponents = np.frexp([float(int(x) >> int(b)) for x, b in zip(values, bits, strict=True)])
    return tops, exponents + bits


def _middle(exponents: Exponents, group: NDArray[np.int64], count: int) -> Exponents:
    """Halfway between the smallest and the largest exponent of each row or column."""
    low, high = np.full(count, 2**40), np.full(count, -(2**40))
    np.minimum.at(low, group, exponents)
    np.maximum.at(high, group, exponents)
    halfway: Exponents = (low + high) // 2 * (low <= high)
    return halfway


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
        np.ldexp(np.array(solution.col_value), -scaled.columns),
        np.ldexp(np.array(solution.row_dual), scaled.cost - scaled.rows),
        columns,
        tight,
        solver.modelStatusToString(status),
    )
