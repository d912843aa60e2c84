"""Grids and draws keep their points exact and in order."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import sweeps
from gametheory.errors import GameError, NumberError
from gametheory.sweeps.columns import read_column

numbers = st.one_of(
    st.fractions(max_denominator=10**6),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(st.lists(numbers, min_size=1, max_size=6))
@example([0.1, Fraction(1, 3)])
@example([1e300, 1e-300])
def test_columns_are_exact_and_floats_are_the_nearest(values):
    column = read_column(values, "x")
    exactly = [Fraction(int(n), column.denominator) for n in column.numerators]
    assert exactly == [Fraction(repr(v)) if isinstance(v, float) else Fraction(v) for v in values]
    assert column.floats.tolist() == [float(v) for v in exactly]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_arrays_are_read_like_lists(values):
    fast, slow = read_column(np.array(values), "x"), read_column(values, "x")
    pairs = zip(fast.numerators, slow.numerators, strict=True)
    assert all(int(a) * slow.denominator == int(b) * fast.denominator for a, b in pairs)


def test_grids_run_through_the_last_parameter_first():
    points = sweeps.grid({"a b": [1, 2]}, x=["1/2", 3])
    assert points.names == points.dims == ("a b", "x")
    (block,) = points.numerators([(0, 4)])
    values = [[Fraction(int(n), d) for n, d in zip(row, points.denominators, strict=True)] for row in block]
    assert values == [[1, Fraction(1, 2)], [1, 3], [2, Fraction(1, 2)], [2, 3]]
    assert points.ranges == {"a b": (1, 2), "x": (Fraction(1, 2), 3)}


def test_draws_stand_side_by_side():
    points = sweeps.draws({"a": [1, 2, 3], "b": [0.5, 0.25, 0.125]})
    assert points.dims == ("point",)
    assert points.denominators == (1, 8)
    assert [block.tolist() for block in points.numerators([(0, 1), (1, 3)])] == [[[1, 4]], [[2, 2], [3, 1]]]


@pytest.mark.parametrize(
    ("make", "error", "told"),
    [
        (lambda: sweeps.grid(), GameError, "nothing to vary"),
        (lambda: sweeps.grid(x=[]), GameError, "the axis x has no values"),
        (lambda: sweeps.grid(x=3), NumberError, "give a list of numbers"),
        (lambda: sweeps.grid(x="12"), NumberError, "give a list of numbers"),
        (lambda: sweeps.grid(x=[1, float("nan")]), NumberError, "value 2 of the axis x is nan"),
        (lambda: sweeps.grid(x=np.array([1, np.inf])), NumberError, "value 2 of the axis x is"),
        (lambda: sweeps.grid(x=[1, 1.0]), GameError, "twice"),
        (lambda: sweeps.grid(x=["1e301"]), GameError, "use a larger unit"),
        (lambda: sweeps.grid(x=["1/3", 1 / 3]), GameError, "twice"),
        (lambda: sweeps.draws({"a": [1], "b": [1, 2]}), GameError, "different lengths"),
    ],
)
def test_what_makes_no_sense_is_refused(make, error, told):
    with pytest.raises(error, match=told):
        make()


def test_points_tell_what_they_depend_on():
    told = [sweeps.grid(x=values).described() for values in ([1, 2], [1, 2], [1, 3])]
    assert told[0] == told[1] != told[2]
