"""Where polynomials are at most zero: exact intervals along one symbol, and grids in two."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from gametheory.equilibria.discount_region import Constraint, DiscountInterval
from gametheory.equilibria.roots import breakpoints
from gametheory.equilibria.symbolic_values import DISCOUNT
from gametheory.games.symbolic import fraction, symbolic
from gametheory.proofs.algebraic import Algebraic
from gametheory.proofs.polynomials import evaluate, primitive

_CLOSE = 1e-9  # of the sum of a polynomial's terms in size: nearer to zero, floats do not decide


def univariate(expression: sympy.Expr, symbol: sympy.Symbol, numbers: dict[Any, Any]) -> tuple[int, ...]:
    """Integer coefficients, lowest power first, up to a positive factor."""
    poly = sympy.Poly(expression.subs(numbers), symbol)
    return primitive(tuple(fraction(c) for c in reversed(poly.all_coeffs())))


def intervals_where(
    told: list[tuple[tuple[Constraint, ...], tuple[int, ...]]], *, closed: bool
) -> Iterator[DiscountInterval]:
    """Take signs at the breakpoints and between them, and join what holds."""
    points: list[Fraction | Algebraic] = [Fraction(0), *breakpoints(p for _, p in told), Fraction(1)]
    places: list[tuple[int, bool]] = []  # breakpoint, or the gap after it
    for k in range(len(points)):
        places += [(k, True)] + ([(k, False)] if k + 1 < len(points) else [])
    failing = [_failing(told, points, *place) for place in places]
    if not closed:
        failing[0] = failing[-1] = ()
    start = None
    for n, fails in enumerate([*failing, ()]):
        inside = fails is None
        if inside and start is None:
            start = n
        elif not inside and start is not None:
            yield _interval(points, places, failing, start, n - 1)
            start = None


def _failing(
    told: list[tuple[tuple[Constraint, ...], tuple[int, ...]]], points: list[Any], k: int, at_point: bool
) -> tuple[Constraint, ...] | None:
    """Who gains there; None where nobody does and all chances are probabilities."""
    bad = [whose for whose, p in told if _sign(p, points, k, at_point) > 0]
    return tuple(c for whose in bad for c in whose) if bad else None


def _sign(p: tuple[int, ...], points: list[Any], k: int, at_point: bool) -> int:
    if not at_point:
        value = evaluate(p, _between(points[k], points[k + 1]))
    elif isinstance(points[k], Algebraic):
        return _sign_at(p, points, k)
    else:
        value = evaluate(p, points[k])
    return (value > 0) - (value < 0)


def _sign_at(p: tuple[int, ...], points: list[Any], k: int) -> int:
    """At an algebraic number: zero if it is a root of this polynomial, else the sign on both sides, which is one."""
    left, right = _sign(p, points, k - 1, False), _sign(p, points, k, False)
    if not p or left != right:
        return 0
    if len(p) < 2:
        return left
    shared = any(point == points[k] for point in breakpoints([p]))
    return 0 if shared else left


def _between(low: Any, high: Any) -> Fraction:
    """A rational number strictly between two neighbouring breakpoints, which are told apart already."""
    left = low.high if isinstance(low, Algebraic) else low
    right = high.low if isinstance(high, Algebraic) else high
    return (left + right) / 2


def _interval(
    points: list[Any], places: list[tuple[int, bool]], failing: list[Any], first: int, last: int
) -> DiscountInterval:
    (k, low_closed), (m, high_closed) = places[first], places[last]
    below = failing[first - 1] if first > 0 and failing[first - 1] else ()
    above = failing[last + 1] if last + 1 < len(failing) and failing[last + 1] else ()
    high = points[m] if high_closed else points[m + 1]
    return DiscountInterval(points[k], high, low_closed, high_closed, below, above)


def classified(
    told: list[sympy.Poly], xs: list[float], ys: list[float], names: list[sympy.Symbol]
) -> NDArray[np.bool_]:
    """Floats decide far from zero, exact numbers near it; outside the box nothing holds."""
    across, up = np.meshgrid(np.array(xs), np.array(ys))
    inside = np.ones(across.shape, dtype=np.bool_)
    for poly in told:
        terms = [(powers, float(c)) for powers, c in poly.terms()]
        parts = np.array([c * across**i * up**j for (i, j), c in terms]) if terms else np.zeros((1, *across.shape))
        value, size = parts.sum(axis=0), np.abs(parts).sum(axis=0)
        verdict = value <= 0
        for row, column in np.argwhere(np.abs(value) <= _CLOSE * size):
            point = [symbolic(v, "a point of the grid") for v in (xs[column], ys[row])]
            verdict[row, column] = poly.eval(tuple(point)) <= 0
        inside &= verdict
    for axis, symbol in ((across, names[0]), (up, names[1])):
        inside &= (axis >= 0) & (axis <= 1) if symbol != DISCOUNT else (axis > 0) & (axis < 1)
    return inside
