"""Algebraic numbers against SymPy's."""

import math
import pickle
import re
from fractions import Fraction

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import Algebraic
from gametheory.errors import NumberError
from gametheory.proofs.algebraic import equation
from gametheory.proofs.polynomials import multiply, trim

X = sympy.Symbol("x")
GOLDEN = Algebraic((-1, 1, 1), Fraction(0), Fraction(1))
HALF = Algebraic((-1, 2), Fraction(0), Fraction(1))

polynomials = st.lists(st.integers(-6, 6), min_size=2, max_size=5).map(trim).filter(lambda p: len(p) > 1)


def roots(p):
    """All real roots of a polynomial: as ours, and as SymPy's."""
    return [(ours(p, theirs), theirs) for theirs in sympy.Poly(list(reversed(p)), X).sqf_part().real_roots()]


def ours(p, theirs):
    """Isolate SymPy's root: its neighbours are further away than a width that shrinks until ours accepts it."""
    width = Fraction(1, 8)
    while True:
        near = Fraction(str(theirs.evalf(60)))
        try:
            return Algebraic(p, near - width, near + width)
        except NumberError:
            width /= 7


@given(polynomials, polynomials)
@example((-1, 2), (1, -5, 6))
@example((-1, 1, 1), (1, -2, -1, 2, 1))
def test_comparisons(p, q):
    """Found by test: at a double root, where the sign does not change, numbers compared wrongly."""
    for mine, theirs in roots(p):
        for other, other_theirs in roots(q):
            difference = sympy.Integer(0) if theirs == other_theirs else (theirs - other_theirs).evalf(50)
            expected = 0 if abs(difference) < sympy.Rational(1, 10**30) else (1 if difference > 0 else -1)
            assert mine.compare(other) == expected
            assert (mine == other) == (expected == 0)
            assert (mine < other, mine <= other, mine > other, mine >= other) == (
                expected < 0,
                expected <= 0,
                expected > 0,
                expected >= 0,
            )
            if expected == 0:
                assert hash(mine) == hash(other)


@given(polynomials, st.fractions(-4, 4, max_denominator=6))
def test_comparisons_with_fractions(p, x):
    for mine, theirs in roots(p):
        difference = (theirs - sympy.Rational(x.numerator, x.denominator)).evalf(50)
        expected = 0 if abs(difference) < sympy.Rational(1, 10**30) else (1 if difference > 0 else -1)
        assert mine.compare(x) == expected
        assert (x < mine, x == mine, x > mine) == (expected > 0, expected == 0, expected < 0)
        if expected == 0:
            assert hash(mine) == hash(x)


@given(polynomials)
@example((-2, 0, 10**40))
@example((-1, 10**20))
@example((-2, 0, 1))
def test_float_is_the_nearest_one(p):
    """Found by test: roots near zero came out with a fixed absolute error."""
    for mine, theirs in roots(p):
        assert float(mine) == float(theirs.evalf(80))


def test_float_of_zero_and_of_very_small_roots():
    assert float(Algebraic((0, 1), Fraction(-1), Fraction(1))) == 0.0
    assert float(Algebraic((-1, 10**300), Fraction(0), Fraction(1))) == 1e-300
    assert float(Algebraic((-1, 10**400), Fraction(0), Fraction(1))) == 0.0
    assert float(Algebraic((-2, 0, 10**40), Fraction(0), Fraction(1))) == math.sqrt(2) * 1e-20


@given(polynomials, st.integers(1, 200))
def test_refining_keeps_the_number(p, bits):
    for mine, _ in roots(p):
        near = mine.refined(Fraction(1, 2**bits))
        assert near.high - near.low <= Fraction(1, 2**bits) or near is mine or near == mine
        assert near == mine
        assert mine.low <= near.low < near.high <= mine.high


def test_refining_where_the_middle_is_the_root():
    near = HALF.refined(Fraction(1, 1000))
    assert near.low < Fraction(1, 2) < near.high
    assert near.high - near.low <= Fraction(1, 1000)
    assert near.refined(Fraction(1, 10**9)) == HALF


@pytest.mark.parametrize("width", [0, -1, Fraction(0)])
def test_refining_to_no_width_is_refused(width):
    """Found by test: it never ended."""
    with pytest.raises(NumberError, match="positive width"):
        GOLDEN.refined(width)


def test_equal_numbers_hash_alike():
    """Found by test: hashes followed the polynomial, and differed from those of fractions."""
    longer = Algebraic(multiply((-1, 1, 1), (-3, 1)), Fraction(1, 2), Fraction(2, 3))
    assert longer == GOLDEN
    assert hash(longer) == hash(GOLDEN)
    assert hash(HALF) == hash(Fraction(1, 2))
    assert len({HALF, Fraction(1, 2), GOLDEN, longer}) == 2


@pytest.mark.parametrize("other", [True, math.nan, "x", None, 0.5, sympy.Rational(1, 3)])
def test_equality_never_raises(other):
    """Found by test: == raised for truth values and NaN; and a float is no more equal to it than to a fraction."""
    assert (other == HALF) is False


def test_equality_agrees_with_that_of_fractions():
    one = Algebraic((-1, 1), Fraction(0), Fraction(2))
    assert one == 1
    assert one == True  # noqa: E712 -- as Fraction(1) == True
    assert HALF <= 0.5 <= HALF


@pytest.mark.parametrize(
    ("polynomial", "low", "high"),
    [
        ((-1, 1, 1), 1, 2),
        ((-1, 1, 1), -2, 1),
        ((1, 0, 1), -2, 2),
        ((0, 1), 0, 1),
        ((0, 1), -1, 0),
        ((3,), 0, 1),
        ((), 0, 1),
        ((0, 0), 0, 1),
        ((-1, 2), 1, 0),
    ],
)
def test_intervals_with_another_number_of_roots_are_refused(polynomial, low, high):
    with pytest.raises(NumberError, match="exactly one root"):
        Algebraic(polynomial, Fraction(low), Fraction(high))


@given(polynomials, st.integers(1, 5), st.sampled_from([1, -1]))
def test_scaled_polynomials_are_the_same_number(p, factor, sign):
    for mine, _ in roots(p):
        scaled = Algebraic(tuple(sign * factor * a for a in p), mine.low, mine.high)
        assert scaled.polynomial == mine.polynomial
        assert pickle.loads(pickle.dumps(scaled)) == mine


@given(polynomials)
def test_equation_reads_as_the_polynomial(p):
    text = re.sub(r"(\d)x", r"\1*x", equation(p)).replace("^", "**")
    assert sympy.Poly(sympy.sympify(text), X) == sympy.Poly(list(reversed(p)), X)


def test_text():
    assert str(GOLDEN) == "0.618033989"
    assert repr(GOLDEN) == "<0.618033989: root of x^2 + x - 1 in (0, 1)>"
    assert equation(()) == "0"
