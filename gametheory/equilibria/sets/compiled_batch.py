"""Many games, one after the other: sweeps, a guess at what they would end at, and proofs of both bounds, in floats."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.closing import compiled_scan
from gametheory.equilibria.sets.compiled import compiled, inner
from gametheory.equilibria.sets.compiled_policy import WAYS, generated, guess
from gametheory.equilibria.sets.compiled_sweep import (
    beside,
    copy,
    copy_numbers,
    copy_pair,
    descend,
    hausdorff,
    hull,
    make_room,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Room = tuple[Any, ...]

scan = compiled_scan()

EARLY, LATER = 40, 16
"""Sweeps before the first guess at where they end; how many times as many before each further one."""
DEEP, NEAR = 1e-6, 1e-9
"""How deep inside an edge a profile does not matter; how far a guess may be off, or 100 times rounding."""
FLAT = 1e-12
"""Width of polygons that count as segments, and length of segments that count as points."""
LARGEST = 1e7


@inner
def thin(polygon: Floats, size: int, reach: float) -> tuple[int, int]:
    """Drop vertices within `reach` of the line past them, in place; gives how many stay and how many went."""
    kept = 0
    for k in range(size):
        behind = kept - 1 if kept else size - 1
        ahead = k + 1 if k + 1 < size else 0
        left = size - (k - kept)
        if left > 3 and beside(polygon, behind, ahead, polygon, k)[0] <= reach * reach:
            continue
        polygon[kept, 0], polygon[kept, 1] = polygon[k, 0], polygon[k, 1]
        kept += 1
    return kept, size - kept


@inner
def start(
    payoff: Floats, best: Floats, listed: Floats, polygon: Floats, threats: Floats, live: Numbers, room: Room
) -> int:
    """Write the hull of all stage payoffs and the first lowest payoffs; gives the size."""
    points = room[0]
    profiles, others = len(payoff), len(listed)
    for i in range(2):
        threats[i] = inf
        for k in range(profiles):
            points[k, i] = payoff[k, i]
            threats[i] = min(threats[i], best[k, i])
        for k in range(others):
            points[profiles + k, i] = listed[k, i]
            threats[i] = min(threats[i], listed[k, i])
    for k in range(profiles):
        live[k] = k
    return hull(points, profiles + others, room[4], room[5], polygon)


@inner
def sides(polygon: Floats, size: int) -> tuple[Floats, Floats]:
    """Normals of length one, and levels, of all edges, and of the two lowest payoffs; edges all around in any case."""
    count = size if size > 2 else 4
    normals, levels = np.zeros((count + 2, 2)), np.empty(count + 2)
    for k in range(count):
        if size == 1:
            normals[k, k % 2] = 1.0 if k < 2 else -1.0
            continue
        p, q = k % size, (k + 1) % size
        dx, dy = polygon[q, 0] - polygon[p, 0], polygon[q, 1] - polygon[p, 1]
        length = sqrt(dx * dx + dy * dy)
        if size == 2 and k > 1:
            dx, dy = -dy, dx
        if length > 0:  # else the ends are closer than floats tell by squares, and there is no such edge
            normals[k, 0], normals[k, 1] = dy / length, -dx / length
    normals[count, 0] = normals[count + 1, 1] = -1.0
    for k in range(count + 2):
        levels[k] = -inf
        for v in range(size):
            levels[k] = max(levels[k], normals[k, 0] * polygon[v, 0] + normals[k, 1] * polygon[v, 1])
    return normals, levels


@inner
def flattened(polygon: Floats, size: int, width: float) -> int:
    """Turn a polygon that is hardly wider than a segment into one, in place, and a short segment into a point."""
    if size < 2:
        return size
    first, last, longest = 0, 0, -1.0
    for p in range(size):
        for q in range(p):
            apart = abs(polygon[p, 0] - polygon[q, 0]) + abs(polygon[p, 1] - polygon[q, 1])
            if apart > longest:
                first, last, longest = q, p, apart
    for k in range(size):
        if beside(polygon, first, last, polygon, k)[0] > width * width:
            return size
    x, y = polygon[last, 0], polygon[last, 1]
    polygon[0, 0], polygon[0, 1] = polygon[first, 0], polygon[first, 1]
    polygon[1, 0], polygon[1, 1] = x, y
    return 2 if longest > width else 1


@inner
def solved(matrix: Floats, x: Floats) -> bool:
    """Solve a linear system in place, with pivots; whether that worked."""
    size = len(x)
    for k in range(size):
        top = k
        for r in range(k + 1, size):
            if abs(matrix[r, k]) > abs(matrix[top, k]):
                top = r
        if abs(matrix[top, k]) < 1e-12:
            return False
        for c in range(k, size):
            matrix[k, c], matrix[top, c] = matrix[top, c], matrix[k, c]
        x[k], x[top] = x[top], x[k]
        for r in range(k + 1, size):
            factor = matrix[r, k] / matrix[k, k]
            if factor != 0:
                for c in range(k, size):
                    matrix[r, c] -= factor * matrix[k, c]
                x[r] -= factor * x[k]
    for k in range(size - 1, -1, -1):
        for c in range(k + 1, size):
            x[k] -= matrix[k, c] * x[c]
        x[k] /= matrix[k, k]
    return True


@inner
def weighed(numbers: Numbers, ratios: Floats, d: float, edges: int) -> float:
    """
    Look for x > 0 that exceeds all its rows by one half; gives the largest entry, or -1.

    Policy iteration: per edge one row is held to be exceeded by one, and exchanged while another is larger.
    """
    chosen, matrix, x = np.zeros(edges, np.int64) - 1, np.zeros((edges, edges)), np.zeros(edges)
    for r in range(len(numbers)):
        if chosen[numbers[r, 1]] < 0:
            chosen[numbers[r, 1]] = r
    for _ in range(2 * edges):
        for k in range(edges):
            x[k] = 1.0
            for c in range(edges):
                matrix[k, c] = 1.0 if c == k else 0.0
            if chosen[k] >= 0:
                matrix[k, numbers[chosen[k], 2]] -= d * ratios[chosen[k], 0]
                matrix[k, numbers[chosen[k], 3]] -= d * ratios[chosen[k], 1]
        if not solved(matrix, x):
            return -1.0
        least, largest = inf, -inf
        for k in range(edges):
            least, largest = min(least, x[k]), max(largest, x[k])
        if not (least > 0 and largest < LARGEST):
            return -1.0
        fits = True
        for r in range(len(numbers)):
            k = numbers[r, 1]
            row = d * (ratios[r, 0] * x[numbers[r, 2]] + ratios[r, 1] * x[numbers[r, 3]])
            if row > x[k] - 0.5:
                fits, chosen[k] = False, r
        if fits:
            return largest
    return -1.0


@inner
def corners(normals: Floats, size: int) -> float:
    """How much further than its edges the corners of a polygon can move when these move outwards."""
    found = sqrt(2.0)
    for k in range(size if size > 2 else 0):
        j = (k + 1) % size
        between = normals[k, 0] * normals[j, 0] + normals[k, 1] * normals[j, 1]
        found = max(found, sqrt(2.0 / max(1.0 + between, 1e-30)))
    return found


@inner
def closes(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float, rounding: float,
    outer: Floats, reached: int, points: Floats, made: Numbers, polygon: Floats, size: int,
) -> float:  # fmt: skip
    """
    How far the set reaches beyond a polygon at most, given an outer bound and what is brought to it; -1 if unproved.

    As in `closure`, with room for rounding: where every row holds up to r, and x exceeds its rows by one half, the set
    reaches at most 2 r x_k beyond edge k.
    """
    normals, levels = sides(polygon, size)
    edges = len(levels)
    beyond = np.empty(edges)
    for k in range(edges):
        far = levels[k]
        if normals[k, 0] == 0 and normals[k, 1] == 0:
            return -1.0
        for v in range(reached):
            far = max(far, normals[k, 0] * outer[v, 0] + normals[k, 1] * outer[v, 1])
        beyond[k] = far - levels[k] + 2 * rounding / (1 - d)
        for v in range(len(listed)):
            if normals[k, 0] * listed[v, 0] + normals[k, 1] * listed[v, 1] > levels[k] + rounding:
                return -1.0
    numbers, ratios = scan(
        points, made, payoff, best, gain, d, normals, levels, beyond, rounding / (1 - d), DEEP, rounding, rounding
    )
    off = rounding
    for r in range(len(numbers)):
        if numbers[r, 2] < 0:
            return -1.0
        off = max(off, ratios[r, 3] - ratios[r, 2])
    largest = weighed(numbers, ratios, d, edges)
    return 2 * off * largest * corners(normals, size) if largest > 0 else -1.0


@inner
def outlined(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float, rounding: float, still: float, limit: int,
    polygon: Floats, size: int, threats: Floats, live: Numbers, room: Room,
) -> tuple[int, int, int, float]:  # fmt: skip
    """
    Find an outer bound, in place; gives its size, live profiles, sweeps, and how far off it can be.

    Between sweeps it is guessed what they would end at; where the guess is proved to hold the set, it is the bound.
    """
    reach, count, alive, until = rounding / (1 - d), 0, len(payoff), EARLY
    most = len(room[0])
    ending, low, some = np.empty((most, 2)), np.empty(2), np.empty(len(live), np.int64)
    points, made = np.empty((most, 2)), np.empty(most, np.int64)
    while True:
        size, alive, brought, used, done = descend(
            payoff, best, gain, listed, d, 4 * reach, still,
            polygon, size, threats, live, alive, min(until, limit) - count, room,
        )  # fmt: skip
        count += used
        if done or count >= limit:
            return size, alive, count, reach
        copy(room[0], brought, points)
        copy_numbers(room[2], brought, made)
        for way in range(WAYS):
            copy(polygon, size, ending)
            copy_pair(threats, low)
            copy_numbers(live, alive, some)
            found, _, _, fixed = guess(way, payoff, best, gain, listed, d, ending, size, low, some, alive, room)
            found = flattened(ending, found, FLAT)
            off = -1.0
            if fixed:
                off = closes(
                    payoff, best, gain, listed, d, rounding,
                    polygon, size, points[:brought], made[:brought], ending, found,
                )  # fmt: skip
            if 0 <= off <= max(NEAR, 100 * reach):
                copy(ending, found, polygon)
                copy_pair(low, threats)
                return found, alive, count, reach + off
        until *= LATER


@compiled
def solve_many(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, counts: Numbers, discount: Floats,
    steps: Floats, rounds: int, rounding: float, still: float, limit: int,
    vertices: Floats, sizes: Numbers, threats: Floats, dropped: Numbers, sweeps: Numbers, gaps: Floats, reaches: Floats,
) -> None:  # fmt: skip
    """Solve games one after the other; each row of the last seven arrays gets one game's answer."""
    games, profiles = payoff.shape[0], payoff.shape[1]
    room = make_room(profiles, listed.shape[1])
    within, low = np.empty((len(room[0]), 2)), np.empty(2)
    live = np.empty(profiles, np.int64)
    tight = np.empty((profiles, 2))
    for j in range(games):
        d, polygon = discount[j], vertices[j]
        g, r, t, e = payoff[j], best[j], gain[j], listed[j, : counts[j]]
        size = start(g, r, e, polygon, threats[j], live, room)
        size, alive, sweeps[j], reach = outlined(
            g, r, t, e, d, rounding, still, limit, polygon, size, threats[j], live, room
        )
        reaches[j] = reach
        gaps[j] = 0.0 if size == 0 else np.nan
        spare = 64 * rounding + 3 * rounding / (1 - d)  # more than twice what a proof in floats is off by
        for step in steps:
            if size == 0 or gaps[j] >= 0:
                break
            copy(polygon, size, within)
            for k in range(profiles):
                for i in range(2):
                    tight[k, i] = t[k, i] + (step * (1 - d) / d + spare if t[k, i] > 0 else 0.0)
            copy_pair(threats[j], low)
            error, inner = generated(g, r, t, tight, e, d, rounding, within, size, low, live, alive, rounds, room)
            if error >= 0:
                gaps[j] = hausdorff(polygon, size, within, inner) + 2 * (error + reach)
        sizes[j], dropped[j] = thin(polygon, size, 4 * rounding / (1 - d))
