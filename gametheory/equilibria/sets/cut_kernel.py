"""One sweep over the directions of an outer bound; written for the interpreter and for numba alike (see `cuts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.linear_programs.dense_kernel import maximise, point_at, safe_bound

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_MARGIN = 1e-12
_INFEASIBLE = 1


def optimistic(
    payoffs: Floats, best: Floats, discount: Floats, threats: Floats, direction: Floats, axis: int, common: bool
) -> Floats:
    """What each profile reaches at most in a direction, without a linear program."""
    if common:
        most = payoffs @ direction
    else:
        later = np.maximum(direction * discount, 0.0).sum()
        later += (np.minimum(direction * discount, 0.0) * np.maximum(threats, 0.0)).sum()
        most = payoffs @ (direction * (1.0 - discount)) + later
    if axis >= 0:
        for a in range(len(best)):
            most[a] = min(most[a], -best[a, axis])
    return most + _MARGIN


def reach(
    matrix: Floats,
    norms: Floats,
    box: Whole,
    right: Floats,
    direction: Floats,
    discount: Floats,
    now: Floats,
    floor: Floats,
    most: float,
    common: bool,
    basis: Whole,
    inverse: Floats,
    cutoff: float,
    point: Floats,
) -> float:
    """
    Bound how far one profile reaches with continuations in the half-spaces and above the floor; `point` reaches so far.

    Row 0 of the matrix is the row that lets the level jump; the rows of the axes hold the floor meanwhile.
    """
    n = len(direction)
    for i in range(n):
        above = box[0, i]
        if floor[i] > 1.0 or floor[i] * matrix[above, i] > right[above]:
            return -np.inf
    here = (direction * (1.0 - discount) * now).sum()
    if not common:
        right[0] = here
    kept = np.empty(n)
    for i in range(n):
        kept[i] = right[box[1, i]]
        right[box[1, i]] = min(kept[i], -floor[i])
    form, farkas, high = direction * discount, np.zeros(n + 1), np.ones(n)
    limit = 200 + 20 * (len(right) + n)
    status = maximise(matrix, norms, box, right, form, basis, inverse, farkas, cutoff - here - _MARGIN, limit)
    rows, multipliers = np.full(n + 1, -1), np.zeros(n + 1)
    rows[:n] = basis
    if status == _INFEASIBLE:
        rows[n] = int(farkas[n])
        multipliers[:n] = farkas[:n]
        multipliers[n] = 1.0
    else:
        multipliers[:n] = np.maximum(form @ inverse, 0.0)
    later = safe_bound(matrix, right, form, floor, high, rows, multipliers, status)
    towards(point, now, point_at(basis, inverse, right), floor, discount, common and here + later > most)
    for i in range(n):
        right[box[1, i]] = kept[i]
    return float(min(most, here + later + _MARGIN))


def towards(point: Floats, now: Floats, x: Floats, floor: Floats, discount: Floats, further: bool) -> None:
    """Pay now and x later; or, further, where the line from x to what is paid now leaves the floor."""
    share = 1.0 if further else 0.0
    for i in range(len(x)):
        if further and now[i] < floor[i] < x[i]:
            share = min(share, (x[i] - floor[i]) / (x[i] - now[i]))
    point[:] = (1.0 - discount) * now + discount * (x + share * (now - x))


def lower(
    matrix: Floats,
    norms: Floats,
    box: Whole,
    right: Floats,
    payoffs: Floats,
    best: Floats,
    gains: Floats,
    discount: Floats,
    threats: Floats,
    common: bool,
    k: int,
    axis: int,
    basis: Whole,
    inverse: Floats,
    furthest: Floats,
) -> float:
    """Find how far row k may be lowered by one look at all profiles; minus infinity where nothing is left."""
    direction = matrix[k].copy()
    if not common:
        matrix[0] = direction * (1.0 - discount)
        norms[0] = max(np.sqrt((matrix[0] * matrix[0]).sum()), 1e-300)
    most = optimistic(payoffs, best, discount, threats, direction, axis, common)
    top, point = -np.inf, np.zeros(len(direction))
    for a in np.argsort(-most):
        if most[a] <= top or top >= right[k]:
            break
        listed = a >= len(best)
        if listed and common:
            top = most[a]
            furthest[:] = payoffs[a]
            continue
        floor = np.maximum(threats, 0.0) if listed else np.maximum(threats + gains[a], 0.0) - _MARGIN
        found = reach(
            matrix,
            norms,
            box,
            right,
            direction,
            discount,
            payoffs[a],
            floor,
            most[a],
            common,
            basis,
            inverse,
            top,
            point,
        )
        if found > top:
            top = found
            furthest[:] = point
    return top


def sweep(
    matrix: Floats,
    norms: Floats,
    box: Whole,
    right: Floats,
    payoffs: Floats,
    best: Floats,
    gains: Floats,
    discount: Floats,
    threats: Floats,
    common: bool,
    axes: Whole,
    bases: Whole,
    inverses: Floats,
    furthest: Floats,
) -> float:
    """Lower every level in turn; give the largest change, or minus one where nothing is left."""
    change = 0.0
    for k in range(1, len(right)):
        found = lower(
            matrix,
            norms,
            box,
            right,
            payoffs,
            best,
            gains,
            discount,
            threats,
            common,
            k,
            axes[k],
            bases[k],
            inverses[k],
            furthest[k],
        )
        if found == -np.inf:
            return -1.0
        if found < right[k]:
            change = max(change, right[k] - found)
            right[k] = found
        if axes[k] >= 0:
            threats[axes[k]] = max(threats[axes[k]], -right[k])
    return change
