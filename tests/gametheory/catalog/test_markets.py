"""Closed forms of oligopoly and of claims hold for all their parameters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog, discount_region, pure_equilibria, strategies
from gametheory.errors import GameError


@given(st.integers(2, 4), st.fractions(0, 10, max_denominator=4), st.fractions(Fraction(1, 4), 30, max_denominator=4))
def test_cournot_reversion(firms, cost, margin):
    game = catalog.cournot(firms, demand=cost + margin, cost=cost)
    cartel, reply, nash = (
        str(x) for x in (margin / (2 * firms), margin * (firms + 1) / (4 * firms), margin / (firms + 1))
    )
    assert set(game.actions[0]) == {cartel, reply, nash}
    assert (nash,) * firms in pure_equilibria(game)
    region = discount_region(game, strategies.reversion((cartel,) * firms, (nash,) * firms))
    assert region.infimum == Fraction((firms + 1) ** 2, firms**2 + 6 * firms + 1)


def test_a_coarse_grid_ties_and_has_more_equilibria():
    game = catalog.cournot(quantities=range(13))
    assert list(pure_equilibria(game)) == [("7", "9"), ("8", "8"), ("9", "7")]


@given(st.integers(2, 4), st.integers(3, 6))
def test_bertrand_equilibria_on_the_grid(firms, reservation):
    game = catalog.bertrand(firms, reservation=reservation)
    wanted = {profile for profile in game.profiles() if profile.count("0") >= 2} | {("1",) * firms}
    if firms == 2:
        wanted.add(("2", "2"))
    assert set(pure_equilibria(game)) == wanted


@given(st.integers(0, 4), st.integers(1, 6), st.fractions(Fraction(5, 4), 6, max_denominator=4))
def test_the_lowest_claims_are_the_only_equilibrium(low, spread, bonus):
    game = catalog.travelers_dilemma(low, low + spread, bonus)
    assert list(pure_equilibria(game)) == [(str(low), str(low))]


@given(st.integers(0, 5))
def test_shops_meet_in_the_middle(half):
    middle = str(half + 1)
    assert list(pure_equilibria(catalog.hotelling(2 * half + 1))) == [(middle, middle)]


def test_numbers_that_make_no_market_are_refused():
    with pytest.raises(GameError, match="in increasing order without repeats"):
        catalog.cournot(quantities=[3, 3])
    with pytest.raises(GameError, match="neither may be negative"):
        catalog.cournot(quantities=[-1, 3])
    with pytest.raises(GameError, match="demand > cost"):
        catalog.cournot(demand=1, cost=2)
    with pytest.raises(GameError, match="the highest claim: 2 is given; give a whole number of at least 3"):
        catalog.travelers_dilemma(2, 2)
    with pytest.raises(GameError, match="the number of firms: 1 is given"):
        catalog.bertrand(1)
