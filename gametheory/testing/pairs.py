"""Random strategies in random repeated games, many of them equilibria, often with constraints that just bind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.classic import limited_punishment, reversion
from gametheory.strategies.play import play
from gametheory.strategies.values import discounted_values, expectation
from gametheory.testing.automata import automata
from gametheory.testing.games import discounts, games, repeated_games

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["strategies_in_games"]

Pair = tuple[RepeatedGame, Automaton]
Changes = dict[tuple[tuple[str, ...], int], Fraction]
"""Payoffs to replace, by profile and actor."""


def strategies_in_games(*, mixed: bool = True, common: bool = False) -> SearchStrategy[Pair]:
    """
    Draw a repeated game and an automaton for it, so that about half of the pairs are equilibria.

    A strategy drawn blindly is hardly ever an equilibrium. Here some pairs are drawn blindly; in others payoffs after
    deviations are lowered until they just fail to tempt; others revert to a stage equilibrium, or play stage
    equilibria throughout, pure or mixed.

    Parameters
    ----------
    mixed : bool, default: True
        Whether some prescriptions mix.
    common : bool, default: False
        Whether all actors share one discount factor.

    Returns
    -------
    SearchStrategy of tuple of RepeatedGame and Automaton
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> from gametheory import check_strategy
    >>> @given(strategies_in_games())
    ... def values_for_all_states(pair):
    ...     check = check_strategy(*pair)
    ...     assert tuple(check.values) == pair[1].states
    >>> values_for_all_states()
    """
    kinds = [_blind(mixed, common), _untempting(common), _untempting(common), _reverting(common), _static(common)]
    return st.one_of(*kinds, _mixing(common)) if mixed else st.one_of(*kinds)


@st.composite
def _blind(draw: DrawFn, mixed: bool, common: bool) -> Pair:
    repeated = draw(repeated_games(common=common))
    return repeated, draw(automata(repeated.stage, mixed=mixed))


@st.composite
def _untempting(draw: DrawFn, common: bool) -> Pair:
    """Lower what deviations to unprescribed profiles pay to what just fails to tempt; then raise one, perhaps."""
    repeated = draw(repeated_games(games(min_actors=2, min_actions=2), common=common))
    automaton = draw(automata(repeated.stage))
    slacks = st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 2), Fraction(2)])
    changes = {place: bound - draw(slacks) for place, bound in _bounds(repeated, automaton).items()}
    tempting = draw(st.booleans())
    if changes and tempting:
        changes[draw(st.sampled_from(list(changes)))] += draw(st.sampled_from([Fraction(1, 100), Fraction(3)]))
    return RepeatedGame(_with_payoffs(repeated.stage, changes), repeated.discount), automaton


def _bounds(repeated: RepeatedGame, automaton: Automaton) -> Changes:
    """Largest payoffs at unprescribed profiles that tempt nobody; prescriptions must be pure."""
    stage = repeated.stage
    played = play(stage, automaton)
    own = list(zip(*discounted_values(played, repeated.discount), strict=True))
    prescribed = set(automaton.actions.values())
    bounds: Changes = {}
    for option in played.deviations:
        i, d = option.actor, repeated.discount[option.actor]
        profile = list(automaton.actions[played.states[option.state]])
        profile[i] = stage.actions[i][option.action]
        place = (tuple(str(name) for name in profile), i)
        if place[0] not in prescribed:
            bound = (own[i][option.state] - d * expectation(option.leads, own[i])) / (1 - d)
            bounds[place] = min(bound, bounds.get(place, bound))
    return bounds


@st.composite
def _reverting(draw: DrawFn, common: bool) -> Pair:
    """Revert, for ever or for a while, from a profile to a stage equilibrium."""
    stage, punishment = draw(_with_equilibrium())
    target = draw(st.tuples(*(st.sampled_from(names) for names in stage.actions)))
    raised = {
        (target, i): max(a, b + draw(st.integers(0, 3)))
        for i, (a, b) in enumerate(zip(stage.payoff(target), stage.payoff(punishment), strict=True))
        if target != punishment
    }
    patient = _discount_for(draw, stage, discounts(Fraction(1, 3)), common=common)
    periods = draw(st.integers(0, 3))
    chosen = limited_punishment(target, punishment, periods=periods) if periods else reversion(target, punishment)
    return RepeatedGame(_with_payoffs(stage, raised), patient), chosen


@st.composite
def _static(draw: DrawFn, common: bool) -> Pair:
    """Play one stage equilibrium in most states, whatever happened; other states are drawn blindly."""
    stage, equilibrium = draw(_with_equilibrium())
    blind = draw(automata(stage))
    static = {state: equilibrium if draw(st.integers(0, 2)) else blind.actions[state] for state in blind.states}
    chosen = Automaton(blind.start, static, blind.transitions, blind.default)
    return RepeatedGame(stage, _discount_for(draw, stage, discounts(), common=common)), chosen


@st.composite
def _with_equilibrium(draw: DrawFn) -> tuple[NormalFormGame, tuple[str, ...]]:
    """Draw a stage game and raise the payoffs at one profile until nobody gains by leaving it."""
    stage = draw(games(min_actors=1, min_actions=1))
    profile = draw(st.tuples(*(st.sampled_from(names) for names in stage.actions)))
    changes: Changes = {}
    for i, names in enumerate(stage.actions):
        options = [stage.payoff((*profile[:i], name, *profile[i + 1 :]))[i] for name in names]
        changes[profile, i] = max(options) + draw(st.integers(0, 1))
    return _with_payoffs(stage, changes), profile


@st.composite
def _mixing(draw: DrawFn, common: bool) -> Pair:
    """Play the one, fully mixed, equilibrium of a game of pursuit in every state, perhaps with one chance mistaken."""
    steps = [Fraction(draw(st.integers(1, 4))) for _ in range(4)]
    base = [Fraction(draw(st.integers(-2, 2))) for _ in range(4)]
    first = [[base[0] + steps[0], base[1]], [base[0], base[1] + steps[1]]]
    second = [[base[2], base[2] + steps[2]], [base[3] + steps[3], base[3]]]
    table = np.stack([np.array(first, dtype=object), np.array(second, dtype=object)], axis=-1)
    stage = NormalFormGame(table, actors=["Ann", "Bob"], actions=["C", "D"])
    chance = [steps[3] / (steps[2] + steps[3]), steps[1] / (steps[0] + steps[1])]
    if draw(st.integers(0, 2)) == 0:
        chance[draw(st.integers(0, 1))] = draw(discounts())
    mix = tuple({"C": p, "D": 1 - p} for p in chance)
    blind = draw(automata(stage))
    chosen = Automaton(blind.start, dict.fromkeys(blind.states, mix), blind.transitions, blind.default)
    return RepeatedGame(stage, _discount_for(draw, stage, discounts(), common=common)), chosen


def _discount_for(draw: DrawFn, stage: NormalFormGame, factor: SearchStrategy[Fraction], *, common: bool) -> Any:
    count = len(stage.actors)
    return draw(factor) if common else draw(st.lists(factor, min_size=count, max_size=count))


def _with_payoffs(stage: NormalFormGame, changes: Mapping[tuple[tuple[str, ...], int], Fraction]) -> NormalFormGame:
    table = stage.payoffs.astype(object)
    for (profile, actor), payoff in changes.items():
        table[(*stage.index(profile), actor)] = payoff
    return NormalFormGame(table, actors=stage.actors, actions=stage.actions)
