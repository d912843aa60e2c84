"""Where polynomials are not positive, against exact roots; what is not sure says so."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import GameFamily, Polytope, sweeps
from gametheory.equilibria.roots import breakpoints
from gametheory.proofs.polynomials import evaluate, multiply, trim
from gametheory.sweeps.batch import Batch
from gametheory.sweeps.intervals import cell_counts, cells, region
from gametheory.sweeps.problem import read_problem

GRID = sweeps.grid(x=[0])
FAMILY = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["x"]))
BATCH = Batch(read_problem(FAMILY, GRID.ranges, {}, None), next(GRID.numerators([(0, 1)])), GRID.denominators)
TWO_ROOTS = (-3, 17, -20)  # -(4d - 1)(5d - 3): not positive up to 1/4 and from 3/5 on
TOUCHING = (1, -6, 9)  # (3d - 1)²: not positive at 1/3 alone


def gain(polynomial):
    return tuple({(): Fraction(c)} if c else {} for c in polynomial)


def expected(polynomials):
    """Pieces by signs between exact roots, and at them."""
    points = list(breakpoints({p for p in polynomials if p}))
    ends = [0.0, *map(float, points), 1.0]
    near = [0, *(p if isinstance(p, Fraction) else p.refined(Fraction(1, 2**60)).low for p in points), 1]
    between = [all(evaluate(p, Fraction(a + b) / 2) <= 0 for p in polynomials) for a, b in pairwise(near)]
    at = [all(_sign(p, point) <= 0 for p in polynomials) for point in points]
    holds = [between[0]]
    for k, here in enumerate(at):
        holds += [here, between[k + 1]]
    runs, start = [], None
    for k, ok in enumerate([*holds, False]):
        if ok and start is None:
            start = k
        if not ok and start is not None:
            runs.append((ends[(start + 1) // 2], ends[(k - 1 + 2) // 2 if (k - 1) % 2 == 0 else k // 2]))
            start = None
    return runs


def _sign(polynomial, point):
    if isinstance(point, Fraction):
        value = evaluate(polynomial, point)
    else:
        if not set(breakpoints({polynomial})).isdisjoint({point}):
            return 0
        value = evaluate(polynomial, point.refined(Fraction(1, 2**80)).low)
    return (value > 0) - (value < 0)


coefficients = st.lists(st.integers(-9, 9), max_size=4).map(lambda c: tuple(trim(c)))
factors = st.lists(st.sampled_from([(-1, 4), (-3, 5), (1, -2), (-2, 3), (1, 1), (-1,)]), min_size=1, max_size=3)


@st.composite
def products(draw):
    whole = (1,)
    for factor in draw(factors):
        whole = multiply(whole, factor)
    return tuple(whole)


@given(st.lists(coefficients | products(), min_size=1, max_size=3))
@example([TWO_ROOTS])
@example([TOUCHING])
@example([TWO_ROOTS, (1, -2)])
@example([(1, -4), (-3, 12)])
def test_what_is_sure_is_right(polynomials):
    polynomials = [p for p in polynomials if p]
    gains = tuple(map(gain, polynomials))
    for count in cell_counts():
        found = region(cells(gains, count), BATCH)
        if not found.unsure[0]:
            runs = expected(polynomials)
            assert found.pieces[0] == len(runs)
            if runs:
                assert found.low[0] == pytest.approx(runs[0][0], abs=1e-12)
                assert found.high[0] == pytest.approx(runs[-1][1], abs=1e-12)
            else:
                assert np.isnan(found.low[0])


def test_finer_cells_settle_several_roots():
    coarse, fine = (region(cells((gain(TWO_ROOTS),), count), BATCH) for count in cell_counts())
    assert coarse.unsure.tolist() == [True]
    assert fine.unsure.tolist() == [False]
    assert (fine.low[0], fine.high[0], fine.pieces[0]) == (0, 1, 2)


def test_isolated_points_and_meeting_ends_are_left_to_the_exact_solver():
    for polynomials in ([TOUCHING], [(1, -2), (-1, 2)]):
        for count in cell_counts():
            assert region(cells(tuple(map(gain, polynomials)), count), BATCH).unsure.all()


def test_ends_at_small_fractions_are_the_nearest_floats():
    for polynomial, end in (((3, -4), 0.75), ((1, -3), 1 / 3), ((2, 0, -8), 0.5)):
        found = region(cells((gain(polynomial),), 1), BATCH)
        assert found.low[0] == end
