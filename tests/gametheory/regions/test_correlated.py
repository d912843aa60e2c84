"""Correlated draws: as asked within groups, as before for each parameter alone, inside the polytope, told."""

from fractions import Fraction

import numpy as np
import pytest

from gametheory import GameTheoryError, LinearInequality, Polytope
from gametheory.regions import Correlated, LogUniform, Simplex, UniformBox, sample

FREE = Polytope(["a", "b", "c"], [])
BOX = UniformBox(4)


def drawn(measure, polytope=FREE, draws=4000):
    found = sample(polytope, measure, draws=draws, seed=3)
    return found.numerators / found.denominator


@pytest.mark.parametrize("rho", ["0", "1/4", "1/2", "9/10", "1"])
@pytest.mark.parametrize("base", [BOX, LogUniform("1/2", 2)])
def test_two_of_a_group_have_the_correlation_asked_for(base, rho):
    table = drawn(Correlated(base, [["a", "b"]], rho))
    found = np.corrcoef(table.T)
    assert found[0, 1] == pytest.approx(float(Fraction(rho)), abs=0.06)
    assert found[0, 2] == pytest.approx(0, abs=0.06)
    assert found[1, 2] == pytest.approx(0, abs=0.06)


def test_each_alone_is_drawn_as_before():
    table = drawn(Correlated(BOX, [["a", "b", "c"]], "1/2"))
    assert np.sort(table, axis=0)[[1000, 2000, 3000]] == pytest.approx(np.array([[1] * 3, [2] * 3, [3] * 3]), abs=0.15)


def test_at_one_they_are_equal_and_at_zero_independent():
    table = drawn(Correlated(BOX, [["a", "b"]], 1))
    assert (table[:, 0] == table[:, 1]).all()
    assert len(np.unique(table[:, 2])) > 3900


def test_draws_stay_inside_the_polytope():
    order = Polytope(["a", "b", "c"], [LinearInequality({"a": 1, "b": -1}, name="a >= b")])
    found = sample(order, Correlated(BOX, [["a", "b"]], "1/2"), draws=200)
    assert all(found.point(k) in order for k in range(200))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: Correlated(BOX, [["a", "b"]], 2), "the correlation is 2"),
        (lambda: Correlated(BOX, [["a", "b"], ["b", "c"]], 1), "'b' stands in two groups"),
        (lambda: Correlated(Simplex([["a", "b"]]), [["a", "b"]], 1), "draws parameters together already"),
    ],
)
def test_misuse_is_told(call, told):
    with pytest.raises(GameTheoryError, match=told):
        call()


def test_it_is_described_and_read_back():
    measure = Correlated(UniformBox(4, fixed={"c": 1}), [["a", "b"]], "1/3")
    assert str(measure) == "uniform, parameters from 0 to 4, c = 1; correlation 1/3 within a, b"
    again = Correlated.from_json(measure.to_json())
    assert again == measure
    assert again.fixed == measure.fixed
