"""Add points to a self-generating set, one direction and profile after another (see `growth`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.linear_programs.dense_kernel import maximise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

_TRIES = 2
"""Directions that may fail before a profile is given up."""
_FAR = 1e7
"""Multipliers of a floor that no mean of points reaches grow to this."""


def prepare(points: Floats, count: int) -> tuple[Floats, Floats, Whole]:
    """
    Set up the rows for: minimise z - y.floor over y >= 0 where z >= (form + y).point for every point.

    Its dual maximises form.mean over lotteries on points whose mean is above the floor. Rows of the box come first,
    then a row for the profile's own payoffs, then the points.
    """
    n = points.shape[1]
    first = 2 * n + 3
    matrix = np.zeros((first + len(points), n + 1))
    for i in range(n + 1):
        matrix[i, i] = 1.0
        matrix[n + 1 + i, i] = -1.0
    matrix[2 * n + 2 :, n] = -1.0
    matrix[first : first + count, :n] = points[:count]
    norms = np.sqrt((matrix * matrix).sum(axis=1))
    box = np.zeros((2, n + 1), dtype=np.int64)
    box[0] = np.arange(n + 1)
    box[1] = np.arange(n + 1, 2 * n + 2)
    return matrix, norms, box


def lottery_for(
    matrix: Floats, norms: Floats, box: Whole, rows: int, form: Floats, floor: Floats, basis: Whole, inverse: Floats
) -> Floats:
    """Find the best lottery, as multipliers of the basis; all zero where no mean reaches the floor."""
    n = len(form)
    right = np.empty(rows)
    right[:n] = _FAR
    right[n] = 1e9
    right[n + 1 : 2 * n + 1] = 0.0
    right[2 * n + 1] = 1e9
    objective = np.zeros(n + 1)
    objective[:n] = form
    right[2 * n + 2 :] = -(matrix[2 * n + 2 : rows] @ objective)
    objective[:n] = floor
    objective[n] = -1.0
    farkas = np.zeros(n + 2)
    status = maximise(matrix[:rows], norms[:rows], box, right, objective, basis, inverse, farkas, -np.inf, 40 * rows)
    chances = np.maximum(objective @ inverse, 0.0)
    if status != 0:
        basis[0] = -1
        chances[:] = 0.0
    for k in range(n + 1):
        if basis[k] <= n and chances[k] > 1e-12:
            chances[:] = 0.0
        elif basis[k] <= 2 * n + 1:
            chances[k] = 0.0
    return chances


def floor_of_rest(floor: Floats, g: Floats, m: float, discount: Floats) -> Floats:
    """How high x must be for (1-m) x + m v to reach a floor; floors of -1 ask for nothing."""
    low = floor.copy()
    for i in range(len(g)):
        if low[i] > -1.0 and m > 0.0:
            low[i] = ((1.0 - m * discount[i]) * low[i] - m * (1.0 - discount[i]) * g[i]) / (1.0 - m)
    return low


def generated(matrix: Floats, basis: Whole, found: Floats, own: int, g: Floats, weight: Floats) -> tuple[Floats, float]:
    """What a profile pays with the mean of a lottery to follow, and the chance of its own payoffs in the lottery."""
    n = len(g)
    x, alone = np.zeros(n), 0.0
    for j in range(n + 1):
        if found[j] > 0.0:
            x += found[j] * matrix[basis[j], :n]
            if basis[j] == own:
                alone = found[j]
    return (1.0 - weight) * g + weight * x, alone


def follow(
    then: Whole, chances: Floats, basis: Whole, found: Floats, own: int, count: int, stay: float, alone: float
) -> None:
    """Write down what follows point number `count`: itself, and the other points of a lottery."""
    then[0], chances[0] = count, stay
    for j in range(len(basis)):
        then[j + 1], chances[j + 1] = -1, 0.0
        if found[j] > 1e-15 and basis[j] != own:
            then[j + 1] = basis[j] - own - 1
            chances[j + 1] = (1.0 - stay) * found[j] / (1.0 - alone)


def grow(
    points: Floats,
    count: int,
    played: Whole,
    then: Whole,
    chances: Floats,
    directions: Floats,
    heights: Floats,
    levels: Floats,
    payoffs: Floats,
    floors: Floats,
    discount: Floats,
    shares: Floats,
    common: bool,
    enough: float,
) -> int:
    """
    Look through all profiles and directions once; give the new number of points.

    Directions in which the points reach as far as any could, up to `enough`, are passed over.

    With the share m of a point in what follows it, v = (1-d) g + d ((1-m) x + m v), so v is a mean of g and x with
    weights (1-d)/(1-m d) and (1-m) d/(1-m d). With one discount factor the best m comes out of the linear program, in
    which g is one more point: a mean p of points with g at chance q is followed for m = q / (1-d+q d).
    """
    n = points.shape[1]
    matrix, norms, box = prepare(points, count)
    first = 2 * n + 3
    own, basis, inverse = first - 1, np.full(n + 1, -1), np.zeros((n + 1, n + 1))
    for a in range(len(floors)):
        g = payoffs[a]
        for m in shares:
            basis[0] = -1
            if common:
                matrix[own, :n] = g
                norms[own] = np.sqrt((g * g).sum() + 1.0)
            else:  # a row that says nothing
                matrix[own, n] = 0.0
                norms[own] = 1.0
            weight = (1.0 - m) * discount / (1.0 - m * discount)
            low = floor_of_rest(floors[a], g, m, discount)
            failed = 0
            for k in range(len(directions)):
                direction = directions[k]
                far = (direction * g).sum() <= heights[k] + enough if common else False
                if far or levels[k] <= heights[k] + enough:
                    continue
                found = lottery_for(matrix, norms, box, first + count, direction * weight, low, basis, inverse)
                if found.sum() < 0.5:  # no mean is above the floor, or rounding stood in the way of this direction
                    failed += 1
                    if failed > _TRIES:
                        break
                    continue
                found /= found.sum()
                v, alone = generated(matrix, basis, found, own, g, weight)
                if (direction * v).sum() <= heights[k] + enough or count == len(points):
                    continue
                stay = alone / (1.0 - discount[0] + alone * discount[0]) if common else m
                points[count], played[count] = v, a
                follow(then[count], chances[count], basis, found, own, count, stay, alone)
                matrix[first + count, :n] = v
                norms[first + count] = np.sqrt((v * v).sum() + 1.0)
                count += 1
                for r in range(len(directions)):
                    heights[r] = max(heights[r], (directions[r] * v).sum())
    return count
