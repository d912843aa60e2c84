"""Points of the plane in whole numbers: (x, y, w) stands for (x/w, y/w), with w > 0 and no common factor.

Fractions reduce after every operation; here only what is kept is reduced, which is many times quicker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cmp_to_key
from math import gcd

Spot = tuple[int, int, int]
Line = tuple[int, int, int]  # (n, m, h): all points with n x + m y <= h


def reduced(x: int, y: int, w: int) -> Spot:
    """Drop common factors; w must not be zero."""
    common = gcd(x, y, w) if w > 0 else -gcd(x, y, w)
    return (x // common, y // common, w // common)


def spot(x: Fraction, y: Fraction) -> Spot:
    """Write a point of two fractions."""
    return reduced(x.numerator * y.denominator, y.numerator * x.denominator, x.denominator * y.denominator)


def coordinate(p: Spot, axis: int, scale: int = 1) -> Fraction:
    """One coordinate as a fraction, divided by a scale."""
    return Fraction(p[axis], p[2] * scale)


def turn(p: Spot, q: Spot, r: Spot) -> int:
    """Positive where p, q, r turn left, zero where they lie on a line."""
    (a, b, u), (c, d, v), (e, f, w) = p, q, r
    return a * (d * w - f * v) - b * (c * w - e * v) + u * (c * f - d * e)


def lower(p: Spot, q: Spot, axis: int) -> bool:
    """Whether one coordinate of p is less than that of q."""
    return p[axis] * q[2] < q[axis] * p[2]


def compare(p: Spot, q: Spot) -> int:
    """Order by the first coordinate, then by the second."""
    return (p[0] * q[2] - q[0] * p[2]) or (p[1] * q[2] - q[1] * p[2])


def hull(points: Iterable[Spot]) -> list[Spot]:
    """Give the extreme points, counter-clockwise from the leftmost one (Andrew's monotone chain)."""
    ordered = sorted(set(points), key=cmp_to_key(compare))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(ordered: Sequence[Spot]) -> list[Spot]:
    chain: list[Spot] = []
    for r in ordered:
        while len(chain) > 1 and turn(chain[-2], chain[-1], r) <= 0:
            chain.pop()
        chain.append(r)
    return chain


def outside(p: Spot, q: Spot) -> Line:
    """The half-plane to the left of the way from p to q: what a polygon has beyond this edge is cut off."""
    n, m, h = q[1] * p[2] - p[1] * q[2], p[0] * q[2] - q[0] * p[2], p[0] * q[1] - p[1] * q[0]
    common = gcd(n, m, h)
    return (n // common, m // common, h // common)


def edges(polygon: Sequence[Spot]) -> list[Line]:
    """Half-planes of all edges; a segment has one at each end too, a point those of both axes."""
    if len(polygon) == 1:
        x, y, w = polygon[0]
        return [(w, 0, x), (0, w, y), (-w, 0, -x), (0, -w, -y)]
    found = [outside(p, q) for p, q in zip(polygon, [*polygon[1:], polygon[0]], strict=True)]
    if len(polygon) == 2:
        found += [_ending(found[0], p, q) for p, q in ((polygon[0], polygon[1]), (polygon[1], polygon[0]))]
    return found


def _ending(along: Line, p: Spot, q: Spot) -> Line:
    """The half-plane square to a segment that ends it at q."""
    n, m = -along[1], along[0]
    if (n * q[0] + m * q[1]) * p[2] < (n * p[0] + m * p[1]) * q[2]:
        n, m = -n, -m
    return (n * q[2], m * q[2], n * q[0] + m * q[1])


def along(p: Spot, q: Spot, axis: int, num: int, den: int) -> tuple[int, int] | None:
    """
    The share of the way from p to q at which a coordinate is num / den, as a ratio; None where it never changes.

    The denominator is positive.
    """
    first, last = p[axis] * q[2], q[axis] * p[2]
    part, whole = (num * p[2] * q[2] - first * den), (last - first) * den
    if whole == 0:
        return None
    return (part, whole) if whole > 0 else (-part, -whole)


def between(p: Spot, q: Spot, share: tuple[int, int]) -> Spot:
    """The point at a share of the way from p to q."""
    part, whole = share
    rest = whole - part
    (a, b, u), (c, d, v) = p, q
    return reduced(a * v * rest + c * u * part, b * v * rest + d * u * part, u * v * whole)
