"""Strategies in sweeps agree with the exact solvers, point by point."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    GameFamily,
    NormalFormGame,
    Polytope,
    PublicMonitoring,
    RepeatedGame,
    SymbolicMonitoring,
    check_strategy,
    discount_region,
    strategies,
    sweeps,
)
from gametheory.errors import GameError, StrategyError
from gametheory.strategies import Automaton
from gametheory.testing import strategies_in_games
from tests.gametheory.sweeps.families import families

GRIM = strategies.reversion(("C", "C"), ("D", "D"))
R, S, T, P = sympy.symbols("R S T P")
DILEMMA = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"])
AT = {"R": 2, "S": -1, "P": 0}


@st.composite
def settings_of_a_sweep(draw):
    repeated, automaton = draw(strategies_in_games())
    family = draw(families(["x", "y"], st.just(repeated.stage)))
    values = st.sampled_from([0, 1, -1, Fraction(1, 3), 0.7, Fraction(-5, 2), 12])
    xs = draw(st.lists(values, min_size=1, max_size=3, unique=True))
    return repeated, automaton, family, sorted({0, *xs}), draw(values)


@settings(max_examples=25)
@given(settings_of_a_sweep())
def test_verdicts_are_those_of_check_strategy(setting):
    repeated, automaton, family, xs, y = setting
    actors = repeated.stage.actors
    held = {f"discount[{actor}]": d for actor, d in zip(actors, repeated.discount, strict=True)}
    found = sweeps.sweep(family, sweeps.grid(x=xs), [sweeps.IsEquilibrium(automaton)], at={"y": y, **held})
    for x, holds in zip(xs, found["holds"].values, strict=True):
        assert holds == check_strategy(RepeatedGame(family.game(x=x, y=y), repeated.discount), automaton).is_equilibrium


@settings(max_examples=25)
@given(settings_of_a_sweep())
def test_ranges_are_those_of_discount_region(setting):
    _, automaton, family, xs, y = setting
    found = sweeps.sweep(family, sweeps.grid(x=xs), [sweeps.DiscountRange(automaton)], at={"y": y})
    for k, x in enumerate(xs):
        region = discount_region(family.game(x=x, y=y), automaton)
        low, high, pieces = (found[f"region_{end}"].values[k] for end in ("low", "high", "pieces"))
        assert pieces == len(region.intervals)
        if pieces:
            assert low == pytest.approx(float(region.intervals[0].low), abs=1e-12)
            assert high == pytest.approx(float(region.intervals[-1].high), abs=1e-12)
        else:
            assert np.isnan(low)
            assert np.isnan(high)


@settings(max_examples=8)
@given(st.integers(1, 4), st.lists(st.integers(-6, 6), min_size=9, max_size=9))
def test_ranges_with_several_pieces(periods, numbers):
    """One actor among payoffs that rise and fall: constraints with several roots."""
    stage = NormalFormGame([[numbers[0]], [numbers[1]], [numbers[2]]], actors=["Ann"], actions=[["a", "b", "c"]])
    plan = [("a", "b", "c")[abs(x) % 3] for x in numbers[3 : 4 + periods]]
    automaton = Automaton(
        start=0,
        actions={k: (action,) for k, action in enumerate([*plan, "a", "b"])},
        transitions={k: {(action,): k + 1} for k, action in enumerate(plan)},
        default=dict.fromkeys(range(len(plan)), len(plan) + 1) | {len(plan): len(plan), len(plan) + 1: 0},
    )
    bend = [[(0, 1)], [(0, 0)], [(0, -1)]]
    family = GameFamily(
        [[[x, c[1]]] for x, (c,) in zip(numbers[:3], bend, strict=True)],
        Polytope(["x"]),
        actors=["Ann"],
        actions=stage.actions,
    )
    xs = [-2, 0, Fraction(1, 2), 3]
    found = sweeps.sweep(family, sweeps.grid(x=xs), [sweeps.DiscountRange(automaton)])
    for k, x in enumerate(xs):
        region = discount_region(family.game(x=x), automaton)
        assert found["region_pieces"].values[k] == len(region.intervals)
        if region.intervals:
            assert found["region_low"].values[k] == pytest.approx(float(region.infimum), abs=1e-12)


def test_a_knife_edge_is_decided_exactly():
    """The critical factor is (T - R) / (T - P): at T = 3 a third, which no float is."""
    third = [Fraction(1, 3), 1 / 3, Fraction(1, 3) - Fraction(1, 10**30)]
    for d, holds in zip(third, (True, False, False), strict=True):
        found = sweeps.sweep(DILEMMA, sweeps.grid(T=[3]), [sweeps.IsEquilibrium(GRIM)], at={**AT, "discount": d})
        assert found["holds"].item() is holds


p, e = sympy.symbols("p e")
SEEN = SymbolicMonitoring(["flag", "quiet"], [[[e, 1 - e], [p, 1 - p]], [[p, 1 - p], [p, 1 - p]]])
WATCHED = Automaton(
    start="good",
    actions={"good": ("C", "C"), "bad": ("D", "D")},
    transitions={"good": {"quiet": "good"}},
    default={"good": "bad", "bad": "bad"},
)


@pytest.mark.parametrize("slips", [None, "1/10"])
def test_chances_of_signals_can_vary(slips):
    axes = ["1/2", "9/10", 1], [0, "1/10"], [3, "5/2"]
    grid = sweeps.grid(p=axes[0], e=axes[1], T=axes[2])
    outputs = [sweeps.IsEquilibrium(WATCHED, slips=slips)]
    found = sweeps.sweep(DILEMMA, grid, outputs, at={**AT, "discount": 0.55}, monitoring=SEEN)
    ranges = sweeps.sweep(DILEMMA, grid, [sweeps.DiscountRange(WATCHED, slips=slips)], at=AT, monitoring=SEEN)
    verdicts = set()
    for index in np.ndindex(*grid.shape):
        values = [axis[k] for axis, k in zip(axes, index, strict=True)]
        stage, seen = DILEMMA.game(**AT, T=values[2]), SEEN.at(p=values[0], e=values[1])
        check = check_strategy(RepeatedGame(stage, 0.55, seen), WATCHED, slips=slips)
        region = discount_region(stage, WATCHED, monitoring=seen, slips=slips)
        assert found["holds"].values[index] == check.is_equilibrium
        assert ranges["region_pieces"].values[index] == len(region.intervals)
        if region.intervals:
            assert ranges["region_low"].values[index] == pytest.approx(float(region.infimum), abs=1e-12)
        verdicts.add(check.is_equilibrium)
    assert verdicts == {True, False}


def test_products_that_overflow_are_decided_exactly():
    """At T = 10^300 the float 10^300 * 10^300 is no number; the threshold (T - R) / (T - P) is there all the same."""
    big = 10**300
    found = sweeps.sweep(
        DILEMMA, sweeps.grid(T=[big]), [sweeps.DiscountRange(GRIM)], at={"R": big // 2, "S": -1, "P": 0}
    )
    assert found["region_low"].item() == 0.5
    crowd = GameFamily([[[0, 1, 0]], [[0, 0, 1]]], Polytope(["x", "y"]), actors=["Ann"], actions=[["a", "b"]])
    kept = Automaton(start=0, actions={0: ("a",)}, default={0: 0})
    points = sweeps.grid(x=[big, Fraction(1, big)], y=[big, Fraction(1, big)])
    holds = sweeps.sweep(crowd, points, [sweeps.IsEquilibrium(kept)], at={"discount": "1/2"})["holds"]
    assert holds.values.tolist() == [[True, True], [False, True]]


def test_chances_outside_the_unit_interval_are_refused():
    with pytest.raises(GameError, match="between 0 and 1"):
        sweeps.sweep(
            DILEMMA,
            sweeps.grid(p=[0.5, 1.5], T=[3]),
            [sweeps.DiscountRange(WATCHED)],
            at={**AT, "e": 0},
            monitoring=SEEN,
        )


def test_monitoring_with_numbers_is_taken_as_it_is():
    seen = SEEN.at(p=1, e=0)
    assert isinstance(seen, PublicMonitoring)
    found = sweeps.sweep(DILEMMA, sweeps.grid(T=[3, 4]), [sweeps.DiscountRange(WATCHED)], at=AT, monitoring=seen)
    assert found["region_low"].values.tolist() == pytest.approx([1 / 3, 1 / 2])


def dilemma(T):
    return NormalFormGame([[[2, 2], [-1, T]], [[T, -1], [0, 0]]], actions=["C", "D"])


@example([3, 4])
@given(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True))
@settings(max_examples=10)
def test_functions_and_families_agree(values):
    grid = sweeps.grid(T=values)
    for outputs, at in (([sweeps.DiscountRange(GRIM)], {}), ([sweeps.IsEquilibrium(GRIM)], {"discount": "1/2"})):
        by_function = sweeps.sweep(dilemma, grid, outputs, at=at)
        by_family = sweeps.sweep(DILEMMA, grid, outputs, at={**AT, **at})
        for name in by_family.data_vars:
            assert np.allclose(by_function[name].values, by_family[name].values, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize(
    ("output", "points", "at", "error", "told"),
    [
        (sweeps.DiscountRange(GRIM), {"discount": [0.5]}, {"T": 3}, GameError, "does not depend on 'discount'"),
        (sweeps.IsEquilibrium(GRIM), {"T": [3]}, {}, GameError, "needs a discount factor of Ann"),
        (sweeps.IsEquilibrium(GRIM), {"T": [3]}, {"discount[Ann]": 0.5}, GameError, "a discount factor of Bob"),
        (sweeps.IsEquilibrium(GRIM), {"T": [3], "discount": [1]}, {}, GameError, "is 1"),
        (
            sweeps.DiscountRange(strategies.reversion(("C",), ("D",))),
            {"T": [3]},
            {},
            StrategyError,
            "prescribes 1 actions a period",
        ),
    ],
)
def test_what_does_not_fit_is_refused(output, points, at, error, told):
    with pytest.raises(error, match=told):
        sweeps.sweep(DILEMMA, sweeps.grid(points), [output], at={**AT, **at})
