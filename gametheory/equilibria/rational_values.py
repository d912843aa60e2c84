"""Values of a strategy as rational functions of the discount factor."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from gametheory.proofs.polynomials import (
    Poly,
    add,
    greatest_common_divisor,
    multiply,
    primitive,
    quotient,
    trim,
)
from gametheory.strategies.values import expectation

if TYPE_CHECKING:
    from gametheory.strategies.play import Play


def rational_values(played: Play, actors: int) -> tuple[Poly, list[list[Poly]]]:
    """
    Solve W = g + d P W with polynomials in d.

    The denominator is det(I - d P), positive on (0, 1) because P is stochastic. The numerators are the product of
    the denominator and the power series sum of d^k P^k g, which ends before the number of states. Common factors are
    removed.

    Parameters
    ----------
    played : Play
        Stage payoffs g and transitions P.
    actors : int
        How many actors there are.

    Returns
    -------
    denominator : Poly
        Coefficients, lowest power first; the first one is positive.
    numerators : list of list of Poly
        Per state, per actor.
    """
    denominator = _determinant(played)
    series = [_series(played, i) for i in range(actors)]
    size = len(played.states)
    numerators = [
        [trim(multiply(denominator, tuple(term[s] for term in series[i]))[:size]) for i in range(actors)]
        for s in range(size)
    ]
    return _reduced(denominator, numerators)


def _determinant(played: Play) -> Poly:
    """Coefficients of det(I - d P): those of the characteristic polynomial of P, reversed."""
    size = len(played.states)
    rows = [[QQ(0)] * size for _ in range(size)]
    for s, row in enumerate(played.leads):
        for t, p in row.items():
            rows[s][t] = QQ(p.numerator, p.denominator)
    coefficients = DomainMatrix(rows, (size, size), QQ).charpoly()
    return trim([Fraction(int(a.numerator), int(a.denominator)) for a in coefficients])


def _series(played: Play, actor: int) -> list[list[Fraction]]:
    """g, P g, P^2 g, ... as many as there are states."""
    terms = [[payoffs[actor] for payoffs in played.payoffs]]
    for _ in range(len(played.states) - 1):
        terms.append([expectation(row, terms[-1]) for row in played.leads])
    return terms


def _reduced(denominator: Poly, numerators: list[list[Poly]]) -> tuple[Poly, list[list[Poly]]]:
    common = primitive(denominator)
    for row in numerators:
        for p in row:
            common = greatest_common_divisor(common, p) if p else common
    if len(common) < 2:
        return denominator, numerators
    if common[0] < 0:
        common = tuple(-a for a in common)
    reduced = [[quotient(p, common) if p else p for p in row] for row in numerators]
    return add(quotient(denominator, common), ()), reduced
