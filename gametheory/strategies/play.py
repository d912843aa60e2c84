"""An automaton played in a stage game: what each state pays, where it leads, and what each deviation would do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.errors import StrategyError, UnknownNameError
from gametheory.strategies.automaton import ANY, Automaton, State
from gametheory.strategies.lottery import Lottery, as_lottery

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.games.normal_form import NormalFormGame

Row = dict[int, Fraction]
"""Probabilities of next states, by index; zeros are left out."""


@dataclass(frozen=True)
class Deviation:
    """One actor playing another action once: its payoff now and where that leads."""

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


def play(stage: NormalFormGame, automaton: Automaton) -> Play:
    """Work out stage payoffs, transitions and unilateral deviations of an automaton; refuse one that does not fit."""
    _fits(stage, automaton)
    number = {state: k for k, state in enumerate(automaton.states)}
    payoffs: list[tuple[Fraction, ...]] = []
    leads: list[Row] = []
    deviations: list[Deviation] = []
    for state in automaton.states:
        mixture = automaton.mixture(state)
        outcome = _outcome(stage, automaton, number, state, mixture)
        payoffs.append(outcome[0])
        leads.append(outcome[1])
        deviations.extend(_deviations(stage, automaton, number, state, mixture))
    return Play(automaton.states, tuple(payoffs), tuple(leads), tuple(deviations))


def _deviations(
    stage: NormalFormGame,
    automaton: Automaton,
    number: dict[State, int],
    state: State,
    mixture: tuple[Lottery, ...],
) -> Iterator[Deviation]:
    for i, names in enumerate(stage.actions):
        for a, name in enumerate(names):
            if mixture[i].get(name) == 1:
                continue
            changed = (*mixture[:i], as_lottery(name), *mixture[i + 1 :])
            payoff, leads = _outcome(stage, automaton, number, state, changed)
            yield Deviation(number[state], i, a, payoff[i], leads)


def _outcome(
    stage: NormalFormGame,
    automaton: Automaton,
    number: dict[State, int],
    state: State,
    mixture: tuple[Lottery, ...],
) -> tuple[tuple[Fraction, ...], Row]:
    """Expected payoffs and next states of one period of independently mixed actions."""
    expected = [Fraction(0)] * len(mixture)
    leads: Row = {}
    for draw in product(*(lottery.items() for lottery in mixture)):
        profile = tuple(action for action, _ in draw)
        chance = prod((p for _, p in draw), start=Fraction(1))
        for i, value in enumerate(stage.payoff(profile)):
            expected[i] += chance * value
        for target, p in as_lottery(automaton.next_state(state, profile)).items():
            leads[number[target]] = leads.get(number[target], Fraction(0)) + chance * p
    return tuple(expected), leads


def _fits(stage: NormalFormGame, automaton: Automaton) -> None:
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
        _is_complete(stage, automaton, state)


def _known_action(stage: NormalFormGame, actor: str, action: str, what: str) -> None:
    try:
        stage.action_index(actor, action)
    except UnknownNameError as error:
        raise UnknownNameError(f"{what} {action!r} for {actor}: {error}") from None


def _is_complete(stage: NormalFormGame, automaton: Automaton, state: State) -> None:
    row: Mapping[tuple[str, ...], Any] = automaton.transitions.get(state, {})
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
