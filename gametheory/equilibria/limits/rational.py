"""What the folk theorem promises without noise: feasible payoffs that give nobody less than its floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.equilibria.limits.flats import cut, space_through
from gametheory.equilibria.limits.programs import dot, unit
from gametheory.equilibria.limits.watched import Vector, Watched
from gametheory.equilibria.minmax import minmax_values
from gametheory.equilibria.sets.polygon import Point, hull, turn
from gametheory.equilibria.sets.simplex import as_lottery_over, best_lottery, maximise

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.normal_form import NormalFormGame


@dataclass(frozen=True)
class Benchmark:
    """Payoffs of pure profiles, and each actor's floor."""

    payoffs: tuple[Vector, ...]
    floor: Vector

    @classmethod
    def of(cls, stage: NormalFormGame, listed: Sequence[StageEquilibrium]) -> Benchmark:
        """Pure minmax values, or payoffs of listed stage equilibria where these are lower."""
        pure = minmax_values(stage).values
        floor = tuple(min([value, *(e.payoffs[i] for e in listed)]) for i, value in enumerate(pure))
        return cls(tuple(dict.fromkeys(stage.payoff(profile) for profile in stage.profiles())), floor)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is feasible and individually rational."""
        return self.support((0,) * len(self.floor)) is None

    @property
    def has_interior(self) -> bool:
        """Whether payoffs span the space, and some lottery gives everybody more than its floor."""
        count = len(self.floor)
        if len(space_through(self.payoffs).basis) < count:
            return False
        above = [[p[i] - self.floor[i] for p in self.payoffs] + [Fraction(-1)] for i in range(count)]
        slack = [[Fraction(-int(j == i)) for j in range(count)] for i in range(count)]
        rows = [row + more for row, more in zip(above, slack, strict=True)]
        whole = [Fraction(1)] * len(self.payoffs) + [Fraction(0)] * (count + 1)
        objective = [Fraction(0)] * len(self.payoffs) + [Fraction(1)] + [Fraction(0)] * count
        found = maximise(objective, [*rows, whole], [Fraction(0)] * count + [Fraction(1)])
        return found is not None and found[len(self.payoffs)] > 0

    def survives(self, profiles: Sequence[Watched]) -> bool:
        """Whether pairwise full rank everywhere, with interior, proves that all of it survives noise."""
        return all(seen.tells_pairs_apart for seen in profiles) and self.has_interior

    def holds(self, v: Vector) -> bool:
        """Whether a payoff is feasible and individually rational."""
        return all(x >= f for x, f in zip(v, self.floor, strict=True)) and as_lottery_over(self.payoffs, v) is not None

    @property
    def spans(self) -> tuple[Fraction, ...]:
        """Per actor the range of stage payoffs."""
        return tuple(max(own) - min(own) for own in zip(*self.payoffs, strict=True))

    @property
    def polygon(self) -> tuple[Vector, ...]:
        """Vertices, of two actors' set."""
        if len(self.floor) != 2:
            return ()
        polygon: list[Point[Fraction]] = hull([(v[0], v[1]) for v in self.payoffs])
        for i, value in enumerate(self.floor):
            polygon = cut(polygon, unit(i, 2, -1), -value)
        return tuple(polygon)

    def corner(self, direction: Sequence[Fraction | int]) -> Vector | None:
        """A point of the set that goes furthest in a direction; None where it is empty."""
        found = best_lottery(self.payoffs, [Fraction(x) for x in direction], self.floor)
        if found is None:
            return None
        own = zip(*(self.payoffs[k] for k in found), strict=True)
        return tuple(dot(list(found.values()), column) for column in own)

    def support(self, direction: Sequence[Fraction | int]) -> Fraction | None:
        """How far the set reaches in a direction; None where it is empty."""
        v = self.corner(direction)
        return None if v is None else dot(direction, v)

    def share(self, vertices: Sequence[Vector]) -> float | None:
        """Part of the area that a polygon of two actors covers; None where there is no area."""
        whole = _area(self.polygon)
        return float(_area(vertices) / whole) if whole else None


def _area(vertices: Sequence[Vector]) -> Fraction:
    if len(vertices) < 3 or len(vertices[0]) != 2:
        return Fraction(0)
    points = [(v[0], v[1]) for v in vertices]
    return sum((turn(points[0], p, q) for p, q in pairwise(points[1:])), Fraction(0)) / 2
