"""Convex polygons as lists of vertices, counter-clockwise; points and segments are polygons too, and so is nothing.

All functions work on fractions (exactly) and on floats alike: they add, multiply, divide and compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt
from typing import TypeVar

Number = TypeVar("Number", Fraction, float)
Point = tuple[Number, Number]


def turn(p: Point[Number], q: Point[Number], r: Point[Number]) -> Number:
    """Twice the area of the triangle; positive where p, q, r turn left."""
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def hull(points: Iterable[Point[Number]]) -> list[Point[Number]]:
    """
    Give the extreme points, counter-clockwise from the leftmost one (Andrew's monotone chain).

    No tolerance: a point is dropped exactly when it does not turn left.
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[Point[Number]]) -> list[Point[Number]]:
    chain: list[Point[Number]] = []
    for r in ordered:
        while len(chain) > 1 and turn(chain[-2], chain[-1], r) <= 0:
            chain.pop()
        chain.append(r)
    return chain


def clip(polygon: Sequence[Point[Number]], axis: int, level: Number) -> list[Point[Number]]:
    """
    Keep what lies at or above a level of one coordinate.

    Crossings are interpolated between two vertices, so that their rounding error is a few units in the last place of
    the vertices however steep the edge is; the clipped coordinate is the level itself.
    """
    kept: list[Point[Number]] = []
    if not polygon:
        return kept
    p = polygon[-1]
    for q in polygon:
        if (p[axis] >= level) != (q[axis] >= level):
            share = (level - p[axis]) / (q[axis] - p[axis])
            other = p[1 - axis] + share * (q[1 - axis] - p[1 - axis])
            crossing = (level, other) if axis == 0 else (other, level)
            if crossing not in (p, q) and crossing not in kept[-1:]:
                kept.append(crossing)
        if q[axis] >= level:
            kept.append(q)
        p = q
    return kept if len(polygon) > 2 else sorted(set(kept))


def weights(polygon: Sequence[Point[Fraction]], v: Point[Fraction]) -> dict[int, Fraction] | None:
    """Write a point as a lottery over at most three vertices, exactly; None where it lies outside."""
    if len(polygon) < 3:
        return _on_segment(polygon, v)
    for k in range(1, len(polygon) - 1):
        a, b, c = polygon[0], polygon[k], polygon[k + 1]
        area = turn(a, b, c)
        shares = (turn(v, b, c) / area, turn(a, v, c) / area, turn(a, b, v) / area)
        if min(shares) >= 0:
            return {i: s for i, s in zip((0, k, k + 1), shares, strict=True) if s}
    return None


def _on_segment(polygon: Sequence[Point[Fraction]], v: Point[Fraction]) -> dict[int, Fraction] | None:
    if v in polygon:
        return {polygon.index(v): Fraction(1)}
    if len(polygon) < 2 or turn(polygon[0], polygon[1], v) != 0:
        return None
    p, q = polygon
    axis = 0 if p[0] != q[0] else 1
    share = (v[axis] - p[axis]) / (q[axis] - p[axis])
    return {0: 1 - share, 1: share} if 0 < share < 1 else None


def contains(polygon: Sequence[Point[Fraction]], v: Point[Fraction]) -> bool:
    """Whether a point lies in a polygon, its boundary included; exact."""
    if len(polygon) < 3:
        return _on_segment(polygon, v) is not None
    return all(turn(p, q, v) >= 0 for p, q in zip(polygon, [*polygon[1:], polygon[0]], strict=True))


def distance(polygon: Sequence[Point[float]], v: Point[float]) -> float:
    """Euclidean distance from a point to a polygon that is not empty; zero inside."""
    edges = list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))
    if len(polygon) > 2 and all(turn(p, q, v) >= 0 for p, q in edges):
        return 0.0
    return min(_to_segment(p, q, v) for p, q in edges)


def _to_segment(p: Point[float], q: Point[float], v: Point[float]) -> float:
    dx, dy = q[0] - p[0], q[1] - p[1]
    length = dx * dx + dy * dy
    share = min(1.0, max(0.0, ((v[0] - p[0]) * dx + (v[1] - p[1]) * dy) / length)) if length > 0 else 0.0
    x, y = v[0] - p[0] - share * dx, v[1] - p[1] - share * dy
    return sqrt(x * x + y * y)


def hausdorff(first: Sequence[Point[float]], second: Sequence[Point[float]]) -> float:
    """Hausdorff distance of two polygons; infinite when exactly one is empty."""
    if not first or not second:
        return 0.0 if len(first) == len(second) else float("inf")
    apart = [distance(second, v) for v in first] + [distance(first, v) for v in second]
    return max(apart)
