"""The proof of a set of discount factors over a polytope: multipliers as polynomials inside it, failures outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.rational_values import rational_values
from gametheory.equilibria.roots import breakpoints
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import as_monitoring
from gametheory.games.polytope import LinearInequality
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.discount_set import Key, Row, along, constraint_rows, remainder, signs
from gametheory.proofs.family import read_family_machine
from gametheory.proofs.linear_forms import Space, read_space
from gametheory.proofs.polynomials import Poly, add, evaluate, primitive
from gametheory.proofs.region import Point, read_points
from gametheory.regions.elimination import dependent, rank
from gametheory.regions.incentives import FamilyStage, plain_family
from gametheory.regions.outline import outline
from gametheory.regions.programs import connected_names, lowest
from gametheory.regions.statement import plain_polytope
from gametheory.regions.vertices import corners
from gametheory.regions.writing import plain_point
from gametheory.strategies.noise import read_slips
from gametheory.strategies.plain import plain_algebraic, plain_automaton, plain_monitoring
from gametheory.strategies.play import play

if TYPE_CHECKING:
    from gametheory.proofs.algebraic import Algebraic
    from gametheory.regions.discount_set import DiscountSet

_ROUNDS = 40  # each lists roots that were missing; there are finitely many

Weights = dict[int, Poly]
"""Multipliers by number of the inequality."""


@dataclass(frozen=True)
class _Failure:
    """A constraint at a corner, or along an extreme direction, as a polynomial in the discount factor."""

    key: Key
    kind: str
    place: Mapping[str, Fraction]
    polynomial: Poly


@dataclass(frozen=True)
class _Problem:
    """What is to be proved, in the terms of the proof."""

    family: GameFamily
    space: Space
    rows: Mapping[Key, Row]
    inside: Mapping[str, Fraction]
    failures: tuple[_Failure, ...]


def discount_certificate(found: DiscountSet) -> Certificate:
    """Prove that the strategy is an equilibrium for every parameter exactly on the set found."""
    setting, space, rows, worth = _derived(found)
    problem = _Problem(found.family, space, rows, outline(found.family.polytope).inside, ())
    problem = replace(problem, failures=tuple(_failures(problem)))
    values, holds, fails = _proved(problem, found)
    data = {
        "polytope": plain_polytope(found.family.polytope),
        "setting": setting,
        **worth,
        "points": [plain_algebraic(value) for value in values],
        "intervals": _intervals(found, values),
        "holds": holds,
        "inside": plain_point(problem.inside),
        "fails": fails,
    }
    return Certificate("discount_set", data)


def _derived(found: DiscountSet) -> tuple[dict[str, Any], Space, dict[Key, Row], dict[str, Any]]:
    """The strategy in the family, its constraints as rows of polynomials, and the values that they rest on."""
    stage, seen = FamilyStage(found.family), as_monitoring(found.monitoring)
    slips = read_slips(found.slips, stage.constant)
    played = play(stage, found.automaton, seen, slips)  # type: ignore[arg-type]  # payoffs that are rows add up like numbers
    places = [(i, column) for i, columns in enumerate(stage.columns) for column in columns]
    rows: Any = played.payoffs
    flat = tuple(tuple(x for row in payoffs for x in row) for payoffs in rows)
    denominator, numerators = rational_values(replace(played, payoffs=flat), len(places))
    worth = {s: _rows(places, of, len(slips)) for s, of in zip(played.states, numerators, strict=True)}
    setting = {
        "family": plain_family(found.family),
        "automaton": plain_automaton(found.automaton),
        "monitoring": plain_monitoring(seen),
        "slips": [exact_text(p) for p in slips],
    }
    space = read_space(plain_polytope(found.family.polytope))
    told = {
        "denominator": _texts(denominator),
        "numerators": [
            [state, [[[k, _texts(p)] for k, p in sorted(row.items())] for row in rows]] for state, rows in worth.items()
        ],
    }
    return setting, space, constraint_rows(read_family_machine(setting, space), denominator, worth), told


def _rows(places: Sequence[tuple[int, int]], polynomials: Sequence[Poly], actors: int) -> list[Row]:
    """One state's values: per actor a polynomial per column."""
    rows: list[Row] = [{} for _ in range(actors)]
    for (i, column), p in zip(places, polynomials, strict=True):
        if p:
            rows[i][column] = p
    return rows


def _texts(p: Poly) -> list[str]:
    return [exact_text(Fraction(a)) for a in p]


def _failures(problem: _Problem) -> Iterator[_Failure]:
    """Every constraint at every corner, and along every extreme direction, of the parameters that bear on its actor."""
    family, names = problem.family, problem.family.polytope.parameters
    for i, actor in enumerate(family.actors):
        own = {names[column - 1] for column in family.own_columns[i][1:]}
        linked, known = connected_names(own, family.polytope.inequalities)
        points, ways = corners(known, [name for name in names if name in linked])
        places = [("point", {**problem.inside, **point}) for point in points]
        places += [("ray", {name: way.get(name, Fraction(0)) for name in names}) for way in ways]
        for key, row in problem.rows.items():
            for kind, place in places if key[0] == actor else ():
                p = along(row, {k: place[name] for k, name in enumerate(names, start=1)}, kind)
                if p:
                    yield _Failure(key, kind, place, p)


def _proved(problem: _Problem, found: DiscountSet) -> tuple[list[Fraction | Algebraic], list[Any], list[Any]]:
    """List more and more roots until every position is proved to be in the set, or out of it."""
    listed = {_ending(end) for interval in found for end in (interval.low, interval.high)} - {()}
    bases: dict[Key, list[Weights]] = {key: [] for key in problem.rows}
    for _ in range(_ROUNDS):
        values = breakpoints(listed)
        points = read_points([plain_algebraic(value) for value in values])
        claimed = _claimed(found, values)
        outside = [k for k in range(2 * len(points) + 1) if k not in claimed]
        missing: set[tuple[int, ...]] = set()
        held = [(key, _held(problem, key, points, claimed, bases[key], missing)) for key in problem.rows]
        failed = [_failed(problem, points, k, missing) for k in outside]
        if not missing:
            return values, [[list(key), _runs(of)] for key, of in held if claimed], _told(outside, failed)
        listed |= missing
    raise GameError("no proof was found in the rounds allowed; 'necessary' gives one at any single discount factor.")


def _ending(end: Fraction | Algebraic) -> tuple[int, ...]:
    if not isinstance(end, Fraction):
        return end.polynomial
    return (-end.numerator, end.denominator) if 0 < end < 1 else ()


def _claimed(found: DiscountSet, values: Sequence[Fraction | Algebraic]) -> list[int]:
    """Positions of the set: cells are even, listed points odd."""
    return [
        k
        for low, high, low_closed, high_closed in _intervals(found, values)
        for k in range(2 * low - low_closed, 2 * high - (1 if high_closed else 2) + 1)
    ]


def _intervals(found: DiscountSet, values: Sequence[Fraction | Algebraic]) -> list[list[Any]]:
    ends = [Fraction(0), *values, Fraction(1)]
    return [[ends.index(one.low), ends.index(one.high), one.low_closed, one.high_closed] for one in found]


def _held(
    problem: _Problem,
    key: Key,
    points: Sequence[Point],
    claimed: Sequence[int],
    bases: list[Weights],
    missing: set[tuple[int, ...]],
) -> list[tuple[int, Weights]]:
    """For each position multipliers that prove one constraint there; roots that stand in the way are gathered."""
    proofs = []
    for k in sorted(claimed, key=lambda k: k % 2):  # what proves a cell mostly proves its ends
        right = next((w for w in bases if not _doubts(problem, key, w, points, k)), None)
        for x in () if right is not None else _samples(points, k):
            bases.append(_multipliers(problem, key, x))
            if not _doubts(problem, key, bases[-1], points, k):
                right = bases[-1]
                break
        if right is None:
            missing |= _doubts(problem, key, bases[-1], points, k)
        else:
            proofs.append((k, right))
    return sorted(proofs, key=lambda pair: pair[0])


def _doubts(problem: _Problem, key: Key, weights: Weights, points: Sequence[Point], k: int) -> set[tuple[int, ...]]:
    """Polynomials of a proof that are negative at a position, or change sign inside it."""
    rest = remainder(problem.rows[key], {m: problem.space.known[m] for m in weights}, weights)
    assert rest is not None, "the multipliers solve their equations"
    polynomials = [p for p in (*weights.values(), rest) if p]
    return {primitive(p) for p in polynomials if (sign := signs(p, points, k, k)[0]) is None or sign < 0}


def _samples(points: Sequence[Point], k: int) -> tuple[Fraction, ...]:
    """Rational numbers inside a cell, at a point, or close to it."""
    if k % 2:
        return tuple(dict.fromkeys((points[k // 2].low, points[k // 2].high)))
    low = points[k // 2 - 1].high if k else Fraction(0)
    high = points[k // 2].low if k < 2 * len(points) else Fraction(1)
    return ((low + high) / 2,)


def _multipliers(problem: _Problem, key: Key, x: Fraction) -> Weights:
    """
    Multipliers that prove a constraint at one discount factor, as polynomials that add up to it at all of them.

    At the optimum as many independent inequalities are tight as there are parameters. Their multipliers solve linear
    equations whose right-hand sides are the constraint's coefficients, which are polynomials.
    """
    names, known = problem.family.polytope.parameters, problem.family.polytope.inequalities
    row = problem.rows[key]
    form = LinearInequality({names[k - 1]: evaluate(p, x) for k, p in row.items() if k}, evaluate(row.get(0, ()), x))
    found = lowest(form, known, problem.inside)  # type: ignore[arg-type]  # a point
    used = [m for m, weight in enumerate(found.multipliers) if weight]
    linked, bearing = connected_names({names[k - 1] for k in row if k}, known)
    basis = _independent([*used, *(m for m, one in enumerate(known) if one in bearing)], known, sorted(linked))
    solved = _solved([known[m] for m in basis], sorted(linked))
    columns = {name: k for k, name in enumerate(names, start=1)}
    weights = {}
    for place, m in enumerate(basis):
        total: Poly = ()
        for name, share in solved[place].items():
            total = add(total, row.get(columns[name], ()), share)
        if total:
            weights[m] = total
    return weights


def _independent(numbers: Iterable[int], known: Sequence[LinearInequality], names: Sequence[str]) -> list[int]:
    """Inequalities that are independent, the first ones first, as many as there are parameters."""
    chosen: list[int] = []
    for m in dict.fromkeys(numbers):
        if len(chosen) < len(names) and rank((known[k].coefficients for k in (*chosen, m)), names) > len(chosen):
            chosen.append(m)
    return chosen


def _solved(basis: Sequence[LinearInequality], names: Sequence[str]) -> list[dict[str, Fraction]]:
    """Each multiplier as a sum of the coefficients that all of them must add up to."""
    unknown = [f"multiplier {k}" for k in range(len(basis))]
    equations = []
    for name in names:
        terms = {u: one.coefficients.get(name, Fraction(0)) for u, one in zip(unknown, basis, strict=True)}
        equations.append(LinearInequality({**terms, name: -1}))
    solved = dependent(equations, [*names, *unknown])
    return [{name: x for name, x in solved[u].items() if name} for u in unknown]


def _failed(problem: _Problem, points: Sequence[Point], k: int, missing: set[tuple[int, ...]]) -> _Failure | None:
    """A constraint that fails throughout a position; where none is, the roots of one that fails in part."""
    samples = _samples(points, k)
    low = [one for one in problem.failures if min(evaluate(one.polynomial, x) for x in samples) < 0]
    for one in low:
        if (sign := signs(one.polynomial, points, k, k)[0]) is not None and sign < 0:
            return one
    missing |= {primitive(one.polynomial) for one in low[:1]}
    return None


def _runs(proofs: Sequence[tuple[int, Weights]]) -> list[Any]:
    """Neighbouring positions with one proof, together."""
    told = []
    for _, group in groupby(enumerate(proofs), key=lambda item: (item[1][0] - item[0], id(item[1][1]))):
        run = [proof for _, proof in group]
        weights = [[m, _texts(p)] for m, p in sorted(run[0][1].items())]
        told.append([run[0][0], run[-1][0], weights])
    return told


def _told(outside: Sequence[int], failed: Sequence[_Failure | None]) -> list[Any]:
    told = []
    pairs = [(k, one) for k, one in zip(outside, failed, strict=True) if one is not None]
    for _, group in groupby(enumerate(pairs), key=lambda item: (item[1][0] - item[0], id(item[1][1]))):
        run = [pair for _, pair in group]
        one = run[0][1]
        told.append([run[0][0], run[-1][0], list(one.key), one.kind, plain_point(one.place)])
    return told
