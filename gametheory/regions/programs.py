"""Linear programs over named parameters, exact: how low a form can go, how far inside forms a point lies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from gametheory.errors import GameTheoryError
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from gametheory.linear_programs import ExactSolution, program, solve_exactly

Point = FrozenMap[str, Fraction]
Forms = Sequence[LinearInequality]


@dataclass(frozen=True)
class Lowest:
    """
    The lowest value of a form where others are not negative: form = value + sum of multipliers times the others.

    Without a value the form falls without bound along `ray`, from `point` on; an empty set has neither.
    """

    value: Fraction | None
    point: Point
    multipliers: tuple[Fraction, ...] = ()
    ray: Point = field(default_factory=FrozenMap)
    empty: bool = False


@dataclass(frozen=True)
class Margin:
    """
    How large the smallest of many forms can be made (at most 1), and where.

    Weights are not negative on the forms and of any sign on the equations. Where the value is below 1 they sum to one
    on the forms, and the weighted sum of forms and equations is constant: the value.
    """

    value: Fraction
    point: Point
    weights: tuple[Fraction, ...]
    equations: tuple[Fraction, ...]


def lowest(form: LinearInequality, known: Forms, inside: Point | None = None) -> Lowest:
    """
    Minimise a form where the known ones are not negative; parameters have no sign of their own.

    A point where they are all not negative spares the search for one.
    """
    if inside is None:
        found_inside = margin(known, limit=Fraction(0))
        if found_inside.value < 0:
            return Lowest(None, FrozenMap(), empty=True)
        inside = found_inside.point
    bearing = _connected(form, known)
    names = _names([form, *(known[k] for k in bearing)])
    rows, scales = zip(*(_row(known[k], names) for k in bearing), strict=True) if bearing else ((), ())
    (cost, own) = _row(form, names)
    matrix = [[-x for x in row[1:]] for row in rows]
    lp = program([-x for x in cost[1:]], matrix, [row[0] for row in rows], free=range(len(names)))
    found = _solved(solve_exactly(lp))
    if found.status == "optimal":
        duals = (dual * scale / own for dual, scale in zip(found.duals, scales, strict=True))
        spread = dict(zip(bearing, duals, strict=True))
        value = form.constant - found.value / own
        point = FrozenMap({**inside, **_point(names, found.x)})
        return Lowest(value, point, tuple(spread.get(k, Fraction(0)) for k in range(len(known))))
    return Lowest(None, inside, ray=_falling(form, [known[k] for k in bearing], names))


def margin(forms: Forms, equal: Forms = (), limit: Fraction = Fraction(1)) -> Margin:
    """Maximise t, at most the limit, where every form is at least t and the equations hold; these must be solvable."""
    names = _names([*forms, *equal])
    count = len(names)
    rows, scales = zip(*(_row(one, names) for one in (*forms, *equal)), strict=True) if (forms or equal) else ((), ())
    lifted = [
        [*(-x for x in row[1:]), int(scale) if k < len(forms) else 0]
        for k, (row, scale) in enumerate(zip(rows, scales, strict=True))
    ]
    top = [*([0] * count), limit.denominator]
    lp = program(
        [*([0] * count), 1],
        [*lifted, top],
        [*(row[0] for row in rows), limit.numerator],
        equal=range(len(forms), len(rows)),
        free=range(count + 1),
    )
    found = _solved(solve_exactly(lp))
    if found.status != "optimal":
        raise GameTheoryError("the equations contradict each other; ask for the outline of the polytope first.")
    weights = tuple(dual * scale for dual, scale in zip(found.duals[:-1], scales, strict=True))
    return Margin(found.value, _point(names, found.x[:-1]), weights[: len(forms)], weights[len(forms) :])


def connected(form: LinearInequality, known: Forms) -> tuple[LinearInequality, ...]:
    """The inequalities that can bear on a form: linked to it by shared parameters."""
    return tuple(known[k] for k in _connected(form, known))


def weighted(forms: Forms, weights: Sequence[Fraction], name: str = "") -> LinearInequality:
    """Add forms up, each so many times."""
    total: dict[str, Fraction] = {}
    for form, weight in zip(forms, weights, strict=True):
        if weight:
            for parameter, x in form.coefficients.items():
                total[parameter] = total.get(parameter, Fraction(0)) + weight * x
    constant = sum((w * form.constant for form, w in zip(forms, weights, strict=True)), Fraction(0))
    return LinearInequality(total, constant, name)


def at(form: LinearInequality, point: Mapping[str, Fraction]) -> Fraction:
    """A form's value at a point; parameters that the point leaves out are zero."""
    return form.constant + sum((c * point.get(p, Fraction(0)) for p, c in form.coefficients.items()), Fraction(0))


def connected_names(names: Collection[str], known: Forms) -> tuple[set[str], list[LinearInequality]]:
    """The parameters that inequalities link to some, and those inequalities."""
    chosen = _connected(LinearInequality(dict.fromkeys(names, 1)), known)
    linked = set(names).union(*(known[k].coefficients for k in chosen))
    return linked, [known[k] for k in chosen]


def _connected(form: LinearInequality, known: Forms) -> list[int]:
    names, chosen = set(form.coefficients), set()
    grown = True
    while grown:
        grown = False
        for k, item in enumerate(known):
            if k not in chosen and names & item.coefficients.keys():
                chosen.add(k)
                names |= item.coefficients.keys()
                grown = True
    return sorted(chosen)


def _falling(form: LinearInequality, known: Forms, names: tuple[str, ...]) -> Point:
    """A direction that leaves every known form and lowers this one by one."""
    rows = [[-x for x in _row(item, names)[0][1:]] for item in known]
    cost, own = _row(form, names)
    down = [-x for x in cost[1:]]
    bounds = [*([0] * len(rows)), int(own)]
    found = _solved(solve_exactly(program(down, [*rows, down], bounds, free=range(len(names)))))
    assert found.status == "optimal", "a form without lower bound has a direction in which it falls"
    return _point(names, found.x)


def _solved(found: ExactSolution) -> ExactSolution:
    if found.status == "unfinished":
        raise GameTheoryError(
            "a linear program of this size could not be settled exactly; ask about one actor, or fewer parameters."
        )
    return found


def _names(forms: Forms) -> tuple[str, ...]:
    """The parameters that occur; one that does not occur where there is none, as a program needs a column."""
    return tuple(dict.fromkeys(name for form in forms for name in form.coefficients)) or ("",)


def _point(names: tuple[str, ...], x: Sequence[Fraction]) -> Point:
    return FrozenMap((name, value) for name, value in zip(names, x, strict=True) if name)


def _row(form: LinearInequality, names: tuple[str, ...]) -> tuple[list[int], Fraction]:
    """Integers, the constant first, and what the form was multiplied with."""
    scale = lcm(form.constant.denominator, *(c.denominator for c in form.coefficients.values()))
    row = [form.constant.numerator * (scale // form.constant.denominator), *([0] * len(names))]
    for name, c in form.coefficients.items():
        row[1 + names.index(name)] = c.numerator * (scale // c.denominator)
    return row, Fraction(scale)
