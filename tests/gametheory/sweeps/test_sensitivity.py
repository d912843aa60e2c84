"""Sobol indices agree with SciPy's estimators and with a case that can be worked out by hand."""

import numpy as np
import pytest
from scipy.stats import sobol_indices as peer

from gametheory import GameFamily, NormalFormGame, Polytope, sweeps
from gametheory.errors import GameError, UnknownNameError

FAMILY = GameFamily([[[0, 1, 2, 0]]], Polytope(["a", "b", "c"]), actors=["Ann"], actions=[["go"]])
BOX = {"a": (0, 1), "b": (0, 1), "c": (0, 1)}


def payoff(game: NormalFormGame):
    return game.payoff(("go",))[0]


def product(game: NormalFormGame):
    return game.payoff(("go",))[0] ** 2


def swept(function, count=1024, points=None):
    return sweeps.sweep(FAMILY, points or sweeps.saltelli(count, BOX, seed=4), [sweeps.Each(function, "y")])


def test_a_sum_has_the_shares_of_its_parts():
    """Var(a + 2b) is (1 + 4) / 12; c explains nothing."""
    found = sweeps.sobol_indices(swept(payoff), "y")
    for kind in ("first", "total"):
        for parameter, share in {"a": 0.2, "b": 0.8, "c": 0.0}.items():
            here = found.sel(parameter=parameter)
            assert here[kind].item() == pytest.approx(share, abs=0.02)
            assert here[f"{kind}_low"].item() <= here[kind].item() <= here[f"{kind}_high"].item()
    assert found.sel(parameter="c")["total_high"].item() == 0


def test_estimates_are_those_of_scipy():
    data = swept(product, 128)
    first, second, *swapped = data["y"].values.reshape(5, 128)
    values = {"f_A": first[None], "f_B": second[None], "f_AB": np.array(swapped)[:, None]}
    expected = peer(func=values, n=128)
    found = sweeps.sobol_indices(data, "y", resamples=9)
    assert found["first"].values == pytest.approx(expected.first_order)
    assert found["total"].values == pytest.approx(expected.total_order)


def test_intervals_are_reproducible_and_widen_with_confidence():
    data = swept(product, 64)
    one, same, wide = (sweeps.sobol_indices(data, "y", confidence=c) for c in (0.9, 0.9, 0.99))
    assert one.identical(same)
    assert (wide["first_low"] <= one["first_low"]).all()
    assert (wide["first_high"] > one["first_high"]).any()


@pytest.mark.parametrize(
    "points",
    [
        sweeps.draws({"a": [0, 1], "b": [0, 1], "c": [0, 1]}),
        sweeps.sobol(4, BOX),
        sweeps.grid({k: [0, 1] for k in BOX}),
    ],
)
def test_points_that_may_depend_on_each_other_are_refused(points):
    with pytest.raises(GameError, match="drop one inequality at a time"):
        sweeps.sobol_indices(swept(payoff, points=points), "y")


def constant(_game):
    return 3


def sometimes(game: NormalFormGame):
    return float("nan") if payoff(game) > 2 else 1


@pytest.mark.parametrize(
    ("function", "name", "error", "told"),
    [
        (payoff, "z", UnknownNameError, "no output 'z'"),
        (constant, "y", GameError, "is 3 at all points"),
        (sometimes, "y", GameError, "is not finite at"),
    ],
)
def test_outputs_without_a_variance_are_refused(function, name, error, told):
    with pytest.raises(error, match=told):
        sweeps.sobol_indices(swept(function, 16), name)


def test_outputs_with_dimensions_are_refused():
    data = sweeps.sweep(FAMILY, sweeps.saltelli(4, BOX), [sweeps.EquilibriumProfiles()])
    with pytest.raises(GameError, match="choose one entry"):
        sweeps.sobol_indices(data, "pure_equilibrium")
    with pytest.raises(GameError, match="the confidence is 2"):
        sweeps.sobol_indices(swept(payoff, 4), "y", confidence=2)
