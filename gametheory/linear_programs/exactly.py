"""
Exact optima: the float solver says where to look, integers decide.

The basis at which the float solver stops is solved again in integers; the answer counts once it and its multipliers
are feasible with equal objectives. Infeasible and unbounded programs are proved so through programs that are neither.
Where a basis does not stand, a small program goes to the exact simplex method; a large one is reported unfinished.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.linear_programs.equations import Solution, solve
from gametheory.linear_programs.floats import FloatSolution, solve_floats
from gametheory.linear_programs.program import LinearProgram, Status
from gametheory.linear_programs.tableau import simplex

_LARGEST_BASIS = 600  # equations that are solved exactly within seconds
_LARGEST_TABLEAU = 100_000  # cells

FROM_BASIS = "the float solver's basis, solved again and verified in integers"
_BY_TABLEAU = "simplex method in integers"


@dataclass(frozen=True)
class ExactSolution:
    """An optimum with the multipliers that prove it, or a proved status, or "unfinished" with no claim."""

    status: Status
    x: tuple[Fraction, ...] = ()
    duals: tuple[Fraction, ...] = ()
    value: Fraction = Fraction(0)
    method: str = FROM_BASIS


def solve_exactly(lp: LinearProgram, floats: FloatSolution | None = None) -> ExactSolution:
    """Find the exact optimum, or prove that there is none."""
    found = floats or solve_floats(lp)
    if found.status == "optimal":
        return _at_basis(lp, found.basic_columns, found.tight_rows) or _by_tableau(lp)
    if found.status != "unfinished" and (status := _proved(lp)):
        return ExactSolution(status)
    return _by_tableau(lp)


def _at_basis(lp: LinearProgram, columns: NDArray[np.int64], rows: NDArray[np.int64]) -> ExactSolution | None:
    if len(columns) != len(rows) or len(rows) > _LARGEST_BASIS:
        return None
    matrix = lp.rows.part(rows, columns)
    x = solve(matrix, lp.bounds[rows])
    y = solve(matrix.T, lp.objective[columns]) if x else None
    if x is None or y is None:
        return None
    return _verified(lp, _spread(x, columns, len(lp.objective)), _spread(y, rows, len(lp.bounds)))


def _spread(solution: Solution, places: NDArray[np.int64], count: int) -> tuple[NDArray[Any], int]:
    numerators = np.zeros(count, dtype=object)
    numerators[places] = solution[0]
    return numerators, solution[1]


def _verified(lp: LinearProgram, x: tuple[NDArray[Any], int], y: tuple[NDArray[Any], int]) -> ExactSolution | None:
    """Give the answer if both sides are feasible and their objectives agree (weak duality makes it optimal)."""
    (x_top, x_down), (y_top, y_down) = x, y
    slack = lp.bounds.astype(object) * x_down - lp.rows.times(x_top)
    cost = lp.rows.times_from_left(y_top) - lp.objective.astype(object) * y_down
    fits = (
        not np.any(slack[lp.equal])
        and np.all(slack[~lp.equal] >= 0)
        and np.all(x_top[~lp.free] >= 0)
        and not np.any(cost[lp.free])
        and np.all(cost[~lp.free] >= 0)
        and np.all(y_top[~lp.equal] >= 0)
    )
    if not fits:
        return None
    value = Fraction(int(lp.objective.astype(object) @ x_top), x_down)
    if value != Fraction(int(lp.bounds.astype(object) @ y_top), y_down):
        return None
    return ExactSolution("optimal", _fractions(x_top, x_down), _fractions(y_top, y_down), value)


def _fractions(numerators: NDArray[Any], denominator: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(x), denominator) for x in numerators)


def _proved(lp: LinearProgram) -> Status | None:
    """Prove that there is no feasible point, or that there is one and a direction of endless gain."""
    missing = _solved_at_basis(_least_violation(lp))
    if missing is None:
        return None
    if missing.value < 0:
        return "infeasible"
    gain = _solved_at_basis(_direction_of_gain(lp))
    return "unbounded" if gain and gain.value > 0 else None


def _solved_at_basis(lp: LinearProgram) -> ExactSolution | None:
    found = solve_floats(lp)
    return _at_basis(lp, found.basic_columns, found.tight_rows) if found.status == "optimal" else None


def _least_violation(lp: LinearProgram) -> LinearProgram:
    """Relax every row at a price of one a unit."""
    count, every = len(lp.objective), np.arange(len(lp.bounds))
    equations = np.flatnonzero(lp.equal)
    ones = np.ones(len(every) + len(equations), dtype=np.int64)
    signs = np.where(np.arange(len(ones)) < len(every), -1, 1)
    rows = lp.rows.beside(count, np.concatenate([every, equations]), signs.astype(lp.rows.values.dtype))
    return LinearProgram(
        np.concatenate([np.zeros(count, dtype=np.int64), -ones]),
        rows,
        lp.bounds,
        lp.equal,
        np.concatenate([lp.free, np.zeros(len(ones), dtype=np.bool_)]),
    )


def _direction_of_gain(lp: LinearProgram) -> LinearProgram:
    """Look for a direction that keeps every row and gains, by at most one."""
    along = np.flatnonzero(lp.objective)
    gain = type(lp.rows).triplets(np.zeros(len(along), dtype=np.int64), along, lp.objective[along], (1, lp.rows.width))
    bounds = np.concatenate([np.zeros(len(lp.bounds), dtype=np.int64), [1]])
    return replace(lp, rows=lp.rows.below(gain), bounds=bounds, equal=np.concatenate([lp.equal, [False]]))


def _by_tableau(lp: LinearProgram) -> ExactSolution:
    """Use the exact simplex method where the program is small; the columns are x, minus the free ones, slacks."""
    count, rows = len(lp.objective), len(lp.bounds)
    free, slack = np.flatnonzero(lp.free), np.flatnonzero(~lp.equal)
    if rows * (count + len(free) + len(slack) + rows) > _LARGEST_TABLEAU:
        return ExactSolution("unfinished")
    matrix = lp.rows.part(np.arange(rows), np.arange(count)).astype(object)
    full = np.hstack([matrix, -matrix[:, free], np.eye(rows, dtype=int).astype(object)[:, slack]])
    costs = np.concatenate([lp.objective, -lp.objective[free], np.zeros(len(slack), dtype=np.int64)]).astype(object)
    status, basis = simplex(full, lp.bounds.astype(object), costs)
    if status != "optimal":
        return ExactSolution(status, method=_BY_TABLEAU)
    original = np.concatenate([np.arange(count), free])
    columns = np.array([original[k] for k in basis if k < len(original)], dtype=np.int64)
    loose = {int(slack[k - len(original)]) for k in basis if len(original) <= k < full.shape[1]}
    loose |= {k - full.shape[1] for k in basis if k >= full.shape[1]}
    answer = _at_basis(lp, columns, np.array([r for r in range(rows) if r not in loose], dtype=np.int64))
    assert answer is not None, "an optimal tableau gives a feasible basis"
    return replace(answer, method=_BY_TABLEAU)
