"""A strategy's incentive constraints as polynomials in payoff parameters, discount factors and chances of signals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import TYPE_CHECKING, Any

from gametheory.games.monitoring import PublicMonitoring
from gametheory.sweeps.forms import Forms, Polynomial, by_name, forms, read_polynomial

if TYPE_CHECKING:
    from gametheory.strategies.automaton import Automaton
    from gametheory.sweeps.problem import Problem

Gain = tuple[Polynomial, ...]
"""Coefficients by power of the discount factor, lowest first, each a polynomial in the other parameters."""


@dataclass(frozen=True, eq=False)
class Incentives:
    """The gains from all deviations, each up to a positive factor; equal ones are listed once."""

    gains: tuple[tuple[str, Gain], ...]

    def at_discounts(self, problem: Problem) -> Forms:
        """Put everybody's own discount factor in."""
        return forms(dict(self._whole(problem)).values())

    def _whole(self, problem: Problem) -> list[tuple[Any, Polynomial]]:
        found = []
        for actor, gain in self.gains:
            name = problem.discount_name(actor)
            polynomial: Polynomial = {}
            for power, coefficient in enumerate(gain):
                for monomial, c in coefficient.items():
                    value, key = c, monomial
                    if name in problem.fixed:
                        value = c * problem.fixed[name] ** power
                    elif power:
                        key = tuple(sorted((*monomial, (name, power))))
                    polynomial[key] = polynomial.get(key, Fraction(0)) + value
            found.append((frozenset(polynomial.items()), polynomial))
        return found

    @cached_property
    def distinct(self) -> tuple[Gain, ...]:
        """The gains as polynomials in one discount factor for all."""
        return tuple({tuple(frozenset(p.items()) for p in gain): gain for _, gain in self.gains}.values())


def bernstein(gain: Gain, low: Fraction, high: Fraction) -> Forms:
    """Write a polynomial in Bernstein's basis on [low, high], coefficients as forms in the other parameters."""
    n = len(gain) - 1
    moved = [_combined(gain, [_moved(i, k, low, high) for i in range(n + 1)]) for k in range(n + 1)]
    weights = (
        [Fraction(comb(k, i), comb(n, i)) if i <= k else Fraction(0) for i in range(n + 1)] for k in range(n + 1)
    )
    return forms(_combined(moved, row) for row in weights)


def _moved(i: int, k: int, low: Fraction, high: Fraction) -> Fraction:
    """The coefficient of t^k in (low + (high - low) t)^i."""
    return comb(i, k) * low ** (i - k) * (high - low) ** k if k <= i else Fraction(0)


def _combined(polynomials: Any, weights: list[Fraction]) -> Polynomial:
    total: Polynomial = {}
    for polynomial, weight in zip(polynomials, weights, strict=True):
        for monomial, c in polynomial.items():
            total[monomial] = total.get(monomial, Fraction(0)) + weight * c
    return {m: c for m, c in total.items() if c}


def incentives(problem: Problem, automaton: Automaton, slips: Any) -> Incentives:
    """Work the gains out once for all points."""
    from gametheory.equilibria.symbolic_values import DISCOUNT, symbolic_gains
    from gametheory.games.symbolic import SymbolicMonitoring

    family, seen = problem.reduced, problem.monitoring
    if isinstance(seen, PublicMonitoring):
        seen = SymbolicMonitoring.of(seen)
    found: dict[Any, tuple[str, Gain]] = {}
    for told in symbolic_gains(family, automaton, seen, slips):
        gain = _by_power(told.numerator, DISCOUNT, problem)
        found[told.actor, tuple(frozenset(p.items()) for p in gain)] = (told.actor, gain)
    return Incentives(tuple(pair for pair in found.values() if pair[1]))


def _by_power(numerator: Any, discount: Any, problem: Problem) -> Gain:
    import sympy

    names = by_name(numerator.free_symbols - {discount})
    powers = sympy.Poly(numerator, discount).all_coeffs()[::-1] if numerator != 0 else []
    read = [read_polynomial(coefficient, names, problem.fixed) for coefficient in powers]
    while read and not read[-1]:
        read.pop()
    return tuple(read)
