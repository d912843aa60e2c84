"""Payoffs written as formulas, read as coefficients of their symbols."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from gametheory.errors import GameError
from gametheory.games.symbolic import fraction, symbolic


def linear_table(payoffs: Any) -> tuple[NDArray[Any], list[str]]:
    """Read expressions linear in symbols; give coefficients (constant first) in a new last axis, and symbols' names."""
    table = np.array(payoffs, dtype=object)
    read = [symbolic(entry, "a payoff") for entry in table.ravel()]
    symbols = sorted({symbol for entry in read for symbol in entry.free_symbols}, key=str)
    names = [symbol.name for symbol in symbols]
    if len(set(names)) < len(names):
        raise GameError("two different symbols share a name; give each symbol one name and one set of assumptions.")
    rows = np.empty((len(read), 1 + len(symbols)), dtype=object)
    for k, entry in enumerate(read):
        rows[k] = _coefficients(entry, symbols)
    return rows.reshape((*table.shape, 1 + len(symbols))), names


def _coefficients(entry: sympy.Expr, symbols: list[sympy.Symbol]) -> list[Fraction]:
    told = f"the payoff {entry} is not linear in its symbols with rational coefficients; name products as symbols."
    if not symbols:
        symbols = [sympy.Dummy()]
        return [_number(entry, told)]
    poly = entry.as_poly(*symbols)
    if poly is None or poly.total_degree() > 1:
        raise GameError(told)
    return [_number(poly.coeff_monomial(monomial), told) for monomial in (1, *symbols)]


def _number(value: sympy.Expr, told: str) -> Fraction:
    if not value.is_Rational:
        raise GameError(told)
    return fraction(value)
