"""What is asked about: profiles and listed stage equilibria, and how far the best of them reaches in a direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.limits.programs import Frame, Reach, dot, reach, temptation
from gametheory.equilibria.limits.watched import Vector, Watched

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium


@dataclass(frozen=True)
class Space:
    """A point and a basis of integer vectors: where payoffs and what follows them lie."""

    point: Vector
    basis: tuple[tuple[int, ...], ...]
    equations: tuple[tuple[int, ...], ...] = ()

    def holds(self, v: Sequence[Fraction]) -> bool:
        """Whether a point lies in the space."""
        return all(dot(e, v) == dot(e, self.point) for e in self.equations)


@dataclass(frozen=True)
class Best:
    """The largest score in a direction and who attains it: place of a profile, or -1 - place of an equilibrium."""

    score: Fraction
    who: int


@dataclass
class Setting:
    """Profiles that are enforceable with payments in a space, and stage equilibria, all with payoffs in the space."""

    profiles: Sequence[Watched]
    listed: Sequence[StageEquilibrium]
    space: Space
    tempted: dict[int, dict[int, Fraction]] = field(default_factory=dict)
    usable: list[int] = field(default_factory=list)
    programs: int = 0

    def __post_init__(self) -> None:
        for k, seen in enumerate(self.profiles):
            if self.space.holds(seen.payoffs):
                mix = temptation(seen, self.space.basis)
                if mix is None:
                    self.usable.append(k)
                else:
                    self.tempted[k] = mix
        self.usable += [-1 - k for k, e in enumerate(self.listed) if self.space.holds(e.payoffs)]

    def payoffs(self, who: int) -> Vector:
        """Stage payoffs of a profile or a listed equilibrium."""
        return self.profiles[who].payoffs if who >= 0 else self.listed[-1 - who].payoffs

    def solve(self, who: int, frame: Frame) -> Reach | None:
        """What payments a profile needs; None for a listed equilibrium, which needs none."""
        if who < 0:
            return None
        self.programs += not self.profiles[who].is_equilibrium
        return reach(self.profiles[who], frame)

    def best(self, direction: Sequence[int]) -> Best | None:
        """Find the largest score, looking at profiles in the order of what they reach without incentives."""
        frame, best = Frame.within(self.space.basis, direction), None
        for most, who in sorted(((dot(direction, self.payoffs(w)), w) for w in self.usable), reverse=True):
            if best is not None and most <= best.score:
                break
            found = self.solve(who, frame)
            score = most + (found.cost if found else 0)
            if best is None or score > best.score:
                best = Best(score, who)
        return best
