"""Closed forms of the dilemmas hold for all their parameters."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog, discount_region, pure_equilibria, strategies
from gametheory.errors import GameError, NumberError

numbers = st.fractions(-20, 20, max_denominator=6)
four_apart = st.lists(numbers, min_size=4, max_size=4, unique=True).map(lambda x: sorted(x, reverse=True))


@given(four_apart)
def test_grim_trigger_in_the_prisoners_dilemma(values):
    t, r, p, s = values
    game = catalog.prisoners_dilemma(t, r, p, s)
    assert list(pure_equilibria(game)) == [("defect", "defect")]
    region = discount_region(game, strategies.reversion(("cooperate",) * 2, ("defect",) * 2))
    assert region.infimum == (t - r) / (t - p)
    assert region.attained


@given(four_apart)
def test_deadlock_has_one_equilibrium_and_it_is_better_than_cooperation(values):
    t, p, r, s = values
    game = catalog.deadlock(t, p, r, s)
    assert list(pure_equilibria(game)) == [("defect", "defect")]
    assert game.payoff(("defect", "defect")) > game.payoff(("cooperate", "cooperate"))


@given(four_apart)
def test_chicken_has_the_two_asymmetric_equilibria(values):
    game = catalog.chicken(*values)
    assert list(pure_equilibria(game)) == [("swerve", "straight"), ("straight", "swerve")]


@given(st.fractions(Fraction(1, 6), 20, max_denominator=6), st.fractions(Fraction(1, 6), 20, max_denominator=6))
def test_hawks_fight_with_probability_value_over_cost(value, extra):
    cost = value + extra
    game = catalog.hawk_dove(value, cost)
    q = value / cost
    hawk, dove = (
        q * game.payoff((own, "hawk"))[0] + (1 - q) * game.payoff((own, "dove"))[0] for own in ("hawk", "dove")
    )
    assert hawk == dove


@given(st.fractions(Fraction(1, 6), 50, max_denominator=6))
def test_a_tariff_war_needs_the_same_patience_whatever_the_surplus(surplus):
    game = catalog.tariff_war(surplus)
    assert list(pure_equilibria(game)) == [("tariff", "tariff")]
    region = discount_region(game, strategies.reversion(("free trade",) * 2, ("tariff",) * 2))
    assert region.infimum == Fraction(3, 5)


@given(st.fractions(Fraction(1, 2), 20, max_denominator=6), st.fractions(0, 1, max_denominator=12))
def test_the_optimum_tariff_is_a_third_of_the_surplus(surplus, share):
    """The payoffs come from the model: demands with slope one, endowments that differ by the surplus."""
    demand, low = surplus * 3, surplus
    tariff = share * surplus

    def welfare(own, other):
        high = low + surplus
        total = low + high
        imported = (2 * demand - total + own) / 2  # price at home of the import good
        exported = (2 * demand - total - other) / 2  # price at home of the export good
        revenue = own * ((demand - imported) - low)
        surpluses = (demand - imported) ** 2 / 2 + (demand - exported) ** 2 / 2
        return surpluses + imported * low + exported * high + revenue

    best = surplus / 3
    assert welfare(tariff, 0) <= welfare(best, 0)
    game = catalog.tariff_war(surplus)
    for own, t in (("free trade", 0), ("tariff", best)):
        for other, u in (("free trade", 0), ("tariff", best)):
            assert game.payoff((own, other))[0] == welfare(t, u) - welfare(0, 0)


def test_payoffs_in_the_wrong_order_are_refused():
    with pytest.raises(GameError, match="temptation > reward > punishment > sucker; given are temptation = 3"):
        catalog.prisoners_dilemma(3, 5, 1, 0)
    with pytest.raises(GameError, match="Make together larger than safe"):
        catalog.stag_hunt(together=7)
    with pytest.raises(GameError, match="cost > value > zero"):
        catalog.hawk_dove(5, 4)
    with pytest.raises(NumberError, match="the temptation is nan"):
        catalog.prisoners_dilemma(float("nan"))
