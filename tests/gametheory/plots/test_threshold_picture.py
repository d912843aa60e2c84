"""Thresholds along a parameter: the drawn edge is the critical discount factor."""

from fractions import Fraction

import pytest
import sympy
from matplotlib.collections import PolyCollection

import models
from gametheory import GameFamily, plots, strategies, threshold_formula
from gametheory.errors import GameError, UnknownNameError
from gametheory.plots.palette import ORANGE
from gametheory.plots.threshold_runs import runs
from models.thresholds import thresholds
from tests.gametheory.plots.pictures import assert_legible, legend_words

R, S, T, P = sympy.symbols("R S T P")
STAGE = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"])
AT = {"R": 2, "S": -1, "T": 3, "P": 0}
GRIM = threshold_formula(STAGE, strategies.reversion(("C", "C"), ("D", "D")), at=AT)
TIT = threshold_formula(STAGE, strategies.tit_for_tat(("C", "C"), ("D", "D")), at=AT)


def critical(ax):
    """Points of the thick line."""
    return [
        (x, y)
        for line in ax.lines
        if line.get_linewidth() > 2
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def test_the_edge_is_the_known_formula():
    ax = plots.thresholds(GRIM, "T", low=1, high=6, steps=10)
    points = critical(ax)
    assert len(points) >= 11
    assert all(y == pytest.approx(max(0.0, (x - 2) / x)) for x, y in points)
    assert legend_words(ax) == [
        "the strategy is an equilibrium",
        "at any discount factor, however low",
        "Ann must not gain by 'D' in state 'target'",
        "reference: T = 3, critical 1/3",
    ]
    star = next(line for line in ax.lines if line.get_color() == ORANGE)
    assert (star.get_xdata()[0], star.get_ydata()[0]) == (3.0, pytest.approx(1 / 3))
    assert_legible(ax)


def test_the_shaded_area_is_what_the_region_says():
    ax = plots.thresholds(GRIM, "T", low=2, high=6, steps=8)
    shaded = [area for area in ax.collections if isinstance(area, PolyCollection)]
    for value in (Fraction(9, 4), 3, Fraction(11, 2)):
        region = GRIM.region(T=value)
        for discount in (k / 50 for k in range(1, 50)):
            near = abs(discount - float(region.infimum)) < 0.02
            inside = any(path.contains_point((float(value), discount)) for area in shaded for path in area.get_paths())
            assert near or inside == (discount in region)


def test_a_change_of_the_binding_constraint_is_narrowed_down():
    found = runs(lambda value: GRIM.region(T=value), Fraction(1), Fraction(6), 3)
    assert len(found) == 2
    assert abs(found[0].values[-1] - 2) < Fraction(5, 3) / 1000 + Fraction(1, 10**9)
    assert found[0].values[-1] < found[1].values[0]


def test_a_knife_edge_is_seen():
    ax = plots.thresholds(TIT, "T", low=2, high=6, steps=8)
    assert (3.0, pytest.approx(1 / 3)) in critical(ax)
    dots = [line for line in ax.lines if line.get_marker() == "."]
    assert [line.get_xdata()[0] for line in dots] == [3.0]


def test_where_nothing_sustains_it_that_is_said():
    ax = plots.thresholds(GRIM, "R", low=-3, high=-1, steps=4)
    assert legend_words(ax) == ["nowhere in this range is the strategy an equilibrium"]
    assert_legible(ax)


def test_a_scenario_along_its_strongest_lever():
    (found,) = (t.formula for t in thresholds(models.load("secondary-sanctions"), only=["penance"]))
    lever = found.levers[0].parameter
    ax = plots.thresholds(found, lever, low=1, high=9, steps=6)
    assert all(y == pytest.approx(float(found.region(**{lever: str(x)}).infimum)) for x, y in critical(ax)[-3:])
    assert ax.get_xlabel() == lever
    assert_legible(ax)


def test_wrong_ranges_and_names_are_refused():
    with pytest.raises(GameError, match="low < high"):
        plots.thresholds(GRIM, "T", low=3, high=3)
    with pytest.raises(GameError, match="steps >= 1"):
        plots.thresholds(GRIM, "T", low=3, high=4, steps=0)
    with pytest.raises(UnknownNameError, match="'U'"):
        plots.thresholds(GRIM, "U", low=3, high=4)
