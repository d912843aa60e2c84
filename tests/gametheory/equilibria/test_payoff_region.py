"""Payoff sets of any number of actors and with different discount factors: bounds that agree, proofs that hold."""

from fractions import Fraction
from math import inf

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, payoff_set, verify
from gametheory.equilibria.payoff_region import payoff_region
from gametheory.errors import GameError, NumberError
from gametheory.games.transform import affine, reorder_actors
from gametheory.testing import games, repeated_games, strategies_in_games

F = Fraction
few = settings(max_examples=10)
many_actors = games(min_actors=3, max_actors=3, max_actions=2, payoffs=st.integers(-3, 3))
two_actors = games(min_actors=2, max_actors=2, max_actions=2, payoffs=st.integers(-3, 3))
DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
DIRECTIONS = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)]


def public_good(actors, cost=3):
    """Each may give 2 to everybody."""
    return NormalFormGame.from_function(
        lambda *plays: [2 * plays.count("give") - cost * (own == "give") for own in plays],
        actions=[["give", "keep"]] * actors,
    )


def test_one_actor_gets_the_best_payoff():
    found = payoff_set(RepeatedGame(public_good(1), 0.9))
    assert (found.contains([0]), found.contains([-1])) == (True, False)


@pytest.mark.parametrize("actors", [3, 4])
def test_giving_needs_patience(actors):
    """Giving costs 1 net; if all others stop, 2 (n - 1) is lost: all give from d = 1 / (2 (n - 1)) on."""
    everybody = [2 * actors - 3] * actors
    threshold = F(1, 2 * (actors - 1))
    at = payoff_set(RepeatedGame(public_good(actors), threshold))
    assert at.contains(everybody) is True
    assert verify(at.certificate)
    impatient = payoff_set(RepeatedGame(public_good(actors), threshold - F(1, 1000)))
    assert impatient.contains(everybody) is False
    assert impatient.contains([0] * actors) is True


@given(two_actors, st.sampled_from([F(1, 5), F(1, 2), F(3, 4), F(19, 20)]))
def test_half_spaces_hold_the_polygon(game, d):
    """Two actors and one discount factor: the other solver's proved points lie in the half-spaces, and the reverse."""
    repeated = RepeatedGame(game, d)
    polygon = payoff_set(repeated)
    region = payoff_region(repeated, polygon.stage_equilibria, 1e-6, 100)
    assert all(region.contains(v) is not False for v in polygon.inner)
    assert all(polygon.contains(v) is not False for v in region.inner)
    assert region.is_empty is not True or not polygon.inner
    if polygon.gap == 0 and polygon.outer and region.outer:
        for direction in DIRECTIONS:
            assert region.support(direction)[1] >= polygon.support(direction)[1]


@few
@given(repeated_games(many_actors) | repeated_games(two_actors))
@example(RepeatedGame(DILEMMA, (F(1, 2), F(9, 10))))
@example(RepeatedGame(public_good(3), (F(1, 2), F(9, 10), F(4, 5))))
def test_proved_points_are_equilibria(repeated):
    found = payoff_set(repeated)
    assert verify(found.certificate, repeated.stage)
    assume(found.points)
    for v in found.inner[:2] + found.inner[-1:]:
        assert found.contains(v) is True
        check = check_strategy(repeated, found.strategy(v))
        assert check.is_equilibrium
        assert check.payoffs == v
    assert type(found).from_json(found.to_json()) == found


@settings(max_examples=40)
@given(strategies_in_games(mixed=False))
def test_no_equilibrium_lies_outside(pair):
    """Whatever automaton is an equilibrium, with any number of actors and discount factors, pays within the bounds."""
    repeated, automaton = pair
    check = check_strategy(repeated, automaton)
    assume(check.is_equilibrium)
    found = payoff_set(repeated, sweeps=100)
    assert found.is_empty is not True
    assert all(found.contains(v) is not False for v in check.values.values())


@few
@given(repeated_games(many_actors))
def test_order_and_scale_of_actors_do_not_matter(repeated):
    """Proved points of one way of writing the game lie within the bounds of the other."""
    stage = repeated.stage
    turned = affine(reorder_actors(stage, stage.actors[::-1]), (1000, 1, F(1, 1000)), (0, 5, 0))
    one, other = payoff_set(repeated), payoff_set(RepeatedGame(turned, repeated.discount[::-1]))
    for v in one.inner:
        assert other.contains((1000 * v[2], v[1] + 5, v[0] / 1000)) is not False
    assert (one.is_empty is True) <= (not other.inner)


@pytest.mark.parametrize("patience", [(F(1, 2), F(99, 100)), (F(99, 100), F(1, 2))])
def test_different_discount_factors(patience):
    found = payoff_set(RepeatedGame(DILEMMA, patience))
    assert all(-F(1, 10**9) < x <= 0 for x in found.threat_point)
    assert found.contains((2, 2)) is True
    assert found.contains((3, 3)) is False
    assert verify(found.certificate, DILEMMA)


def test_questions_to_a_region():
    found = payoff_set(RepeatedGame(public_good(3), 0.9))
    assert found.best((1, 1, 1)) == (3, 3, 3)
    reached, bound = found.support((1, 1, 1))
    assert reached == 9
    assert 9 <= bound < 9 + F(1, 10**6)
    assert found.support({"1": -1, "2": 0, "3": 0})[0] == 0
    proved, possible = found.project("2")
    assert possible[0] <= proved[0] <= proved[1] <= possible[1]
    assert found.gap < inf
    assert repr(found).startswith("<PayoffRegion of 1, 2, 3: ")
    assert found.outer[0].slack((3, 3, 3)) >= 0
    with pytest.raises(GameError, match=r"\(9, 9, 9\) lie outside"):
        found.strategy((9, 9, 9))
    with pytest.raises(GameError, match="one payoff per actor"):
        found.contains((1, 2))
    with pytest.raises(NumberError):
        found.contains((1, 2, float("nan")))


def test_an_empty_region():
    """Matching pennies with a bystander, in pure profiles alone."""
    pennies = NormalFormGame.from_function(
        lambda a, b, c: (1, -1, 0) if a == b else (-1, 1, 0), actions=[["H", "T"], ["H", "T"], ["see"]]
    )
    found = payoff_set(RepeatedGame(pennies, 0.5))
    assert found.is_empty is True
    assert (found.outer, found.inner, found.threat_point, found.gap) == ((), (), None, 0)
    assert found.support((1, 0, 0)) == (None, None)
    assert found.project("1") == (None, None)
    assert found.contains((0, 0, 0)) is False
    with pytest.raises(GameError, match="the set is empty"):
        found.best((1, 1, 1))


def test_unequal_patience_leaves_the_hull_of_stage_payoffs():
    """Lehrer and Pauzner (1999): in this prisoner's dilemma payoffs sum to 9 at most in any one period."""
    stage = NormalFormGame([[[2, 2], [-1, 10]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    repeated = RepeatedGame(stage, {"Ann": F(9, 10), "Bob": F(1, 2)})
    found = payoff_set(repeated)
    best = found.best((1, 1))
    assert sum(best) > 9 + F(1, 100)
    assert verify(found.certificate, stage)
    check = check_strategy(repeated, found.strategy(best))
    assert check.is_equilibrium
    assert check.payoffs == best
