"""Inequalities written to be read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm

from gametheory.exact import exact_text
from gametheory.games.polytope import LinearInequality

Side = Mapping[str, Fraction]


def inequality_text(form: LinearInequality) -> str:
    """
    Write "x + 9/8 z >= 9/8 y": what counts against stands right; a parameter alone on its side has coefficient one.

    Where none stands alone, coefficients become whole numbers without a common divisor.
    """
    left = {name: c for name, c in form.coefficients.items() if c > 0}
    right = {name: -c for name, c in form.coefficients.items() if c < 0}
    alone = left if len(left) == 1 else right if len(right) == 1 else {}
    scale = 1 / next(iter(alone.values())) if alone else _primitive(form)
    up, down = max(form.constant, Fraction(0)), max(-form.constant, Fraction(0))
    return f"{_sum(left, scale, up)} >= {_sum(right, scale, down)}"


def _primitive(form: LinearInequality) -> Fraction:
    numbers = [c for c in (*form.coefficients.values(), form.constant) if c] or [Fraction(1)]
    return Fraction(lcm(*(c.denominator for c in numbers)), gcd(*(c.numerator for c in numbers)))


def _sum(side: Side, scale: Fraction, constant: Fraction) -> str:
    terms = [name if c * scale == 1 else f"{exact_text(c * scale)} {name}" for name, c in side.items()]
    if constant or not terms:
        terms.append(exact_text(constant * scale))
    return " + ".join(terms)
