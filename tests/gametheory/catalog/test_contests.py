"""Closed forms of the contests hold for all their parameters."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog
from gametheory.errors import GameError

positive = st.fractions(Fraction(1, 4), 5, max_denominator=4)


@given(positive, positive, positive, positive)
def test_inspection_mixtures(effort, inspection, more_wage, more_output):
    wage = max(effort, inspection) + more_wage
    game = catalog.inspection_game(wage, effort, inspection, wage + more_output)
    shirk, inspect = inspection / wage, effort / wage

    def worker(own):
        return inspect * game.payoff((own, "inspect"))[0] + (1 - inspect) * game.payoff((own, "trust"))[0]

    def employer(own):
        return shirk * game.payoff(("shirk", own))[1] + (1 - shirk) * game.payoff(("work", own))[1]

    assert worker("shirk") == worker("work")
    assert employer("inspect") == employer("trust")


@given(st.integers(1, 4), st.integers(1, 4), st.integers(2, 3))
def test_blotto_is_zero_sum_with_every_division(own, enemy, fields):
    game = catalog.colonel_blotto(own, enemy, fields)
    assert game.shape == (comb(own + fields - 1, fields - 1), comb(enemy + fields - 1, fields - 1))
    assert all(sum(map(int, name.split("-"))) == own for name in game.actions[0])
    assert all(sum(game.payoff(profile)) == 0 for profile in game.profiles())


def test_published_frequencies_of_the_penalty_kick():
    """Palacios-Huerta (2003): kickers should aim left 38.54 per cent of the time, keepers jump left 41.99."""
    (kicker, keeper) = catalog.entry("penalty_kick").mixed[0]
    assert (round(float(kicker[0]), 4), round(float(keeper[0]), 4)) == (0.3854, 0.4199)


def test_wages_below_the_cost_of_effort_are_refused():
    with pytest.raises(GameError, match="output > wage > effort > zero"):
        catalog.inspection_game(wage=1, effort=2)
