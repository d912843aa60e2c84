"""Samples depend on the seed and the number of a point alone, and stay in their box."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import qmc

from gametheory import sweeps
from gametheory.errors import GameError

BOX = {"x": (0, 5), "y": ("1/3", 0.75), "z": (-1, 10**9)}
MAKERS = [sweeps.sobol, sweeps.halton, sweeps.latin_hypercube]


def whole(points):
    return next(points.numerators([(0, points.shape[0])]))


@pytest.mark.parametrize("make", MAKERS)
@given(cuts=st.lists(st.integers(0, 64), max_size=4), skipped=st.integers(0, 4))
def test_points_do_not_depend_on_how_they_are_cut(make, cuts, skipped):
    points = make(64, BOX, seed=3)
    ends = sorted({0, 64, *cuts})
    spans = list(pairwise(ends))[skipped:]
    everything = whole(points)
    for (start, stop), block in zip(spans, points.numerators(spans), strict=True):
        assert np.array_equal(block, everything[start:stop])


@pytest.mark.parametrize("make", MAKERS)
def test_points_stay_in_the_box_and_fill_it(make):
    points = make(256, BOX, seed=1)
    table = whole(points)
    for j, (low, high) in enumerate(points.ranges.values()):
        column = [Fraction(int(n), points.denominators[j]) for n in table[:, j]]
        assert all(low <= x < high for x in column)
        eighths = {int(8 * (x - low) / (high - low)) for x in column}
        assert eighths == set(range(8))


@pytest.mark.parametrize("make", [*MAKERS, sweeps.saltelli])
def test_seeds_tell_samples_apart(make):
    first, same, other = (make(16, x=(0, 1), seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(whole(first), whole(same))
    assert not np.array_equal(whole(first), whole(other))
    assert first.described() == same.described() != other.described()


def test_sobol_points_are_those_of_scipy():
    expected = qmc.Sobol(2, rng=np.random.default_rng(5)).random(32)
    points = sweeps.sobol(32, a=(0, 1), b=(0, 1), seed=5)
    assert np.abs(whole(points) / np.array(points.denominators) - expected).max() <= 1e-9


def test_saltelli_swaps_one_column_at_a_time():
    points = sweeps.saltelli(8, a=(0, 1), b=(0, 1), c=(0, 1))
    first, second, *swapped = whole(points).reshape(5, 8, 3)
    for j, block in enumerate(swapped):
        for k in range(3):
            assert np.array_equal(block[:, k], (second if j == k else first)[:, k])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: sweeps.sobol(0, x=(0, 1)), "give a whole number of at least 1"),
        (lambda: sweeps.halton(2.5, x=(0, 1)), "2.5 points are asked for"),
        (lambda: sweeps.sobol(4), "nothing to vary"),
        (lambda: sweeps.sobol(4, x=(1, 1)), "the first must be lower"),
        (lambda: sweeps.sobol(4, x=3), r"give \(low, high\)"),
        (lambda: sweeps.sobol(4, x=(0, 1), seed=-1), "the seed is -1"),
        (lambda: sweeps.saltelli(6, x=(0, 1)), "power of two"),
    ],
)
def test_what_makes_no_sense_is_refused(make, told):
    with pytest.raises(GameError, match=told):
        make()
