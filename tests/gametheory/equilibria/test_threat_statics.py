"""Derivatives of equilibria against differences of equilibria."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import ThreatGame, threat_equilibria, threat_statics
from gametheory.games.threat import PARAMETERS

usual = st.fractions(-3, 3, max_denominator=10)
THREE = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
STEP = Fraction(1, 10**5)


def quantities(e):
    o = e.outcomes
    return {
        "resist": e.resist,
        "challenge": e.challenge,
        "stand_firm": e.stand_firm,
        "status_quo": o.status_quo,
        "concession": o.concession,
        "carried_out": o.stand_firm,
        "back_down": o.back_down,
    }


@given(st.builds(ThreatGame, **dict.fromkeys(PARAMETERS, usual)), st.sampled_from(PARAMETERS))
@example(THREE, "a")
@example(THREE, "S_A")
@example(THREE, "V_A")
@example(THREE, "W_A")
def test_against_differences(game, name):
    here, statics = threat_equilibria(game), threat_statics(game)
    there = [threat_equilibria(game.replace(**{name: getattr(game, name) + s * STEP})) for s in (-1, 1)]
    kinked = (name in {"W_A", "a"} and game.a == game.W_A) or (name in {"S_A", "V_A"} and game.S_A == game.V_A)
    if not (len(here) == len(there[0]) == len(there[1])) or kinked:
        return
    for k, e in enumerate(here):
        if abs(e.slope - 1) < 0.05 or not 1e-3 < e.resist < 1 - 1e-3:
            continue
        before, after = quantities(there[0][k]), quantities(there[1][k])
        for quantity, effects in statics[k].items():
            difference = (after[quantity] - before[quantity]) / float(2 * STEP)
            if abs(difference) < 100:
                assert effects[name] == pytest.approx(difference, rel=1e-3, abs=1e-5)


def test_audience_costs_are_the_other_way_round_than_a():
    for effects in threat_statics(THREE):
        assert effects["resist"]["audience_cost"] == -effects["resist"]["a"]
        assert sum(effects[o]["a"] for o in ("status_quo", "concession", "carried_out", "back_down")) == pytest.approx(
            0, abs=1e-12
        )


def test_effects_turn_round_on_the_unstable_branch():
    first, second, third = (effects["resist"]["W_B"] for effects in threat_statics(THREE))
    assert first > 0 > second
    assert third > 0


@given(st.builds(ThreatGame, **dict.fromkeys(PARAMETERS, st.sampled_from([-1000, -5, -1, 0, 1, 5, 1000]))))
@example(ThreatGame(S_A=0, V_A=0, C_B=1, W_A=-2, W_B=0, a=0, V_B=0))
def test_extremes_have_numbers_or_none(game):
    """Found by test: resistance of 1e-270 gave NaN."""
    for effects in threat_statics(game):
        for by_payoff in effects.values():
            assert all(x is None or abs(x) < float("inf") for x in by_payoff.values())
