"""Open choices: pruning drops nothing that could be an equilibrium, and the best completion is named."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from gametheory import discount_region
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from models import ModelError
from models.completion import complete
from models.strategy_files import Plan

NAMES = ("both-ways", "exemption", "coalition", "alternative-suppliers")


@pytest.mark.parametrize("name", NAMES)
def test_the_completion_is_the_best_of_all(name):
    scenario = models.load(name)
    stage = scenario.stage()
    for strategy, plan in scenario.plans.items():
        found = complete(scenario, strategy)
        regions = [discount_region(stage, automaton) for automaton in plan.completions()]
        assert len(regions) == plan.possible == found.possible
        able = [region for region in regions if not region.is_empty]
        assert found.equilibria == len(able), "pruning must not drop an equilibrium"
        if able:
            assert not any(region.infimum < found.region.infimum for region in able)
        else:
            assert found.region.is_empty


class _Scenario:
    """As much of a scenario as completing needs."""

    def __init__(self, plan, game):
        self.plans, self.game = {"s": plan}, game
        self.actors = {"a": "1", "b": "2"}
        self.monitoring = None

    def stage(self):
        return self.game

    def seen(self, profile):
        return {profile: Fraction(1)}


@given(
    st.lists(st.integers(-2, 2), min_size=8, max_size=8), st.lists(st.sampled_from(["s", "t"]), min_size=8, max_size=8)
)
def test_pruning_agrees_with_trying_everything_on_random_games(payoffs, targets):
    game = NormalFormGame([[payoffs[0:2], payoffs[2:4]], [payoffs[4:6], payoffs[6:8]]], actions=["x", "y"])
    profiles = list(product("xy", repeat=2))
    moves = {state: FrozenMap(zip(profiles, targets[k : k + 4], strict=True)) for state, k in (("s", 0), ("t", 4))}
    plan = Plan(
        "s",
        FrozenMap({"s": (("x", "y"), ("x", "y")), "t": (("x", "y"), ("x",))}),
        FrozenMap(moves),
        FrozenMap({"s": "s", "t": "t"}),
    )
    found = complete(_Scenario(plan, game), "s")
    able = [r for r in (discount_region(game, automaton) for automaton in plan.completions()) if not r.is_empty]
    assert found.equilibria == len(able)
    assert found.region.is_empty == (not able)


def test_too_many_completions_are_refused_with_their_number():
    game = NormalFormGame([[[0, 0], [0, 0]], [[0, 0], [0, 0]]], actions=["x", "y"])
    states = [f"s{k}" for k in range(8)]
    anywhere = {state: FrozenMap({("x", "x"): states[k - 1]}) for k, state in enumerate(states)}
    options = FrozenMap((state, (("x", "y"), ("x", "y"))) for state in states)
    plan = Plan("s0", options, FrozenMap(anywhere), FrozenMap((state, state) for state in states))
    with pytest.raises(ModelError, match="can be completed in 65,536 ways; at most 128 are tried"):
        complete(_Scenario(plan, game), "s")


def test_a_strategy_without_slots_is_itself():
    found = complete(models.load("five-powers"), "reversion")
    assert (found.tried, found.possible, found.filled) == (1, 1, ())
    assert found.region.infimum == Fraction(3, 4)


def test_strategies_of_a_scenario_are_completed():
    scenario = models.load("coalition")
    assert scenario.strategies["us-alone"].actions["breakdown"][0] == "join"
