"""Threat games are read exactly and refuse what makes no sense."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, ThreatGame
from gametheory.games.threat import PARAMETERS

payoffs = st.fractions(-1000, 1000, max_denominator=1000)
threat_games = st.builds(ThreatGame, **dict.fromkeys(PARAMETERS, payoffs))
ZERO = dict.fromkeys(PARAMETERS, 0)


def test_floats_are_read_as_the_decimals_that_they_print_as():
    assert Fraction(-19, 10) == ThreatGame(**{**ZERO, "W_A": -1.9}).W_A


@given(threat_games, payoffs)
def test_audience_costs_move_only_what_backing_down_is_worth(game, cost):
    changed = game.with_audience_cost(cost)
    assert changed.audience_cost == cost
    assert changed.replace(a=game.a) == game


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", None, True, 10**7, -1e300])
@pytest.mark.parametrize("name", PARAMETERS)
def test_what_is_no_payoff_is_refused_by_name(name, bad):
    with pytest.raises(GameTheoryError, match=f"payoff {name} of the threat game"):
        ThreatGame(**{**ZERO, name: bad})


def test_unknown_payoffs_are_refused_with_the_nearest():
    with pytest.raises(GameTheoryError, match="Did you mean 'W_A'"):
        ThreatGame(**ZERO).replace(w_a=1)
