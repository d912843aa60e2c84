"""Formulas of scenarios: they agree with the regions that the same scenarios give as numbers."""

from fractions import Fraction

import pytest
import sympy

import models
from gametheory import discount_region
from models.thresholds import lever_table, threshold_table, thresholds

FIVE = models.load("five-powers")
TOLD = {of.name: of.formula for of in thresholds(FIVE)}


def rational(value):
    return sympy.Rational(value.numerator, value.denominator)


@pytest.mark.parametrize("name", TOLD)
def test_threshold_is_the_end_of_the_region(name):
    region = discount_region(FIVE.stage(), FIVE.strategies[name])
    assert TOLD[name].threshold == region.infimum
    assert TOLD[name].binding.constraint == region.intervals[0].low_binding


def test_formula_moves_with_the_stakes():
    formula = TOLD["reversion"]
    values = {sympy.Symbol(k): rational(v) for k, v in FIVE.values(china_trade="17/4").items()}
    moved = discount_region(FIVE.stage(china_trade="17/4"), FIVE.strategies["reversion"]).infimum
    assert formula.formula.subs(values) == rational(moved)


def test_a_stake_moves_which_constraint_binds():
    told = next(thresholds(FIVE, {"china_listing_loss": 30}, ["reversion"]))
    assert told.formula.binding.constraint.actor != "China"


def test_tables_hold_what_the_formula_says():
    told = next(thresholds(FIVE, only=["reversion"]))
    (row,) = threshold_table([told]).rows
    assert row[0] == "reversion"
    assert row[2] == "3/4"
    levers = lever_table(told).rows
    assert levers[0][0] == "china_trade"
    assert Fraction(levers[0][1]) == 4
    assert levers[0][2] == "+2.667"
