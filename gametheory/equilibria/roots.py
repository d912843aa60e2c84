"""All roots of polynomials between 0 and 1: found by SymPy, exact, told apart, in order."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from sympy import ZZ, Poly, Symbol

from gametheory.proofs.algebraic import Algebraic

_X = Symbol("x")


def breakpoints(polynomials: Iterable[tuple[int, ...]]) -> list[Fraction | Algebraic]:
    """
    Isolate every root in (0, 1) of every polynomial.

    Polynomials are factored over the integers, so equal roots share their minimal polynomial and rational ones are
    found as such. Isolating intervals are refined until they lie inside (0, 1) with gaps between neighbours.

    Parameters
    ----------
    polynomials : iterable of tuple of int
        Coefficients, lowest power first; zero polynomials are passed over.

    Returns
    -------
    list of Fraction or Algebraic
        The distinct roots in increasing order.
    """
    factors: set[tuple[int, ...]] = set()
    for p in polynomials:
        if len(p) > 1:
            factors |= _factors(p)
    return _apart([root for factor in sorted(factors) for root in _roots(factor)])


def _factors(p: tuple[int, ...]) -> set[tuple[int, ...]]:
    _, factors = Poly(list(reversed(p)), _X, domain=ZZ).factor_list()
    return {tuple(int(a) for a in reversed(factor.all_coeffs())) for factor, _ in factors}


def _roots(factor: tuple[int, ...]) -> list[Fraction | Algebraic]:
    if len(factor) == 2:
        root = Fraction(-factor[0], factor[1])
        return [root] if 0 < root < 1 else []
    found = Poly(list(reversed(factor)), _X, domain=ZZ).intervals(inf=0, sup=1)
    return [Algebraic(factor, _fraction(low), _fraction(high)) for (low, high), _ in found]


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _apart(roots: list[Fraction | Algebraic]) -> list[Fraction | Algebraic]:
    """Refine until neighbouring intervals neither touch nor hold 0 or 1."""
    width = Fraction(1, 2**10)
    while True:
        refined = [root if isinstance(root, Fraction) else root.refined(width) for root in roots]
        ordered = sorted(refined, key=lambda root: _ends(root)[0])
        edges = [Fraction(0), *(x for root in ordered for x in _ends(root)), Fraction(1)]
        if all(a < b for a, b in zip(edges[::2], edges[1::2], strict=True)):
            return ordered
        width /= 2**10


def _ends(root: Fraction | Algebraic) -> tuple[Fraction, Fraction]:
    return (root, root) if isinstance(root, Fraction) else (root.low, root.high)
