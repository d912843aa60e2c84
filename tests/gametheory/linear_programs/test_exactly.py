"""Exact linear programs: against scipy, against the definition of optimality, and where floats cannot help."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.linear_programs import exactly, program, solve_exactly, solve_floats


@st.composite
def programs(draw, most=3):
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    entries = st.integers(-most, most)
    matrix = draw(st.lists(st.lists(entries, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    bounds = draw(st.lists(entries, min_size=rows, max_size=rows))
    objective = draw(st.lists(entries, min_size=columns, max_size=columns))
    equal = sorted(draw(st.sets(st.integers(0, rows - 1))))
    free = sorted(draw(st.sets(st.integers(0, columns - 1))))
    return program(objective, matrix, bounds, equal=equal, free=free)


def dense(lp):
    return lp.rows.part(np.arange(len(lp.bounds)), np.arange(len(lp.objective)))


def scipy_status(lp):
    """HiGHS behind scipy mixes up infeasible and unbounded; feasibility is asked apart."""
    answer = _by_scipy(lp, lp.objective)
    if answer.status == 0:
        return "optimal", answer.fun
    return ("unbounded" if _by_scipy(lp, 0 * lp.objective).status == 0 else "infeasible"), None


def _by_scipy(lp, objective):
    matrix = dense(lp).astype(float)
    return linprog(
        -objective,
        A_ub=matrix[~lp.equal],
        b_ub=lp.bounds[~lp.equal],
        A_eq=matrix[lp.equal],
        b_eq=lp.bounds[lp.equal],
        bounds=[(None if free else 0, None) for free in lp.free],
    )


def is_optimal(lp, answer):
    """Primal and dual feasible with equal values, written out."""
    matrix = dense(lp).tolist()
    for row, bound, equal, y in zip(matrix, lp.bounds.tolist(), lp.equal, answer.duals, strict=True):
        left = sum((a * x for a, x in zip(row, answer.x, strict=True)), Fraction(0))
        if left > bound or (equal and left != bound) or (not equal and y < 0):
            return False
    for j, (cost, free, x) in enumerate(zip(lp.objective.tolist(), lp.free, answer.x, strict=True)):
        priced = sum((row[j] * y for row, y in zip(matrix, answer.duals, strict=True)), Fraction(0))
        if priced < cost or (free and priced != cost) or (not free and x < 0):
            return False
    primal = sum((c * x for c, x in zip(lp.objective.tolist(), answer.x, strict=True)), Fraction(0))
    dual = sum((b * y for b, y in zip(lp.bounds.tolist(), answer.duals, strict=True)), Fraction(0))
    return primal == dual == answer.value


def check(lp, answer):
    status, value = scipy_status(lp)
    assert answer.status == status
    if status == "optimal":
        assert is_optimal(lp, answer)
        assert float(answer.value) == pytest.approx(-value, abs=1e-7)


@settings(max_examples=150, deadline=None)
@given(programs())
@example(program([1], [[0]], [0]))
@example(program([1], [[0]], [-1], equal=[0]))
@example(program([0], [[0]], [0], equal=[0], free=[0]))
@example(program([0, 1, 0, 0], [[0, -1, 1, 1], [0, 1, -1, -1]], [0, 1]))
@example(program([1, 1], [[1, 1], [1, 1], [2, 2]], [1, 1, 2], equal=[0, 1, 2]))
def test_agrees_with_scipy(lp):
    check(lp, solve_exactly(lp))


@settings(max_examples=150, deadline=None)
@given(programs())
def test_the_tableau_alone_agrees_with_scipy(lp):
    check(lp, exactly._by_tableau(lp))


@settings(deadline=None)
@given(programs(), st.integers(0, 5))
def test_a_wrong_basis_is_never_believed(lp, seed):
    floats = solve_floats(lp)
    if floats.status != "optimal":
        return
    count = len(floats.tight_rows)
    rng = np.random.default_rng(seed)
    other = replace(
        floats,
        basic_columns=np.sort(rng.choice(len(lp.objective), min(count, len(lp.objective)), replace=False)),
        tight_rows=np.sort(rng.choice(len(lp.bounds), min(count, len(lp.objective)), replace=False)),
    )
    check(lp, solve_exactly(lp, other))


def test_differences_that_floats_cannot_see():
    """Both columns are equal in 64 bits; the second is worth one part in 10^30 more."""
    big = 10**30
    lp = program([big, big + 1], [[1, 1]], [1])
    answer = solve_exactly(lp)
    assert answer.x == (0, 1)
    assert answer.value == big + 1


@pytest.mark.parametrize("scale", [1, 10**9, 10**18, 10**40])
def test_scales_side_by_side(scale):
    """A row of large numbers beside a row of small ones: maximise v, v <= scale x, v <= 1 - x."""
    answer = solve_exactly(program([0, 1], [[-scale, 1], [1, 1]], [0, 1], free=[1]))
    assert answer.value == Fraction(scale, scale + 1)


def test_multipliers_of_the_float_solver_have_the_right_sign_and_scale():
    lp = program([3, 5], [[1, 0], [0, 2], [300, 200]], [4, 12, 1800])
    floats = solve_floats(lp)
    assert floats.x == pytest.approx([2, 6])
    assert floats.duals == pytest.approx([0, 1.5, 0.01])
    assert solve_exactly(lp, floats).duals == (0, Fraction(3, 2), Fraction(1, 100))


def test_a_large_program_whose_basis_fails_is_called_unfinished(monkeypatch):
    monkeypatch.setattr(exactly, "_LARGEST_BASIS", 0)
    monkeypatch.setattr(exactly, "_LARGEST_TABLEAU", 0)
    assert solve_exactly(program([1], [[1]], [1])).status == "unfinished"
