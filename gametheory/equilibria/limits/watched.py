"""A profile as those who may leave it see it: what they gain, and how they change the signals' chances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING

from gametheory.equilibria.elimination import dependencies

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Deviation:
    """One actor's switch to another action: the gain today, and by how much each signal's chance falls."""

    actor: int
    action: int
    gain: Fraction
    shift: Vector


@dataclass(frozen=True)
class Watched:
    """A pure profile, its payoffs, and the chances of the signals that it or a deviation from it can lead to."""

    profile: tuple[int, ...]
    payoffs: Vector
    signals: tuple[int, ...]
    chances: Vector
    deviations: tuple[Deviation, ...]

    @property
    def is_equilibrium(self) -> bool:
        """Whether nobody gains by leaving it."""
        return all(d.gain <= 0 for d in self.deviations)

    @property
    def tells_pairs_apart(self) -> bool:
        """Whether all deviations of every two actors shift the signals independently: pairwise full rank."""
        actors = sorted({d.actor for d in self.deviations})
        pairs = combinations(actors, 2) if len(actors) > 1 else [actors]
        return all(not dependencies([d.shift for d in self.deviations if d.actor in pair]) for pair in pairs)

    @cached_property
    def scales(self) -> tuple[int, int]:
        """Common denominators of chances, and of gains."""
        chances = lcm(
            *(p.denominator for p in self.chances), *(p.denominator for d in self.deviations for p in d.shift)
        )
        return chances, lcm(1, *(d.gain.denominator for d in self.deviations))


def watched(stage: NormalFormGame, monitoring: PublicMonitoring) -> Iterator[Watched]:
    """All pure profiles, the last actor's action changing fastest."""
    for profile in stage.profiles():
        yield watch(stage, monitoring, stage.index(profile))


def watch(stage: NormalFormGame, monitoring: PublicMonitoring, profile: tuple[int, ...]) -> Watched:
    """One profile with all unilateral deviations."""
    now, payoffs = monitoring.row(profile), stage.payoff_at(profile)
    switched = [
        (i, k, (*profile[:i], k, *profile[i + 1 :]))
        for i, count in enumerate(stage.shape)
        for k in range(count)
        if k != profile[i]
    ]
    seen = [now, *(monitoring.row(other) for _, _, other in switched)]
    kept = tuple(y for y in range(len(now)) if any(row[y] for row in seen))
    deviations = tuple(
        Deviation(i, k, stage.payoff_at(other)[i] - payoffs[i], tuple(now[y] - row[y] for y in kept))
        for (i, k, other), row in zip(switched, seen[1:], strict=True)
    )
    return Watched(profile, payoffs, kept, tuple(now[y] for y in kept), deviations)
