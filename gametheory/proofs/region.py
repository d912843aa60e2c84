"""
Recheck for which discount factors a strategy is subgame perfect.

With W = V / (1 - d), following the strategy is worth W = g + d P W. A certificate gives polynomials with W_s = N_s / D,
and all the points of (0, 1) where some incentive constraint changes sign. This module checks that D is positive on
(0, 1), that the polynomials solve the equations identically in d, and, by Sturm's theorem, that no root is missing. The
region then follows from signs at rational points between the roots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gametheory.errors import CertificateError, NumberError
from gametheory.proofs.algebraic import Algebraic
from gametheory.proofs.polynomials import (
    Poly,
    add,
    count_roots,
    evaluate,
    greatest_common_divisor,
    multiply,
    primitive,
    sturm_chain,
    trim,
)
from gametheory.proofs.reading import distinct, number, require
from gametheory.proofs.strategy import Machine, Mix, State, read_machine, require_table

Key = tuple[str, State, str]
"""Actor, state, action: one incentive constraint."""

_DISCOUNT: Poly = (0, 1)
_ZERO, _ONE = Fraction(0), Fraction(1)


def recheck_region(data: dict[str, Any]) -> None:
    """Derive the region from the certificate's witnesses and compare it with the claim."""
    intervals, blocked = derive_region(data)
    for name, derived in (("intervals", intervals), ("blocked", blocked)):
        told = f"the claimed {name} do not follow: claimed {data[name]}, derived {derived}."
        require(derived == data[name], told)


def derive_region(data: dict[str, Any], actor: str | None = None) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """
    Check the witnesses and say on which intervals all constraints hold, and what binds at the ends.

    The second answer lists the constraints of actors with a fixed discount factor that fail there: one is enough to
    leave no interval. With an actor, only that actor's constraints count, fixed or not.
    """
    machine = read_machine(data)
    constraints = gain_polynomials(machine, _read_worth(machine, data))
    points = read_points(data["breakpoints"])
    if actor is not None:
        return _intervals(_signs({key: p for key, p in constraints.items() if key[0] == actor}, points)), []
    fixed = _read_fixed(data["fixed"], machine)
    free = {key: p for key, p in constraints.items() if key[0] not in fixed}
    blocked = [list(key) for key, p in constraints.items() if key[0] in fixed and evaluate(p, fixed[key[0]]) > 0]
    return ([] if blocked else _intervals(_signs(free, points))), blocked


def _read_fixed(pairs: Any, machine: Machine) -> dict[str, Fraction]:
    fixed = {actor: number(d) for actor, d in pairs}
    require(len(fixed) == len(pairs), "a discount factor is fixed twice.")
    require(all(actor in machine.table.actors for actor in fixed), "a discount factor is fixed for nobody in the game.")
    require(all(0 < d < 1 for d in fixed.values()), "a fixed discount factor is not strictly between 0 and 1.")
    return fixed


@dataclass(frozen=True)
class Worth:
    """Values over one denominator: W_s of actor i is numerators[s][i] / denominator."""

    denominator: Poly
    numerators: dict[State, list[Poly]]


def _read_worth(machine: Machine, data: dict[str, Any]) -> Worth:
    denominator = _read_poly(data["denominator"])
    require(evaluate(denominator, Fraction(1, 2)) > 0, "the denominator of the values is not positive at 1/2.")
    require(
        count_roots(sturm_chain(denominator), _ZERO, _ONE) == 0,
        "the denominator of the values has a root between 0 and 1.",
    )
    listed = distinct(data["numerators"], "numerators")
    numerators = {state: [_read_poly(p) for p in row] for state, row in listed.items()}
    require_table(numerators, machine)
    worth = Worth(denominator, numerators)
    for state, mixture in machine.actions.items():
        payoffs, leads = machine.outcome(state, mixture)
        for i, actor in enumerate(machine.table.actors):
            follow = _now_and_later(worth, payoffs[i], leads, i)
            require(
                follow == trim(numerators[state][i]),
                f"the value of state {state!r} to {actor} does not solve its equation.",
            )
    return worth


def _read_poly(texts: Any) -> Poly:
    return trim([number(text) for text in texts])


def _now_and_later(worth: Worth, payoff: Fraction, leads: Mix, actor: int) -> Poly:
    """Payoff now plus discounted values, over the common denominator."""
    later: Poly = ()
    for state, chance in leads.items():
        later = add(later, worth.numerators[state][actor], chance)
    return add(multiply((payoff,), worth.denominator), multiply(_DISCOUNT, later))


def gain_polynomials(machine: Machine, worth: Worth) -> dict[Key, tuple[int, ...]]:
    """Give one polynomial per deviation, with the sign of its gain at every discount factor in (0, 1)."""
    gains = {}
    for state, mixture in machine.actions.items():
        for i, actor in enumerate(machine.table.actors):
            for name in machine.table.actions[i]:
                if mixture[i].get(name) != 1:
                    payoff, leads = machine.deviation(state, i, name)
                    gain = add(_now_and_later(worth, payoff, leads, i), worth.numerators[state][i], -1)
                    gains[actor, state, name] = primitive(gain)
    return gains


@dataclass(frozen=True)
class Point:
    """A point of (0, 1), exact, with rational numbers just below and above it (itself where it is rational)."""

    low: Fraction
    high: Fraction
    polynomial: tuple[int, ...]

    def is_root_of(self, p: tuple[int, ...]) -> bool:
        """Whether this point is a root of the polynomial."""
        if self.low == self.high:
            return evaluate(p, self.low) == 0
        common = greatest_common_divisor(p, self.polynomial)
        return len(common) > 1 and count_roots(sturm_chain(common), self.low, self.high) == 1


def read_points(data: Any) -> list[Point]:
    """Read points of (0, 1) in increasing order, told apart by rational numbers."""
    points = [_read_point(entry) for entry in data]
    edges = [_ZERO, *(x for point in points for x in (point.low, point.high)), _ONE]
    between = list(pairwise(edges))[::2]
    require(all(low < high for low, high in between), "the breakpoints are not in order, or not told apart.")
    return points


def _read_point(entry: dict[str, Any]) -> Point:
    if "at" in entry:
        value = number(entry["at"])
        return Point(value, value, ())
    polynomial = tuple(number(a) for a in entry["polynomial"])
    require(all(a.denominator == 1 for a in polynomial), "a breakpoint's polynomial must have integer coefficients.")
    low, high = number(entry["low"]), number(entry["high"])
    require(low < high, "a breakpoint's interval is empty.")
    try:
        isolated = Algebraic(tuple(a.numerator for a in polynomial), low, high)
    except NumberError as error:
        raise CertificateError(f"a breakpoint is not isolated: {error}") from None
    return Point(low, high, isolated.polynomial)


@dataclass(frozen=True)
class Signs:
    """Constraints that are violated in each cell between breakpoints, and at each breakpoint."""

    cells: list[list[Key]]
    points: list[list[Key]]


def _signs(constraints: dict[Key, tuple[int, ...]], points: list[Point]) -> Signs:
    samples = _samples(points)
    known: dict[tuple[int, ...], tuple[list[bool], list[bool]]] = {}
    for p in set(constraints.values()):
        known[p] = _where_positive(p, points, samples)
    return Signs(
        [[key for key, p in constraints.items() if known[p][0][k]] for k in range(len(samples))],
        [[key for key, p in constraints.items() if known[p][1][k]] for k in range(len(points))],
    )


def _samples(points: list[Point]) -> list[Fraction]:
    """One rational number strictly inside each cell."""
    lows = [_ZERO, *(point.high for point in points)]
    highs = [*(point.low for point in points), _ONE]
    return [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]


def _where_positive(p: tuple[int, ...], points: list[Point], samples: list[Fraction]) -> tuple[list[bool], list[bool]]:
    """Say in which cells and at which breakpoints a polynomial is positive; all its roots must be breakpoints."""
    if not p:
        return [False] * len(samples), [False] * len(points)
    roots = [point.is_root_of(p) for point in points]
    total = count_roots(sturm_chain(p), _ZERO, _ONE)
    require(
        sum(roots) == total,
        f"an incentive constraint has {total} roots in (0, 1), but {sum(roots)} are listed.",
    )
    cells = [evaluate(p, x) > 0 for x in samples]
    return cells, [cells[k] and not root for k, root in enumerate(roots)]


def _intervals(signs: Signs) -> list[dict[str, Any]]:
    """
    Join neighbouring cells and points where nothing is violated.

    Position 0 is the discount factor 0, the last position is 1, those between are the breakpoints; constraints are not
    strict, so an end at a breakpoint belongs to the interval and an end at 0 or 1 never does.
    """
    violated = [signs.cells[0]]
    for k, at_point in enumerate(signs.points):
        violated += [at_point, signs.cells[k + 1]]
    runs = _runs([not keys for keys in violated])
    return [_interval(violated, first, last) for first, last in runs]


def _runs(holds: list[bool]) -> list[tuple[int, int]]:
    """First and last index of each run of True."""
    starts = [k for k, ok in enumerate(holds) if ok and (k == 0 or not holds[k - 1])]
    ends = [k for k, ok in enumerate(holds) if ok and (k + 1 == len(holds) or not holds[k + 1])]
    return list(zip(starts, ends, strict=True))


def _interval(violated: list[list[Key]], first: int, last: int) -> dict[str, Any]:
    """Even indices are cells, odd ones breakpoints; a run of a cell alone at an edge reaches to 0 or 1."""
    binding: Callable[[int], list[list[Any]]] = lambda k: [list(key) for key in violated[k]]  # noqa: E731
    return {
        "low": (first + 1) // 2,
        "high": (last + 2) // 2 if last % 2 == 0 else (last + 1) // 2,
        "low_closed": first > 0,
        "high_closed": last + 1 < len(violated),
        "low_binding": binding(first - 1) if first > 0 else [],
        "high_binding": binding(last + 1) if last + 1 < len(violated) else [],
    }
