"""Numbers are read exactly, from whatever they come as."""

import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.errors import GameTheoryError, NumberError
from gametheory.exact import exact, exact_text, read_fraction, simplest_between, simplest_near

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        HALF,
        Decimal("0.5"),
        "1/2",
        " 0.50 ",
        "5e-1",
        np.float16(0.5),
        np.float32(0.5),
        np.float64(0.5),
        np.longdouble(0.5),
        sympy.Rational(1, 2),
        sympy.Float("0.5"),
        Fraction(np.int64(1), np.int64(2)),
    ],
)
def test_one_half_however_it_comes(value):
    read = exact(value)
    assert read == HALF
    assert type(read) is Fraction
    assert type(read.numerator) is type(read.denominator) is int


@pytest.mark.parametrize("value", [7, 7.0, "7", np.int8(7), np.uint64(7), sympy.Integer(7), Decimal(7)])
def test_seven_however_it_comes(value):
    assert exact(value) == 7


@pytest.mark.parametrize(
    ("value", "decimal"), [(0.1, "1/10"), (np.float32(0.1), "1/10"), (1e300, "1e300"), (5e-324, "5e-324")]
)
def test_floats_are_the_decimals_that_they_print_as(value, decimal):
    assert exact(value) == Fraction(decimal)


def test_integers_beyond_64_bits():
    assert exact(10**30) == 10**30
    assert exact(np.uint64(2**64 - 1)) == 2**64 - 1


@example(Fraction(np.int64(2**62), np.int64(3)))
@given(st.fractions())
def test_fractions_made_of_numpy_integers_do_not_overflow(value):
    """Found by test: a Fraction keeps the NumPy integers that it was made of."""
    read = exact(value)
    assert exact_text(read * 8) == str(Fraction(int(value.numerator) * 8, int(value.denominator)))


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        np.float32("nan"),
        True,
        np.True_,
        None,
        1j,
        "",
        "one",
        "1/0",
        "nan",
        "inf",
        "1e999999999",
        Decimal("1e999999999"),
        "1/2/3",
        [1],
        sympy.sqrt(2),
        sympy.oo,
        sympy.nan,
        sympy.true,
        np.array([1, 2]),
        object(),
    ],
)
def test_what_is_not_a_number_is_refused_by_name(value):
    with pytest.raises(NumberError, match="the payoff of Ann is "):
        exact(value, "the payoff of Ann")


def test_errors_are_of_the_package_and_of_the_builtin_kind():
    with pytest.raises(GameTheoryError):
        exact("x")
    with pytest.raises(ValueError):
        exact("x")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_read_back_from_its_fraction(value):
    assert float(exact(value)) == value


@example(5000, 4999)
@example(600, 0)
@given(st.integers(0, 1300), st.integers(0, 1300))
def test_text_round_trips_at_any_length(digits, more):
    """Found by test: Python refuses to turn integers of more than 4300 digits into text, or back."""
    value = Fraction(10**digits + 1, 7**more)
    assert read_fraction(exact_text(value)) == value
    assert read_fraction(exact_text(-value)) == -value


@given(st.integers(0, 3).map(lambda k: 10 ** (600 * k)), st.integers(-3, 3))
def test_text_is_the_usual_one(power, more):
    assert exact_text(Fraction(power + more, 7)) == str(Fraction(power + more, 7))


def test_text_does_not_depend_on_pythons_limit():
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        assert len(exact_text(Fraction(10**5000))) == 5001
    finally:
        sys.set_int_max_str_digits(before)


@given(st.fractions(-3, 3, max_denominator=60), st.fractions(0, 1, max_denominator=60))
def test_simplest_fraction_is_the_one_that_a_search_finds(low, width):
    high = low + width
    found = simplest_between(low, high)
    assert low <= found <= high
    smaller = [
        q for q in range(1, found.denominator) if low * q <= -((-high * q) // 1) and int(-(-low * q // 1)) <= high * q
    ]
    assert not smaller


def test_simplest_fraction_between_very_close_numbers():
    """Found by test: a thousand steps of the continued fraction must not exhaust the stack."""
    a, b = 1, 1
    for _ in range(6000):
        a, b = a + b, a
    assert simplest_between(Fraction(a, b), Fraction(a, b)) == Fraction(a, b)


def test_an_empty_interval_is_refused():
    with pytest.raises(NumberError, match="give the lower end first"):
        simplest_between(Fraction(1), Fraction(0))


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_rounded_fractions_are_found_again(p, q):
    assert simplest_near(exact(p / q)) == Fraction(p, q)
    assert simplest_near(exact(-p / q)) == Fraction(-p, q)
