"""What strategies play when nobody departs, and the bound that every equilibrium obeys on it."""

import pytest

import models
from gametheory import verify
from gametheory.regions import sustainable
from gametheory.strategies import classic
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.simple_profiles import Path
from models.completion import complete
from models.robust_tables import bound_text
from models.sampling import with_units
from models.starting_paths import Bounds, played, starting_bounds


def test_a_path_is_followed_until_it_repeats():
    turns = Automaton(
        start="first",
        actions={"first": ("a", "x"), "second": ("b", "x"), "third": ("a", "y")},
        default={"first": "second", "second": "third", "third": "second"},
    )
    assert played(turns) == Path([("a", "x"), ("b", "x"), ("a", "y")], repeat=2)


@pytest.mark.parametrize("name", ["secondary-sanctions", "bank-threat", "ladder"])
def test_bounds_are_those_of_each_path(name):
    scenario = models.load(name)
    family = scenario.family.within(with_units(scenario))
    for plan, bound in starting_bounds(scenario).items():
        path = played(complete(scenario, plan).automaton)
        assert bound == sustainable(family, path, discount=scenario.spec.discount)


def test_what_no_strategy_can_play_is_found():
    """A firm that is shut down for ever has nothing left to fear, so nothing makes it comply, whatever the payoffs."""
    shut = ("shut down", "comply", "stand back")
    bounds = Bounds(models.load("firm-shutdown"), "9/10")
    told = bounds.of(classic.reversion(shut, shut))
    assert told.is_impossible_in_mixtures
    assert bound_text(told) == "no equilibrium of any kind, for any payoff: SMIC would depart"
    assert verify(told.certificate)
    assert bounds.of(classic.reversion(shut, shut)) is told


def test_signals_have_no_such_bound():
    assert not starting_bounds(models.load("bank-delisting"))
