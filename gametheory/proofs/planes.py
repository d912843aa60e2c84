"""Spans of vectors, ranks, and polygons cut by half-planes; for rechecks, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

Vector = Sequence[Any]


def dot(first: Vector, second: Vector) -> Fraction:
    """Sum of products."""
    return sum((a * b for a, b in zip(first, second, strict=True)), Fraction(0))


def rank(rows: Sequence[Vector]) -> int:
    """Number of independent rows."""
    left, found = [[Fraction(x) for x in row] for row in rows], 0
    while left:
        row = left.pop()
        pivot = next((j for j, x in enumerate(row) if x), None)
        if pivot is not None:
            found += 1
            left = [[x - other[pivot] / row[pivot] * y for x, y in zip(other, row, strict=True)] for other in left]
    return found


def spans(basis: Sequence[Vector], v: Vector) -> bool:
    """Whether a vector is a combination of others."""
    return rank([*basis, v]) == rank(basis)


def clip(polygon: Sequence[list[Fraction]], direction: Vector, level: Fraction) -> list[list[Fraction]]:
    """Keep what lies at or below a level in a direction; no two corners are the same."""
    kept: list[list[Fraction]] = []
    for p, q in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        here, there = level - dot(direction, p), level - dot(direction, q)
        share = here / (here - there) if here * there < 0 else Fraction(0)
        corners = [p] if here >= 0 else []
        if share:
            corners.append([a + share * (b - a) for a, b in zip(p, q, strict=True)])
        kept += [corner for corner in corners if corner not in kept]
    return kept


def corners(polygon: Sequence[list[Fraction]]) -> list[list[Fraction]]:
    """Leave out what lies on a side between its neighbours."""
    if len(polygon) < 3:
        return list(polygon)
    around = zip([polygon[-1], *polygon[:-1]], polygon, [*polygon[1:], polygon[0]], strict=True)
    return [q for p, q, r in around if (q[0] - p[0]) * (r[1] - q[1]) != (q[1] - p[1]) * (r[0] - q[0])]
