"""The small exact linear program, held against scipy and against its own proofs."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.games.polytope import LinearInequality
from models.exact_lp import connected, implies, lowest

NAMES = ("x", "y", "z")
small = st.integers(-3, 3)


@st.composite
def programs(draw):
    rows = draw(st.lists(st.tuples(small, small, small, st.integers(-4, 4)), max_size=5))
    form = draw(st.tuples(small, small, small, st.integers(-4, 4)))
    return form, rows


def inequality(row):
    return LinearInequality(dict(zip(NAMES, row[:3], strict=True)), row[3])


@given(programs())
@example(((1, 0, 0, 0), [(-1, 0, 0, -1)]))  # empty
@example(((-1, 0, 0, 0), []))  # falls without bound
@example(((1, 1, 0, 0), [(1, 1, 0, -2), (1, 1, 0, -2)]))  # twice the same row
@example(((0, 0, 0, 1), [(0, 0, 0, -1)]))  # a row without variables that cannot hold
def test_the_lowest_value_is_scipys(program):
    form, rows = program
    found = lowest(inequality(form), [inequality(row) for row in rows])
    table, bounds = np.array([row[:3] for row in rows]).reshape(-1, 3), np.array([row[3] for row in rows])
    other = linprog(form[:3], A_ub=-table, b_ub=bounds, method="highs-ds") if rows else linprog(form[:3])
    assert found.empty == (other.status == 2 and not _feasible_unbounded(form, rows))
    if other.status == 0:
        assert float(found.value) == pytest.approx(other.fun + form[3], abs=1e-7)
    elif not found.empty:
        assert found.value is None


def _feasible_unbounded(form, rows):
    """HiGHS may not tell empty from unbounded: ask for any point."""
    table, bounds = np.array([row[:3] for row in rows]).reshape(-1, 3), np.array([row[3] for row in rows])
    return (linprog([0, 0, 0], A_ub=-table, b_ub=bounds).status if rows else 0) == 0


@given(programs())
def test_every_answer_proves_itself(program):
    form, known = inequality(program[0]), [inequality(row) for row in program[1]]
    found = lowest(form, known)
    point = {name: found.point.get(name, Fraction(0)) for name in NAMES}
    if found.empty:
        return
    assert all(value >= 0 for value in point.values())
    assert all(item.slack(point) >= 0 for item in known)
    if found.value is None:
        assert form.slack(point) < 0
    else:
        assert form.slack(point) == found.value
        lowered = LinearInequality(form.coefficients, form.constant - found.value)
        assert implies(known, found.multipliers, lowered)


def test_a_false_proof_is_refused():
    known = [LinearInequality({"x": 1, "y": -1})]
    assert implies(known, [Fraction(2)], LinearInequality({"x": 2, "y": -2}))
    assert not implies(known, [Fraction(1)], LinearInequality({"x": 2, "y": -2}))
    assert not implies(known, [Fraction(-1)], LinearInequality({"x": 1}))
    assert not implies(known, [Fraction(2)], LinearInequality({"x": 2, "y": -2}, -1))


def test_only_what_shares_variables_bears_on_a_form():
    a, b, c = (LinearInequality(of) for of in ({"x": 1, "y": -1}, {"y": 1, "z": -1}, {"w": 1}))
    assert connected(LinearInequality({"x": 1}), [a, b, c]) == (a, b)
    assert connected(LinearInequality({"w": 1}), [a, b, c]) == (c,)
