"""Polynomials with rational coefficients, lowest power first, and Sturm's count of their real roots."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, zip_longest
from math import gcd, lcm

Poly = tuple[Fraction | int, ...]


def trim(coefficients: Sequence[Fraction | int]) -> Poly:
    """Drop zero coefficients at the top; the zero polynomial is ()."""
    end = len(coefficients)
    while end and coefficients[end - 1] == 0:
        end -= 1
    return tuple(coefficients[:end])


def add(p: Poly, q: Poly, factor: Fraction | int = 1) -> Poly:
    """Give p + factor * q."""
    return trim([a + factor * b for a, b in zip_longest(p, q, fillvalue=0)])


def multiply(p: Poly, q: Poly) -> Poly:
    """Give p * q."""
    product: list[Fraction | int] = [0] * max(len(p) + len(q) - 1, 0)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            product[i + j] += a * b
    return trim(product)


def evaluate(p: Poly, x: Fraction) -> Fraction:
    """Give p(x), by Horner's rule."""
    value = Fraction(0)
    for coefficient in reversed(p):
        value = value * x + coefficient
    return value


def derivative(p: Poly) -> Poly:
    """Give p'."""
    return trim([k * a for k, a in enumerate(p)][1:])


def primitive(p: Poly) -> tuple[int, ...]:
    """Scale by a positive number to integer coefficients without common divisor."""
    p = trim(p)
    scale = lcm(*(Fraction(a).denominator for a in p)) if p else 1
    whole = [int(a * scale) for a in p]
    common = gcd(*whole) if whole else 1
    return tuple(a // common for a in whole)


def remainder(p: Poly, q: Poly) -> tuple[int, ...]:
    """Give a positive multiple of the remainder of p by q (q not zero), primitive."""
    rest = list(primitive(p))
    divisor = primitive(q)
    lead = divisor[-1]
    while len(rest) >= len(divisor):
        top = rest[-1]
        rest = [a * abs(lead) for a in rest]
        factor = top if lead > 0 else -top
        shift = len(rest) - len(divisor)
        for k, b in enumerate(divisor):
            rest[shift + k] -= factor * b
        rest = list(primitive(tuple(rest)))
    return tuple(rest)


def quotient(p: Poly, q: Poly) -> Poly:
    """Give p / q where q divides p."""
    rest: list[Fraction | int] = list(p)
    result: list[Fraction | int] = [0] * (len(p) - len(q) + 1)
    for k in reversed(range(len(result))):
        result[k] = Fraction(rest[k + len(q) - 1]) / q[-1]
        for j, b in enumerate(q):
            rest[k + j] -= result[k] * b
    return trim(result)


def greatest_common_divisor(p: Poly, q: Poly) -> tuple[int, ...]:
    """Give the primitive common divisor of highest degree, by Euclid's algorithm."""
    a, b = primitive(p), primitive(q)
    while b:
        a, b = b, remainder(a, b)
    return a


def squarefree(p: Poly) -> tuple[int, ...]:
    """Give the polynomial with the same roots, each of them simple."""
    common = greatest_common_divisor(p, derivative(p))
    return primitive(quotient(p, common)) if len(common) > 1 else primitive(p)


def sturm_chain(p: Poly) -> list[tuple[int, ...]]:
    """
    Give Sturm's sequence of the squarefree part of a nonzero polynomial.

    Each member is minus the remainder of the two before it, scaled by a positive number
    (Basu, Pollack and Roy 2006, section 2.2).
    """
    first = squarefree(p)
    chain = [first, primitive(derivative(first))]
    while chain[-1]:
        chain.append(tuple(-a for a in remainder(chain[-2], chain[-1])))
    return chain[:-1]


def variations(chain: list[tuple[int, ...]], x: Fraction) -> int:
    """Count sign changes along the chain at x, zeros left out."""
    signs = [value > 0 for member in chain if (value := evaluate(member, x)) != 0]
    return sum(a != b for a, b in pairwise(signs))


def count_roots(chain: list[tuple[int, ...]], low: Fraction, high: Fraction) -> int:
    """Count the distinct roots in the open interval (low, high), by Sturm's theorem."""
    return variations(chain, low) - variations(chain, high) - (evaluate(chain[0], high) == 0)
