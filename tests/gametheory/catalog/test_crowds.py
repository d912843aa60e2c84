"""Closed forms of the many-actor games hold for all their parameters."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog, discount_region, pure_equilibria, strategies
from gametheory.errors import GameError


@given(st.integers(2, 5), st.fractions(0, 1, max_denominator=12).filter(lambda x: 0 < x < 1))
def test_giving_is_sustained_from_the_stated_discount_factor(actors, share):
    factor = 1 + share * (actors - 1)
    game = catalog.public_goods(actors, multiplier=factor)
    assert list(pure_equilibria(game)) == [("keep",) * actors]
    region = discount_region(game, strategies.reversion(("give",) * actors, ("keep",) * actors))
    assert region.infimum == (actors - factor) / (factor * (actors - 1))


@given(st.integers(2, 6), st.integers(1, 3), st.integers(1, 3))
def test_one_volunteer_is_an_equilibrium_and_two_are_not(actors, cost, extra):
    found = list(pure_equilibria(catalog.volunteers_dilemma(actors, benefit=cost + extra, cost=cost)))
    assert [profile.count("volunteer") for profile in found] == [1] * actors


@given(st.sampled_from([3, 5, 7]))
def test_minority_equilibria_are_the_nearly_even_splits(actors):
    found = list(pure_equilibria(catalog.minority_game(actors)))
    assert len(found) == 2 * comb(actors, actors // 2)
    assert {abs(2 * profile.count("A") - actors) for profile in found} == {1}


@given(st.integers(2, 6), st.data())
def test_the_bar_is_exactly_full(actors, data):
    capacity = data.draw(st.integers(1, actors - 1))
    found = list(pure_equilibria(catalog.el_farol(actors, capacity)))
    assert len(found) == comb(actors, capacity)
    assert {profile.count("go") for profile in found} == {capacity}


@given(st.integers(2, 6))
def test_at_most_one_driver_takes_the_wide_road(actors):
    found = list(pure_equilibria(catalog.pigou(actors)))
    assert len(found) == actors + 1
    assert all(profile.count("wide") <= 1 for profile in found)


@given(st.integers(2, 3), st.integers(2, 5), st.integers(1, 4), st.integers(1, 4))
def test_common_efforts_are_the_equilibria_of_bryants_team(actors, efforts, cost, extra):
    game = catalog.bryant(actors, efforts, benefit=cost + extra, cost=cost)
    found = pure_equilibria(game)
    assert list(found) == [(str(e + 1),) * actors for e in range(efforts)]
    assert all(found.strict)


def test_experiments_payoffs():
    """Van Huyck, Battalio and Beil's table: 1.30 where all choose 7, 0.70 where all choose 1, 0.10 for 7 against 1."""
    game = catalog.weakest_link()
    assert game.payoff(("7", "7", "7"))[0] == Fraction(13, 10)
    assert game.payoff(("1", "1", "1"))[0] == Fraction(7, 10)
    assert game.payoff(("7", "1", "7"))[0] == Fraction(1, 10)


def test_crowds_that_make_no_sense_are_refused():
    with pytest.raises(GameError, match="give an odd number"):
        catalog.minority_game(4)
    with pytest.raises(GameError, match="give a capacity below 3"):
        catalog.el_farol(3, 3)
    with pytest.raises(GameError, match="actors > multiplier > one"):
        catalog.public_goods(2, multiplier=2)
    with pytest.raises(GameError, match="the number of drivers: True is given"):
        catalog.pigou(True)
