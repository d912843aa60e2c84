"""Polynomials and Sturm's count against SymPy."""

import math
from fractions import Fraction

import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.proofs.polynomials import (
    add,
    count_roots,
    derivative,
    evaluate,
    greatest_common_divisor,
    multiply,
    primitive,
    quotient,
    remainder,
    squarefree,
    sturm_chain,
    trim,
)

X = sympy.Symbol("x")
ONE, ZERO = Fraction(1), Fraction(0)

coefficients = st.lists(st.integers(-6, 6) | st.fractions(-3, 3, max_denominator=4), max_size=5).map(trim)
nonzero = coefficients.filter(bool)
quarters = st.integers(-8, 8).map(lambda k: Fraction(k, 4))
linear = st.tuples(st.integers(-4, 4), st.integers(1, 4))


def product(factors):
    result = (1,)
    for factor in factors:
        result = multiply(result, factor)
    return result


with_repeated_roots = st.lists(linear | nonzero, min_size=1, max_size=3).flatmap(
    lambda factors: st.lists(st.sampled_from(factors), min_size=1, max_size=5).map(product)
)


def peer(p):
    return sympy.Poly([sympy.Rational(Fraction(a).numerator, Fraction(a).denominator) for a in reversed(p)] or [0], X)


def plain(poly):
    return trim([Fraction(int(a.p), int(a.q)) for a in reversed(poly.all_coeffs())])


@given(coefficients, coefficients, st.integers(-3, 3), quarters)
def test_arithmetic(p, q, factor, x):
    assert add(p, q, factor) == plain(peer(p) + factor * peer(q))
    assert multiply(p, q) == plain(peer(p) * peer(q))
    assert derivative(p) == plain(peer(p).diff(X))
    assert evaluate(multiply(p, q), x) == evaluate(p, x) * evaluate(q, x)
    assert evaluate(add(p, q), x) == evaluate(p, x) + evaluate(q, x)


@given(coefficients, nonzero)
def test_division(p, q):
    assert trim(quotient(multiply(p, q), q) if p else ()) == p
    expected = primitive(plain(peer(p).rem(peer(q)))) if p else ()
    assert remainder(p, q) == expected


@given(with_repeated_roots, with_repeated_roots)
def test_common_divisor(p, q):
    mine, theirs = greatest_common_divisor(p, q), primitive(plain(peer(p).gcd(peer(q))))
    assert mine in (theirs, tuple(-a for a in theirs))


@given(with_repeated_roots)
def test_squarefree_part_has_the_same_roots_once(p):
    mine, theirs = squarefree(p), primitive(plain(peer(p).sqf_part()))
    assert mine in (theirs, tuple(-a for a in theirs))


@given(with_repeated_roots, quarters, quarters)
@example((0, 1), ZERO, ONE)
@example((-1, 1), ZERO, ONE)
@example((0, -1, 1), ZERO, ONE)
@example((0, 0, 1, -2, 1), ZERO, ONE)
@example((5,), ZERO, ONE)
@example((-1, 4, -4), ZERO, ONE)
@example((-1, 0, 2), -ONE, ONE)
def test_count_of_roots(p, low, high):
    """Roots at the ends do not count, repeated ones count once, constants have none."""
    low, high = min(low, high), max(low, high)
    if low == high:
        return
    inside = peer(p).count_roots(low, high) if len(p) > 1 else 0
    at_ends = (evaluate(p, low) == 0) + (evaluate(p, high) == 0)
    assert count_roots(sturm_chain(p), low, high) == inside - at_ends


@given(coefficients)
def test_primitive_part_keeps_the_sign(p):
    whole = primitive(p)
    assert len(whole) == len(p)
    if p:
        assert (whole[-1] > 0) == (p[-1] > 0)
        assert math.gcd(*whole) == 1
