"""Shadows of polytopes, against clipping in the plane and against an independent solver."""

from fractions import Fraction

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory.equilibria.sets.polygon import clip, hull
from gametheory.plots.shadow import Polytope, shadow
from gametheory.plots.two_actors import _at_least, _mixtures

numbers = st.integers(-6, 6).map(Fraction)
pairs = st.tuples(numbers, numbers)


@settings(max_examples=40)
@given(st.lists(pairs, min_size=1, max_size=7), pairs)
@example([(Fraction(1), Fraction(1))], (Fraction(1), Fraction(1)))  # a point, on the boundary
@example([(Fraction(1), Fraction(1))], (Fraction(2), Fraction(1)))  # nothing is left
@example([(Fraction(0), Fraction(2)), (Fraction(2), Fraction(0))], (Fraction(1), Fraction(0)))  # a segment
def test_two_actors_give_what_clipping_gives(payoffs, lowest):
    expected = clip(clip(hull(payoffs), 0, lowest[0]), 1, lowest[1])
    found = _mixtures(payoffs, _at_least(lowest), (0, 1))
    assert found == hull(expected)


@settings(max_examples=25)
@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=8), st.tuples(numbers, numbers, numbers))
def test_three_actors_reach_as_far_as_an_independent_solver_says(payoffs, lowest):
    found = _mixtures(payoffs, _at_least(lowest), (0, 2))
    table = np.array(payoffs, dtype=float)
    for way in ((1, 0), (-1, 0), (0, 1), (0, -1), (2, 1), (-1, 3), (-2, -1)):
        goal = table[:, 0] * way[0] + table[:, 2] * way[1]
        bounds = -np.array(lowest, dtype=float)
        solved = linprog(-goal, A_ub=-table.T, b_ub=bounds, A_eq=np.ones((1, len(table))), b_eq=[1])
        if not found:
            assert solved.status == 2
        else:
            reached = max(way[0] * x + way[1] * y for x, y in found)
            assert abs(float(reached) + solved.fun) < 1e-6


def test_half_spaces_alone():
    rows = [[Fraction(x) for x in row] for row in ([1, 1, 1], [-1, 0, 0], [0, -1, 0], [0, 0, -1])]
    simplex = Polytope(rows, [Fraction(x) for x in (1, 0, 0, 0)], mixes=False)
    unit = [[Fraction(int(j == k)) for j in range(3)] for k in (0, 1)]
    assert shadow(simplex, *unit) == [(0, 0), (1, 0), (0, 1)]
