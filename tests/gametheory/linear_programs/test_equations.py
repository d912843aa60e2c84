"""Exact linear equations against their definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sympy import Matrix

from gametheory.linear_programs.equations import solve


@st.composite
def systems(draw):
    size = draw(st.integers(1, 6))
    entries = st.one_of(st.integers(-3, 3), st.integers(-(10**25), 10**25))
    rows = st.lists(entries, min_size=size, max_size=size)
    return draw(st.lists(rows, min_size=size, max_size=size)), draw(rows)


@settings(deadline=None)
@given(systems())
@example(([[67_108_859]], [1]))
@example(([[0, 1], [1, 0]], [3, -4]))
@example(([[2, 4], [1, 2]], [2, 1]))
def test_solves_or_says_singular(system):
    rows, right = system
    matrix = np.array(rows, dtype=object)
    answer = solve(matrix, right)
    if answer is None:
        assert Matrix(rows).det() == 0
        return
    numerators, denominator = answer
    assert denominator > 0
    assert (matrix @ np.array(numerators, dtype=object)).tolist() == [b * denominator for b in right]


def test_many_digits():
    rng = np.random.default_rng(5)
    matrix = rng.integers(-(10**6), 10**6, (40, 40))
    right = rng.integers(-(10**6), 10**6, 40).tolist()
    numerators, denominator = solve(matrix, right)
    assert (matrix.astype(object) @ np.array(numerators, dtype=object)).tolist() == [b * denominator for b in right]
    assert denominator.bit_length() > 500


def test_nothing_to_solve():
    assert solve(np.zeros((0, 0), dtype=np.int64), []) == ([], 1)


def test_too_many_equations_are_refused():
    with pytest.raises(ValueError, match="2049 equations"):
        solve(np.eye(2049, dtype=np.int64), [1] * 2049)
