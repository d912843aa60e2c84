"""Exact linear programs over named parameters, held against scipy and against their own proofs."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.games.polytope import LinearInequality
from gametheory.regions.programs import at, connected, lowest, margin, weighted

NAMES = ("x", "y", "z")
small = st.integers(-3, 3)


@st.composite
def programs(draw):
    rows = draw(st.lists(st.tuples(small, small, small, st.integers(-4, 4)), max_size=5))
    form = draw(st.tuples(small, small, small, st.integers(-4, 4)))
    return form, rows


def inequality(row):
    return LinearInequality(dict(zip(NAMES, row[:3], strict=True)), row[3])


def scipy_lowest(form, rows):
    table, bounds = np.array([row[:3] for row in rows]).reshape(-1, 3), np.array([row[3] for row in rows])
    return linprog(form[:3], A_ub=-table if rows else None, b_ub=bounds if rows else None, bounds=(None, None))


@given(programs())
@example(((1, 0, 0, 0), [(-1, 0, 0, -1), (1, 0, 0, 0)]))  # empty
@example(((-1, 0, 0, 0), []))  # falls without bound
@example(((1, 1, 0, 0), [(1, 1, 0, -2), (1, 1, 0, -2)]))  # twice the same row
@example(((0, 0, 0, 1), [(0, 0, 0, -1)]))  # a row without variables that cannot hold
@example(((1, 0, 0, 0), [(0, 1, 0, 0), (0, -1, 0, -1)]))  # empty where the form does not reach
def test_the_lowest_value_is_scipys_and_proves_itself(program):
    form, known = inequality(program[0]), [inequality(row) for row in program[1]]
    found = lowest(form, known)
    assert found.empty == (scipy_lowest((0, 0, 0, 0), program[1]).status == 2)
    if found.empty:
        return
    point = {name: found.point.get(name, Fraction(0)) for name in NAMES}
    assert all(one.slack(point) >= 0 for one in known)
    other = scipy_lowest(*program)
    if found.value is None:
        assert other.status == 3
        along = [LinearInequality(one.coefficients) for one in (form, *known)]
        changes = [at(one, found.ray) for one in along]
        assert changes[0] < 0
        assert all(change >= 0 for change in changes[1:])
        return
    assert float(found.value) == pytest.approx(other.fun + program[0][3], abs=1e-7)
    assert form.slack(point) == found.value
    rest = weighted([form, *known], [Fraction(1), *(-times for times in found.multipliers)])
    assert (rest.coefficients, rest.constant) == ({}, found.value)
    assert all(times >= 0 for times in found.multipliers)


@given(programs())
def test_margins_are_attained_and_proved(program):
    forms = [inequality(row) for row in program[1]]
    found = margin(forms)
    assert all(at(form, found.point) >= found.value for form in forms)
    assert found.value <= 1
    if found.value < 1:
        total = weighted(forms, found.weights)
        assert (total.coefficients, total.constant, sum(found.weights)) == ({}, found.value, 1)


def test_only_what_shares_variables_bears_on_a_form():
    a, b, c = (LinearInequality(of) for of in ({"x": 1, "y": -1}, {"y": 1, "z": -1}, {"w": 1}))
    assert connected(LinearInequality({"x": 1}), [a, b, c]) == (a, b)
    assert connected(LinearInequality({"w": 1}), [a, b, c]) == (c,)
