"""Simple numbers for points that may move a little."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from gametheory.regions.elimination import dependent
from gametheory.regions.programs import Point, at

_GRIDS = (1, 2, 4, 5, 10, 20, 50, 100, 1000)


def readable(point: Point, strict: Sequence[LinearInequality], equal: Sequence[LinearInequality]) -> Point:
    """Move to the coarsest grid on which the strict forms stay positive; the point itself where none will do."""
    solved = dependent(equal, tuple(point))
    for grid in _GRIDS:
        moved = {name: Fraction(round(x * grid), grid) for name, x in point.items()}
        for name, row in solved.items():
            moved[name] = row.get("", Fraction(0)) + sum((x * moved[n] for n, x in row.items() if n), Fraction(0))
        if all(at(form, moved) > 0 for form in strict):
            return FrozenMap(moved)
    return point
