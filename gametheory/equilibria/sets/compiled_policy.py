"""What a sweep is made of, held fixed and solved: fixed points in a few rounds, and proofs of what generates itself."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.compiled import inner
from gametheory.equilibria.sets.compiled_sweep import (
    beside,
    copy,
    copy_numbers,
    copy_pair,
    descend,
    extent,
    hull,
    same,
    turn,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Room = tuple[Any, ...]


WAYS, ROUNDS, SWEEPS = 2, 40, 6
"""Ways to guess, rounds that a guess takes at most, and sweeps between two steps of extrapolation."""
STEADY = 1e-13
"""Movement in one sweep up to which a guess counts as a fixed point."""
HAIR = 4e-15
"""Slack for rounding where vertices are cut off at the lowest payoffs; far less than constraints are tightened by."""


@inner
def generator(points: Floats, rests: NDArray[np.bool_], count: int, x: float, y: float) -> int:
    """Which entry of a list of points this is, what is played for ever before the rest; -1 where it is none."""
    found = -1
    for k in range(count):
        if same(points, k, x, y) and (found < 0 or rests[k]):
            found = k
    return found


@inner
def project(nodes: Floats, size: int, other: Floats, v: int) -> tuple[float, int, float]:
    """Squared distance of a point of another list to the nearest edge, its number, and the share of it."""
    best, edge, part = inf, 0, 0.0
    for k in range(size):
        apart, share = beside(nodes, k, k + 1 if k + 1 < size else 0, other, v)
        if apart < best:
            best, edge, part = apart, k, share
    return best, edge, part


@inner
def mix(nodes: Floats, size: int, other: Floats, v: int, where: Numbers, share: Floats) -> None:
    """Write a point as a lottery over three nodes at most; where it lies outside, the nearest point instead."""
    apart, k, part = project(nodes, size, other, v)
    where[0], where[1], where[2] = k, k + 1 if k + 1 < size else 0, k
    share[0], share[1], share[2] = 1 - part, part, 0.0
    for j in range(1, size - 1 if apart > 1e-20 else 0):
        area = turn(nodes, 0, j, nodes, j + 1)
        if area > 0:
            first, last = turn(nodes, j, j + 1, other, v) / area, turn(nodes, 0, j, other, v) / area
            if first >= 0 and last >= 0 and 1 - first - last >= 1e-15:
                where[0], where[1], where[2] = 0, j, j + 1
                share[0], share[1], share[2] = first, 1 - first - last, last
                return


@inner
def values(
    payoff: Floats, listed: Floats, d: float, size: int, made: Numbers, where: Numbers, share: Floats, x: Floats
) -> None:  # fmt: skip
    """Solve x = (1-d) payoffs + d (lotteries over x) by elimination; the matrix is diagonally dominant."""
    matrix = np.zeros((size, size))
    for k in range(size):
        matrix[k, k] = 1.0
        for j in range(3):
            matrix[k, where[k, j]] -= d * share[k, j]
        for i in range(2):
            x[k, i] = (1 - d) * (payoff[made[k], i] if made[k] >= 0 else listed[-1 - made[k], i])
    for k in range(size):
        for r in range(k + 1, size):
            factor = matrix[r, k] / matrix[k, k]
            if factor != 0:
                for j in range(k, size):
                    matrix[r, j] -= factor * matrix[k, j]
                for i in range(2):
                    x[r, i] -= factor * x[k, i]
    for k in range(size - 1, -1, -1):
        for i in range(2):
            for j in range(k + 1, size):
                x[k, i] -= matrix[k, j] * x[j, i]
            x[k, i] /= matrix[k, k]


@inner
def proof(
    payoff: Floats, gain: Floats, listed: Floats, d: float, rounding: float, size: int,
    made: Numbers, where: Numbers, share: Floats, x: Floats,
) -> float:  # fmt: skip
    """
    How far an exact self-generating set is from these points at most; -1 where that is not proved.

    Let point k be (1-d) g_k + d (its lottery over the points) up to r. The exact solution differs from the points by at
    most e = r / (1-d), so nobody gains by deviating where the lottery exceeds the lowest payoff plus the gain by 2 e.
    Without gain there is nothing to check. `rounding` allows for this very computation.
    """
    off = 0.0
    later = np.zeros((size, 2))
    for k in range(size):
        for i in range(2):
            for j in range(3):
                later[k, i] += share[k, j] * x[where[k, j], i]
            now = payoff[made[k], i] if made[k] >= 0 else listed[-1 - made[k], i]
            off = max(off, abs(x[k, i] - (1 - d) * now - d * later[k, i]))
    error = (off + rounding) / (1 - d)
    for i in range(2):
        low = extent(x, size, i)[0]
        for k in range(size):
            if made[k] >= 0 and gain[made[k], i] > 0 and later[k, i] < low + gain[made[k], i] + 2 * error + rounding:
                return -1.0
    return error


@inner
def planned(
    polygon: Floats, size: int, count: int, made: Numbers, where: Numbers, share: Floats, room: Room
) -> int:  # fmt: skip
    """
    Say what generates each vertex after a sweep, and write its continuation as a lottery over vertices; give how many.

    Vertices that nothing generates, made by cutting at the lowest payoffs, are left out of the polygon.
    """
    points, later, source, rests = room[:4]
    n = 0
    for k in range(size):
        c = generator(points, rests, count, polygon[k, 0], polygon[k, 1])
        if c >= 0:
            polygon[n, 0], polygon[n, 1], made[n] = polygon[k, 0], polygon[k, 1], c
            n += 1
    for k in range(n):
        if rests[made[k]]:
            where[k, 0], where[k, 1], where[k, 2] = k, k, k
            share[k, 0], share[k, 1], share[k, 2] = 1.0, 0.0, 0.0
        else:
            mix(polygon, n, later, made[k], where[k], share[k])
        made[k] = source[made[k]]
    return n


@inner
def make_plan(most: int) -> tuple[Numbers, Numbers, Floats]:
    """Arrays for what generates so many vertices, and for lotteries over three of them."""
    return np.empty(most, np.int64), np.empty((most, 3), np.int64), np.empty((most, 3))


@inner
def settle(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, room: Room,
) -> tuple[int, int, int, bool]:  # fmt: skip
    """
    Guess in place what sweeps would end at; gives sizes as `descend` does, and whether the last sweep moved nothing.

    In every round one sweep says what generates the vertices, and with that held fixed their values solve a linear
    system: as in policy iteration, a few rounds do what takes many sweeps. What comes out is a fixed point, and no
    outer bound until that is proved.
    """
    some = np.empty(alive, np.int64)
    made, where, share = make_plan(len(room[0]))
    for _ in range(ROUNDS):
        copy_numbers(live, alive, some)
        size, left, count, _, done = descend(
            payoff, best, gain, listed, d, HAIR, STEADY, polygon, size, threats, some, alive, 1, room
        )
        if done or size == 0:
            copy_numbers(some, left, live)
            return size, left, count, size > 0
        n = planned(polygon, size, count, made, where, share, room)
        if n == 0:
            break
        values(payoff, listed, d, n, made, where, share, polygon)
        size = hull(polygon, n, room[4], room[5], room[6])
        copy(room[6], size, polygon)
        threats[0], threats[1] = extent(polygon, size, 0)[0], extent(polygon, size, 1)[0]
    return 0, 0, 0, False


@inner
def extrapolate(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, room: Room,
) -> tuple[int, int, int, bool]:  # fmt: skip
    """
    Guess as `settle` does, where vertices hang on each other: go as far as the last two moves lead if they shrink on.

    A few sweeps, then one step to the limit of the geometric series that the moves are near to (Aitken 1926).
    """
    before, last, second = np.empty((len(polygon), 2)), np.empty((len(polygon), 2)), np.empty(2)
    for _ in range(ROUNDS):
        sizes = (0, 0)
        for _turn in range(SWEEPS):
            copy(last, sizes[1], before)
            copy(polygon, size, last)
            copy_pair(threats, second)
            sizes = (sizes[1], size)
            size, alive, count, _, done = descend(
                payoff, best, gain, listed, d, HAIR, STEADY, polygon, size, threats, live, alive, 1, room
            )
            if done or size == 0:
                return size, alive, count, size > 0
        if sizes[0] == sizes[1] == size:
            above, below = 0.0, 0.0
            for k in range(size):
                for i in range(2):
                    move = last[k, i] - before[k, i]
                    above, below = above + move * (polygon[k, i] - last[k, i]), below + move * move
            rate = above / below if below > 0 else 1.0
            if 0 < rate < 1:
                far = rate / (1 - rate)
                for k in range(size):
                    for i in range(2):
                        polygon[k, i] += far * (polygon[k, i] - last[k, i])
                for i in range(2):
                    threats[i] += far * (threats[i] - second[i])
                copy(polygon, size, room[6])
                size = hull(room[6], size, room[4], room[5], polygon)
    return 0, 0, 0, False


@inner
def guess(
    way: int, payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, room: Room,
) -> tuple[int, int, int, bool]:  # fmt: skip
    """Guess in place what sweeps would end at, in one of `WAYS` ways."""
    if way == 0:
        return settle(payoff, best, gain, listed, d, polygon, size, threats, live, alive, room)
    return extrapolate(payoff, best, gain, listed, d, polygon, size, threats, live, alive, room)


@inner
def generated(
    payoff: Floats, best: Floats, gain: Floats, tight: Floats, listed: Floats, d: float, rounding: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, rounds: int, room: Room,
) -> tuple[float, int]:  # fmt: skip
    """
    Look for a verified self-generating set, and write it to `polygon`; gives its error and size, or -1.

    The rounds are those of `settle`, with tightened constraints.
    """
    some = np.empty(alive, np.int64)
    made, where, share = make_plan(len(room[0]))
    for _ in range(rounds):
        copy_numbers(live, alive, some)
        size, _, count, _, _ = descend(
            payoff, best, tight, listed, d, HAIR, 0.0, polygon, size, threats, some, alive, 1, room
        )
        n = planned(polygon, size, count, made, where, share, room)
        if n == 0:
            break
        values(payoff, listed, d, n, made, where, share, polygon)
        error = proof(payoff, gain, listed, d, rounding, n, made, where, share, polygon)
        size = hull(polygon, n, room[4], room[5], room[6])
        copy(room[6], size, polygon)
        threats[0], threats[1] = extent(polygon, size, 0)[0], extent(polygon, size, 1)[0]
        if error >= 0:
            return error, size
    return -1.0, 0
