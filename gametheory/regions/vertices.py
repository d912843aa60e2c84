"""Vertices and extreme rays of a polytope, by double description in integers (Motzkin and others 1953)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from gametheory.errors import GameError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from gametheory.regions.elimination import rank
from gametheory.regions.programs import Point

Row = tuple[int, ...]

_MOST = 5000  # rays kept at any time


def corners(known: Sequence[LinearInequality], names: Sequence[str]) -> tuple[list[Point], list[Point]]:
    """
    Give vertices, and directions of extreme rays, of the points where some forms are not negative.

    The polytope must contain no whole line: only then is it the sum of both.
    """
    rows = [tuple([1] + [0] * len(names))]  # the homogenising coordinate is not negative
    rows += [_integers([one.constant, *(one.coefficients.get(name, Fraction(0)) for name in names)]) for one in known]
    rays = _extreme_rays(list(dict.fromkeys(rows)), 1 + len(names))
    points = [
        FrozenMap((n, Fraction(x, ray[0])) for n, x in zip(names, ray[1:], strict=True)) for ray in rays if ray[0]
    ]
    ways = [FrozenMap((n, Fraction(x)) for n, x in zip(names, ray[1:], strict=True)) for ray in rays if not ray[0]]
    return points, ways


def _extreme_rays(rows: list[Row], size: int) -> list[Row]:
    """Start with as many independent rows as there are dimensions; cut with the others one after another."""
    first = _independent(rows, size)
    rays = _dual(first)
    done = list(first)
    for row in rows:
        if row not in first:
            rays = _cut(rays, done, row)
            done.append(row)
            if len(rays) > _MOST:
                raise GameError(f"the polytope has more than {_MOST} corners; ask about fewer parameters.")
    return rays


def _cut(rays: list[Row], done: list[Row], row: Row) -> list[Row]:
    values = [_dot(row, ray) for ray in rays]
    tight = [frozenset(k for k, other in enumerate(done) if _dot(other, ray) == 0) for ray in rays]
    kept = [ray for ray, value in zip(rays, values, strict=True) if value >= 0]
    inside = [k for k, value in enumerate(values) if value > 0]
    outside = [k for k, value in enumerate(values) if value < 0]
    for p in inside:
        for n in outside:
            shared = tight[p] & tight[n]
            if not any(shared <= tight[k] for k in range(len(rays)) if k not in (p, n)):
                pairs = zip(rays[p], rays[n], strict=True)
                kept.append(_primitive([values[p] * b - values[n] * a for a, b in pairs]))
    return kept


def _independent(rows: list[Row], size: int) -> list[Row]:
    names = [str(k) for k in range(size)]
    chosen: list[Row] = []
    for row in rows:
        table = [{n: Fraction(x) for n, x in zip(names, one, strict=True)} for one in (*chosen, row)]
        if rank(table, names) > len(chosen):
            chosen.append(row)
    if len(chosen) < size:
        raise GameError("the polytope contains whole lines and has no corners; bound the parameters, or fix a unit.")
    return chosen


def _dual(rows: list[Row]) -> list[Row]:
    """Columns of the inverse: each is zero on all rows but one, and positive there."""
    size = len(rows)
    table = [[Fraction(x) for x in row] + [Fraction(int(k == j)) for j in range(size)] for k, row in enumerate(rows)]
    for k in range(size):
        pivot = next(r for r in range(k, size) if table[r][k])
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [x / table[k][k] for x in table[k]]
        for r in range(size):
            if r != k and table[r][k]:
                table[r] = [a - table[r][k] * b for a, b in zip(table[r], table[k], strict=True)]
    return [_integers([table[r][size + k] for r in range(size)]) for k in range(size)]


def _integers(row: Sequence[Fraction]) -> Row:
    scale = lcm(*(x.denominator for x in row))
    return _primitive([int(x * scale) for x in row])


def _primitive(row: Sequence[int]) -> Row:
    common = gcd(*row) or 1
    return tuple(x // common for x in row)


def _dot(row: Row, ray: Row) -> int:
    return sum(a * b for a, b in zip(row, ray, strict=True))
