"""Dropping an inequality changes the polytope, or it is reported as redundant: one or the other, with proof."""

from fractions import Fraction

import pytest

import models
from gametheory.games.polytope import LinearInequality
from gametheory.regions.programs import weighted
from models.redundancy import redundancies


def implies(known, multipliers, form):
    """Whether the form is a sum of known ones and something not negative in stakes that are not."""
    rest = weighted([form, *known], [Fraction(1), *(-times for times in multipliers)])
    return min(multipliers, default=0) >= 0 and rest.constant >= 0 and min(rest.coefficients.values(), default=0) >= 0


@pytest.mark.parametrize("name", models.scenarios())
def test_every_inequality_says_something_new_or_follows(name):
    scenario = models.load(name)
    found = redundancies(scenario)
    assert [one.name for one in found] == list(scenario.spec.inequalities)
    for one in found:
        if one.is_redundant:
            others = [scenario.inequality(other) for other in one.by]
            assert implies(others, list(one.by.values()), scenario.inequality(one.name))
            assert "redundant, it follows from" in str(one)
        else:
            point = {stake: Fraction(0) for stake in scenario.stakes} | dict(one.witness)
            assert point not in scenario.polytope
            assert point in scenario.without(one.name).polytope
            assert "dropping it lets in" in str(one)


def test_what_is_dropped_is_not_asked():
    scenario = models.load("five-powers")
    assert len(redundancies(scenario.without("assumption"))) == len(scenario.without("assumption").kept)


def test_redundancy_ends_when_what_implies_it_is_dropped():
    scenario = models.load("five-powers").without("cutoff_relieves_more")
    assert not next(one for one in redundancies(scenario) if one.name == "cutoff_costs_more").is_redundant


def test_a_copy_is_redundant_in_both_directions():
    scenario = models.load("both-ways")
    asked = scenario.inequality("linkage")
    twice = LinearInequality({k: 2 * v for k, v in asked.coefficients.items()})
    assert implies([asked], [Fraction(2)], twice)
    assert implies([twice], [Fraction(1, 2)], asked)
