"""Signs of polynomials where discount factors are in (0, 1) and chances in [0, 1], read off Bernstein coefficients."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb
from typing import Any

import sympy

Coefficients = dict[tuple[int, ...], Fraction]


def never_positive(condition: sympy.Expr, chances: tuple[sympy.Symbol, ...]) -> bool:
    """Whether a polynomial in these symbols is at most zero on the unit box; False where that is not seen."""
    return condition.free_symbols <= set(chances) and all(c <= 0 for c in _bernstein(condition, chances).values())


def always_positive(factor: sympy.Expr, discount: sympy.Symbol, chances: tuple[sympy.Symbol, ...]) -> bool:
    """Whether a polynomial is positive wherever the discount factor is inside (0, 1); False where that is not seen."""
    if not factor.free_symbols <= {discount, *chances}:
        return False
    coefficients = _bernstein(factor, (discount, *chances))
    if any(c < 0 for c in coefficients.values()):
        return False
    layers: dict[int, list[Fraction]] = {}
    for powers, c in coefficients.items():
        layers.setdefault(powers[0], []).append(c)
    return any(all(c > 0 for c in layer) for layer in layers.values())


def _bernstein(expression: sympy.Expr, symbols: tuple[Any, ...]) -> Coefficients:
    """
    Coefficients in the Bernstein basis, between which the polynomial lies on the box (Garloff 1985).

    With a_i for the power i, b_k is the sum over i <= k of a_i times the product of C(k_j, i_j) / C(n_j, i_j).
    """
    poly = sympy.Poly(expression, *symbols)
    degrees = [max(poly.degree(symbol), 0) for symbol in symbols]
    terms = {powers: Fraction(int(c.p), int(c.q)) for powers, c in poly.terms()}
    found: Coefficients = {}
    for place in product(*(range(n + 1) for n in degrees)):
        total = Fraction(0)
        for powers, c in terms.items():
            if all(i <= k for i, k in zip(powers, place, strict=True)):
                share = c
                for i, k, n in zip(powers, place, degrees, strict=True):
                    share *= Fraction(comb(k, i), comb(n, i))
                total += share
        found[place] = total
    return found
