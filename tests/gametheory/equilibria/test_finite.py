"""Games that end, against every strategy written out, and against the books."""

import time
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import FiniteEquilibria, NormalFormGame, finite_equilibria, pure_equilibria
from gametheory.equilibria.extreme_points import extreme_points
from gametheory.errors import GameError, GameTooLargeError, NumberError, UnknownNameError
from gametheory.games.transform import affine, reorder_actors
from gametheory.testing import games
from tests.oracles.finite import by_continuations, follows_through, two_period_payoffs

DISCOUNTS = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2, 3)])
SMALL = games(min_actors=2, max_actors=2, min_actions=2, max_actions=2)
PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
THREE_BY_THREE = NormalFormGame(
    [[[1, 1], [5, 0], [0, 0]], [[0, 5], [4, 4], [0, 0]], [[0, 0], [0, 0], [3, 3]]],
    actors=["Ann", "Bob"],
    actions=["A", "B", "C"],
)
"""Gibbons (1992), section 2.3.A: stage equilibria (A, A) and (C, C)."""


@st.composite
def with_equilibria(draw):
    """Small games in which coordination on the diagonal is likely."""
    table = [[[draw(st.integers(-2, 3)) for _ in range(2)] for _ in range(2)] for _ in range(2)]
    if draw(st.booleans()):
        for k in range(2):
            table[k][k] = [x + 3 for x in table[k][k]]
    return NormalFormGame(table)


@given(with_equilibria() | SMALL, DISCOUNTS, DISCOUNTS)
def test_two_periods_agree_with_all_strategies_written_out(stage, d, e):
    found = finite_equilibria(stage, 2, discount=[d, e])
    assert set(found) == two_period_payoffs(stage, [d, e])


@given(with_equilibria(), st.integers(1, 4), DISCOUNTS)
def test_more_periods_agree_with_all_assignments_of_continuations(stage, horizon, d):
    if horizon > 1:
        assume(len(finite_equilibria(stage, horizon - 1, discount=d)) <= 8)
    assert set(finite_equilibria(stage, horizon, discount=d)) == by_continuations(stage, horizon, [d, d])


@given(games(min_actors=1, max_actors=3, max_actions=2), DISCOUNTS)
def test_one_actor_and_three_actors_agree_as_well(stage, d):
    factors = [d] * len(stage.actors)
    if stage.n_profiles <= 4:
        assert set(finite_equilibria(stage, 2, discount=d)) == two_period_payoffs(stage, factors)
    assume(len(finite_equilibria(stage, 1)) ** stage.n_profiles <= 10_000)
    assert set(finite_equilibria(stage, 2, discount=factors)) == by_continuations(stage, 2, factors)


@given(games(min_actors=1, max_actors=3), st.integers(1, 3), DISCOUNTS)
def test_every_extreme_payoff_has_an_equilibrium_that_pays_it(stage, horizon, d):
    found = finite_equilibria(stage, horizon, discount=d)
    for vector, automaton in found.strategies.items():
        assert vector in found.payoffs
        assert follows_through(stage, automaton, horizon, found.discount) == (vector, True)
    corners = extreme_points([tuple(int(x * 6**9) for x in vector) for vector in found])
    assert {tuple(int(x * 6**9) for x in vector) for vector in found.strategies} == set(corners)


@given(with_equilibria(), st.integers(1, 3))
def test_invariance(stage, horizon):
    found = set(finite_equilibria(stage, horizon))
    order = tuple(reversed(stage.actors))
    turned = finite_equilibria(reorder_actors(stage, order), horizon)
    assert {vector[::-1] for vector in turned} == found


@given(games(min_actors=2, max_actors=2), st.integers(1, 3))
def test_pure_equilibria_are_those_of_one_period(stage, horizon):
    once = finite_equilibria(stage, 1)
    assert set(once) == set(pure_equilibria(stage).payoffs)
    assert finite_equilibria(stage, horizon).is_empty == once.is_empty


def test_the_prisoners_dilemma_unravels():
    found = finite_equilibria(PD, 10)
    assert found.payoffs == ((0, 0),)
    assert "unravels" in found.notes[0]
    [automaton] = found.strategies.values()
    assert set(automaton.actions.values()) == {("D", "D")}


def test_two_stage_equilibria_support_more_than_their_repetition():
    """(B, B) then (C, C) pays 7: a departure gains 1 and loses 3 - 1 = 2."""
    found = finite_equilibria(THREE_BY_THREE, 2)
    assert set(found) == {(2, 2), (4, 4), (6, 6), (7, 7), (3, 8), (8, 3)}
    assert found.worst == (2, 2)
    assert found.best == (8, 8)
    assert not found.notes
    assert found.strategies[7, 7].next_state("period 1", ("A", "B")) == "period 2, Ann punished since 2"


def test_without_a_large_enough_reward_play_unravels_although_there_are_two_equilibria():
    """Temptation 2 against a loss of 3 - 1 = 2 just holds; against 5/2 - 1 it does not."""

    def with_reward(reward):
        return NormalFormGame([[[1, 1], [6, 0], [0, 0]], [[0, 6], [4, 4], [0, 0]], [[0, 0], [0, 0], [reward, reward]]])

    assert (7, 7) in set(finite_equilibria(with_reward(3), 2))
    assert (Fraction(13, 2),) * 2 not in set(finite_equilibria(with_reward("5/2"), 2))
    assert (9, 9) in set(finite_equilibria(with_reward("5/2"), 3))


def test_averages_approach_cooperation_as_the_horizon_grows():
    """Benoit and Krishna 1985: all but the last period can be (B, B)."""
    found = finite_equilibria(THREE_BY_THREE, 8)
    assert (Fraction(4 * 7 + 3, 8),) * 2 in set(found.averages)


def test_discounted_averages_divide_by_the_weights():
    found = finite_equilibria(PD, 3, discount="1/2")
    assert found.averages == ((0, 0),)
    sure = finite_equilibria(NormalFormGame([[5]]), 3, discount="1/2")
    assert sure.payoffs == ((Fraction(35, 4),),)
    assert sure.averages == ((5,),)


def test_without_pure_stage_equilibria_there_is_none_and_it_says_so():
    pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    found = finite_equilibria(pennies, 3)
    assert found.is_empty
    assert found.worst is found.best is None
    assert "no pure equilibrium" in found.notes[0]
    assert FiniteEquilibria.from_json(found.to_json()) == found


def test_affine_changes_change_nothing_but_scale():
    rescaled = finite_equilibria(affine(THREE_BY_THREE, [Fraction(1, 3), 7], [2, -1]), 2)
    assert {((x - 4) * 3, (y + 2) / 7) for x, y in rescaled} == set(finite_equilibria(THREE_BY_THREE, 2))


def test_too_many_payoffs_are_refused_with_a_count(record_property):
    start = time.perf_counter()
    with pytest.raises(GameTooLargeError, match=r"with \d+ periods to go there are already \d+ .* limit of 50;"):
        finite_equilibria(THREE_BY_THREE, 30, limit=50)
    record_property("seconds to refuse", round(time.perf_counter() - start, 3))


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"horizon": 0}, GameError, "the horizon is 0"),
        ({"horizon": True}, GameError, "the horizon is True"),
        ({"horizon": 2, "discount": 0}, GameError, "above 0 and at most 1"),
        ({"horizon": 2, "discount": "3/2"}, GameError, "above 0 and at most 1"),
        ({"horizon": 2, "discount": float("nan")}, NumberError, "the discount factor of Ann"),
        ({"horizon": 2, "discount": [1]}, GameError, "1 discount factors"),
        ({"horizon": 2, "discount": {"An": 1}}, UnknownNameError, "Did you mean 'Ann'"),
    ],
)
def test_what_is_wrong_is_told(options, error, message):
    with pytest.raises(error, match=message):
        finite_equilibria(PD, **options)
