"""The best equilibrium with two public states: a profile while signals are good, another after bad ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.one_shot_deviation import check_strategy
from gametheory.equilibria.strongly_symmetric import plain_pairs
from gametheory.equilibria.two_states import (
    Half,
    Solved,
    plain_multipliers,
    pure_half,
    solve_two_states,
    two_state_automaton,
    two_state_rows,
)
from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.strategies.automaton import Automaton

__all__ = ["BangBang", "best_bang_bang"]


@dataclass(frozen=True)
class BangBang(Jsonable):
    """
    The two-state public equilibrium that pays most.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about.
    weights : tuple of Fraction
        What counts: one weight per actor.
    value : Fraction or None
        The largest weighted value; None where no pair of profiles supports an equilibrium.
    payoffs : tuple of Fraction
        Values of the actors from the start; empty where there is no equilibrium.
    reward, punishment : tuple of str
        The two profiles.
    automaton : Automaton or None
        The strategy: from each state, each signal leads to the reward with some probability, drawn in public.
    certificate : Certificate
        The strategy, and for every other pair of profiles multipliers that bound what it supports.
    method : str
        How it was found.
    """

    repeated: RepeatedGame
    weights: tuple[Fraction, ...]
    value: Fraction | None
    payoffs: tuple[Fraction, ...]
    reward: tuple[str, ...]
    punishment: tuple[str, ...]
    automaton: Automaton | None
    certificate: Certificate = field(repr=False)
    method: str = "one exact linear program per pair of profiles, the most promising first"

    @property
    def is_empty(self) -> bool:
        """Whether no pair of profiles supports an equilibrium."""
        return self.value is None

    @property
    def converged(self) -> bool:
        """Always true: the value is exact."""
        return True

    @property
    def forgiveness(self) -> FrozenMap[Any, FrozenMap[Any, Fraction]]:
        """Per state and what is seen, the probability of being in the reward state next."""
        if self.automaton is None:
            return FrozenMap()
        return FrozenMap(
            (state, FrozenMap((key, _chance(target)) for key, target in row.items()))
            for state, row in self.automaton.transitions.items()
        )

    def __str__(self) -> str:
        if self.value is None:
            return "no equilibrium with two public states in pure profiles"
        paid = ", ".join(exact_text(x) for x in self.payoffs)
        return f"({', '.join(self.reward)}), after bad signals ({', '.join(self.punishment)}): pays ({paid})"


def _chance(target: Any) -> Fraction:
    if isinstance(target, FrozenMap):
        return Fraction(target.get("reward", 0))
    return Fraction(int(target == "reward"))


def best_bang_bang(
    repeated: RepeatedGame,
    *,
    weights: Sequence[Any] | Mapping[str, Any] | None = None,
    reward: Sequence[str] | None = None,
    punishment: Sequence[str] | None = None,
) -> BangBang:
    """
    Find the best equilibrium with two public states, one rewarding and one punishing, for actors of any kind.

    In each state a pure profile is played; each signal leads to the reward state with a probability of its own, drawn
    in public. For given profiles the best probabilities solve a linear program, whatever the payoffs; the answer is
    the best over all pairs of profiles. In games that are not symmetric other equilibria can pay more; for all of
    them ask `gametheory.payoff_set`.

    Parameters
    ----------
    repeated : RepeatedGame
        The game, with one discount factor for all actors; with or without monitoring.
    weights : sequence or mapping of actor to number, optional
        What is maximised is the weighted sum of the actors' values; by default each counts one. An actor that a
        mapping leaves out counts nothing.
    reward, punishment : sequence of str, optional
        Profiles to hold fixed; by default every profile is tried.

    Returns
    -------
    BangBang
        The value, the strategy and a certificate that no other pair of these profiles supports more.

    Raises
    ------
    GameError
        If discount factors differ, or there is not one weight per actor.
    UnknownNameError
        If an actor or action does not exist.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, RepeatedGame
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> clear, mixed, poor = ["9/10", "1/10"], ["1/2", "1/2"], ["3/10", "7/10"]
    >>> seen = PublicMonitoring(["good", "bad"], [[clear, mixed], [mixed, poor]])
    >>> print(best_bang_bang(RepeatedGame(stage, "9/10", seen)))
    (C, C), after bad signals (D, D): pays (7/4, 7/4)
    """
    if not isinstance(repeated, RepeatedGame):
        raise GameError(f"give a RepeatedGame, not a {type(repeated).__name__}; it holds discount and monitoring.")
    if repeated.common_discount is None:
        raise GameError("discount factors differ; two-state equilibria are found for one that all actors share.")
    counts = read_weights(repeated, weights)
    stage = repeated.stage
    profiles = [tuple(profile) for profile in stage.profiles()]
    rewards = [profiles.index(_named(stage, reward))] if reward is not None else [*range(len(profiles))]
    punishments = [profiles.index(_named(stage, punishment))] if punishment is not None else [*range(len(profiles))]
    halves = [pure_half(stage, profile, repeated.monitoring) for profile in profiles]
    return _Search(repeated, counts, halves, rewards, punishments).done()


def _named(stage: NormalFormGame, profile: Any) -> tuple[str, ...]:
    return tuple(names[k] for names, k in zip(stage.actions, stage.index(profile), strict=True))


def read_weights(repeated: RepeatedGame, weights: Any) -> tuple[Fraction, ...]:
    """Read one weight per actor; an actor that a mapping leaves out counts nothing."""
    actors = repeated.stage.actors
    if weights is None:
        return (Fraction(1),) * len(actors)
    if isinstance(weights, Mapping):
        for actor in weights:
            repeated.stage.actor_index(actor)
        weights = [weights.get(actor, 0) for actor in actors]
    if isinstance(weights, str) or len(weights) != len(actors):
        raise GameError(f"the weights are {weights!r}; give one number for each of {', '.join(actors)}.")
    return tuple(exact(w, f"the weight of {actor}") for w, actor in zip(weights, actors, strict=True))


@dataclass(frozen=True)
class _Search:
    repeated: RepeatedGame
    weights: tuple[Fraction, ...]
    halves: list[Half]
    rewards: list[int]
    punishments: list[int]

    def worth(self, half: Half) -> Fraction:
        return sum((w * x for w, x in zip(self.weights, half.payoffs, strict=True)), Fraction(0))

    def pairs(self) -> list[tuple[Fraction, int, int]]:
        """All pairs with what they can pay at most, a mean of both profiles' payoffs; the largest first."""
        worth = [self.worth(half) for half in self.halves]
        found = [(max(worth[r], worth[p]), r, p) for r in self.rewards for p in self.punishments]
        return sorted(found, key=lambda entry: (-entry[0], entry[1], entry[2]))

    def done(self) -> BangBang:
        discount, actors = self.repeated.discount[0], self.repeated.stage.actors
        best: tuple[Fraction, int, int, Solved] | None = None
        told = []
        for most, r, p in self.pairs():
            if best is not None and most <= best[0]:
                break
            found = solve_two_states(two_state_rows(self.halves[r], self.halves[p], discount, self.weights))
            told.append([r, p, plain_multipliers(self.halves[r], self.halves[p], found, actors)])
            if found.feasible and (best is None or found.value > best[0]):
                best = found.value, r, p, found
        return self.result(told, best)

    def result(self, told: list[Any], best: tuple[Fraction, int, int, Solved] | None) -> BangBang:
        data = plain_pairs(self.repeated, self.halves, told, None)
        data |= {"rewards": self.rewards, "punishments": self.punishments}
        data |= {"weights": [exact_text(w) for w in self.weights], "value": None}
        if best is None:
            return BangBang(self.repeated, self.weights, None, (), (), (), None, Certificate("bang_bang", data))
        value, r, p, found = best
        automaton = two_state_automaton(self.halves[r], self.halves[p], found.x)
        check = check_strategy(self.repeated, automaton)
        data |= {"strategy": check.certificate.data, "value": exact_text(value)}
        rewarded, punished = (tuple(map(str, self.halves[k].profile)) for k in (r, p))
        proof = Certificate("bang_bang", data)
        return BangBang(self.repeated, self.weights, value, check.payoffs, rewarded, punished, automaton, proof)
