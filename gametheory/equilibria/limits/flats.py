"""Affine spaces that hold all payoffs, and polygons cut by half-planes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gametheory.equilibria.elimination import orthogonal
from gametheory.equilibria.limits.programs import dot, standard_basis
from gametheory.equilibria.limits.setting import Space
from gametheory.equilibria.limits.watched import Vector
from gametheory.equilibria.sets.polygon import Point, hull


def space_through(points: Sequence[Vector]) -> Space:
    """The smallest affine space that holds all points."""
    origin, count = points[0], len(points[0])
    steps = [[x - o for x, o in zip(p, origin, strict=True)] for p in points[1:]]
    equations = orthogonal(steps, count)
    if not equations:
        return Space(origin, standard_basis(count))
    rows = [[Fraction(x) for x in e] for e in equations]
    return Space(origin, tuple(orthogonal(rows, count)), tuple(equations))


def cut(polygon: Sequence[Point[Fraction]], direction: Sequence[int], level: Fraction) -> list[Point[Fraction]]:
    """Keep what lies at or below a level in a direction; points and segments are polygons too."""
    kept: list[Point[Fraction]] = []
    for p, q in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        here, there = level - dot(direction, p), level - dot(direction, q)
        if here >= 0:
            kept.append(p)
        if here * there < 0:
            share = here / (here - there)
            kept.append((p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])))
    return hull(kept)
