"""Payoffs of pure subgame-perfect equilibria with one, two, ... periods to go, as whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from gametheory.errors import GameTooLargeError

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

Vector = tuple[int, ...]
Level = frozenset[Vector]


@dataclass(frozen=True)
class Scale:
    """
    How whole numbers stand for payoffs.

    With t periods to go actor i's payoff v is stored as v D q^(t-1), where D is the common denominator of its stage
    payoffs and p/q its discount factor: then today's payoff counts q^(t-1) and the rest p.
    """

    denominators: tuple[int, ...]
    discount: tuple[Fraction, ...]

    def today(self, periods: int) -> list[int]:
        """Weight of the first of so many periods, per actor."""
        return [d.denominator ** (periods - 1) for d in self.discount]

    def payoffs(self, vector: Vector, periods: int) -> tuple[Fraction, ...]:
        """What a vector with so many periods to go stands for."""
        return tuple(Fraction(x, d * q) for x, d, q in zip(vector, self.denominators, self.today(periods), strict=True))


@dataclass(frozen=True)
class Option:
    """One profile today: its stage payoffs, and what each actor could gain by departing, as numerators."""

    profile: tuple[str, ...]
    payoffs: Vector
    temptation: Vector


@dataclass(frozen=True)
class Levels:
    """The sets of equilibrium payoffs with 0, 1, ..., T periods to go, and how they come about."""

    scale: Scale
    options: tuple[Option, ...]
    levels: tuple[Level, ...]
    floors: tuple[Vector, ...]

    def worst(self, periods: int, actor: int) -> Vector:
        """The equilibrium that is worst for an actor with so many periods to go: its punishment."""
        return min(self.levels[periods], key=lambda vector: (vector[actor], vector))

    def origin(self, periods: int, vector: Vector) -> tuple[Option, Vector]:
        """Find a profile today and an equilibrium afterwards that together give a payoff vector."""
        before = self.levels[periods - 1]
        today = self.scale.today(periods)
        for option in self.options:
            rest = [x - w * g for x, w, g in zip(vector, today, option.payoffs, strict=True)]
            parts = [divmod(x, d.numerator) for x, d in zip(rest, self.scale.discount, strict=True)]
            after = tuple(x for x, _ in parts)
            if not any(r for _, r in parts) and after in before and self.holds(option, after, periods):
                return option, after
        raise AssertionError(f"{vector} is no equilibrium payoff with {periods} periods to go")

    def holds(self, option: Option, after: Vector, periods: int) -> bool:
        """Whether nobody departs today when that is followed by its worst equilibrium."""
        needs = _needs(self.scale, self.floors[periods - 1], option, periods)
        return all(x >= need for x, need in zip(after, needs, strict=True))


def solve_levels(stage: NormalFormGame, horizon: int, discount: tuple[Fraction, ...], limit: int) -> Levels:
    """Work backwards from the last period; stop with a count where there are more vectors than the limit."""
    numerators, denominators = stage.integers()
    scale = Scale(denominators, discount)
    options = _options(stage, numerators.reshape(-1, len(denominators)).tolist())
    levels: list[Level] = [frozenset([(0,) * len(denominators)])]
    floors = [_floor(levels[0])]
    for periods in range(1, horizon + 1):
        levels.append(_level(scale, options, levels[-1], floors[-1], periods, limit))
        floors.append(_floor(levels[-1]))
    return Levels(scale, options, tuple(levels), tuple(floors))


def _floor(level: Level) -> Vector:
    """What each actor gets in the equilibrium that is worst for it; nothing where there is none."""
    return tuple(min(column) for column in zip(*level, strict=True))


def _options(stage: NormalFormGame, rows: list[list[int]]) -> tuple[Option, ...]:
    by_profile = {profile: tuple(int(x) for x in row) for profile, row in zip(stage.profiles(), rows, strict=True)}
    best = [
        {
            others: max(by_profile[(*others[:i], name, *others[i:])][i] for name in names)
            for others in product(*stage.actions[:i], *stage.actions[i + 1 :])
        }
        for i, names in enumerate(stage.actions)
    ]
    return tuple(
        Option(profile, row, tuple(best[i][(*profile[:i], *profile[i + 1 :])] - x for i, x in enumerate(row)))
        for profile, row in by_profile.items()
    )


def _needs(scale: Scale, floor: Vector, option: Option, periods: int) -> Vector:
    """Least continuation, per actor, that outweighs the temptation when the worst equilibrium follows a departure."""
    return tuple(
        floor[i] - (-weight * option.temptation[i]) // d.numerator
        for i, (weight, d) in enumerate(zip(scale.today(periods), scale.discount, strict=True))
    )


def _level(scale: Scale, options: tuple[Option, ...], before: Level, floor: Vector, periods: int, limit: int) -> Level:
    if not before:
        return before
    factors = [d.numerator for d in scale.discount]
    today = scale.today(periods)
    enough: dict[Vector, list[Vector]] = {}
    found: set[Vector] = set()
    for option in options:
        needs = _needs(scale, floor, option, periods)
        if needs not in enough:
            kept = [v for v in before if all(x >= need for x, need in zip(v, needs, strict=True))]
            enough[needs] = [tuple(p * x for p, x in zip(factors, v, strict=True)) for v in kept]
        now = tuple(w * g for w, g in zip(today, option.payoffs, strict=True))
        found.update(tuple(map(sum, zip(now, later, strict=True))) for later in enough[needs])
        if len(found) > limit:
            raise GameTooLargeError(
                f"with {periods} periods to go there are already {len(found)} pure equilibrium payoff vectors, more "
                f"than the limit of {limit}; shorten the horizon, or raise limit= if there is time and memory."
            )
    return frozenset(found)
