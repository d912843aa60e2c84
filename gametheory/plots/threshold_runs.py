"""How the discount factors that sustain a strategy change along a parameter: stretches of one kind, no drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.equilibria.discount_region import DiscountRegion

_HALVINGS = 10

Regions = Callable[[Fraction], "DiscountRegion"]


@dataclass(frozen=True)
class Run:
    """A stretch of values between which the same number of intervals has ends that the same constraints set."""

    values: tuple[Fraction, ...]
    regions: tuple[DiscountRegion, ...]


def runs(regions: Regions, low: Fraction, high: Fraction, steps: int) -> list[Run]:
    """Look at equally spaced values; where the kind changes between two, narrow the change down by halving."""
    values = [low + (high - low) * k / steps for k in range(steps + 1)]
    stretches: list[list[tuple[Fraction, DiscountRegion]]] = []
    for value in values:
        here = (value, regions(value))
        if not stretches or _kind(stretches[-1][-1][1]) != _kind(here[1]):
            edge = _edge(regions, stretches[-1][-1], here) if stretches else None
            if edge and edge[0][0] != stretches[-1][-1][0]:
                stretches[-1].append(edge[0])
            stretches.append([edge[1]] if edge else [])
        if not stretches[-1] or stretches[-1][-1][0] != value:
            stretches[-1].append(here)
    return [Run(*zip(*stretch, strict=True)) for stretch in stretches]


def _edge(
    regions: Regions, before: tuple[Fraction, DiscountRegion], after: tuple[Fraction, DiscountRegion]
) -> tuple[tuple[Fraction, DiscountRegion], tuple[Fraction, DiscountRegion]]:
    """The last value found of the kind before, and the first of another kind."""
    for _ in range(_HALVINGS):
        middle = (before[0] + after[0]) / 2
        there = (middle, regions(middle))
        if _kind(there[1]) == _kind(before[1]):
            before = there
        else:
            after = there
    return before, after


def _kind(region: DiscountRegion) -> tuple[object, ...]:
    return tuple((i.low_binding, i.high_binding, i.low == i.high) for i in region.intervals)
