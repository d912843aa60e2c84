"""Regions in discount factor and chances: the issue's formulas, and agreement with numbers everywhere."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    Algebraic,
    EquilibriumRegion,
    GameFamily,
    GameTheoryError,
    RepeatedGame,
    SymbolicMonitoring,
    check_strategy,
    discount_region,
    equilibrium_region,
    strategies,
)
from gametheory.testing import discounts, games, monitorings, signal_automata
from tests.gametheory.equilibria.noisy_dilemma import GRIM, ONE_PERIOD, PD, SYMBOLIC

AT = {"p": Fraction(9, 10), "q": Fraction(1, 2), "r": Fraction(3, 10)}
REGIONS = [(a, equilibrium_region(PD, a, monitoring=SYMBOLIC)) for a in (GRIM, ONE_PERIOD)]
chance = st.fractions(0, 1, max_denominator=10)


def test_grim_on_the_bad_signal():
    region = equilibrium_region(PD, GRIM, monitoring=SYMBOLIC)
    assert region.condition == "delta*(3*p - 2*q) >= 1"
    (incentive,) = region.incentives
    p, q = sympy.symbols("p q")
    assert sympy.simplify(incentive.threshold - 1 / (3 * p - 2 * q)) == 0
    assert [c.actor for c in incentive.constraints] == ["Ann", "Bob"]
    assert r"\delta \left(3 p - 2 q\right) &\geq 1" in region.latex()


def test_one_period_memory():
    region = equilibrium_region(PD, ONE_PERIOD, monitoring=SYMBOLIC)
    assert region.condition == "delta*(3*p - 2*q - r) >= 1 and delta*(p + 2*q - 3*r) <= 1"
    (interval,) = region.along("delta", **AT)
    assert (interval.low, interval.high, interval.low_closed, interval.high_closed) == (Fraction(5, 7), 1, True, False)
    check = check_strategy(RepeatedGame(PD, "0.95", SYMBOLIC.at(**AT)), ONE_PERIOD)
    assert [round(float(check.values[s][0]), 7) for s in "CD"] == [1.5581395, 1.3255814]


@settings(max_examples=15)
@given(chance, chance, chance, discounts())
def test_verdicts_are_those_of_the_check(p, q, r, d):
    at = {"p": p, "q": q, "r": r}
    for automaton, region in REGIONS:
        check = check_strategy(RepeatedGame(PD, d, SYMBOLIC.at(**at)), automaton)
        assert region.holds(discount=d, **at) == check.is_equilibrium
        told = discount_region(PD, automaton, monitoring=SYMBOLIC.at(**at))
        assert [str(i) for i in region.along("delta", **at)] == [str(i) for i in told]


@settings(max_examples=15)
@given(st.data())
def test_any_strategy_in_any_game(data):
    """Each row of the monitoring is moved towards its first signal by a symbol."""
    stage = data.draw(games(max_actors=2, max_actions=2))
    seen = data.draw(
        monitorings(stage, max_signals=2)
        .filter(lambda m: len(m.signals) == 2)
        .filter(lambda m: any(row[0] < 1 for row in m.rows))
    )
    automaton = data.draw(signal_automata(stage, seen, max_states=2))
    p = sympy.Symbol("p")
    table = np.empty((len(seen.rows), 2), dtype=object)
    for k, (first, _) in enumerate(seen.rows):
        mixed = p * (1 - sympy.Rational(first)) + sympy.Rational(first)
        table[k] = [mixed, 1 - mixed]
    moving = SymbolicMonitoring(seen.signals, table.reshape((*stage.shape, 2)))
    region = equilibrium_region(stage, automaton, monitoring=moving)
    d = data.draw(discounts())
    intervals = region.along("p", discount=d)
    for value in [Fraction(k, 6) for k in range(7)]:
        holds = check_strategy(RepeatedGame(stage, d, moving.at(p=value)), automaton).is_equilibrium
        assert region.holds(discount=d, p=value) == holds
        assert any(value in interval for interval in intervals) == holds


def test_grids_are_classified_exactly():
    region = equilibrium_region(PD, ONE_PERIOD, monitoring=SYMBOLIC)
    ticks = [k / 20 for k in range(21)]
    inside = region.grid("p", ticks, "q", ticks, r="0.3", discount="0.95")
    assert inside.shape == (21, 21)
    for row, q in enumerate(ticks):
        for column, p in enumerate(ticks):
            assert inside[row, column] == region.holds(discount="0.95", p=p, q=q, r="0.3")


def test_points_on_a_boundary_are_inside():
    """delta (3p - 2q) = 1 at p = 0.9, q = 0.5, delta = 10/17: floats alone would not settle it."""
    region = equilibrium_region(PD, GRIM, monitoring=SYMBOLIC)
    inside = region.grid("p", [0.9, 0.8999999], "q", [0.5, 0.5000001], r="0.3", discount=Fraction(10, 17))
    assert inside.tolist() == [[True, False], [False, False]]


def test_a_grid_in_the_discount_factor():
    region = equilibrium_region(PD, GRIM, monitoring=SYMBOLIC)
    inside = region.grid("delta", [0, 0.5, 0.75, 1], "p", [0.9], q="0.5", r=0)
    assert inside.tolist() == [[False, False, True, False]]


def test_an_algebraic_end():
    cut = strategies.limited_punishment(("C", "C"), ("D", "D"), periods=3)
    (interval,) = equilibrium_region(PD, cut).along("delta")
    assert isinstance(interval.low, Algebraic)
    assert interval.low == discount_region(PD, cut).infimum


def test_what_is_no_probability_is_left_out():
    p, e = sympy.symbols("p e")
    seen = SymbolicMonitoring(["a", "b", "c"], [[[p, e, 1 - p - e]] * 2] * 2)
    always = strategies.Automaton(start="D", actions={"D": ("D", "D")}, default={"D": "D"})
    region = equilibrium_region(PD, always, monitoring=seen)
    assert region.incentives == ()
    assert str(region) == "an equilibrium always"
    (interval,) = region.along("p", e="1/4", discount="1/2")
    assert (interval.low, interval.high, interval.high_closed) == (0, Fraction(3, 4), True)
    assert region.grid("p", [0.5, 1], "e", [0.25, 0.75], discount="1/2").tolist() == [[True, False], [False, False]]
    with pytest.raises(GameTheoryError, match="is -1/4 at this point"):
        region.holds(discount="1/2", p="3/4", e="1/2")


def test_payoffs_with_parameters():
    T = sympy.Symbol("T")
    family = GameFamily.from_expressions(
        [[[2, 2], [-1, T]], [[T, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"]
    )
    region = equilibrium_region(family, GRIM, monitoring=SYMBOLIC)
    assert region.symbols == ("T", "p", "q", "r")
    assert region.holds(discount="9/10", T=3, **AT)
    assert not region.holds(discount="9/10", T=9, **AT)
    left = region.where(discount="9/10", T=3, q="1/2", r="3/10")
    assert [str(i.solved_for("p")) for i in left] == ["p >= 19/27"]


def test_who_fails_is_named():
    region = equilibrium_region(PD, ONE_PERIOD, monitoring=SYMBOLIC)
    assert {(c.state, c.action) for c in region.failing(discount="1/2", **AT)} == {("C", "D")}


@given(st.sampled_from([GRIM, ONE_PERIOD]))
@settings(max_examples=2)
def test_round_trip(automaton):
    region = equilibrium_region(PD, automaton, monitoring=SYMBOLIC)
    again = EquilibriumRegion.from_json(region.to_json())
    assert again == region
    assert again.condition == region.condition


def test_what_cannot_be_asked_is_refused():
    region = equilibrium_region(PD, GRIM, monitoring=SYMBOLIC)
    with pytest.raises(GameTheoryError, match="'r' has no value"):
        region.holds(discount="1/2", p=1, q=0)
    with pytest.raises(GameTheoryError, match="'delta' has no value"):
        region.along("p", q=0, r=0)
    with pytest.raises(GameTheoryError, match="no chance is called 'x'"):
        region.along("x", discount="1/2")
    with pytest.raises(GameTheoryError, match="no chance is called 'x'"):
        region.grid("x", [0], "p", [0], discount="1/2")
    with pytest.raises(GameTheoryError, match="NormalFormGame or a GameFamily"):
        equilibrium_region("PD", GRIM)
    delta = sympy.Symbol("delta")
    seen = SymbolicMonitoring(["good", "bad"], [[[delta, 1 - delta]] * 2] * 2)
    with pytest.raises(GameTheoryError, match="taken twice"):
        equilibrium_region(PD, GRIM, monitoring=seen)
