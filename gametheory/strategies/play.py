"""An automaton played in a stage game: what each state pays, where it leads, what each deviation would do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.errors import StrategyError, UnknownNameError
from gametheory.games.monitoring import PublicMonitoring
from gametheory.strategies.automaton import ANY, Automaton, State
from gametheory.strategies.lottery import Lottery, as_lottery
from gametheory.strategies.noise import Slips, executed, read_slips

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.games.normal_form import NormalFormGame

Row = dict[int, Fraction]
"""Probabilities of next states, by index; zeros are left out."""


@dataclass(frozen=True)
class Deviation:
    """One actor meaning to play another action once: its expected payoff now and where that leads."""

    state: int
    actor: int
    action: int
    payoff: Fraction
    leads: Row


@dataclass(frozen=True)
class Play:
    """
    What an automaton means in a game, as exact numbers.

    Parameters
    ----------
    states : tuple of state
        The order to which indices refer.
    payoffs : tuple of tuple of Fraction
        Expected stage payoffs in each state, one per actor.
    leads : tuple of dict of int to Fraction
        Transition probabilities when nobody deviates.
    deviations : tuple of Deviation
        Every action of every actor in every state, other than a pure prescription itself.
    """

    states: tuple[State, ...]
    payoffs: tuple[tuple[Fraction, ...], ...]
    leads: tuple[Row, ...]
    deviations: tuple[Deviation, ...]


def play(
    stage: NormalFormGame,
    automaton: Automaton,
    monitoring: PublicMonitoring | None = None,
    slips: Slips = None,
) -> Play:
    """Work out payoffs, transitions and unilateral deviations of an automaton; refuse one that does not fit."""
    refuse_misfit(stage, automaton, monitoring)
    number = {state: k for k, state in enumerate(automaton.states)}
    table = _Table(stage, automaton, monitoring, read_slips(slips, stage), number)
    outcomes = [table.outcome(state, automaton.mixture(state)) for state in automaton.states]
    deviations = tuple(deviation for state in automaton.states for deviation in table.deviations(state))
    payoffs, leads = zip(*outcomes, strict=True)
    return Play(automaton.states, payoffs, leads, deviations)


@dataclass(frozen=True)
class _Table:
    """A game with an automaton, ready to be asked what one period brings."""

    stage: NormalFormGame
    automaton: Automaton
    monitoring: PublicMonitoring | None
    slips: tuple[Fraction, ...]
    number: dict[State, int]

    def deviations(self, state: State) -> Iterator[Deviation]:
        mixture = self.automaton.mixture(state)
        for i, names in enumerate(self.stage.actions):
            for a, name in enumerate(names):
                if mixture[i].get(name) == 1:
                    continue
                payoff, leads = self.outcome(state, (*mixture[:i], as_lottery(name), *mixture[i + 1 :]))
                yield Deviation(self.number[state], i, a, payoff[i], leads)

    def outcome(self, state: State, intended: tuple[Lottery, ...]) -> tuple[tuple[Fraction, ...], Row]:
        """Expected payoffs and next states of one period of independently mixed, possibly mistaken actions."""
        played = [executed(*each) for each in zip(intended, self.stage.actions, self.slips, strict=True)]
        expected = [Fraction(0)] * len(played)
        leads: Row = {}
        for draw in product(*(lottery.items() for lottery in played)):
            profile = tuple(action for action, _ in draw)
            chance = prod((p for _, p in draw), start=Fraction(1))
            for i, value in enumerate(self.stage.payoff(profile)):
                expected[i] += chance * value
            for observed, seen in self._observed(profile).items():
                for target, p in as_lottery(self.automaton.next_state(state, observed)).items():
                    leads[self.number[target]] = leads.get(self.number[target], Fraction(0)) + chance * seen * p
        return tuple(expected), leads

    def _observed(self, profile: tuple[str, ...]) -> Mapping[Any, Fraction]:
        if self.monitoring is None:
            return {profile: Fraction(1)}
        return self.monitoring.chances(self.stage.index(profile))


def refuse_misfit(stage: NormalFormGame, automaton: Automaton, monitoring: PublicMonitoring | None = None) -> None:
    """Refuse an automaton that does not fit the game, naming what does not."""
    if not isinstance(automaton, Automaton):
        raise StrategyError(
            f"the strategy is {automaton!r}; give an Automaton, such as strategies.reversion(target, punishment)."
        )
    if automaton.size != len(stage.actors):
        raise StrategyError(
            f"the automaton prescribes {automaton.size} actions a period, but the game has {len(stage.actors)} "
            f"actors: {', '.join(stage.actors)}."
        )
    for state in automaton.states:
        for actor, lottery in zip(stage.actors, automaton.mixture(state), strict=True):
            for action in lottery:
                _known_action(stage, actor, action, f"state {state!r} prescribes")
    if monitoring is not None:
        _moves_on_signals(stage, automaton, monitoring)
        return
    if automaton.signals:
        raise StrategyError(
            f"the automaton moves on signals ({', '.join(automaton.signals)}), but actions are seen as they are; "
            "give monitoring=PublicMonitoring(...), or key its transitions by profiles."
        )
    for state in automaton.states:
        _is_complete(stage, automaton, state)


def _moves_on_signals(stage: NormalFormGame, automaton: Automaton, monitoring: PublicMonitoring) -> None:
    monitoring.fits(stage)
    for signal in automaton.signals:
        monitoring.signal(signal)
    for state in automaton.states:
        for key in automaton.transitions.get(state, {}):
            if not isinstance(key, str):
                raise StrategyError(
                    f"transitions[{state!r}] names the profile {key}, but only signals are seen: "
                    f"{', '.join(monitoring.signals)}. Key the transitions by signals."
                )
        for signal in monitoring.signals:
            automaton.next_state(state, signal)


def _known_action(stage: NormalFormGame, actor: str, action: str, what: str) -> None:
    try:
        stage.action_index(actor, action)
    except UnknownNameError as error:
        raise UnknownNameError(f"{what} {action!r} for {actor}: {error}") from None


def _is_complete(stage: NormalFormGame, automaton: Automaton, state: State) -> None:
    row: Mapping[Any, Any] = automaton.transitions.get(state, {})
    for profile in row:
        for actor, action in zip(stage.actors, profile, strict=True):
            if action != ANY:
                _known_action(stage, actor, action, f"a transition of state {state!r} names")
    if state in automaton.default:
        return
    if sum(ANY not in profile for profile in row) == stage.n_profiles:
        return
    for profile in stage.profiles():
        automaton.next_state(state, profile)
