"""Payoff tables over one denominator per actor: exact, as small as possible, by the quick way and by the slow one."""

from fractions import Fraction
from math import lcm

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.errors import GameTooLargeError
from gametheory.games.payoffs import exact_vector, memory_limit, read_payoffs, refuse_if_too_large, to_integers

decimals = st.integers(-(10**16), 10**16).flatmap(lambda n: st.integers(0, 11).map(lambda k: float(Fraction(n, 10**k))))
columns = st.lists(decimals | st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=4)


@given(columns)
@example([0.1, 0.2])
@example([999999.999999999, 0.000000001])
@example([9007199254740993.0, 0.5])
@example([999999999999999.0])
@example([5e-324, 1e300])
@example([-0.0])
@example([1e15, 0.1])
def test_floats_over_their_smallest_denominator(values):
    numerators, (denominator,) = to_integers(read_payoffs(np.array(values).reshape(-1, 1)))
    exactly = [Fraction(repr(x)) for x in values]
    assert [Fraction(int(x), denominator) for x in numerators[:, 0]] == exactly
    assert denominator == lcm(*(x.denominator for x in exactly))


@given(st.lists(st.fractions() | st.integers(-(2**70), 2**70), min_size=1, max_size=4))
def test_fractions_over_their_smallest_denominator(values):
    numerators, (denominator,) = to_integers(read_payoffs([[x] for x in values]))
    assert exact_vector(numerators[:, 0].tolist(), [denominator] * len(values)) == tuple(values)
    assert denominator == lcm(*(Fraction(x).denominator for x in values))
    fits = all(abs(int(x)) < 2**62 for x in numerators[:, 0])
    assert (numerators.dtype == np.int64) is fits


def test_each_actor_has_its_own_denominator():
    numerators, denominators = to_integers(read_payoffs([["1/2", "1/3"], [1, 2]]))
    assert denominators == (2, 3)
    assert numerators.tolist() == [[1, 1], [2, 6]]


def test_tables_are_stored_as_narrowly_as_is_exact():
    assert read_payoffs([[1], [2.0]]).dtype == np.int64
    assert read_payoffs([[1.0], [2.5]]).dtype == np.float64
    assert read_payoffs([["1/3"], [2]]).dtype == object
    assert not read_payoffs([[1]]).flags.writeable


def test_limit_of_memory():
    limit = memory_limit()
    assert limit > 0
    refuse_if_too_large((limit // 8, 1))
    with pytest.raises(GameTooLargeError, match="Use fewer actors or actions"):
        refuse_if_too_large((limit // 8 + 1, 1))
