"""The solution of a linear program on a given basis, as rational functions of whatever its numbers depend on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy
from sympy.polys.matrices import DomainMatrix

from gametheory.equilibria.two_states import Rows
from gametheory.proofs.polynomials import Poly, count_roots, primitive, sturm_chain, trim


def _into(field_: Any, value: Any) -> Any:
    if isinstance(value, Fraction | int):
        return field_.from_sympy(sympy.Rational(value.numerator, value.denominator))
    return value


def basic_value(rows: Rows, basis: tuple[tuple[int, ...], tuple[int, ...]], field_: Any) -> Any:
    """The objective on a basis; None where the basis is singular."""
    solved = basic_solution(rows, basis, field_)
    return None if solved is None else solved[0]


def basic_solution(
    rows: Rows, basis: tuple[tuple[int, ...], tuple[int, ...]], field_: Any
) -> tuple[Any, list[Any]] | None:
    """Solve the basis's two square systems; give the value, and everything whose sign must stay for optimality."""
    columns, tight = basis
    matrix = [[_into(field_, rows.matrix[r][c]) for c in range(len(rows.objective))] for r in range(len(rows.bounds))]
    bounds = [_into(field_, b) for b in rows.bounds]
    costs = [_into(field_, c) for c in rows.objective]
    size = len(tight)
    square = DomainMatrix([[matrix[r][c] for c in columns] for r in tight], (size, size), field_)
    if not square.det():
        return None
    x = [row[0] for row in square.lu_solve(DomainMatrix([[bounds[r]] for r in tight], (size, 1), field_)).to_list()]
    y = [
        row[0]
        for row in square.transpose().lu_solve(DomainMatrix([[costs[c]] for c in columns], (size, 1), field_)).to_list()
    ]
    value = _into(field_, rows.constant)
    for c, part in zip(columns, x, strict=True):
        value += costs[c] * part
    return value, list(_signs(matrix, bounds, costs, basis, (x, y)))


def _signs(matrix: Any, bounds: Any, costs: Any, basis: Any, solution: tuple[list[Any], list[Any]]) -> Iterator[Any]:
    """Unknowns, slacks, multipliers and reduced costs: all not negative at an optimum."""
    (columns, tight), (x, y) = basis, solution
    yield from x
    yield from (price for r, price in zip(tight, y, strict=True) if r)
    for r, row in enumerate(matrix):
        if r not in tight:
            slack = bounds[r]
            for c, part in zip(columns, x, strict=True):
                slack -= row[c] * part
            yield slack
    for c in range(len(costs)):
        if c not in columns:
            reduced = -costs[c]
            for r, price in zip(tight, y, strict=True):
                reduced += matrix[r][c] * price
            yield reduced


def keeps_sign(function: Any, low: Fraction, high: Fraction) -> bool:
    """Whether a rational function has neither a root nor a pole strictly between two numbers."""
    if not function:
        return True
    return all(_no_root(dense_polynomial(part), low, high) for part in (function.numer, function.denom))


def _no_root(p: Poly, low: Fraction, high: Fraction) -> bool:
    return len(p) < 2 or count_roots(sturm_chain(primitive(p)), low, high) == 0


def dense_polynomial(element: Any) -> Poly:
    """Coefficients of a ring element in one symbol, lowest power first."""
    dense = [Fraction(0)] * (1 + max((power for (power,) in element), default=0))
    for (power,), coefficient in element.items():
        dense[power] = Fraction(int(coefficient.numerator), int(coefficient.denominator))
    return trim(dense)
