"""Outer bounds and self-generating sets of two-actor games: floats first, exact numbers to finish and to prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np

from gametheory.equilibria.sets.closure import is_closed
from gametheory.equilibria.sets.descent import Reached, descend, first
from gametheory.equilibria.sets.generation import Generated, from_exact, from_floats, from_vertices, holds
from gametheory.equilibria.sets.polygon import Point, hull
from gametheory.equilibria.sets.structure import exact_vertices
from gametheory.equilibria.sets.sweep import Bound, Setting, sweep
from gametheory.equilibria.sets.units import Arrays, WholeGame, first_bound

Exact = Point[Fraction]

ROUNDING = 64 * 2.0**-53
"""How far one sweep in floats can be off, in units: a few dozen operations on numbers up to 1."""
_TIGHTENED = (1e-9, 1e-7, 1e-5)
_HAIR = 4e-15
"""Slack for rounding where vertices are cut off at the lowest payoffs; far less than constraints are tightened by."""
_INNER = 50_000
_BITS = 3000
_COARSE = 2**52


@dataclass(frozen=True)
class Solution:
    """
    What was found, in units: vertices of an outer bound, lowest payoffs, a self-generating set, sweeps used.

    `exact` says that the outer bound is the set itself, `interrupted` that somebody stopped the search.
    """

    outer: list[Exact]
    threats: Exact
    points: list[Generated]
    exact: bool
    sweeps: int
    interrupted: bool = False


def solve_exactly(game: WholeGame, setting: Setting[Fraction], limit: int, bits: int = _BITS) -> Solution:
    """
    Sweep in fractions until nothing changes, or until `limit` sweeps or numbers of `bits` bits, or an interruption.

    Every sweep's result contains the set, so stopping early gives an outer bound all the same.
    """
    bound, fixed, count, interrupted = _finish(setting, first_bound(setting, game.floors()), limit, bits)
    points = from_exact(bound) if fixed else None
    if points is not None and holds(game, points):
        return Solution(bound.polygon, bound.threats, points, exact=True, sweeps=count)
    return Solution(bound.polygon, bound.threats, known(game), exact=False, sweeps=count, interrupted=interrupted)


def solve(game: WholeGame, limit: int) -> Solution:
    """
    Sweep in floats, work the exact set out and prove it; else prove a set a little inside.

    An interruption (Control-C) ends the search with what is proved by then.
    """
    arrays, floors = game.floats(), game.floors()
    outer = descend(arrays, first(arrays, (float(floors[0]), float(floors[1]))), limit, 4 * _reach(game))
    if not outer.polygon:
        return Solution([], floors, [], exact=True, sweeps=outer.sweeps)
    if outer.interrupted:
        return _stopped(game, outer)
    try:
        return _proved(game, arrays, outer, limit)
    except KeyboardInterrupt:
        return _stopped(game, outer)


def _stopped(game: WholeGame, outer: Reached) -> Solution:
    """What holds when somebody stops the search: the outer bound, and the points that need no solving."""
    return replace(_near(game, outer, known(game)), interrupted=True)


def _closed(game: WholeGame, arrays: Arrays, outer: Reached, points: list[Generated]) -> Solution | None:
    polygon = [point.value for point in points]
    if not is_closed(game, arrays, outer, [game.whole(v) for v in polygon], _reach(game)):
        return None
    low = (min(x for x, _ in polygon), min(y for _, y in polygon))
    return Solution(polygon, low, points, exact=True, sweeps=outer.sweeps)


def _reach(game: WholeGame) -> float:
    """How far an outer bound in floats can be off."""
    return ROUNDING / (1 - float(game.discount))


def _near(game: WholeGame, outer: Reached, points: list[Generated]) -> Solution:
    bound = inflated(outer, _reach(game), game.floors())
    return Solution(bound.polygon, bound.threats, points, exact=False, sweeps=outer.sweeps)


def _proved(game: WholeGame, arrays: Arrays, outer: Reached, limit: int) -> Solution:
    """The exact set where that can be proved, else points inside and an outer bound that allows for rounding."""
    points = from_vertices(game, exact_vertices(game, arrays, outer, _reach(game)))
    solution = None if points is None else _closed(game, arrays, outer, points)
    if solution is not None:
        return solution
    return _near(game, outer, points or inner(game, arrays, outer, min(limit, _INNER)) or known(game))


def inflated(bound: Reached, reach: float, floors: Exact) -> Bound[Fraction]:
    """
    Turn a bound in floats, right up to `reach` in either coordinate, into an exact bound.

    Why `reach` = rounding / (1-d) is enough: let V* lie within e of the polygon, and its lowest payoffs at most e below
    the threats. Continuations in V* lie above t - e, their neighbours in the polygon above t - 2e; lines from these to
    g(a) meet the border of the region above t - 4e beyond the points that matter. So with constraints loosened by 4e
    the next polygon is right up to d e + rounding, which is e again.
    """
    low = [[floor((v[i] - reach) * _COARSE) for v in bound.polygon] for i in (0, 1)]
    high = [[ceil((v[i] + reach) * _COARSE) for v in bound.polygon] for i in (0, 1)]
    corners: list[Any] = [
        corner for xs in (low[0], high[0]) for ys in (low[1], high[1]) for corner in zip(xs, ys, strict=True)
    ]
    polygon = [(Fraction(x, _COARSE), Fraction(y, _COARSE)) for x, y in hull(corners)]
    threats = [max(floors[i], Fraction(floor((bound.threats[i] - reach) * _COARSE), _COARSE)) for i in (0, 1)]
    return Bound(polygon, (threats[0], threats[1]), [], {})


def _finish(
    setting: Setting[Fraction], bound: Bound[Fraction], limit: int, bits: int
) -> tuple[Bound[Fraction], bool, int, bool]:
    """Sweep in fractions; say whether the last sweep changed nothing, how many there were, and if it was stopped."""
    count = 0
    try:
        while count < limit:
            new, count = sweep(setting, bound, Fraction(0)), count + 1
            if new.polygon == bound.polygon and new.threats == bound.threats:
                return new, True, count, False
            bound = new
            if max((x.denominator.bit_length() for v in bound.polygon for x in v), default=0) > bits:
                break
    except KeyboardInterrupt:
        return bound, False, count, True
    return bound, False, count, False


def known(game: WholeGame) -> list[Generated]:
    """Give the points that need no solving: listed equilibria, and profiles from which nobody gains by deviating."""
    quiet = np.flatnonzero((game.best == game.payoff).all(axis=1))
    numbers = [*range(-1, -1 - len(game.equilibria), -1), *quiet.tolist()]
    first: dict[Exact, int] = {}
    for number in numbers:
        first.setdefault(game.payoffs(number), number)
    return [Generated(v, number, {k: Fraction(1)}) for k, (v, number) in enumerate(first.items())]


def inner(game: WholeGame, arrays: Arrays, outer: Reached, limit: int) -> list[Generated]:
    """Tighten constraints a little, solve again inside the outer bound, and prove the result exactly."""
    for tightened in _tightenings(arrays, outer):
        bound = _inside(tightened, outer, limit)
        points = from_floats(game, bound) if bound.polygon else None
        if points is not None and holds(game, points):
            return points
    return []


def _inside(arrays: Arrays, outer: Reached, limit: int) -> Reached:
    """Sweep on with other constraints; what that gives is no outer bound, so an interruption ends it."""
    reached = descend(arrays, replace(outer, sweeps=0, still=False), limit, _HAIR)
    if reached.interrupted:
        raise KeyboardInterrupt
    return reached


def _tightenings(arrays: Arrays, outer: Reached) -> Iterator[Arrays]:
    """
    Raise the gains of deviations by larger and larger amounts, where there is a gain at all.

    First those profiles that the outer bound plays for ever keep theirs, a hair lower: the exact check decides on them.
    """
    settled = sorted({number for number, p in outer.origin.values() if p is None and number >= 0})
    patience = (1 - arrays.discount) / arrays.discount
    for kept in (settled, []):
        for step in _TIGHTENED:
            change = np.where(arrays.gain > 0, step * patience + 1e-13, -1e-12)
            change[kept] = -1e-12
            yield arrays.tightened(change)
