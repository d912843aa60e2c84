"""
The shadow of a polytope on a plane, by linear programs; no drawing.

They are solved exactly; where the exact solver does not finish, the float solution is good enough for a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from gametheory.equilibria.sets.polygon import hull
from gametheory.errors import GameError
from gametheory.linear_programs import LinearProgram, program, solve_exactly, solve_floats

Point = tuple[Fraction, Fraction]
Row = Sequence[Fraction]

_ENOUGH = Fraction(1, 10**7)
"""Corners that stand out by less, as a share of the whole size, are not looked for."""


@dataclass(frozen=True)
class Polytope:
    """All x with rows @ x <= limits (== for the last one where `mixes`), x >= 0 where `mixes`, else free."""

    rows: Sequence[Row]
    limits: Row
    mixes: bool


@dataclass(frozen=True)
class _Scaled:
    """The same body in whole numbers, every row scaled: once, since many programs ask for them."""

    rows: list[list[int]]
    limits: list[int]
    mixes: bool


def shadow(given: Polytope, across: Row, up: Row) -> list[Point]:
    """
    Give the extreme points of all (across @ x, up @ x), counter-clockwise, for a bounded body.

    The hull of what is known grows by the farthest point beyond each of its edges, until there is none.
    """
    body = _in_integers(given)
    first = [_farthest(body, across, up, way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    known = hull([point for point in first if point is not None])
    size = max((abs(p[k] - q[k]) for p in known for q in known for k in (0, 1)), default=Fraction(0))
    settled: set[tuple[Point, Point]] = set()
    while fresh := [edge for edge in _edges(known) if edge not in settled]:
        settled.update(fresh)
        found = [_beyond(body, across, up, edge, _ENOUGH * size) for edge in fresh]
        known = hull([*known, *(point for point in found if point is not None)])
    return known


def _edges(polygon: list[Point]) -> list[tuple[Point, Point]]:
    """Edges with the outside on the right; both sides of a segment, none of a point."""
    if len(polygon) < 2:
        return []
    return list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))


def _beyond(body: _Scaled, across: Row, up: Row, edge: tuple[Point, Point], least: Fraction) -> Point | None:
    """Give the farthest point on the outer side of an edge, if it stands out."""
    (x, y), (u, v) = edge
    way = (v - y, x - u)
    point = _farthest(body, across, up, way)
    if point is None:
        return None
    ahead = way[0] * (point[0] - x) + way[1] * (point[1] - y)
    return point if ahead > least * (abs(way[0]) + abs(way[1])) else None


def _farthest(body: _Scaled, across: Row, up: Row, way: tuple[Fraction | int, Fraction | int]) -> Point | None:
    """Solve one program; None where the body is empty."""
    goal = _whole([way[0] * a + way[1] * b for a, b in zip(across, up, strict=True)])
    equal = [len(body.rows) - 1] if body.mixes else []
    free = [] if body.mixes else range(len(goal))
    x = _solved(program(goal, body.rows, body.limits, equal=equal, free=list(free)))
    return None if x is None else (_applied(across, x), _applied(up, x))


def _solved(lp: LinearProgram) -> Row | None:
    near = solve_floats(lp)
    found = solve_exactly(lp, near)
    if found.status == "infeasible" or (found.status == "unfinished" and near.status == "infeasible"):
        return None
    if found.status == "unfinished" and near.status == "optimal":
        return [Fraction(x) for x in near.x.tolist()]
    if found.status != "optimal":
        raise GameError(f"a bound of the picture was not found ({found.status}); draw other actors, or a smaller game.")
    return found.x


def _in_integers(body: Polytope) -> _Scaled:
    rows = [_whole([*row, limit]) for row, limit in zip(body.rows, body.limits, strict=True)]
    return _Scaled([row[:-1] for row in rows], [row[-1] for row in rows], body.mixes)


def _whole(row: Sequence[Fraction]) -> list[int]:
    scale = lcm(*(x.denominator for x in row))
    return [int(x * scale) for x in row]


def _applied(form: Row, x: Row) -> Fraction:
    return sum((a * b for a, b in zip(form, x, strict=True)), Fraction(0))
