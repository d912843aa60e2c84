"""Exact linear programs against SciPy's, and lotteries that mean what was asked."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.equilibria.sets.simplex import as_lottery_over, best_lottery

F = Fraction
numbers = st.integers(-4, 4).map(F)
sizes = st.integers(1, 4)


def vectors(size):
    return st.lists(numbers, min_size=size, max_size=size)


@given(
    st.integers(1, 4).flatmap(lambda n: st.tuples(st.lists(vectors(n), min_size=1, max_size=7), vectors(n), vectors(n)))
)
def test_best_lottery_against_scipy(drawn):
    points, objective, floor = drawn
    found = best_lottery(points, objective, floor)
    worth = [-float(sum(c * x for c, x in zip(objective, p, strict=True))) for p in points]
    against = [[-float(p[i]) for p in points] for i in range(len(floor))]
    answer = linprog(worth, A_ub=against, b_ub=[-float(x) for x in floor], A_eq=[[1] * len(points)], b_eq=[1])
    assert (found is None) == (answer.status == 2)
    if found is not None:
        assert sum(found.values()) == 1
        assert min(found.values()) > 0
        mean = [sum(p * points[k][i] for k, p in found.items()) for i in range(len(floor))]
        assert all(x >= y for x, y in zip(mean, floor, strict=True))
        assert float(sum(c * x for c, x in zip(objective, mean, strict=True))) == pytest.approx(-answer.fun)


@given(sizes.flatmap(lambda n: st.tuples(st.lists(vectors(n), min_size=1, max_size=7), vectors(n))))
def test_lotteries_over_points(drawn):
    points, v = drawn
    found = as_lottery_over(points, v)
    rows = [[float(p[i]) for p in points] for i in range(len(v))] + [[1.0] * len(points)]
    answer = linprog([0] * len(points), A_eq=rows, b_eq=[float(x) for x in v] + [1.0])
    assert (found is None) == (answer.status == 2)
    if found is not None:
        assert [sum(p * points[k][i] for k, p in found.items()) for i in range(len(v))] == v
        assert sum(found.values()) == 1


def test_no_points_hold_nothing():
    assert as_lottery_over([], [F(0)]) is None
