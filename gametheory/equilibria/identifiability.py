"""Who did it? Which deviations public signals tell apart, and which not (Fudenberg, Levine and Maskin 1994)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from gametheory.equilibria.elimination import dependencies
from gametheory.equilibria.limits.programs import finished
from gametheory.equilibria.limits.watched import Watched, watched
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.linear_programs import program
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Confusion", "Identifiability", "identifiability"]

Play = tuple[str, str]
"""An actor and the action that it plays while all others stick to the profile."""


@dataclass(frozen=True)
class Confusion(Jsonable):
    """
    Two lotteries over who leaves a profile, and how, that make every signal equally likely.

    Parameters
    ----------
    profile : tuple of str
        The profile that all others stick to.
    actors : tuple of str
        The actor, or the two actors, whose actions are confused.
    one, other : mapping of (actor, action) to Fraction
        Chances; an actor's action of the profile itself means that nobody leaves it. No entry is in both.

    Examples
    --------
    >>> from gametheory.frozen import FrozenMap
    >>> print(Confusion(("C", "C"), ("Ann", "Bob"), FrozenMap({("Ann", "D"): 1}), FrozenMap({("Bob", "D"): 1})))
    at (C, C): Ann plays D looks like Bob plays D
    """

    profile: tuple[str, ...]
    actors: tuple[str, ...]
    one: FrozenMap[Play, Fraction]
    other: FrozenMap[Play, Fraction]

    def __str__(self) -> str:
        return f"at ({', '.join(self.profile)}): {_told(self.one)} looks like {_told(self.other)}"


@dataclass(frozen=True)
class Identifiability(Jsonable):
    """
    What the signals of a game tell apart; each condition by the confusions that violate it, one a case.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    monitoring : PublicMonitoring
        What everybody sees.
    individual : tuple of Confusion
        Per profile and actor without individual full rank: different (mixed) actions of the actor look the same.
    pairwise : tuple of Confusion
        Per profile and pair of actors without pairwise full rank: lotteries over both actors' deviations that look
        the same. What fails for one of the two actors alone fails here too.
    attribution : tuple of Confusion
        Per profile and pair that is not pairwise identifiable: what can be seen of one actor's deviations can look
        like the other's. The parts of the two actors move the signals alike, and do move them.
    undetected : tuple of Confusion
        Per profile and actor: a mix of deviations, its own action left out, that looks like no deviation at all.
    indistinguishable : tuple of Confusion
        Per profile and pair: a mix of one actor's deviations that can be seen and looks, up to the chance of any
        deviation, like a mix of the other's.
    method : str
        How they were found.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, identifiability
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> seen = PublicMonitoring(["good", "bad"], [[[".9", ".1"], [".5", ".5"]], [[".5", ".5"], [".3", ".7"]]])
    >>> found = identifiability(stage, seen)
    >>> found.has_individual_full_rank(), found.has_pairwise_full_rank(("C", "C"))
    (True, False)
    >>> print(found.attribution[0])
    at (C, C): Ann plays D looks like Bob plays D
    """

    stage: NormalFormGame
    monitoring: PublicMonitoring
    individual: tuple[Confusion, ...]
    pairwise: tuple[Confusion, ...]
    attribution: tuple[Confusion, ...]
    undetected: tuple[Confusion, ...]
    indistinguishable: tuple[Confusion, ...]
    method: str = "ranks by elimination, mixes by linear programs, all in fractions"

    def has_individual_full_rank(self, profile: Sequence[str] | None = None) -> bool:
        """
        Say whether every actor's actions are told apart, mixed ones included.

        Parameters
        ----------
        profile : sequence of str, optional
            At this profile; by default at every one.

        Returns
        -------
        bool
            Whether the rows of each actor's actions are linearly independent.
        """
        return not self._at(self.individual, profile)

    def has_pairwise_full_rank(self, profile: Sequence[str] | None = None) -> bool:
        """
        Say whether all deviations of all pairs of actors are told apart.

        Parameters
        ----------
        profile : sequence of str, optional
            At this profile; by default at every one.

        Returns
        -------
        bool
            Whether each pair's rows have the largest rank possible, the sum of their numbers of actions less one.
        """
        return not self._at(self.pairwise, profile)

    def is_pairwise_identifiable(self, profile: Sequence[str] | None = None) -> bool:
        """
        Say whether what can be seen of a deviation tells which of two actors it was.

        Parameters
        ----------
        profile : sequence of str, optional
            At this profile; by default at every one.

        Returns
        -------
        bool
            Whether the rank of each pair's rows is the sum of both actors' ranks less one.
        """
        return not self._at(self.attribution, profile)

    def _at(self, confusions: tuple[Confusion, ...], profile: Sequence[str] | None) -> list[Confusion]:
        if profile is None:
            return list(confusions)
        named = tuple(names[k] for names, k in zip(self.stage.actions, self.stage.index(profile), strict=True))
        return [c for c in confusions if c.profile == named]

    @property
    def converged(self) -> bool:
        """Always true: every profile, actor and pair is looked at, exactly."""
        return True

    @property
    def certificate(self) -> Certificate:
        """
        All confusions, for `gametheory.verify`.

        Ranks are rechecked everywhere, so that the first three lists are proved complete; of the last two every entry
        is proved.
        """
        rows = [[exact_text(p) for p in row] for row in self.monitoring.rows]
        lists = ("individual", "pairwise", "attribution", "undetected", "indistinguishable")
        return Certificate(
            "identifiability",
            {
                "game": plain_game(self.stage),
                "monitoring": {"signals": list(self.monitoring.signals), "rows": rows},
                **{name: [_plain(c) for c in getattr(self, name)] for name in lists},
            },
        )

    def __str__(self) -> str:
        if not self.pairwise:
            return "pairwise full rank everywhere: every deviation is seen, and who deviated"
        first = (self.undetected or self.individual or self.attribution or self.pairwise)[0]
        return (
            f"no individual full rank in {len(self.individual)} cases, no pairwise full rank in {len(self.pairwise)}, "
            f"not pairwise identifiable in {len(self.attribution)}; for example, {first}"
        )


def identifiability(stage: NormalFormGame, monitoring: PublicMonitoring) -> Identifiability:
    """
    Find which deviations public signals do not tell apart, at every pure profile, for every actor and pair of actors.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    monitoring : PublicMonitoring
        What everybody sees.

    Returns
    -------
    Identifiability
        Individual full rank, pairwise full rank and pairwise identifiability (Fudenberg, Levine and Maskin 1994), and
        mixes of deviations that go undetected or cannot be laid at one actor's door; each with the deviations named.

    Raises
    ------
    GameError
        If the monitoring does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, identifiability
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> print(identifiability(stage, PublicMonitoring.perfect(stage)))
    pairwise full rank everywhere: every deviation is seen, and who deviated
    """
    if not isinstance(stage, NormalFormGame):
        raise GameError(f"{stage!r} is no game; give a NormalFormGame, the game of one period.")
    seen = as_monitoring(monitoring)
    if seen is None:
        raise GameError("there is no monitoring to ask about; give PublicMonitoring(...).")
    seen.fits(stage)
    cases = [_Case(stage, one) for one in watched(stage, seen)]
    pairs = list(combinations(range(len(stage.actors)), 2))
    alone = range(len(stage.actors))
    return Identifiability(
        stage,
        seen,
        individual=tuple(c for case in cases for i in alone for c in case.same_actions(i)),
        pairwise=tuple(c for case in cases for i, j in pairs for c in case.same_deviations(i, j)),
        attribution=tuple(c for case in cases for i, j in pairs for c in case.same_shifts(i, j)),
        undetected=tuple(c for case in cases for i in alone for c in case.unseen(i)),
        indistinguishable=tuple(c for case in cases for i, j in pairs for c in case.alike(i, j)),
    )


class _Case:
    """One profile, and the shifts of the signals' chances by each actor's deviations."""

    def __init__(self, stage: NormalFormGame, seen: Watched) -> None:
        self.stage = stage
        self.seen = seen
        self.profile = tuple(names[k] for names, k in zip(stage.actions, seen.profile, strict=True))

    def places(self, actor: int) -> list[int]:
        """Where an actor's deviations stand."""
        return [k for k, d in enumerate(self.seen.deviations) if d.actor == actor]

    def same_actions(self, actor: int) -> Iterator[Confusion]:
        """The first dependency among the shifts: with the own action's chance falling, that is one among rows."""
        for weights in self._dependent(self.places(actor))[:1]:
            yield self._confusion((actor,), weights)

    def same_deviations(self, i: int, j: int) -> Iterator[Confusion]:
        """The first dependency among both actors' shifts."""
        for weights in self._dependent([*self.places(i), *self.places(j)])[:1]:
            yield self._confusion((i, j), weights)

    def same_shifts(self, i: int, j: int) -> Iterator[Confusion]:
        """A dependency in which each actor's part does not vanish by itself."""
        for weights in self._dependent([*self._independent(i), *self._independent(j)])[:1]:
            yield self._confusion((i, j), weights)

    def unseen(self, actor: int) -> Iterator[Confusion]:
        """A mix of deviations that shifts nothing."""
        own = self.places(actor)
        if mix := self._mix(own, [1] * len(own)):
            yield self._confusion((actor,), mix)

    def alike(self, i: int, j: int) -> Iterator[Confusion]:
        """Mixes of both actors' deviations that shift the signals in the same way, and do shift them."""
        first, second = self.places(i), self.places(j)
        shifts = [self.seen.deviations[k].shift for k in first]
        for y in range(len(self.seen.signals)):
            for sign in (1, -1):
                objective = [sign * row[y] for row in shifts] + [Fraction(0)] * len(second)
                if any(x > 0 for x in objective):
                    mix = self._mix([*first, *second], [1] * len(first) + [-1] * len(second), objective)
                    if mix:
                        signed = {k: w if k in first else -w for k, w in mix.items()}
                        yield self._confusion((i, j), signed)
                        return

    def _independent(self, actor: int) -> list[int]:
        """A largest set of deviations whose shifts are independent."""
        places = self.places(actor)
        redundant = {max(weights) for weights in self._dependent(places)}
        return [k for k in places if k not in redundant]

    def _dependent(self, places: list[int]) -> list[dict[int, Fraction]]:
        found = dependencies([self.seen.deviations[k].shift for k in places])
        return [{k: w for k, w in zip(places, weights, strict=True) if w} for weights in found]

    def _mix(
        self, places: list[int], signs: list[int], objective: list[Fraction] | None = None
    ) -> dict[int, Fraction] | None:
        """Nonnegative weights of sum one at most with signed shifts of sum zero, best for an objective above zero."""
        if not places:
            return None
        chance = self.seen.scales[0]
        shifts = [self.seen.deviations[k].shift for k in places]
        rows = [
            [s * int(shift[y] * chance) for s, shift in zip(signs, shifts, strict=True)]
            for y in range(len(self.seen.signals))
        ]
        costs = [1] * len(places) if objective is None else [int(x * chance) for x in objective]
        lp = program(costs, [*rows, [1] * len(places)], [0] * len(rows) + [1], equal=range(len(rows)))
        solved = finished(lp)
        return {k: x for k, x in zip(places, solved.x, strict=True) if x} if solved.value > 0 else None

    def _confusion(self, actors: tuple[int, ...], weights: Mapping[int, Fraction]) -> Confusion:
        """Turn weights on shifts into two lotteries; what the weights do not sum to goes to nobody's leaving."""
        if weights[min(weights)] < 0:
            weights = {k: -w for k, w in weights.items()}
        plays: dict[Play, Fraction] = {}
        for k, w in weights.items():
            d = self.seen.deviations[k]
            plays[self.stage.actors[d.actor], self.stage.actions[d.actor][d.action]] = w
        rest = sum(weights.values(), Fraction(0))
        if rest:
            plays[self.stage.actors[actors[0]], self.profile[actors[0]]] = -rest
        total = sum((w for w in plays.values() if w > 0), Fraction(0))
        one, other = (
            FrozenMap((play, sign * w / total) for play, w in plays.items() if sign * w > 0) for sign in (1, -1)
        )
        return Confusion(self.profile, tuple(self.stage.actors[i] for i in actors), one, other)


def _told(lottery: Mapping[Play, Fraction]) -> str:
    shown = [f"{actor} plays {action}" for actor, action in lottery]
    if len(lottery) == 1:
        return shown[0]
    return "(" + " or ".join(f"{p}: {told}" for p, told in zip(lottery.values(), shown, strict=True)) + ")"


def _plain(confusion: Confusion) -> dict[str, object]:
    return {
        "profile": list(confusion.profile),
        "actors": list(confusion.actors),
        **{
            side: [[*play, exact_text(p)] for play, p in lottery.items()]
            for side, lottery in (("one", confusion.one), ("other", confusion.other))
        },
    }
