"""Polynomials in the parameters at many points at once: signs for certain, values in floats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.batch import Batch

Monomial = tuple[tuple[str, int], ...]
"""Parameters with their powers, by name; () is the constant."""

_UNIT = 2.0**-52
_LEAST = 1e-280  # below, products may have vanished


@dataclass(frozen=True, eq=False)
class Forms:
    """Some polynomials with a common list of monomials: row f holds the integer coefficients of polynomial f."""

    monomials: tuple[Monomial, ...]
    coefficients: tuple[tuple[int, ...], ...]

    @cached_property
    def floats(self) -> NDArray[np.float64]:
        """Coefficients over one power of two, so that none overflows and small integers are not rounded."""
        largest = max((abs(c) for row in self.coefficients for c in row), default=0)
        scale = 2 ** largest.bit_length()
        table = [[float(Fraction(c, scale)) for c in row] for row in self.coefficients]
        return np.array(table, dtype=np.float64).reshape(len(self.coefficients), len(self.monomials))

    def values(self, batch: Batch) -> NDArray[np.float64]:
        """Give the values up to one positive factor for all, shape (points, polynomials)."""
        return self._evaluated(batch)[0]

    def signs(self, batch: Batch) -> NDArray[np.int8]:
        """Give the exact signs, shape (points, polynomials): floats decide where they can, integers elsewhere."""
        values, sizes = self._evaluated(batch)
        finite = np.isfinite(sizes)
        values = np.where(finite, values, 0.0)
        degree = max((sum(power for _, power in m) for m in self.monomials), default=0)
        bound = sizes * (_UNIT * (len(self.monomials) + 2 * degree + 4)) + _LEAST
        signs = np.sign(values).astype(np.int8)
        vanish = ~self.floats.any(axis=1)
        unsure = ~(np.abs(values) > bound) & ~vanish
        signs[:, vanish] = 0
        for k in np.flatnonzero(unsure.any(axis=1)).tolist():
            powers = self._exact_monomials(batch.point(k))
            for f in np.flatnonzero(unsure[k]).tolist():
                total = sum(c * x for c, x in zip(self.coefficients[f], powers, strict=True) if c)
                signs[k, f] = (total > 0) - (total < 0)
        return signs

    def _evaluated(self, batch: Batch) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """
        Values, and sums of absolute terms.

        Elementwise throughout: the rounding at a point does not depend on which other points it is computed with.
        """
        shape = (len(batch), len(self.coefficients))
        values, sizes = np.zeros(shape), np.zeros(shape)
        with np.errstate(over="ignore", invalid="ignore"):  # what overflows is unsure, and decided exactly
            for m, monomial in enumerate(self.monomials):
                column = prod_of(batch, monomial)
                for f in np.flatnonzero(self.floats[:, m]).tolist():
                    term = self.floats[f, m] * column
                    values[:, f] += term
                    sizes[:, f] += np.abs(term)
        return values, sizes

    def _exact_monomials(self, point: Mapping[str, Fraction]) -> list[Fraction]:
        return [prod((point[name] ** power for name, power in m), start=Fraction(1)) for m in self.monomials]


def prod_of(batch: Batch, monomial: Monomial) -> NDArray[np.float64]:
    """Multiply out one monomial."""
    column = np.ones(len(batch))
    for name, power in monomial:
        values = batch.values(name)
        for _ in range(power):
            column = column * values
    return column


Polynomial = dict[Monomial, Fraction]


def forms(polynomials: Iterable[Polynomial]) -> Forms:
    """Put polynomials together; all are multiplied by one positive number, so that coefficients are integers."""
    listed = list(polynomials)
    scale = lcm(*(c.denominator for p in listed for c in p.values()))
    monomials = tuple(dict.fromkeys(m for p in listed for m in p))
    return Forms(monomials, tuple(tuple(int(p.get(m, Fraction(0)) * scale) for m in monomials) for p in listed))


def by_name(symbols: Iterable[Any]) -> dict[Any, str]:
    """Symbols with their names, in an order that does not differ from process to process."""
    return {symbol: symbol.name for symbol in sorted(symbols, key=str)}


def read_polynomial(expression: Any, names: Mapping[Any, str], fixed: Mapping[str, Fraction]) -> Polynomial:
    """Read a SymPy polynomial; symbols become parameters by name, those that are held become numbers."""
    import sympy

    symbols = list(names)
    found: Polynomial = {}
    for powers, coefficient in sympy.Poly(expression, *symbols, domain="QQ").terms() if symbols else [((), expression)]:
        value, monomial = Fraction(int(coefficient.p), int(coefficient.q)), []
        for symbol, power in zip(symbols, powers, strict=True):
            name = names[symbol]
            if power and name in fixed:
                value *= fixed[name] ** power
            elif power:
                monomial.append((name, int(power)))
        key = tuple(sorted(monomial))
        found[key] = found.get(key, Fraction(0)) + value
    return {m: c for m, c in found.items() if c}
