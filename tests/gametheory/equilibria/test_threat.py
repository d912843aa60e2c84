"""All equilibria of threat games: published numbers, textbook formulas, play, and extremes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import ThreatGame, threat_equilibria
from gametheory.games.threat import PARAMETERS
from gametheory.testing import threat_games
from tests.gametheory.equilibria import threat_oracle as oracle

EXAMPLE = {"S_A": 0, "V_A": 1, "C_B": 0, "W_A": -1.9, "W_B": -2.8, "a": -1.2, "V_B": 1}
"""A published example with three equilibria."""
THREE = ThreatGame(**EXAMPLE)
usual = st.fractions(-4, 4, max_denominator=20)
extreme = st.sampled_from([-1000, -999, -30, -1, 0, 1, 30, 999, 1000]) | st.floats(-1000, 1000, allow_subnormal=False)


def games_of(payoff):
    return st.builds(ThreatGame, **dict.fromkeys(PARAMETERS, payoff))


def floats(game):
    return {name: float(getattr(game, name)) for name in PARAMETERS}


def test_three_equilibria_to_eight_digits():
    found = threat_equilibria(THREE)
    assert [round(e.resist, 8) for e in found] == [0.29645182, 0.47242323, 0.87403143]
    assert [e.stability for e in found] == ["stable", "unstable", "stable"]
    assert found.complete
    assert found.converged
    assert not found.folds
    assert not found.quiet
    assert found.tolerance < 1e-10


def test_a_published_middle_root_is_none():
    """At p = .4716 the reply is off by 2.7e-4."""
    reply = oracle.chances(np.array([0.4716]), **floats(THREE))[2][0]
    assert abs(reply - 0.4716) == pytest.approx(2.7e-4, rel=0.05)
    assert all(abs(e.resist - 0.4716) > 8e-4 for e in threat_equilibria(THREE))


@pytest.mark.parametrize(
    ("value", "count"),
    [(-3.0, 1), (-2.9469130, 1), (-2.9469128, 3), (-2.8, 3), (-2.7470438, 3), (-2.7470436, 1), (-2.5, 1)],
)
def test_three_exactly_between_the_folds(value, count):
    found = threat_equilibria(THREE.replace(W_B=value))
    assert len(found) == count
    assert found.complete


@settings(max_examples=settings().max_examples // 2)
@given(threat_games() | threat_games(feedback=True))
@example(THREE)
@example(ThreatGame(S_A=2, V_A=1, C_B=1, W_A=-2, W_B="0.5", a="-1", V_B="0.9"))
def test_nothing_that_a_fine_grid_sees_is_missing(game):
    found = threat_equilibria(game)
    seen, step, sharp = oracle.crossings(floats(game))
    resist = np.array([e.resist for e in found])
    for p in seen:
        assert np.abs(resist - p - step / 2).min() < 2 * step
    assert found.complete
    if len(sharp) and np.all(np.abs([e.slope - 1 for e in found]) > 1e-2):
        assert len(seen) == np.sum((resist > sharp.min() + step) & (resist < sharp.max() - step))


@given(games_of(usual))
def test_equilibria_satisfy_the_textbook_formulas(game):
    for e in threat_equilibria(game):
        if e.resist > 1e-3 and e.challenge > 1e-4 and e.stand_firm > 1e-3:
            challenge, firm, reply = (x[0] for x in oracle.chances(np.array([e.resist]), **floats(game)))
            assert e.challenge == pytest.approx(challenge, abs=1e-9)
            assert e.stand_firm == pytest.approx(firm, abs=1e-8)
            assert e.resist == pytest.approx(reply, abs=1e-6)


@given(games_of(extreme) | games_of(st.sampled_from([-1000, 1000, 0, 5, -5])))
@example(ThreatGame(**dict.fromkeys(PARAMETERS, 0)))
@example(ThreatGame(S_A=1000, V_A=-1000, C_B=1000, W_A=-1000, W_B=1000, a=1000, V_B=-1000))
@example(ThreatGame(S_A=-1000, V_A=1000, C_B=-1000, W_A=-1000, W_B=1000, a=1000, V_B=1000))
@example(ThreatGame(S_A=1000, V_A=999, C_B=1000, W_A=999, W_B=1000, a=1000, V_B=999))
def test_extremes_have_clear_answers(game):
    found = threat_equilibria(game)
    assert found.converged
    assert len(found) or found.quiet or found.folds
    for e in found:
        numbers = [e.resist, e.challenge, e.stand_firm, *e.outcomes, *e.bounds]
        assert all(0 <= x <= 1 for x in numbers)
        assert sum(e.outcomes) == pytest.approx(1, abs=1e-12)
        assert e.bounds[0] <= e.resist <= e.bounds[1]
        assert np.isfinite(e.log_resist) or e.resist == 0
        assert np.isfinite(e.threshold)


@given(threat_games(feedback=True, max_denominator=50))
def test_equilibria_alternate(game):
    """Where the reply crosses the diagonal upwards, it crosses downwards next; the last crossing is downwards."""
    found = threat_equilibria(game)
    slopes = [e.slope for e in found if not e.is_fold]
    assert [e.resist for e in found] == sorted(e.resist for e in found)
    if found.complete and slopes:
        assert slopes[-1] < 1
        assert all((a > 1) != (b > 1) for a, b in pairwise(slopes))
    if not found:
        assert found.quiet


@given(games_of(usual), usual)
def test_only_differences_count(game, shift):
    """A's payoffs have a common zero, and so have B's; shifting either changes no equilibrium."""
    for names in (("S_A", "V_A", "W_A", "a"), ("C_B", "W_B", "V_B")):
        moved = game.replace(**{name: getattr(game, name) + shift for name in names})
        pairs = zip(threat_equilibria(game), threat_equilibria(moved), strict=True)
        for before, after in pairs:
            assert after.resist == pytest.approx(before.resist, rel=1e-6, abs=1e-9)
            assert after.challenge == pytest.approx(before.challenge, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_frequencies_of_play(position):
    e = threat_equilibria(THREE)[position]
    rounds = 400_000
    seen = oracle.played(floats(THREE), e.threshold, e.resist, e.stand_firm, rounds, seed=11)
    error = np.sqrt(np.array(e.outcomes) * (1 - np.array(e.outcomes)) / rounds)
    assert (np.abs(seen - np.array(e.outcomes)) < 5 * error).all()


def test_without_fixed_points_nobody_threatens():
    game = ThreatGame(S_A=3, V_A=0, C_B=4, W_A=-3, W_B=0, a=0, V_B=0)
    found = threat_equilibria(game)
    assert len(found) == 0
    assert found.quiet
    assert found.complete
    assert found.tolerance == 0


def test_equal_payoffs_have_the_closed_form():
    """With W_A = a nobody knows who will stand firm: p_F is one half whatever the threshold."""
    (e,) = threat_equilibria(ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1, W_B=-1, a=-1, V_B="0.6"))
    assert e.stand_firm == pytest.approx(0.5, abs=1e-15)
    from scipy.special import ndtr

    assert e.resist == pytest.approx(ndtr(-1.6 + 0.6 / 0.5), abs=1e-12)
    assert e.slope == pytest.approx(0, abs=1e-12)


def test_large_stakes_can_make_gradual_and_instant_adjustment_differ():
    game = ThreatGame(S_A=3.2, V_A=-1.2, C_B=0.3, W_A=2.3, W_B=-3.8, a=2.5, V_B=3.4)
    (e,) = threat_equilibria(game)
    assert e.stability == "oscillating"
    assert e.slope == pytest.approx(-1.53200698)
