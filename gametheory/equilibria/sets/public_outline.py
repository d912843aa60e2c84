"""The polygon that half-planes leave of the unit box, for two actors; in floats and in fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gametheory.equilibria.sets.polygon import Number, Point, hull


def outline(half_planes: Iterable[tuple[Point[Number], Number]], low: Number, high: Number) -> list[Point[Number]]:
    """Cut the box from low to high by a.x <= b for every pair (a, b); vertices counter-clockwise."""
    polygon = [(low, low), (high, low), (high, high), (low, high)]
    for direction, level in half_planes:
        polygon = _cut(polygon, direction, level)
    return hull(polygon)


def _cut(polygon: Sequence[Point[Number]], direction: Point[Number], level: Number) -> list[Point[Number]]:
    kept: list[Point[Number]] = []
    if not polygon:
        return kept
    p, beyond = polygon[-1], _excess(polygon[-1], direction, level)
    for q in polygon:
        ahead = _excess(q, direction, level)
        if (beyond <= 0) != (ahead <= 0):
            share = beyond / (beyond - ahead)
            kept.append((p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])))
        if ahead <= 0:
            kept.append(q)
        p, beyond = q, ahead
    return kept


def _excess(p: Point[Number], direction: Point[Number], level: Number) -> Number:
    return direction[0] * p[0] + direction[1] * p[1] - level


def exact_outline(directions: Sequence[Sequence[float]], levels: Sequence[float]) -> list[Point[Fraction]]:
    """Write the same in fractions: the box is a hair wider, so that no rounding of payoffs matters."""
    planes = [((Fraction(a), Fraction(b)), Fraction(c)) for (a, b), c in zip(directions, levels, strict=True)]
    hair = Fraction(1, 2**40)
    return outline(planes, -hair, 1 + hair)
