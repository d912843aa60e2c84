"""
Simplex steps on small dense programs: maximise c.x where A x <= b and x is free, with n rows of A as a basis.

At the basis B the point is x = A_B^-1 b_B and the multipliers are y = c A_B^-1. The dual method keeps y >= 0 and lets a
violated row in; the primal method keeps A x <= b and lets a row with a negative multiplier out. Both only need the
inverse of A_B, which is updated at each step and computed anew now and then.

Every function is written for the interpreter and for numba alike: see `compiling`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

OPTIMAL, INFEASIBLE, UNFINISHED, CUT_OFF = 0, 1, 2, 3

_EPSILON = 2.220446049250313e-16
_LOOSE = 64 * _EPSILON
"""A row counts as violated beyond this times the size of its terms."""
_PIVOT = 1e-9
_DUAL = 1e-11
_AGAIN = 40
"""Steps between fresh inverses."""
_PATIENCE = 12
"""Steps without progress before rows are chosen by number, which cannot cycle (Bland 1977)."""


def invert(square: Floats, into: Floats) -> bool:
    """Invert a small matrix by Gauss-Jordan elimination with row pivots; False where it is singular."""
    n = square.shape[0]
    work = square.copy()
    into[:, :] = 0.0
    for j in range(n):
        into[j, j] = 1.0
    for j in range(n):
        best = j
        for k in range(j + 1, n):
            if abs(work[k, j]) > abs(work[best, j]):
                best = k
        if not abs(work[best, j]) > 1e-13:
            return False
        if best != j:
            for k in range(n):
                work[j, k], work[best, k] = work[best, k], work[j, k]
                into[j, k], into[best, k] = into[best, k], into[j, k]
        head = work[j, j]
        work[j] /= head
        into[j] /= head
        for k in range(n):
            factor = work[k, j]
            if k != j and factor != 0.0:
                work[k] -= factor * work[j]
                into[k] -= factor * into[j]
    return True


def refresh(matrix: Floats, basis: Whole, inverse: Floats) -> bool:
    """Compute the inverse of the basis anew; False where it is singular."""
    n = len(basis)
    square = np.empty((n, n))
    for k in range(n):
        square[k] = matrix[basis[k]]
    return invert(square, inverse)


def start_at_box(matrix: Floats, box: Whole, objective: Floats, basis: Whole, inverse: Floats) -> None:
    """Begin with one row e_i or -e_i per variable, on the side to which the objective points: y >= 0."""
    n = len(objective)
    inverse[:, :] = 0.0
    for i in range(n):
        basis[i] = box[0 if objective[i] >= 0 else 1, i]
        inverse[i, i] = 1.0 / matrix[basis[i], i]


def point_at(basis: Whole, inverse: Floats, right: Floats) -> Floats:
    """Where the rows of the basis meet."""
    levels = np.empty(len(basis))
    for k in range(len(basis)):
        levels[k] = right[basis[k]]
    x: Floats = inverse @ levels
    return x


def sizes(right: Floats, norms: Floats, x: Floats) -> Floats:
    """How large the terms of every row are, which rounding errors are measured by."""
    found: Floats = np.abs(right) + norms * np.sqrt((x * x).sum())
    return found


def step(basis: Whole, inverse: Floats, k: int, row: Floats, entering: int) -> None:
    """Replace the k-th row of the basis; `row` is the entering one written in rows of the basis."""
    column = inverse[:, k] / row[k]
    for i in range(len(basis)):
        for j in range(len(basis)):
            inverse[i, j] -= column[i] * row[j]
        inverse[i, k] = column[i]
    basis[k] = entering


def leaving(multipliers: Floats, row: Floats, basis: Whole, by_number: bool) -> int:
    """Choose which row a violated one replaces: the first multiplier to fall to zero; -1 where none falls."""
    least = _PIVOT * max(np.abs(row).max(), 1e-300)
    ratio = np.inf
    for k in range(len(basis)):
        if row[k] > least:
            ratio = min(ratio, max(multipliers[k], 0.0) / row[k])
    if ratio == np.inf:
        return -1
    chosen = -1
    for k in range(len(basis)):
        if row[k] > least and max(multipliers[k], 0.0) / row[k] <= ratio * (1 + 1e-12) + 1e-300:
            if chosen < 0:
                chosen = k
            elif by_number:
                chosen = k if basis[k] < basis[chosen] else chosen
            elif row[k] > row[chosen]:
                chosen = k
    return chosen


def entering(matrix: Floats, norms: Floats, right: Floats, x: Floats, by_number: bool) -> int:
    """Choose a violated row, the one furthest beyond its plane or the first; -1 where there is none."""
    excess = matrix @ x - right
    if not by_number:
        r = int(np.argmax(excess / norms))
        if excess[r] > _LOOSE * (abs(right[r]) + norms[r] * np.sqrt((x * x).sum())):
            return r
    excess -= _LOOSE * sizes(right, norms, x)
    if by_number:
        for r in range(len(excess)):
            if excess[r] > 0.0:
                return r
        return -1
    r = int(np.argmax(excess / norms))
    return r if excess[r] > 0.0 else -1


def dual(
    matrix: Floats,
    norms: Floats,
    right: Floats,
    objective: Floats,
    basis: Whole,
    inverse: Floats,
    farkas: Floats,
    cutoff: float,
    limit: int,
) -> int:
    """From a basis with y >= 0 to an optimal one; on infeasible programs `farkas` gets the rows' combination."""
    previous, still = np.inf, 0
    for count in range(limit):
        if count % _AGAIN == _AGAIN - 1 and not refresh(matrix, basis, inverse):
            return UNFINISHED
        x = point_at(basis, inverse, right)
        value = (objective * x).sum()
        if value < cutoff:
            return CUT_OFF
        still = 0 if value < previous - _LOOSE * abs(previous) else still + 1
        previous = min(value, previous)
        r = entering(matrix, norms, right, x, still > _PATIENCE)
        if r < 0:
            return OPTIMAL
        row = matrix[r] @ inverse
        k = leaving(objective @ inverse, row, basis, still > _PATIENCE)
        if k < 0:
            farkas[:-1] = np.maximum(-row, 0.0)
            farkas[-1] = r
            return INFEASIBLE
        step(basis, inverse, k, row, r)
    return UNFINISHED


def primal(
    matrix: Floats, norms: Floats, right: Floats, objective: Floats, basis: Whole, inverse: Floats, limit: int
) -> int:
    """From a basis whose point satisfies every row to an optimal one."""
    previous, still = -np.inf, 0
    for count in range(limit):
        if count % _AGAIN == _AGAIN - 1 and not refresh(matrix, basis, inverse):
            return UNFINISHED
        x = point_at(basis, inverse, right)
        y = objective @ inverse
        value = (objective * x).sum()
        still = 0 if value > previous + _LOOSE * abs(previous) else still + 1
        previous = max(value, previous)
        k = int(np.argmin(y))
        least = _DUAL * np.abs(y).max()
        if still > _PATIENCE:
            for j in range(len(basis)):
                if y[j] < -least and (not y[k] < -least or basis[j] < basis[k]):
                    k = j
        if not y[k] < -least:
            return OPTIMAL
        along = -inverse[:, k]
        r = blocking(matrix, norms, right, x, along, basis)
        if r < 0:
            return UNFINISHED
        step(basis, inverse, k, matrix[r] @ inverse, r)
    return UNFINISHED


def blocking(matrix: Floats, norms: Floats, right: Floats, x: Floats, along: Floats, basis: Whole) -> int:
    """Find the row that a step from x meets first; -1 where it meets none, which a box excludes."""
    slope = matrix @ along
    slack = right - matrix @ x
    least = _PIVOT * np.sqrt((along * along).sum())
    share, chosen = np.inf, -1
    for r in range(len(right)):
        if slope[r] > least * norms[r]:
            own = max(slack[r], 0.0) / slope[r]
            if own < share or (own == share and slope[r] > slope[chosen]):
                share, chosen = own, r
    for k in range(len(basis)):
        if basis[k] == chosen:
            return -1
    return chosen


def maximise(
    matrix: Floats,
    norms: Floats,
    box: Whole,
    right: Floats,
    objective: Floats,
    basis: Whole,
    inverse: Floats,
    farkas: Floats,
    cutoff: float,
    limit: int,
) -> int:
    """
    Solve one program from the basis given, or from the box where neither method can start there.

    `basis` and `inverse` are changed to the last basis; a first row of -1 says that there is none yet.
    """
    status = UNFINISHED
    if basis[0] >= 0:
        y = objective @ inverse
        if y.min() >= -_DUAL * np.abs(y).max():
            status = dual(matrix, norms, right, objective, basis, inverse, farkas, cutoff, limit)
        elif entering(matrix, norms, right, point_at(basis, inverse, right), True) < 0:
            status = primal(matrix, norms, right, objective, basis, inverse, limit)
    if status == UNFINISHED:
        start_at_box(matrix, box, objective, basis, inverse)
        status = dual(matrix, norms, right, objective, basis, inverse, farkas, cutoff, limit)
    if not refresh(matrix, basis, inverse):
        return UNFINISHED
    return status


def combine(
    matrix: Floats, right: Floats, objective: Floats, low: Floats, high: Floats, rows: Whole, multipliers: Floats
) -> tuple[float, float]:
    """
    Bound objective.x over low <= x <= high by a combination of rows, whatever rounding did to the multipliers.

    For any y >= 0 of the rows, objective.x <= y.b + sum over j of the largest (objective - A'y)_j x_j. The second
    number is how far rounding can have moved the first.
    """
    size = np.maximum(np.abs(low), np.abs(high))
    rest = objective.copy()
    bound = 0.0
    terms = (np.abs(objective) * size).sum()
    for k in range(len(rows)):
        r = rows[k]
        if r >= 0 and multipliers[k] > 0.0:
            rest -= multipliers[k] * matrix[r]
            bound += multipliers[k] * right[r]
            terms += multipliers[k] * (abs(right[r]) + (np.abs(matrix[r]) * size).sum())
    bound += np.maximum(rest * low, rest * high).sum()
    return bound, 8 * (len(rows) + 4) * _EPSILON * terms


def safe_bound(
    matrix: Floats,
    right: Floats,
    objective: Floats,
    low: Floats,
    high: Floats,
    rows: Whole,
    multipliers: Floats,
    status: int,
) -> float:
    """Bound objective.x from above, safely; minus infinity where the rows provably exclude every point."""
    if status == INFEASIBLE:
        bound, margin = combine(matrix, right, np.zeros(len(objective)), low, high, rows, multipliers)
        if bound < -margin:
            return -np.inf
        margin = 8 * (len(objective) + 4) * _EPSILON * (np.abs(objective) * np.maximum(np.abs(low), np.abs(high))).sum()
        bound = np.maximum(objective * low, objective * high).sum()
    else:
        bound, margin = combine(matrix, right, objective, low, high, rows, multipliers)
    return float(bound + margin)


def safe_bounds(
    matrix: Floats,
    rights: Floats,
    objectives: Floats,
    low: Floats,
    high: Floats,
    bases: Whole,
    multipliers: Floats,
    statuses: Whole,
    bounds: Floats,
) -> None:
    """Bound many programs."""
    for k in range(len(bounds)):
        right, objective = rights[k % len(rights)], objectives[k % len(objectives)]
        bounds[k] = safe_bound(matrix, right, objective, low, high, bases[k], multipliers[k], statuses[k])


def solve_many(
    matrix: Floats,
    norms: Floats,
    box: Whole,
    rights: Floats,
    objectives: Floats,
    starts: Whole,
    cutoffs: Floats,
    limit: int,
    statuses: Whole,
    points: Floats,
    bases: Whole,
    multipliers: Floats,
) -> None:
    """
    Solve programs over the same rows, each from the basis given for it, else from the one before.

    There are as many as there are rows of `points`; `rights`, `objectives` and `cutoffs` have one row each, or one for
    all of them. The last of the n + 1 rows of `bases` is -1, but on infeasible programs the row that contradicts.
    """
    n = matrix.shape[1]
    basis = np.full(n, -1)
    inverse = np.zeros((n, n))
    farkas = np.zeros(n + 1)
    for k in range(len(points)):
        right, objective = rights[k % len(rights)], objectives[k % len(objectives)]
        if len(starts) > 0 and starts[k % len(starts), 0] >= 0:
            basis[:] = starts[k % len(starts)]
            if not refresh(matrix, basis, inverse):
                basis[0] = -1
        cutoff = cutoffs[k % len(cutoffs)]
        statuses[k] = maximise(matrix, norms, box, right, objective, basis, inverse, farkas, cutoff, limit)
        points[k] = point_at(basis, inverse, right)
        bases[k, :n] = basis
        bases[k, n] = -1
        multipliers[k, :n] = np.maximum(objective @ inverse, 0.0)
        multipliers[k, n] = 0.0
        if statuses[k] == INFEASIBLE:
            bases[k, n] = int(farkas[n])
            multipliers[k, :n] = farkas[:n]
            multipliers[k, n] = 1.0
