"""The corners of the convex hull of finitely many points with integer coordinates, in any dimension, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Point = tuple[int, ...]


def extreme_points(points: Collection[Point]) -> list[Point]:
    """List the points that are no mixture of others, sorted; points on one line or plane are no special case."""
    distinct = sorted(set(points))
    if not distinct or len(distinct[0]) == 1:
        return sorted({*distinct[:1], *distinct[-1:]})
    if len(distinct[0]) == 2:
        return sorted({*_chain(distinct), *_chain(distinct[::-1])})
    return _corners(_ends_of_lines(distinct))


def _chain(ordered: Sequence[Point]) -> list[Point]:
    """Lower chain of the hull of sorted points in the plane (Andrew 1979)."""
    chain: list[Point] = []
    for p in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: Point, b: Point, c: Point) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _ends_of_lines(points: list[Point]) -> list[Point]:
    """Drop points that lie between two others along an axis: there are many of them, and none is a corner."""
    for axis in range(len(points[0])):
        lines: dict[Point, tuple[Point, Point]] = {}
        for p in points:
            line = (*p[:axis], *p[axis + 1 :])
            low, high = lines.get(line, (p, p))
            lines[line] = (min(low, p), max(high, p))
        points = sorted({p for ends in lines.values() for p in ends})
    return points


def _corners(points: list[Point]) -> list[Point]:
    """Grow the set of corners: each point is a mixture of those known, or leads to one more (Clarkson 1994)."""
    known: list[Point] = []
    for p in points:
        while p not in known:
            direction = separating_direction(p, known)
            if direction is None:
                break
            known.append(max(points, key=lambda x: (sum(c * y for c, y in zip(direction, x, strict=True)), x)))
    return sorted(known)


def separating_direction(p: Point, others: Sequence[Point]) -> tuple[Fraction, ...] | None:
    """
    Find a direction in which a point lies strictly beyond all others; None where it is a mixture of them.

    Phase one of the simplex method for weights on the others that give the point, with Bland's rule: it ends, and its
    dual solution is the direction.
    """
    size = len(p) + 1
    columns = [(*(x - y for x, y in zip(e, p, strict=True)), 1) for e in others]
    inverse = [[Fraction(int(r == c)) for c in range(size)] for r in range(size)]
    weights = [Fraction(0)] * (size - 1) + [Fraction(1)]
    basis = list(range(len(others), len(others) + size))
    while True:
        costs = [row for row, k in zip(inverse, basis, strict=True) if k >= len(others)]
        dual = [sum((row[c] for row in costs), Fraction(0)) for c in range(size)]
        if dual[-1] == 0:
            return None
        entering = next((k for k, a in enumerate(columns) if _dot(dual, a) > 0), None)
        if entering is None:
            return tuple(dual[:-1])
        _pivot(inverse, weights, basis, columns[entering], entering)


def _dot(row: Sequence[Fraction], column: Sequence[int]) -> Fraction:
    return sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))


def _pivot(
    inverse: list[list[Fraction]], weights: list[Fraction], basis: list[int], column: Sequence[int], entering: int
) -> None:
    moves = [_dot(row, column) for row in inverse]
    ratios = [(weights[r] / u, basis[r], r) for r, u in enumerate(moves) if u > 0]
    step, _, leaving = min(ratios)
    pivot = moves[leaving]
    inverse[leaving] = [x / pivot for x in inverse[leaving]]
    for r, u in enumerate(moves):
        if r != leaving:
            weights[r] -= step * u
            inverse[r] = [x - u * y for x, y in zip(inverse[r], inverse[leaving], strict=True)]
    weights[leaving], basis[leaving] = step, entering
