"""What a picture of payoffs shows of two actors: polygons in their plane, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.minmax import minmax_values
from gametheory.equilibria.sets.polygon import clip, hull
from gametheory.plots.shadow import Point, Polytope, shadow

if TYPE_CHECKING:
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet

Polygon = tuple[Point, ...]
Pair = tuple[int, int]
Bound = tuple[Sequence[Fraction], Fraction]
"""Weights, and the largest weighted sum of payoffs."""


@dataclass(frozen=True)
class Layers:
    """Polygons of two actors' payoffs, counter-clockwise; points and segments have fewer corners, nothing has none."""

    feasible: Polygon
    rational: Polygon
    outer: Polygon
    inner: Polygon


def layers(found: PayoffSet | PayoffRegion, pair: Pair) -> Layers:
    """Cut or project everything to the plane of two actors."""
    stage = found.repeated.stage
    payoffs = [stage.payoff(profile) for profile in stage.profiles()]
    feasible = hull([onto(row, pair) for row in payoffs])
    proved = hull([onto(point.value, pair) for point in found.points])
    rational = _rational(feasible, payoffs, held_to(found), pair)
    return Layers(tuple(feasible), tuple(rational), tuple(_outer(found, payoffs, pair)), tuple(proved))


def onto(payoffs: Sequence[Fraction], pair: Pair) -> Point:
    """Two actors' part of everybody's payoffs."""
    return payoffs[pair[0]], payoffs[pair[1]]


def held_to(found: PayoffSet | PayoffRegion) -> tuple[Fraction, ...]:
    """What each actor can be held to: its pure minmax value, or less where a listed stage equilibrium pays less."""
    lowest = minmax_values(found.repeated.stage).values
    listed = [equilibrium.payoffs for equilibrium in found.stage_equilibria]
    return tuple(min([value, *(row[k] for row in listed)]) for k, value in enumerate(lowest))


def _rational(
    feasible: list[Point], payoffs: list[tuple[Fraction, ...]], lowest: Sequence[Fraction], pair: Pair
) -> list[Point]:
    """Mixtures of stage payoffs that give everybody, those out of sight too, what it can be held to."""
    if len(lowest) == 2:
        first, second = (lowest[k] for k in pair)
        return clip(clip(feasible, 0, first), 1, second)
    return _mixtures(payoffs, _at_least(lowest), pair)


def _at_least(lowest: Sequence[Fraction]) -> list[Bound]:
    count = len(lowest)
    return [([Fraction(-int(j == k)) for j in range(count)], -level) for k, level in enumerate(lowest)]


def _mixtures(payoffs: list[tuple[Fraction, ...]], bounds: list[Bound], pair: Pair) -> list[Point]:
    """The shadow of all mixtures of payoffs within half-spaces."""
    rows = [
        [sum((a * x for a, x in zip(weights, row, strict=True)), Fraction(0)) for row in payoffs]
        for weights, _ in bounds
    ]
    body = Polytope([*rows, [Fraction(1)] * len(payoffs)], [*(level for _, level in bounds), Fraction(1)], mixes=True)
    return shadow(body, *([row[k] for row in payoffs] for k in pair))


def _outer(found: PayoffSet | PayoffRegion, payoffs: list[tuple[Fraction, ...]], pair: Pair) -> list[Point]:
    """What the result says, and where all are as patient, within the mixtures of stage payoffs."""
    from gametheory.equilibria.payoff_set import PayoffSet

    if isinstance(found, PayoffSet):
        return hull([onto(vertex, pair) for vertex in found.outer])
    if not found.outer:
        return []
    bounds: list[Bound] = [(cut.weights, cut.level) for cut in found.outer]
    if found.repeated.common_discount is not None:
        return _mixtures(payoffs, bounds, pair)
    count = len(found.repeated.stage.actors)
    body = Polytope([weights for weights, _ in bounds], [level for _, level in bounds], mixes=False)
    return shadow(body, *([Fraction(int(j == k)) for j in range(count)] for k in pair))
