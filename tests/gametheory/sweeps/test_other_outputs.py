"""Payoff sets and threats in sweeps agree with one game at a time, whatever they are computed together with."""

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    GameFamily,
    Polytope,
    PublicMonitoring,
    RepeatedGame,
    ThreatGame,
    catalog,
    payoff_set,
    sweeps,
    threat_equilibria,
)
from gametheory.equilibria.sets import public_solve
from gametheory.errors import GameError, UnknownNameError

T = sympy.Symbol("T")
DILEMMA = GameFamily.from_expressions([[[9, 9], [1, T]], [[T, 1], [3, 3]]], actors=["Ann", "Bob"], actions=["C", "D"])
THREAT = {"S_A": 0, "V_A": 1, "C_B": 0, "W_A": {"": "-1.9"}, "W_B": {"x": -1, "": 2}, "a": {"y": -1}, "V_B": 1}
PLAIN = GameFamily([[[0, 0, 0]]], Polytope(["x", "y"]))


def test_corners_are_those_of_payoff_set():
    found = sweeps.sweep(DILEMMA, sweeps.grid(T=[9, 10], discount=[0.1, 0.3]), [sweeps.PayoffCorners()])
    assert found["payoffs_corner"].dims == ("T", "discount", "corner", "actor")
    for t in (9, 10):
        for d in (0.1, 0.3):
            inner = payoff_set(RepeatedGame(DILEMMA.game(T=t), d)).inner
            here = found.sel(T=t, discount=d)
            assert here["payoffs_count"].item() == len(inner)
            assert here["payoffs_corner"].values[: len(inner)].tolist() == [[float(x) for x in v] for v in inner]
            assert np.isnan(here["payoffs_corner"].values[len(inner) :]).all()


NOISY = PublicMonitoring(["good", "bad"], [[[0.9, 0.1], [0.5, 0.5]], [[0.5, 0.5], [0.3, 0.7]]])


def test_corners_under_signals_are_those_of_payoff_set():
    grid = sweeps.grid(T=[10], discount=[0.2, 0.6])
    found = sweeps.sweep(DILEMMA, grid, [sweeps.PayoffCorners(most=200)], monitoring=NOISY)
    for d in (0.2, 0.6):
        inner = payoff_set(RepeatedGame(DILEMMA.game(T=10), d, NOISY)).inner
        here = found.sel(T=10, discount=d)
        assert here["payoffs_count"].item() == len(inner)
        assert here["payoffs_corner"].values[: len(inner)].tolist() == [[float(x) for x in v] for v in inner]
    assert found["payoffs_count"].values.ravel().tolist()[0] == 1 < found["payoffs_count"].values.max()


def test_an_interruption_stops_the_sweep_and_keeps_no_half_solved_block(tmp_path, monkeypatch):
    """The solver of payoff sets keeps what it has on Control-C; as a sweep's number that would never be mended."""
    grid, outputs = sweeps.grid(T=[10, 11], discount=[0.6]), [sweeps.PayoffCorners(most=200)]
    whole = sweeps.sweep(DILEMMA, grid, outputs, monitoring=NOISY)
    adapt, calls = public_solve._adapt, []

    def interrupted(*given):
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return adapt(*given)

    monkeypatch.setattr(public_solve, "_adapt", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweeps.sweep(DILEMMA, grid, outputs, monitoring=NOISY, out=tmp_path / "kept", chunk=1)
    again = sweeps.sweep(DILEMMA, grid, outputs, monitoring=NOISY, out=tmp_path / "kept", chunk=1)
    assert len(calls) > 1
    assert again.equals(whole)


def test_corners_beyond_those_kept_are_counted():
    found = sweeps.sweep(DILEMMA, sweeps.grid(discount=[0.3]), [sweeps.PayoffCorners(most=2)], at={"T": 10})
    assert found["payoffs_count"].item() == 4
    assert found.sizes["corner"] == 2
    assert np.isfinite(found["payoffs_corner"].values).all()


@pytest.mark.parametrize(
    ("games", "points", "told"),
    [
        (DILEMMA, {"T": [9]}, "need a discount factor"),
        (GameFamily([[[[[0] * 2] * 3]]], Polytope(["x"])), {"x": [1], "discount": [0.5]}, "the games have"),
        (catalog.public_goods, {"actors": [3], "discount": [0.5]}, "two actors"),
    ],
)
def test_only_two_actors_with_one_discount_factor_have_corners(games, points, told):
    with pytest.raises(GameError, match=told):
        sweeps.sweep(games, sweeps.grid(points), [sweeps.PayoffCorners()])


def threat(x, y):
    return ThreatGame(S_A=0, V_A=1, C_B=0, W_A="-1.9", W_B=2 - x, a=-y, V_B=1)


def test_threats_are_those_of_threat_equilibria():
    grid = sweeps.grid(x=[1, 4.8, 5], y=[1.2, 2])
    found = sweeps.sweep(PLAIN, grid, [sweeps.ThreatOutcomes(THREAT)])
    for x in (1, 4.8, 5):
        for y in (1.2, 2):
            expected = threat_equilibria(threat(x, y))
            here = found.sel(x=x, y=y)
            assert here["threat_count"].item() == len(expected)
            assert here["threat_complete"].item()
            assert here["threat_resist"].values[: len(expected)] == pytest.approx([one.resist for one in expected])
            ends = expected.equilibria[0].outcomes
            assert here["threat_outcome"].sel(outcome="concession").values[0] == pytest.approx(ends.concession)
    assert set(found["threat_count"].values.ravel()) == {1, 3}


def test_threats_of_a_function_are_the_same():
    grid = sweeps.grid(x=[1, 4.8], y=[1.2])
    by_function = sweeps.sweep(threat, grid, [sweeps.ThreatOutcomes()])
    assert by_function["threat_count"].values.ravel().tolist() == [1, 3]


@settings(max_examples=15)
@given(st.integers(0, 50), st.integers(1, 25))
def test_threats_do_not_depend_on_their_neighbours(seed, chunk):
    points = sweeps.sobol(24, x=(0, 6), y=(0, 3), seed=seed)
    outputs = [sweeps.ThreatOutcomes(THREAT)]
    whole, cut = (sweeps.sweep(PLAIN, points, outputs, chunk=size) for size in (24, chunk))
    assert whole.identical(cut)


@pytest.mark.parametrize(
    ("payoffs", "error", "told"),
    [
        (None, GameError, "say what the threat's payoffs are"),
        ({"S_A": 0}, GameError, "payoff V_A is missing"),
        ({**THREAT, "W_Z": 0}, UnknownNameError, "no payoff 'W_Z'"),
        ({**THREAT, "W_B": {"z": 1}}, UnknownNameError, "speaks of 'z'"),
    ],
)
def test_payoffs_that_make_no_sense_are_refused(payoffs, error, told):
    with pytest.raises(error, match=told):
        sweeps.sweep(PLAIN, sweeps.grid(x=[1], y=[1]), [sweeps.ThreatOutcomes(payoffs)])
