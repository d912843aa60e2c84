"""Execution errors: against the game in which the same errors are part of payoffs and signals."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    Automaton,
    GameTheoryError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    discount_region,
    verify,
)
from gametheory.strategies.noise import executed, read_slips
from gametheory.testing import discounts, strategies_in_games

slip = st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(1, 3), Fraction(4, 5)])


def written_out(stage, automaton, slips):
    """The same situation without slips: intended actions pay what they bring on average, and profiles are signals."""
    profiles = list(stage.profiles())
    names = ["/".join(p) for p in profiles]
    payoffs = np.empty((*stage.shape, len(stage.actors)), dtype=object)
    chances = np.empty((*stage.shape, len(profiles)), dtype=object)
    for intended in profiles:
        row = []
        for played in profiles:
            p = Fraction(1)
            for i, (a, b) in enumerate(zip(intended, played, strict=True)):
                others = len(stage.actions[i]) - 1
                p *= (1 - slips[i] if others else 1) if a == b else slips[i] / others
            row.append(p)
        index = stage.index(intended)
        chances[index] = row
        for i in range(len(stage.actors)):
            values = (p * stage.payoff(q)[i] for p, q in zip(row, profiles, strict=True))
            payoffs[(*index, i)] = sum(values, Fraction(0))
    moves = {
        s: {name: automaton.next_state(s, p) for name, p in zip(names, profiles, strict=True)} for s in automaton.states
    }
    game = NormalFormGame(payoffs, actors=stage.actors, actions=stage.actions)
    return game, Automaton(automaton.start, automaton.actions, moves), PublicMonitoring(names, chances)


@given(strategies_in_games(), st.lists(slip, min_size=3, max_size=3))
def test_slips_are_what_they_say(pair, drawn):
    repeated, automaton = pair
    slips = tuple(drawn[: len(repeated.stage.actors)])
    check = check_strategy(repeated, automaton, slips=slips)
    game, moved, seen = written_out(repeated.stage, automaton, slips)
    plain = check_strategy(RepeatedGame(game, repeated.discount, seen), moved)
    assert check.values == plain.values
    assert check.worst == plain.worst
    assert verify(check.certificate)
    assert verify(plain.certificate)


@given(strategies_in_games(common=True), st.lists(slip, min_size=3, max_size=3), st.lists(discounts(), max_size=4))
def test_regions_with_slips_agree_with_checks(pair, drawn, factors):
    stage, automaton = pair[0].stage, pair[1]
    slips = tuple(drawn[: len(stage.actors)])
    region = discount_region(stage, automaton, slips=slips)
    assert verify(region.certificate)
    for d in factors:
        assert (d in region) == check_strategy(RepeatedGame(stage, d), automaton, slips=slips).is_equilibrium


def test_no_slip_changes_nothing_and_single_actions_cannot_slip():
    sure = {"C": Fraction(1)}
    assert executed(sure, ("C", "D"), Fraction(0)) is sure
    assert executed(sure, ("C",), Fraction(1, 2)) is sure
    assert executed(sure, ("C", "D", "E"), Fraction(1, 2)) == {
        "C": Fraction(1, 2),
        "D": Fraction(1, 4),
        "E": Fraction(1, 4),
    }


STAGE = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])


def test_slips_are_read_for_all_or_by_name():
    assert read_slips(0.01, STAGE) == (Fraction(1, 100),) * 2
    assert read_slips({"Bob": "1/3"}, STAGE) == (0, Fraction(1, 3))


@pytest.mark.parametrize(
    ("slips", "told"),
    [(1, "below 1"), (-0.1, "at least 0"), ([0.1], "1 slip probabilities"), ({"Cyd": 0.1}, "no actor 'Cyd'")],
)
def test_wrong_slips_are_refused(slips, told):
    with pytest.raises(GameTheoryError, match=told):
        read_slips(slips, STAGE)
