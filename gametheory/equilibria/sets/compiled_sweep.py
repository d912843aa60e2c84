"""The sweeps of `sweep` on floats, compiled: the same operations in the same order, so the same floats.

Everything stands in one file, because numba's cache on disk does not notice changes of callees in other files.
A polygon is an array of vertices and a size; `room` holds arrays to work in, made once per call.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.compiled import compiled, inner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Room = tuple[Any, ...]


@inner
def turn(points: Floats, p: int, q: int, other: Floats, r: int) -> float:
    """Twice the area of the triangle of two points and one of another list."""
    x, y = points[p, 0], points[p, 1]
    found: float = (points[q, 0] - x) * (other[r, 1] - y) - (points[q, 1] - y) * (other[r, 0] - x)
    return found


@inner
def before(points: Floats, i: int, j: int) -> bool:
    """Whether one point comes before another, by the first coordinate and then by the second."""
    if points[i, 0] != points[j, 0]:
        return bool(points[i, 0] < points[j, 0])
    return bool(points[i, 1] < points[j, 1])


@inner
def sift(points: Floats, order: Numbers, top: int, size: int) -> None:
    """Let one entry of a heap sink to its place."""
    k = top
    while 2 * k + 1 < size:
        child = 2 * k + 1
        if child + 1 < size and before(points, order[child], order[child + 1]):
            child += 1
        if not before(points, order[k], order[child]):
            return
        order[k], order[child] = order[child], order[k]
        k = child


@inner
def sort(points: Floats, order: Numbers, size: int) -> None:
    """Sort positions of points (heapsort)."""
    for k in range(size):
        order[k] = k
    for top in range(size // 2 - 1, -1, -1):
        sift(points, order, top, size)
    for last in range(size - 1, 0, -1):
        order[0], order[last] = order[last], order[0]
        sift(points, order, 0, last)


@inner
def distinct(points: Floats, order: Numbers, size: int) -> int:
    """Drop repeated points from sorted positions."""
    count = 0
    for k in range(size):
        if count == 0 or before(points, order[count - 1], order[k]):
            order[count] = order[k]
            count += 1
    return count


@inner
def hull(points: Floats, size: int, order: Numbers, chain: Numbers, target: Floats) -> int:
    """Write the extreme points to `target`, counter-clockwise from the leftmost one."""
    sort(points, order, size)
    count = distinct(points, order, size)
    if count < 3:
        for k in range(count):
            target[k, 0], target[k, 1] = points[order[k], 0], points[order[k], 1]
        return count
    written = 0
    for way in range(2):
        length = 0
        for step in range(count):
            r = order[step] if way == 0 else order[count - 1 - step]
            while length > 1 and turn(points, chain[length - 2], chain[length - 1], points, r) <= 0:
                length -= 1
            chain[length] = r
            length += 1
        for k in range(length - 1):
            target[written, 0], target[written, 1] = points[chain[k], 0], points[chain[k], 1]
            written += 1
    return written


@compiled
def outline(points: Floats) -> Floats:
    """The extreme points, counter-clockwise from the leftmost one."""
    size = len(points)
    found = np.empty((size + 1, 2))
    return found[: hull(points, size, np.empty(size, np.int64), np.empty(size + 1, np.int64), found)].copy()


@inner
def same(points: Floats, k: int, x: float, y: float) -> bool:
    """Whether a point has these coordinates."""
    return bool(points[k, 0] == x and points[k, 1] == y)


@inner
def clip(polygon: Floats, size: int, axis: int, level: float, target: Floats) -> int:
    """Write what lies at or above a level of one coordinate to `target`."""
    count = 0
    for k in range(size):
        j = k - 1 if k else size - 1
        p, q = polygon[j, axis], polygon[k, axis]
        if (p >= level) != (q >= level):
            share = (level - p) / (q - p)
            other = polygon[j, 1 - axis] + share * (polygon[k, 1 - axis] - polygon[j, 1 - axis])
            x, y = (level, other) if axis == 0 else (other, level)
            if not (same(polygon, j, x, y) or same(polygon, k, x, y) or (count and same(target, count - 1, x, y))):
                target[count, 0], target[count, 1] = x, y
                count += 1
        if q >= level:
            target[count, 0], target[count, 1] = polygon[k, 0], polygon[k, 1]
            count += 1
    return count if size > 2 else tidied(target, count)


@inner
def tidied(points: Floats, size: int) -> int:
    """Sort a handful of points and drop repeated ones, in place."""
    for k in range(1, size):
        j = k
        while j and before(points, j, j - 1):
            for i in range(2):
                points[j, i], points[j - 1, i] = points[j - 1, i], points[j, i]
            j -= 1
    count = 0
    for k in range(size):
        if count == 0 or before(points, count - 1, k):
            points[count, 0], points[count, 1] = points[k, 0], points[k, 1]
            count += 1
    return count


@inner
def beside(points: Floats, p: int, q: int, other: Floats, v: int) -> tuple[float, float]:
    """Squared distance from a point of another list to a segment, and the share of it at which the nearest lies."""
    x, y = points[p, 0], points[p, 1]
    dx, dy = points[q, 0] - x, points[q, 1] - y
    length = dx * dx + dy * dy
    share = 0.0
    if length > 0:
        share = min(1.0, max(0.0, ((other[v, 0] - x) * dx + (other[v, 1] - y) * dy) / length))
    x, y = other[v, 0] - x - share * dx, other[v, 1] - y - share * dy
    return x * x + y * y, share


@inner
def distance(polygon: Floats, size: int, other: Floats, v: int) -> float:
    """Distance from a point of another list to a polygon; zero inside."""
    inside = size > 2
    apart = inf
    for k in range(size):
        q = k + 1 if k + 1 < size else 0
        if inside and turn(polygon, k, q, other, v) < 0:
            inside = False
        apart = min(apart, sqrt(beside(polygon, k, q, other, v)[0]))
    return 0.0 if inside else apart


@inner
def hausdorff(first: Floats, size: int, second: Floats, other: int) -> float:
    """Hausdorff distance of two polygons; infinite when exactly one is empty."""
    if size == 0 or other == 0:
        return 0.0 if size == other else inf
    apart = 0.0
    for k in range(size):
        apart = max(apart, distance(second, other, first, k))
    for k in range(other):
        apart = max(apart, distance(first, size, second, k))
    return apart


@compiled
def make_room(profiles: int, listed: int) -> Room:
    """Arrays for sweeps over so many profiles and listed equilibria."""
    most = listed + 5 * profiles + 8
    return (
        np.empty((most, 2)),  # points that the next polygon is the hull of
        np.empty((most, 2)),  # their continuations
        np.empty(most, np.int64),  # what generates them
        np.empty(most, np.bool_),  # whether that is played for ever
        np.empty(most, np.int64),
        np.empty(most + 1, np.int64),
        np.empty((2 * most, 2)),
        np.empty((4 * most, 2)),
        np.empty((profiles, 2)),  # lowest payoffs in the regions that support live profiles
    )


@inner
def extent(polygon: Floats, size: int, axis: int) -> tuple[float, float]:
    """The least and the largest value of one coordinate."""
    low, high = inf, -inf
    for k in range(size):
        low, high = min(low, polygon[k, axis]), max(high, polygon[k, axis])
    return low, high


@inner
def cross(region: Floats, size: int, g: float, h: float, right: float, top: float, later: Floats, count: int) -> int:
    """Append where lines from a region to (g, h) leave what lies above (right, top); see `sweep.crossings`."""
    low, high, left, far = inf, -inf, inf, -inf
    for k in range(size):
        x, y = region[k, 0], region[k, 1]
        upright, share = False, 0.0
        if g < right:
            upright, share = True, (x - right) / (x - g)
        if h < top:
            second = (y - top) / (y - h)
            if not upright or second < share:
                upright, share = False, second
        if upright:
            met = y + share * (h - y)
            low, high = min(low, met), max(high, met)
        else:
            met = x + share * (g - x)
            left, far = min(left, met), max(far, met)
    if low < inf:
        later[count, 0], later[count, 1] = right, low
        later[count + 1, 0], later[count + 1, 1] = right, high
        count += 2
    if low < inf and left < inf:
        later[count, 0], later[count, 1] = right, top
        count += 1
    if left < inf:
        later[count, 0], later[count, 1] = left, top
        later[count + 1, 0], later[count + 1, 1] = far, top
        count += 2
    return count


@inner
def generate(
    payoff: Floats, gain: Floats, listed: Floats, d: float, slack: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, room: Room,
) -> tuple[int, int]:  # fmt: skip
    """List the points that the next polygon is the hull of; keep live profiles. Gives the numbers of both."""
    points, later, made, rests, _, _, once, twice, least = room
    count, kept = len(listed), 0
    for k in range(count):
        points[k, 0], points[k, 1], made[k], rests[k] = listed[k, 0], listed[k, 1], -1 - k, True
    most, highest = extent(polygon, size, 0)[1], extent(polygon, size, 1)[1]
    for j in range(alive):
        a = live[j]
        right, top = threats[0] + gain[a, 0] - slack, threats[1] + gain[a, 1] - slack
        if most < right or highest < top:
            continue
        part = clip(once, clip(polygon, size, 0, right, once), 1, top, twice)
        if part == 0:
            continue
        live[kept] = a
        least[kept, 0], least[kept, 1] = extent(twice, part, 0)[0], extent(twice, part, 1)[0]
        kept += 1
        g, h = payoff[a, 0], payoff[a, 1]
        if g >= right and h >= top:
            points[count, 0], points[count, 1], made[count], rests[count] = g, h, a, True
            count += 1
            continue
        end = cross(twice, part, g, h, right, top, later, count)
        for k in range(count, end):
            points[k, 0], points[k, 1] = (1 - d) * g + d * later[k, 0], (1 - d) * h + d * later[k, 1]
            made[k], rests[k] = a, False
        count = end
    return count, kept


@inner
def threat(
    payoff: Floats, best: Floats, listed: Floats, d: float, i: int, live: Numbers, alive: int, least: Floats
) -> float:
    """The lowest payoff that an actor can be held to, as far as the live profiles tell."""
    found = inf
    for k in range(len(listed)):
        found = min(found, listed[k, i])
    for k in range(alive):
        a = live[k]
        found = min(found, max(best[a, i], (1 - d) * payoff[a, i] + d * least[k, i]))
    return found


@compiled
def descend(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, d: float, slack: float, still: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, limit: int, room: Room,
) -> tuple[int, int, int, int, bool]:  # fmt: skip
    """
    Sweep in place until nothing moves by more than `still`, at most `limit` times.

    Gives the sizes of the polygon, of the live profiles and of the list of points in `room`; the sweeps used, and
    whether that was the end.
    """
    points, _, _, _, order, chain, once, twice, least = room
    count = 0
    for sweep in range(1, limit + 1):
        count, alive = generate(payoff, gain, listed, d, slack, polygon, size, threats, live, alive, room)
        if count == 0:
            return 0, 0, 0, sweep, True
        fresh = hull(points, count, order, chain, once)
        moved = 0.0
        for i in range(2):
            level = threat(payoff, best, listed, d, i, live, alive, least)
            level = max(threats[i], max(level, extent(once, fresh, i)[0]))
            moved = max(moved, level - threats[i])
            threats[i] = level
        fresh = clip(once, fresh, 0, threats[0] - slack, twice)
        fresh = clip(twice, fresh, 1, threats[1] - slack, once)
        moved = max(moved, hausdorff(polygon, size, once, fresh))
        size = fresh
        for k in range(size):
            polygon[k, 0], polygon[k, 1] = once[k, 0], once[k, 1]
        if moved <= still or size == 0:
            return size, alive, count, sweep, True
    return size, alive, count, limit, False


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
def values(payoff: Floats, listed: Floats, d: float, made: Numbers, where: Numbers, share: Floats, x: Floats) -> None:
    """Solve x = (1-d) payoffs + d (lotteries over x) by elimination; the matrix is diagonally dominant."""
    size = len(made)
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
    payoff: Floats, gain: Floats, listed: Floats, d: float, rounding: float,
    made: Numbers, where: Numbers, share: Floats, x: Floats,
) -> float:  # fmt: skip
    """
    How far an exact self-generating set is from these points at most; -1 where that is not proved.

    Let point k be (1-d) g_k + d (its lottery over the points) up to r. The exact solution differs from the points by at
    most e = r / (1-d), so nobody gains by deviating where the lottery exceeds the lowest payoff plus the gain by 2 e.
    Without gain there is nothing to check. `rounding` allows for this very computation.
    """
    size, off = len(made), 0.0
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
def generated(
    payoff: Floats, best: Floats, gain: Floats, tight: Floats, listed: Floats, d: float, rounding: float,
    polygon: Floats, size: int, threats: Floats, live: Numbers, alive: int, rounds: int, room: Room,
) -> tuple[float, int]:  # fmt: skip
    """
    Look for a verified self-generating set, and write it to `polygon`; gives its error and size, or -1.

    In every round one sweep with tightened constraints says what generates the vertices, and with that held fixed
    their values solve a linear system: as in policy iteration, a few rounds do what takes many sweeps.
    """
    points, later, made, rests = room[:4]
    some, where, share = np.empty(alive, np.int64), np.empty((len(points), 3), np.int64), np.empty((len(points), 3))
    nodes, source = np.empty_like(points), np.empty(len(points), np.int64)
    for _ in range(rounds):
        for k in range(alive):
            some[k] = live[k]
        size, _, count, _, _ = descend(
            payoff, best, tight, listed, d, 0.0, 0.0, polygon, size, threats, some, alive, 1, room
        )
        n = 0
        for k in range(size):
            c = generator(points, rests, count, polygon[k, 0], polygon[k, 1])
            if c >= 0:
                nodes[n, 0], nodes[n, 1], source[n] = polygon[k, 0], polygon[k, 1], c
                n += 1
        if n == 0:
            return -1.0, 0
        for k in range(n):
            if rests[source[k]]:
                where[k, 0], where[k, 1], where[k, 2] = k, k, k
                share[k, 0], share[k, 1], share[k, 2] = 1.0, 0.0, 0.0
            else:
                mix(nodes, n, later, source[k], where[k], share[k])
            source[k] = made[source[k]]
        values(payoff, listed, d, source[:n], where[:n], share[:n], nodes)
        error = proof(payoff, gain, listed, d, rounding, source[:n], where[:n], share[:n], nodes)
        size = hull(nodes, n, room[4], room[5], polygon)
        threats[0], threats[1] = extent(polygon, size, 0)[0], extent(polygon, size, 1)[0]
        if error >= 0:
            return error, size
    return -1.0, 0


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


@compiled
def solve_many(
    payoff: Floats, best: Floats, gain: Floats, listed: Floats, counts: Numbers, discount: Floats,
    steps: Floats, rounds: int, rounding: float, still: float, limit: int,
    vertices: Floats, sizes: Numbers, threats: Floats, dropped: Numbers, sweeps: Numbers, gaps: Floats,
) -> None:  # fmt: skip
    """Solve games one after the other; each row of the last six arrays gets one game's answer."""
    games, profiles = payoff.shape[0], payoff.shape[1]
    room = make_room(profiles, listed.shape[1])
    within, low = np.empty_like(room[0]), np.empty(2)
    live = np.empty(profiles, np.int64)
    tight = np.empty((profiles, 2))
    for j in range(games):
        d, polygon = discount[j], vertices[j]
        g, r, t, e = payoff[j], best[j], gain[j], listed[j, : counts[j]]
        size = start(g, r, e, polygon, threats[j], live, room)
        reach = rounding / (1 - d)
        size, alive, _, sweeps[j], _ = descend(
            g, r, t, e, d, 4 * reach, still, polygon, size, threats[j], live, profiles, limit, room
        )
        gaps[j] = 0.0 if size == 0 else np.nan
        for step in steps:
            if size == 0 or gaps[j] >= 0:
                break
            for k in range(size):
                within[k, 0], within[k, 1] = polygon[k, 0], polygon[k, 1]
            for k in range(profiles):
                for i in range(2):
                    tight[k, i] = t[k, i] + (step * (1 - d) / d + 64 * rounding if t[k, i] > 0 else 0.0)
            low[0], low[1] = threats[j, 0], threats[j, 1]
            error, inner = generated(g, r, t, tight, e, d, rounding, within, size, low, live, alive, rounds, room)
            if error >= 0:
                gaps[j] = hausdorff(polygon, size, within, inner) + 2 * (error + reach)
        sizes[j], dropped[j] = thin(polygon, size, 4 * reach)
