"""
Lower the levels of an outer bound under public signals: see `public_cuts` for what is computed and why it is safe.

Every function is written for the interpreter and for numba alike: see `gametheory.linear_programs.compiling`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.linear_programs.dense_kernel import INFEASIBLE, OPTIMAL, maximise, point_at, refresh, safe_bound

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_STEPS, _STEPS_EACH = 60, 10
"""Steps of the simplex method at most, and more per variable; what is unfinished then still bounds."""
_MARGIN = 1e-13
"""Covers the rounding of payoffs and chances when they were read."""


def fill(
    direction: Floats,
    faces: Floats,
    chances: Floats,
    actors: Whole,
    shifts: Floats,
    discount: Floats,
    matrix: Floats,
    norms: Floats,
) -> None:
    """Write the rows of one program: box, temptations, jump, half-spaces; continuations stand signal by signal."""
    n, many, count = len(discount), len(chances), len(actors)
    width = n * many
    matrix[:, :] = 0.0
    for j in range(width):
        matrix[j, j] = 1.0
        matrix[width + j, j] = -1.0
    for t in range(count):
        for y in range(many):
            matrix[2 * width + t, y * n + actors[t]] = shifts[t, y]
    top = 2 * width + count
    for y in range(many):
        for i in range(n):
            for z in range(many):
                matrix[top + y, z * n + i] = -direction[i] * discount[i] * chances[z]
            matrix[top + y, y * n + i] += direction[i]
    top += many
    for h in range(len(faces)):
        for y in range(many):
            for i in range(n):
                matrix[top + h * many + y, y * n + i] = faces[h, i]
    for r in range(len(norms)):
        length = np.sqrt((matrix[r] * matrix[r]).sum())
        norms[r] = length if length > 0.0 else 1.0


def fill_rights(
    levels: Floats, width: int, many: int, gains: Floats, tighter: float, now: float, right: Floats
) -> None:
    """Write the right sides of one program."""
    right[:width] = 1.0
    right[width : 2 * width] = 0.0
    for t in range(len(gains)):
        right[2 * width + t] = -gains[t] - tighter
    top = 2 * width + len(gains)
    right[top : top + many] = now
    top += many
    for h in range(len(levels)):
        for y in range(many):
            right[top + h * many + y] = levels[h]


def reach(
    direction: Floats,
    faces: Floats,
    levels: Floats,
    payoff: Floats,
    chances: Floats,
    actors: Whole,
    shifts: Floats,
    gains: Floats,
    discount: Floats,
    tighter: float,
    basis: Whole,
    point: Floats,
) -> float:
    """Bound how far one option reaches in one direction; `basis` is the start and the end, `point` continuations."""
    n, many = len(discount), len(chances)
    width = n * many
    rows = 2 * width + len(actors) + many * (1 + len(levels))
    matrix, norms, right = np.empty((rows, width)), np.empty(rows), np.empty(rows)
    fill(direction, faces, chances, actors, shifts, discount, matrix, norms)
    now = (direction * (1.0 - discount) * payoff).sum()
    fill_rights(levels, width, many, gains, tighter, now, right)
    objective = np.empty(width)
    box = np.empty((2, width), dtype=np.int64)
    for j in range(width):
        objective[j] = direction[j % n] * discount[j % n] * chances[j // n]
        box[0, j], box[1, j] = j, width + j
    inverse, farkas = np.zeros((width, width)), np.zeros(width + 1)
    if basis[0] >= 0 and not refresh(matrix, basis, inverse):
        basis[0] = -1
    limit = _STEPS + _STEPS_EACH * width
    status = maximise(matrix, norms, box, right, objective, basis, inverse, farkas, -np.inf, limit)
    point[:] = point_at(basis, inverse, right)
    bases, multipliers = np.empty(width + 1, dtype=np.int64), np.zeros(width + 1)
    bases[:width] = basis
    bases[width] = -1
    multipliers[:width] = np.maximum(objective @ inverse, 0.0)
    if status == INFEASIBLE:
        bases[width] = int(farkas[width])
        multipliers[:width] = farkas[:width]
        multipliers[width] = 1.0
    bound = safe_bound(matrix, right, objective, np.zeros(width), np.ones(width), bases, multipliers, status)
    if status != OPTIMAL:
        point[:] = np.nan
    return float(now + bound + _MARGIN * (1.0 + multipliers.sum()))


def optimistic(direction: Floats, payoff: Floats, discount: Floats, common: bool) -> float:
    """What an option reaches at most, without a linear program."""
    if common:
        return float((direction * payoff).sum() + _MARGIN)
    now = (direction * (1.0 - discount) * payoff).sum()
    return float(now + np.maximum(direction * discount, 0.0).sum() + _MARGIN)


def sweep(
    directions: Floats,
    faces: Floats,
    levels: Floats,
    lowering: bool,
    payoffs: Floats,
    many: Whole,
    chances: Floats,
    count: Whole,
    actors: Whole,
    shifts: Floats,
    gains: Floats,
    discount: Floats,
    common: bool,
    tighter: float,
    bases: Whole,
    chosen: Whole,
    points: Floats,
) -> int:
    """
    Find per direction the option that reaches furthest and its continuations; give the number of programs solved.

    Continuations lie within `levels` of `faces`; when `lowering`, these are the directions, and every level falls at
    once to what is reached. An option of -1 says that none is left.
    """
    solved = 0
    n = len(discount)
    most = np.empty(len(payoffs))
    point = np.zeros(points.shape[1])
    for k in range(len(directions)):
        for a in range(len(payoffs)):
            most[a] = optimistic(directions[k], payoffs[a], discount, common)
        best = -np.inf
        chosen[k] = -1
        for a in np.argsort(-most):
            if most[a] <= best:
                break
            width = n * many[a]
            found = reach(
                directions[k],
                faces,
                levels,
                payoffs[a],
                chances[a, : many[a]],
                actors[a, : count[a]],
                shifts[a, : count[a], : many[a]],
                gains[a, : count[a]],
                discount,
                tighter,
                bases[a, k, :width],
                point[:width],
            )
            solved += 1
            if found > best:
                best = found
                chosen[k] = a
                points[k, :width] = point[:width]
        if lowering:
            levels[k] = min(levels[k], best)
            if levels[k] == -np.inf:
                return solved
    return solved
