"""The sweeps of `sweep` on floats, compiled: the same operations in the same order, so the same floats.

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
def copy(points: Floats, size: int, target: Floats) -> None:
    """Copy so many points; loops compile in a fraction of the time that slices take."""
    for k in range(size):
        target[k, 0], target[k, 1] = points[k, 0], points[k, 1]


@inner
def copy_numbers(numbers: Numbers, size: int, target: Numbers) -> None:
    """Copy so many whole numbers."""
    for k in range(size):
        target[k] = numbers[k]


@inner
def copy_pair(pair: Floats, target: Floats) -> None:
    """Copy two floats."""
    target[0], target[1] = pair[0], pair[1]


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
    found = np.empty((2 * size, 2))  # rounding can put a point in both halves
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
        copy(once, size, polygon)
        if moved <= still or size == 0:
            return size, alive, count, sweep, True
    return size, alive, count, limit, False
