"""Outer bounds and self-generating sets of two-actor games: floats first, exact numbers to finish and to prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, hypot

from gametheory.equilibria.sets.generation import Generated, from_exact, from_floats, holds
from gametheory.equilibria.sets.polygon import Point, contains, hausdorff, hull
from gametheory.equilibria.sets.sweep import Bound, Profile, Setting, contributions, sweep
from gametheory.equilibria.sets.units import first_bound, rounded
from gametheory.exact import simplest_between

Exact = Point[Fraction]

ROUNDING = 64 * 2.0**-53
"""How far one sweep in floats can be off, in units: a few dozen operations on numbers up to 1."""
_STILL = 1e-15
_DEEP = 1e-6
_MATCH = 1e-8
_TIGHTENED = (1e-9, 1e-7, 1e-5)
_FINISH = 12
_BLUR = 50
_INNER = 800
_BITS = 3000
_COARSE = 2**52


@dataclass(frozen=True)
class Solution:
    """
    What was found, in units: vertices of an outer bound, lowest payoffs, a self-generating set, sweeps used.

    `exact` says that the outer bound is the set itself.
    """

    outer: list[Exact]
    threats: Exact
    points: list[Generated]
    exact: bool
    sweeps: int


def solve_exactly(setting: Setting[Fraction], limit: int, bits: int = _BITS) -> Solution:
    """
    Sweep in fractions until nothing changes, or until `limit` sweeps or numbers of `bits` bits.

    Every sweep's result contains the set, so stopping early gives an outer bound all the same.
    """
    bound, fixed, count = _finish(setting, first_bound(setting), limit, bits)
    points = from_exact(bound) if fixed else None
    if points is not None and holds(setting, points):
        return Solution(bound.polygon, bound.threats, points, exact=True, sweeps=count)
    return Solution(bound.polygon, bound.threats, known(setting), exact=False, sweeps=count)


def solve(setting: Setting[Fraction], limit: int) -> Solution:
    """Sweep in floats, then in fractions where that ends; else build a self-generating set inside."""
    quick = rounded(setting)
    start = first_bound(setting)
    reach = ROUNDING / (1 - quick.discount)
    outer, count = descend(quick, replace(floats(start), live=quick.profiles), limit, 4 * reach)
    if not outer.polygon:
        return Solution([], start.threats, [], exact=True, sweeps=count)
    numbers, resting = relevant(quick, outer, 4 * reach)
    few = replace(setting, profiles=[p for p in setting.profiles if p.number in numbers])
    if count <= _FINISH:  # floats that took longer to stand still show a structure that fractions only approach
        exact = solve_exactly(few, count + 2)
        held = all(contains(exact.outer, p.payoff) for p in setting.profiles if p.number in resting)
        if exact.exact and held and _same(exact.outer, outer.polygon):
            return replace(exact, sweeps=count + exact.sweeps)
    near = inflated(outer, reach, start)
    found = guessed(few, outer, _BLUR * reach) or inner(few, rounded(few), outer, min(limit, _INNER))
    return Solution(near.polygon, near.threats, found or known(setting), exact=False, sweeps=count)


def relevant(setting: Setting[float], bound: Bound[float], slack: float) -> tuple[frozenset[int], frozenset[int]]:
    """
    Number the profiles that can generate extreme points of the set, and those that can only if played for ever.

    Let the set hold a polygon that is everywhere within `_MATCH` of the outer bound. What a profile generates is
    bounded by its part of the sweep; where all of that lies deeper than `_DEEP` inside the outer bound, it lies inside
    the set, and none of it is extreme. The same is true of a profile that can be played for ever, in the second list,
    if its payoffs lie in the set, which is left to check. The set is then the same with the first list alone.
    """
    polygon, vertices = bound.polygon, {number for number, _ in bound.origin.values()}
    flat = len(polygon) < 3
    edges = [
        (q[1] - p[1], p[0] - q[0], hypot(q[0] - p[0], q[1] - p[1]), p)
        for p, q in zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    ]
    found: set[int] = set()
    resting: set[int] = set()
    for profile in bound.live:
        brought = contributions(profile, bound, setting.discount, slack)[1]
        if flat or any(
            a * (p[0] - v[0]) + b * (p[1] - v[1]) <= _DEEP * length for v in brought for a, b, length, p in edges
        ):
            rests = profile.number not in vertices and None in brought.values()
            (resting if rests else found).add(profile.number)
    return (frozenset(found), frozenset(resting)) if found else (frozenset(resting), frozenset())


def _same(exact: Sequence[Exact], near: Sequence[Point[float]]) -> bool:
    return hausdorff([(float(x), float(y)) for x, y in exact], near) <= _MATCH


def descend(setting: Setting[float], bound: Bound[float], limit: int, slack: float) -> tuple[Bound[float], int]:
    """Sweep in floats until the polygon and the threats stand still."""
    for count in range(1, limit + 1):
        new = sweep(setting, bound, slack)
        moved = max(
            hausdorff(bound.polygon, new.polygon),
            *(abs(x - y) for x, y in zip(bound.threats, new.threats, strict=True)),
        )
        bound = new
        if moved <= _STILL or not bound.polygon:
            return bound, count
    return bound, limit


def floats(bound: Bound[Fraction]) -> Bound[float]:
    """Round the polygon and threats of a bound to the nearest floats."""
    polygon = hull([(float(x), float(y)) for x, y in bound.polygon])
    return Bound(polygon, (float(bound.threats[0]), float(bound.threats[1])), [], {})


def inflated(bound: Bound[float], reach: float, start: Bound[Fraction]) -> Bound[Fraction]:
    """
    Turn a bound in floats, right up to `reach` in either coordinate, into an exact bound.

    Why `reach` = rounding / (1-d) is enough: let V* lie within e of the polygon, and its lowest payoffs at most e below
    the threats. Continuations in V* lie above t - e, their neighbours in the polygon above t - 2e; lines from these to
    g(a) meet the border of the region above t - 4e beyond the points that matter. So with constraints loosened by 4e
    the next polygon is right up to d e + rounding, which is e again.
    """
    low = [[Fraction(floor((v[i] - reach) * _COARSE), _COARSE) for v in bound.polygon] for i in (0, 1)]
    high = [[Fraction(ceil((v[i] + reach) * _COARSE), _COARSE) for v in bound.polygon] for i in (0, 1)]
    corners = [corner for xs in (low[0], high[0]) for ys in (low[1], high[1]) for corner in zip(xs, ys, strict=True)]
    threats = [max(start.threats[i], Fraction(floor((bound.threats[i] - reach) * _COARSE), _COARSE)) for i in (0, 1)]
    return Bound(hull(corners), (threats[0], threats[1]), [], {})


def _finish(
    setting: Setting[Fraction], bound: Bound[Fraction], limit: int, bits: int
) -> tuple[Bound[Fraction], bool, int]:
    """Sweep in fractions; say whether the last sweep changed nothing, and how many there were."""
    for count in range(1, limit + 1):
        new = sweep(setting, bound, Fraction(0))
        if new.polygon == bound.polygon and new.threats == bound.threats:
            return new, True, count
        bound = new
        if max((x.denominator.bit_length() for v in bound.polygon for x in v), default=0) > bits:
            return bound, False, count
    return bound, False, limit


def known(setting: Setting[Fraction]) -> list[Generated]:
    """Give the points that need no solving: listed equilibria, and profiles from which nobody gains by deviating."""
    free = [(-1 - k, e) for k, e in enumerate(setting.equilibria)]
    free += [(p.number, p.payoff) for p in setting.profiles if not any(p.gain)]
    first: dict[Exact, int] = {}
    for number, v in free:
        first.setdefault(v, number)
    return [Generated(v, number, {k: Fraction(1)}) for k, (v, number) in enumerate(first.items())]


def guessed(setting: Setting[Fraction], outer: Bound[float], reach: float) -> list[Generated] | None:
    """Take the simplest fractions near the vertices, and see whether they are an exact fixed point; else None."""
    blur = Fraction(reach)
    polygon = hull([(_simplest(x, blur), _simplest(y, blur)) for x, y in outer.polygon])
    low = (min(x for x, _ in polygon), min(y for _, y in polygon))
    new = sweep(setting, Bound(polygon, low, setting.profiles, {}), Fraction(0))
    points = from_exact(new) if new.polygon == polygon else None
    return points if points is not None and holds(setting, points) else None


def _simplest(value: float, blur: Fraction) -> Fraction:
    return simplest_between(Fraction(value) - blur, Fraction(value) + blur)


def inner(setting: Setting[Fraction], quick: Setting[float], outer: Bound[float], limit: int) -> list[Generated]:
    """Tighten constraints a little, solve again inside the outer bound, and prove the result exactly."""
    for tightened in _tightenings(quick, outer):
        bound, _ = descend(tightened, replace(outer, live=_live(tightened, outer)), limit, 0.0)
        points = from_floats(setting, bound) if bound.polygon else None
        if points is not None and holds(setting, points):
            return points
    return []


def _tightenings(quick: Setting[float], outer: Bound[float]) -> Iterator[Setting[float]]:
    """
    Raise the gains of deviations by larger and larger amounts, where there is a gain at all.

    First those profiles that the outer bound plays for ever keep theirs, a hair lower: the exact check decides on them.
    """
    settled = frozenset(number for number, p in outer.origin.values() if p is None)
    patience = (1 - quick.discount) / quick.discount
    for kept in (settled, frozenset[int]()):
        for step in _TIGHTENED:
            profiles = [_tighter(p, step * patience + 1e-13, kept) for p in quick.profiles]
            yield replace(quick, profiles=profiles)


def _tighter(profile: Profile[float], step: float, kept: frozenset[int]) -> Profile[float]:
    change = -1e-12 if profile.number in kept else step
    first, second = (gain + change if gain > 0 else gain - 1e-12 for gain in profile.gain)
    return replace(profile, gain=(first, second))


def _live(setting: Setting[float], outer: Bound[float]) -> Sequence[Profile[float]]:
    numbers = {p.number for p in outer.live}
    return [p for p in setting.profiles if p.number in numbers]
