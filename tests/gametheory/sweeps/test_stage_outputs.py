"""Outputs about the stage game agree with one game at a time."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    GameFamily,
    LinearInequality,
    NormalFormGame,
    Polytope,
    RepeatedGame,
    ThreatGame,
    pure_equilibria,
    sweeps,
)
from gametheory.errors import GameError
from gametheory.sweeps.best_replies import best_replies
from gametheory.testing import games
from tests.gametheory.sweeps.families import families

values = st.sampled_from([0, 1, -1, Fraction(1, 3), 0.7, 10**20, Fraction(1, 10**20)])
TIE = GameFamily([[[0, 1, 0]], [[0, 0, 1]]], Polytope(["x", "y"]), actors=["Ann"], actions=[["left", "right"]])


@settings(max_examples=25)
@given(families(["x", "y"]), st.lists(values, min_size=1, max_size=4, unique=True), values)
@example(TIE, [Fraction(3, 10), 0.1, 0.3], 0.3)
def test_pure_equilibria_are_those_of_each_game(family, xs, y):
    outputs = [sweeps.EquilibriumCount(), sweeps.EquilibriumProfiles()]
    unique = sorted({float(x): x for x in xs}.values())
    found = sweeps.sweep(family, sweeps.grid(x=unique), outputs, at={"y": y})
    for k, x in enumerate(unique):
        expected = pure_equilibria(family.game(x=x, y=y))
        marked = [
            label for label, mark in zip(found.profile.values, found["pure_equilibrium"].values[k], strict=True) if mark
        ]
        assert marked == [" / ".join(profile) for profile in expected]
        assert found["equilibria"].values[k] == len(expected)


def test_few_conditions_are_left():
    """Switches whose sign no parameter moves are settled beforehand, and equal ones stand once."""
    temptation = [[[[3, 0], [3, 0]], [[0, 0], [0, 1]]], [[[0, 1], [0, 0]], [[1, 0], [1, 0]]]]
    conditions = best_replies(GameFamily(temptation, Polytope(["x"]), actions=["C", "D"]))
    assert conditions.losses.coefficients == ((3, -1),)
    assert conditions.profiles == ((0, (0,)), (3, ()))


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3)), max_size=4),
    st.lists(values, min_size=1, max_size=3, unique=True),
    values,
)
@example([(1, -1, 0)], [0.3], Fraction(3, 10))
def test_consistency_is_that_of_the_polytope(rows, xs, y):
    polytope = Polytope(["x", "y"], [LinearInequality({"x": a, "y": b}, c) for a, b, c in rows])
    family = GameFamily([[[0, 1, 0]], [[0, 0, 1]]], polytope)
    unique = sorted({float(x): x for x in xs}.values())
    found = sweeps.sweep(family, sweeps.grid(x=unique), [sweeps.Consistent()], at={"y": y})
    assert found["consistent"].values.tolist() == [{"x": x, "y": y} in polytope for x in unique]


def best_payoff(game):
    return max(game.payoff(profile)[0] for profile in game.profiles())


def patience(repeated: RepeatedGame):
    return repeated.common_discount


def test_functions_of_ones_own_are_asked_once_a_point():
    family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["x"]))
    found = sweeps.sweep(family, sweeps.grid(x=[0, "5/2"]), [sweeps.Each(best_payoff, "best", units="euro")])
    assert found["best"].values.tolist() == [1, 2.5]
    assert found["best"].attrs["units"] == "euro"
    found = sweeps.sweep(family, sweeps.grid(discount=[0.25, "1/3"]), [sweeps.Each(patience, "d")], at={"x": 1})
    assert found["d"].values.tolist() == [0.25, 1 / 3]


def test_functions_are_given_plain_numbers():
    given_values = []

    def make(x, y):
        given_values.append((x, y))
        return NormalFormGame([[math.exp(x)], [float(y)]])

    sweeps.sweep(make, sweeps.grid(x=[1, 0.5]), [sweeps.EquilibriumCount()], at={"y": "1/3"})
    assert given_values == [(1, Fraction(1, 3)), (0.5, Fraction(1, 3))]
    assert [type(x) for x, _ in given_values] == [int, float]


def stage(x):
    return NormalFormGame([[x], [1]], actors=["Ann"], actions=[["go", "stay"]])


def test_names_of_actions_come_from_an_example():
    with pytest.raises(GameError, match="EquilibriumProfiles"):
        sweeps.sweep(stage, sweeps.grid(x=[1]), [sweeps.EquilibriumProfiles()])
    found = sweeps.sweep(stage, sweeps.grid(x=[0, 2]), [sweeps.EquilibriumProfiles(stage(0))])
    assert found["pure_equilibrium"].sel(x=2, profile="go").item() is True


def threat(x):
    return ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-2, W_B=x, a=-1, V_B=1)


def test_functions_must_give_games_of_the_right_kind():
    with pytest.raises(GameError, match="must return a NormalFormGame"):
        sweeps.sweep(lambda x: x, sweeps.grid(x=[1]), [sweeps.EquilibriumCount()])
    with pytest.raises(GameError, match="gives threat games"):
        sweeps.sweep(threat, sweeps.grid(x=[1]), [sweeps.EquilibriumCount()])


@settings(max_examples=15)
@given(games(), st.integers(1, 30))
def test_blocks_of_any_size_give_the_same(game, chunk):
    table = np.stack([game.payoffs.astype(object)] * 2, axis=-1)
    family = GameFamily(table, Polytope(["x"]), actors=game.actors, actions=game.actions)
    points = sweeps.halton(20, x=(-2, 3))
    outputs = [sweeps.EquilibriumCount(), sweeps.EquilibriumProfiles()]
    assert sweeps.sweep(family, points, outputs).identical(sweeps.sweep(family, points, outputs, chunk=chunk))
