"""
Recheck for which discount factors a strategy is an equilibrium for every parameter of a polytope.

With W = V / (1 - d) the values of states are polynomials in d over one denominator, a row of them per state and actor:
the constant's and each parameter's. The incentive constraints are then linear in the parameters with polynomials in d
as coefficients. On the set that is claimed each is a sum of known inequalities whose multipliers, polynomials too, are
not negative there (Farkas 1902, with d as a symbol). Everywhere else in (0, 1) one fails at a point of the polytope, or
along a direction that never leaves it. Signs are told between listed points, where no root is missed (Sturm).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.proofs.family import read_family_machine
from gametheory.proofs.linear_forms import Form, Space, read_space
from gametheory.proofs.polynomials import Poly, add, count_roots, evaluate, multiply, sturm_chain, trim
from gametheory.proofs.reading import distinct, number, require
from gametheory.proofs.region import Point, read_points
from gametheory.proofs.strategy import Machine, Mix, State

Row = dict[int, Poly]
"""A polynomial per column: column 0 for the constant, then one per parameter; zeros left out."""

Key = tuple[Any, ...]
"""Actor, state, action: one incentive constraint."""

_ZERO, _ONE = Fraction(0), Fraction(1)


def recheck_discount_set(data: dict[str, Any]) -> None:
    """Every position on (0, 1), cell or listed point, is proved to be in the set, or out of it, as claimed."""
    space, points = read_space(data["polytope"]), read_points(data["points"])
    machine = read_family_machine(data["setting"], space)
    rows = constraint_rows(machine, *_read_worth(data, machine, space))
    claimed = _claimed(data["intervals"], len(points))
    proofs = {tuple(key): pieces for key, pieces in data["holds"]}
    require(set(proofs) == set(rows) or not claimed, "there is not one proof per constraint.")
    for key, row in rows.items() if claimed else ():
        missing = claimed - _held(space, points, row, proofs[key], key)
        require(not missing, f"{key} is not proved at position {min(missing, default=0)} of the set claimed.")
    space.inside(data["inside"])
    missing = set(range(2 * len(points) + 1)) - claimed - _failed(space, points, rows, data["fails"])
    require(not missing, f"it is not shown that a constraint fails at position {min(missing, default=0)}.")


def _claimed(intervals: Any, count: int) -> set[int]:
    """Positions in the intervals: 0, 2, 4 ... are cells, 1, 3 ... the points between them."""
    found: set[int] = set()
    for low, high, low_closed, high_closed in intervals:
        legal = all(type(k) is int for k in (low, high)) and 0 <= low <= high <= count + 1
        require(legal, f"an interval runs from end {low!r} to {high!r}.")
        first, last = 2 * low - (1 if low_closed is True else 0), 2 * high - (1 if high_closed is True else 2)
        require(0 <= first <= last <= 2 * count, "an interval is empty, or holds 0 or 1.")
        found |= set(range(first, last + 1))
    return found


def _read_worth(data: dict[str, Any], machine: Machine, space: Space) -> tuple[Poly, dict[State, list[Row]]]:
    """Values over one denominator; they solve W = g + d P W in every column."""
    denominator = _read_poly(data["denominator"])
    positive = evaluate(denominator, Fraction(1, 2)) > 0
    require(positive and not count_roots(sturm_chain(denominator), _ZERO, _ONE), "the denominator is not positive.")
    listed = distinct(data["numerators"], "numerators")
    worth = {state: [_read_row(row, space) for row in rows] for state, rows in listed.items()}
    actors = machine.table.actors
    complete = list(worth) == list(machine.actions) and all(len(rows) == len(actors) for rows in worth.values())
    require(complete, "there is not one row of values per state with one value per actor.")
    for state, mixture in machine.actions.items():
        payoffs, leads = machine.outcome(state, mixture)
        for i, actor in enumerate(actors):
            follow = _now_and_later(denominator, worth, payoffs[i], leads, i)
            require(follow == worth[state][i], f"the value of state {state!r} to {actor} does not solve its equation.")
    return denominator, worth


def _read_poly(texts: Any) -> Poly:
    return trim([number(text) for text in texts])


def _read_row(pairs: Any, space: Space) -> Row:
    row = {k: _read_poly(texts) for k, texts in pairs}
    legal = all(type(k) is int and 0 <= k <= len(space.parameters) for k in row) and len(row) == len(pairs)
    require(legal, "a row of polynomials names a column twice, or one that does not exist.")
    return {k: p for k, p in row.items() if p}


def constraint_rows(machine: Machine, denominator: Poly, worth: Mapping[State, Sequence[Row]]) -> dict[Key, Row]:
    """Say what each constraint must not be below zero: following less departing, times the denominator."""
    found = {}
    for state, mixture in machine.actions.items():
        for i, actor in enumerate(machine.table.actors):
            for name in machine.table.actions[i]:
                if mixture[i].get(name) != 1:
                    payoff, leads = machine.deviation(state, i, name)
                    later = _now_and_later(denominator, worth, payoff, leads, i)
                    found[actor, state, name] = sum_of([(worth[state][i], (1,)), (later, (-1,))])
    return found


def _now_and_later(denominator: Poly, worth: Mapping[State, Sequence[Row]], payoff: Any, leads: Mix, actor: int) -> Row:
    """Payoff now plus discounted values, over the common denominator."""
    columns = payoff.columns if isinstance(payoff, Form) else {0: Fraction(payoff)}
    now: Row = {k: (x,) for k, x in columns.items() if x}
    parts: list[tuple[Row, Poly]] = [(now, denominator)]
    parts += [(worth[state][actor], (_ZERO, chance)) for state, chance in leads.items()]
    return sum_of(parts)


def sum_of(parts: Sequence[tuple[Row, Poly]]) -> Row:
    """Add rows up, each times a polynomial."""
    total: Row = {}
    for row, factor in parts:
        for k, p in row.items():
            total[k] = add(total.get(k, ()), multiply(p, factor))
    return {k: p for k, p in total.items() if p}


def _held(space: Space, points: Sequence[Point], row: Row, pieces: Any, key: Key) -> set[int]:
    """Positions at which the multipliers listed prove a constraint."""
    found: set[int] = set()
    for first, last, weights in pieces:
        parts = {k: _read_poly(texts) for k, texts in weights}
        require(len(parts) == len(weights), f"the proof of {key} names an inequality twice.")
        require(all(type(k) is int and 0 <= k < len(space.known) for k in parts), f"the proof of {key} is misread.")
        rest = remainder(row, {k: space.known[k] for k in parts}, parts)
        require(rest is not None, f"the inequalities listed do not add up to {key}.")
        for p in (*parts.values(), rest or ()):
            told = signs(p, points, first, last)
            require(all(x is not None and x >= 0 for x in told), f"the proof of {key} adds a negative number.")
        found |= set(range(first, last + 1))
    return found


def remainder(row: Row, known: Mapping[int, Form], weights: Mapping[int, Poly]) -> Poly | None:
    """Say what is left of a row, after known forms times polynomials; None where a parameter is left."""
    parts: list[tuple[Row, Poly]] = [(row, (1,))]
    for k, form in known.items():
        plain: Row = {column: (x,) for column, x in form.columns.items()}
        parts.append((plain, multiply((-1,), weights[k])))
    rest = sum_of(parts)
    return rest.get(0, ()) if set(rest) <= {0} else None


def _failed(space: Space, points: Sequence[Point], rows: Mapping[Key, Row], pieces: Any) -> set[int]:
    """Positions at which a constraint is negative at a point, or falls along a direction without end."""
    found: set[int] = set()
    for first, last, key, kind, pairs in pieces:
        require(kind in ("point", "ray") and tuple(key) in rows, f"a failure is told of {key!r}, at a {kind!r}.")
        place = space.inside(pairs) if kind == "point" else _read_ray(space, pairs)
        told = signs(along(rows[tuple(key)], place, kind), points, first, last)
        require(all(x is not None and x < 0 for x in told), f"{tuple(key)} does not fail where it is said to.")
        found |= set(range(first, last + 1))
    return found


def _read_ray(space: Space, pairs: Any) -> dict[int, Fraction]:
    way = space.point(pairs, "a direction")
    for name, form in zip(space.names, space.known, strict=True):
        require(form.along(way) >= 0, f"a direction leaves {name!r}.")
    return way


def along(row: Row, place: Mapping[int, Fraction], kind: str) -> Poly:
    """Give a constraint at a point, or how it changes along a direction, as a polynomial in the discount factor."""
    total: Poly = row.get(0, ()) if kind == "point" else ()
    for k, p in row.items():
        if k:
            total = add(total, p, place[k])
    return total


@dataclass(frozen=True)
class _Cell:
    """Between two neighbouring points; None stands for 0 and 1."""

    left: Point | None
    right: Point | None

    def sign(self, p: Poly, chain: list[tuple[int, ...]]) -> int | None:
        low, high = (self.left.high if self.left else _ZERO), (self.right.low if self.right else _ONE)
        outer = (self.left.low if self.left else _ZERO), (self.right.high if self.right else _ONE)
        listed = sum(end is not None and end.low < end.high and end.is_root_of(chain[0]) for end in self._ends)
        if count_roots(chain, *outer) != listed:
            return None
        return _sign(evaluate(p, (low + high) / 2))

    @property
    def _ends(self) -> tuple[Point | None, Point | None]:
        return self.left, self.right


def signs(p: Poly, points: Sequence[Point], first: Any, last: Any) -> list[int | None]:
    """
    Give the sign of a polynomial at positions between and at listed points; the same throughout each cell.

    None where a root is not listed: then nothing is said.
    """
    legal = type(first) is int and type(last) is int and 0 <= first <= last <= 2 * len(points)
    require(legal, f"a proof runs from position {first!r} to {last!r}.")
    if not p:
        return [0] * (last - first + 1)
    chain = sturm_chain(p)
    return [_sign_at(p, chain, points, k) for k in range(first, last + 1)]


def _sign_at(p: Poly, chain: list[tuple[int, ...]], points: Sequence[Point], k: int) -> int | None:
    if k % 2 == 0:
        left, right = (points[k // 2 - 1] if k else None), (points[k // 2] if k < 2 * len(points) else None)
        return _Cell(left, right).sign(p, chain)
    point = points[k // 2]
    if point.is_root_of(chain[0]):
        return 0
    if point.low < point.high and count_roots(chain, point.low, point.high):
        return None
    return _sign(evaluate(p, (point.low + point.high) / 2))


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
