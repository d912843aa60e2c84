"""A small exact linear program: how low a linear form can go where others are not negative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality

__all__ = ["Lowest", "lowest"]


@dataclass(frozen=True)
class Lowest:
    """
    The lowest value of a form over a polytope.

    Parameters
    ----------
    value : Fraction or None
        None where the form falls without bound, or where the polytope is empty.
    empty : bool
        Whether no point satisfies the inequalities.
    point : mapping of str to Fraction
        Where the value is taken; where there is no bound, a point at which the form is below zero.
    multipliers : tuple of Fraction
        Per inequality, how often it is added: form = value + their sum + something not negative in the variables.
    """

    value: Fraction | None
    empty: bool = False
    point: FrozenMap[str, Fraction] = field(default_factory=FrozenMap)
    multipliers: tuple[Fraction, ...] = ()


def lowest(form: LinearInequality, known: Sequence[LinearInequality]) -> Lowest:
    """
    Minimise a linear form over points with no negative coordinate where other forms are not negative.

    The simplex method on dictionaries with Bland's rule, in fractions (Chvatal 1983, chapters 2, 3 and 8).

    Parameters
    ----------
    form : LinearInequality
        The form to minimise.
    known : sequence of LinearInequality
        The forms that are not negative; signs of coordinates are understood.

    Returns
    -------
    Lowest
        The exact answer, with multipliers that prove it or a point that shows it.

    Examples
    --------
    >>> order = LinearInequality({"loss": 1, "profit": -1})
    >>> lowest(LinearInequality({"loss": 2, "profit": -2}), [order]).multipliers
    (Fraction(2, 1),)
    """
    names = tuple(dict.fromkeys(name for item in (form, *known) for name in item.coefficients))
    table = _Dictionary(names, form, known)
    if not table.start():
        return Lowest(None, empty=True)
    bounded = table.descend()
    if not bounded:
        return Lowest(None, point=table.below_zero(form))
    return Lowest(table.constant, point=table.point(), multipliers=table.multipliers())


class _Dictionary:
    """
    Basic variables as functions of the others: variables 0..n-1 are coordinates, n..n+m-1 slacks, n+m the helper.

    Row r reads: basis[r] = rows[r][-1] + sum over k of rows[r][k] * outside[k]; the goal row likewise.
    """

    def __init__(self, names: tuple[str, ...], form: LinearInequality, known: Sequence[LinearInequality]) -> None:
        self.names, n, m = names, len(names), len(known)
        self.n, self.m = n, m
        self.rows = [[item.coefficients.get(name, Fraction(0)) for name in names] + [item.constant] for item in known]
        self.goal = [form.coefficients.get(name, Fraction(0)) for name in names] + [form.constant]
        self.basis, self.outside = list(range(n, n + m)), list(range(n))
        self.ray: int | None = None

    @property
    def constant(self) -> Fraction:
        return self.goal[-1]

    def start(self) -> bool:
        """Find a first point: a helper lifts every row, and is brought back to zero."""
        if all(row[-1] >= 0 for row in self.rows):
            return True
        helper, goal = self.n + self.m, self.goal
        for row in self.rows:
            row.insert(-1, Fraction(1))
        self.outside.append(helper)
        self.goal = [Fraction(0)] * self.n + [Fraction(1), Fraction(0)]
        self.pivot(min(range(self.m), key=lambda r: self.rows[r][-1]), self.n)
        self.descend()
        if self.constant > 0:
            return False
        if helper in self.basis:
            place = self.basis.index(helper)
            self.pivot(place, next(k for k, x in enumerate(self.rows[place][:-1]) if x))
        place = self.outside.index(helper)
        del self.outside[place]
        for row in self.rows:
            del row[place]
        self.goal = self.rewritten(goal)
        return True

    def rewritten(self, goal: list[Fraction]) -> list[Fraction]:
        """The goal, given in coordinates, in terms of what is now outside the basis."""
        total = [Fraction(0)] * len(self.outside) + [goal[-1]]
        for variable in range(self.n):
            if variable in self.basis:
                row = self.rows[self.basis.index(variable)]
                total = [a + goal[variable] * b for a, b in zip(total, row, strict=True)]
            else:
                total[self.outside.index(variable)] += goal[variable]
        return total

    def descend(self) -> bool:
        """Pivot until no variable lowers the goal; False where it falls without bound."""
        while True:
            falling = [k for k, x in enumerate(self.goal[:-1]) if x < 0]
            if not falling:
                return True
            entering = min(falling, key=lambda k: self.outside[k])
            limits = [
                (-row[-1] / row[entering], self.basis[r], r) for r, row in enumerate(self.rows) if row[entering] < 0
            ]
            if not limits:
                self.ray = entering
                return False
            self.pivot(min(limits)[2], entering)

    def pivot(self, r: int, k: int) -> None:
        """Exchange the basic variable of row r with the k-th variable outside."""
        row, own = self.rows[r], self.rows[r][k]
        solved = [-x / own for x in row]
        solved[k] = 1 / own
        for other in (*self.rows, self.goal):
            factor = other[k]
            if other is not row and factor:
                other[k] = Fraction(0)
                other[:] = [a + factor * b for a, b in zip(other, solved, strict=True)]
        row[:] = solved
        self.basis[r], self.outside[k] = self.outside[k], self.basis[r]

    def point(self, step: Fraction = Fraction(0)) -> FrozenMap[str, Fraction]:
        """The point of the dictionary, or one further along the falling ray."""
        ray = self.ray
        values = {
            b: row[-1] + (step * row[ray] if ray is not None else 0)
            for b, row in zip(self.basis, self.rows, strict=True)
        }
        if ray is not None:
            values[self.outside[ray]] = step
        return FrozenMap((name, values.get(k, Fraction(0))) for k, name in enumerate(self.names))

    def below_zero(self, form: LinearInequality) -> FrozenMap[str, Fraction]:
        """A point far enough along the ray that the form is below zero."""
        assert self.ray is not None
        needed = max(Fraction(0), self.goal[-1]) / -self.goal[self.ray] + 1
        point = self.point(needed)
        assert form.slack(point) < 0
        return point

    def multipliers(self) -> tuple[Fraction, ...]:
        """What the slacks outside the basis cost: the dual values."""
        cost = dict(zip(self.outside, self.goal[:-1], strict=True))
        return tuple(cost.get(self.n + r, Fraction(0)) for r in range(self.m))


def implies(known: Sequence[LinearInequality], multipliers: Sequence[Fraction], form: LinearInequality) -> bool:
    """
    Recheck without any solver that a form is a sum of known ones plus something not negative.

    Coefficient by coefficient: form minus the weighted sum must have no negative coefficient and no negative constant.
    """
    rest: dict[str, Fraction] = dict(form.coefficients)
    constant = form.constant
    for item, weight in zip(known, multipliers, strict=True):
        if weight < 0:
            return False
        constant -= weight * item.constant
        for name, x in item.coefficients.items():
            rest[name] = rest.get(name, Fraction(0)) - weight * x
    return constant >= 0 and all(x >= 0 for x in rest.values())


def connected(form: LinearInequality, known: Sequence[LinearInequality]) -> tuple[LinearInequality, ...]:
    """The inequalities that can bear on a form: linked to it by shared variables."""
    names, chosen = set(form.coefficients), set()
    grown = True
    while grown:
        grown = False
        for k, item in enumerate(known):
            if k not in chosen and names & item.coefficients.keys():
                chosen.add(k)
                names |= item.coefficients.keys()
                grown = True
    return tuple(known[k] for k in sorted(chosen))


def values_of(point: Mapping[str, Fraction], base: Mapping[str, Fraction]) -> FrozenMap[str, Fraction]:
    """A point completed by a base where it says nothing."""
    return FrozenMap({**base, **point})
