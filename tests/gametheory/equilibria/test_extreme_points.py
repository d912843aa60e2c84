"""Corners of hulls against what makes a corner: no mixture of the other points; flat sets are no special case."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.equilibria.extreme_points import extreme_points, separating_direction

CLOUDS = st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[st.integers(-2, 2)] * n), min_size=1, max_size=12))


def is_mixture(p, others):
    """By linear programming in floats; small whole coordinates leave no doubt."""
    if not others:
        return False
    a = np.vstack([np.array(others, dtype=float).T, np.ones(len(others))])
    return linprog(np.zeros(len(others)), A_eq=a, b_eq=[*p, 1.0], method="highs").status == 0


@given(CLOUDS)
@example([(0, 0, 0), (1, 1, 1), (2, 2, 2)])
@example([(0, 0, 0), (2, 0, 0), (0, 2, 0), (2, 2, 0), (1, 1, 0)])
@example([(1, 1), (1, 1)])
def test_corners_are_the_points_that_are_no_mixture_of_others(points):
    distinct = sorted(set(points))
    expected = [p for p in distinct if not is_mixture(p, [q for q in distinct if q != p])]
    assert extreme_points(points) == expected


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=8), st.tuples(*[st.integers(-3, 3)] * 3))
def test_a_direction_separates_or_there_is_none(others, p):
    direction = separating_direction(p, others)
    assert (direction is None) == is_mixture(p, others)
    if direction is not None:
        worth = lambda q: sum((c * x for c, x in zip(direction, q, strict=True)), Fraction(0))  # noqa: E731
        assert all(worth(p) > worth(q) for q in others)


@pytest.mark.parametrize("dimension", [2, 3, 4])
def test_corners_of_a_cube_full_of_points(dimension):
    points = list(product(range(4), repeat=dimension))
    assert extreme_points(points) == sorted(product((0, 3), repeat=dimension))


def test_no_points_have_no_corners():
    assert extreme_points([]) == []
