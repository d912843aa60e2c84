"""Minmax punishments and the stick and the carrot."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, discount_region, minmax_values
from gametheory.errors import StrategyError
from gametheory.strategies import minmax_reversion, mutual_minmax_reversion, stick_and_carrot
from gametheory.testing import games
from tests.oracles.histories import histories, pure_profile

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
PENNIES = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actors=["Ann", "Bob"], actions=["H", "T"])


@given(games(min_actors=1, min_actions=1), st.data())
def test_an_actor_that_departs_is_held_to_its_minmax_value(stage, data):
    target = data.draw(st.tuples(*(st.sampled_from(names) for names in stage.actions)))
    strategy = minmax_reversion(stage, target)
    values = minmax_values(stage).values
    for i, names in enumerate(stage.actions):
        for name in names:
            if name != target[i]:
                state = strategy.next_state(strategy.start, (*target[:i], name, *target[i + 1 :]))
                assert stage.payoff(strategy.actions[state])[i] == values[i]
                check = check_strategy(RepeatedGame(stage, discount="1/2"), strategy)
                assert check.values[state][i] == values[i]


def test_a_limited_minmax_punishment_returns_to_the_target():
    strategy = minmax_reversion(PENNIES, ("H", "H"), periods=2)
    state = strategy.next_state(strategy.start, ("T", "H"))
    for _ in range(2):
        assert PENNIES.payoff(strategy.actions[state])[0] == 1
        state = strategy.next_state(state, strategy.actions[state])
    assert strategy.actions[state] == ("H", "H")


def test_mutual_minmax_in_the_prisoners_dilemma_is_grim_trigger():
    assert discount_region(PD, mutual_minmax_reversion(PD, ("C", "C"))).infimum == Fraction(1, 3)
    assert mutual_minmax_reversion(PD, ("C", "C"), periods=3).states == ("carrot", "stick 1", "stick 2", "stick 3")


@given(games(min_actors=2, max_actors=2, min_actions=1))
def test_two_actors_have_a_mutual_minmax_profile_that_holds_both_down(stage):
    strategy = mutual_minmax_reversion(stage, tuple(names[0] for names in stage.actions))
    profile = strategy.actions["punishment"]
    for i, value in enumerate(minmax_values(stage).values):
        options = [stage.payoff((*profile[:i], name, *profile[i + 1 :]))[i] for name in stage.actions[i]]
        assert max(options) == value


def test_three_actors_may_have_no_mutual_minmax_profile():
    """Each wants to match the next one; holding Ann down needs Bob and Cat apart, and so on round the circle."""
    stage = NormalFormGame.from_function(
        lambda a, b, c: (int(b == c), int(a == c), int(a == b)), actions={"Ann": "LR", "Bob": "LR", "Cat": "LR"}
    )
    with pytest.raises(StrategyError, match="no pure profile holds all of Ann, Bob, Cat"):
        mutual_minmax_reversion(stage, ("L", "L", "L"))


@given(histories(["CDE", "CDE"], longest=7), st.integers(1, 3))
def test_the_stick_has_to_be_followed_so_many_times_in_a_row(history, periods):
    owed = 0
    for profile in history:
        due = ("D", "D") if owed else ("C", "C")
        owed = max(owed - 1, 0) if profile == due else periods
    assert pure_profile(stick_and_carrot(("D", "D"), ("C", "C"), periods=periods), history) == (
        ("D", "D") if owed else ("C", "C")
    )


def duopoly(*quantities):
    """Cournot duopoly with price max(1 - Q, 0) and no costs."""
    amounts = {str(q): q for q in sorted(map(Fraction, quantities))}
    return NormalFormGame.from_function(
        lambda a, b: [x * max(1 - amounts[a] - amounts[b], Fraction(0)) for x in (amounts[a], amounts[b])],
        actions={"Ann": list(amounts), "Bob": list(amounts)},
    )


def test_stick_and_carrot_in_duopoly_supports_the_monopoly_output_from_nine_thirtyseconds():
    """Abreu 1986: sticks of 5/12; best deviations are 3/8 from the carrot 1/4 and 7/24 from the stick."""
    stage = duopoly("1/4", "1/3", "5/12", "3/8", "7/24")
    region = discount_region(stage, stick_and_carrot(("5/12", "5/12"), ("1/4", "1/4")))
    assert str(region) == "[9/32, 1)"
    finer = duopoly(*(Fraction(k, 24) for k in range(25)))
    assert str(discount_region(finer, stick_and_carrot(("5/12", "5/12"), ("1/4", "1/4")))) == "[9/32, 1)"


def test_a_limited_punishment_that_is_too_short_is_told():
    with pytest.raises(StrategyError, match="positive whole number or leave it out"):
        minmax_reversion(PD, ("C", "C"), periods=0)
