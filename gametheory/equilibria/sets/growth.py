"""Grow a self-generating set from within, under threats that are assumed, and prove what came out.

Let S be a finite set of points, u assumed threats, t_i(a) = u_i + (1-d_i)/d_i G_i(a) where a deviation gains at all. A
point v = (1-d) g(a) + d p with p >= t(a) and p a mean of points of S and of v itself joins S. In the end everything
stands or falls with one check, in fractions: that every actor's lowest point in S is no higher than u_i. Since the
threats are assumed, punishments may rest on rewards that rest on punishments.

With one discount factor the best share of v in p follows from a linear program: p may be any mean of points of S and
g(a) (where the line from x in S to g(a) leaves the region above t(a), Abreu and Sannikov's points): with g at chance q,
v lies between p and g(a), hence p between x and v.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets import growth_kernel
from gametheory.equilibria.sets.binding import exact_chances
from gametheory.equilibria.sets.cuts import as_floats
from gametheory.equilibria.sets.mixture import mixture
from gametheory.exact import simplest_between
from gametheory.linear_programs.compiling import kernel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.sets.cuts import Outer
    from gametheory.equilibria.sets.generation import Weights
    from gametheory.equilibria.sets.table import Table, Vector

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

Grown = tuple["Vector", int, "Weights"]
"""A value, what is played (numbers from -1 downwards are listed equilibria), and the lottery that follows."""

_MOST = 600
"""Points in a set at most."""
_ROUNDS = 40
_HAIR = 1e-11
_BINDS = 1e-9
_SHARES = (0.0, 0.5, 0.8, 0.95)
_GRID = 2**48
_SIMPLE = 5000
"""Chances next to fractions with denominators up to this are taken for them, so that constraints bind exactly."""


@dataclass
class Seeds:
    """A set as it grows, in floats: values, what is played, which points follow with which chances."""

    points: Floats
    played: Whole
    then: Whole
    chances: Floats
    count: int

    def heights(self, directions: Floats) -> Floats:
        """How far the points reach."""
        found: Floats = (directions @ self.points[: self.count].T).max(axis=1)
        return found


class Garden:
    """
    Sets grown in one game, with the way that worked last.

    Threats are assumed just where the outer bound has them first: constraints may bind exactly, and what survives exact
    proof is kept. It grows on under threats that are assumed to be a little higher, which leaves slack; by how much is
    tried in turn.
    """

    _SLACKS = (1e-7, 1e-5, 1e-4, 1e-3, 1e-2)

    def __init__(self, table: Table) -> None:
        count = len(table.discount)
        self.table, self.way = table, 0
        self.mixed: list[Grown] = []
        self.base: list[Grown] = []
        self.payoffs, self.gains = as_floats(table.payoffs, count), as_floats(table.gains, count)
        self.discount = np.array([float(d) for d in table.discount])
        self.common = len(set(table.discount)) == 1

    def grow(self, outer: Outer, finest: float) -> list[Grown]:
        """Grow a set towards an outer bound, and prove it; empty where there is nothing to grow from."""
        threats = [_near(float(u)) for u in outer.threats]
        found = self._under(outer, threats, (-_HAIR, _HAIR, -_HAIR), finest, self.base, 3)
        exact = found or self.base
        while self.way < len(self._SLACKS):
            slack = Fraction(self._SLACKS[self.way])
            threats = [Fraction(max(float(u), 0.0)) + slack for u in outer.threats]
            found = self._under(outer, threats, (_HAIR,), finest, exact, _ROUNDS)
            if found is not None:
                return found
            self.way += 1
        self.way = 0  # with another bound, or in finer steps, all may be tried again
        return exact

    def sow(self, points: Sequence[Grown]) -> None:
        """Grow from a proved set from now on."""
        self.base, self.way = list(points), 0

    def _under(
        self,
        outer: Outer,
        threats: Sequence[Fraction],
        hairs: Sequence[float],
        finest: float,
        kept: Sequence[Grown],
        rounds: int,
    ) -> list[Grown] | None:
        """Assume threats, and higher ones while the points do not bear them out; grow from what is known already."""
        assumed, listed = list(threats), self.table.equilibria
        for count in range(rounds):
            points = joined(joined(stationary(self.table, assumed), self._mixed(assumed)), kept)
            for hair in hairs:
                if not points:
                    return None
                seeds = _sown(len(self.discount), points)
                self._fill(seeds, outer, assumed, hair, finest)
                found = proved(self.table, seeds, points, outer.directions, assumed if hair < 0 else None)
                points = standing(self.table, assumed, found, len(points))
            lowest = [min(v[i] for v, _, _ in points) for i in range(len(assumed))]
            if all(x <= u for x, u in zip(lowest, assumed, strict=True)):
                return points if holds(self.table, points) else None
            raised = [max(u, x + (2**count - 1) * (x - u)) for x, u in zip(lowest, assumed, strict=True)]
            if listed:  # these are always there, so that threats need be no higher
                raised = [min(x, min(e[i] for e in listed)) for i, x in enumerate(raised)]
            assumed = [max(x, u) for x, u in zip(raised, assumed, strict=True)]
        return None

    def _mixed(self, threats: Sequence[Fraction]) -> list[Grown]:
        """The lottery found before, while it deters under these threats; else another."""
        if len(standing(self.table, threats, self.mixed, 0)) < len(self.mixed) or not self.mixed:
            self.mixed = mixture(self.table, threats)
        return self.mixed

    def _fill(self, seeds: Seeds, outer: Outer, threats: Sequence[Fraction], hair: float, finest: float) -> None:
        """Add points in larger steps first, then in smaller ones."""
        floors = np.where(self.gains > 0, np.array([float(u) for u in threats]) + self.gains + hair, -1.0)
        shares = np.array([0.0] if self.common else _SHARES)
        code = kernel(growth_kernel, 10 * len(outer.directions) * len(self.payoffs) * len(shares))
        heights, enough = seeds.heights(outer.directions), max(1e-2, finest)
        game = (self.payoffs, floors, self.discount, shares, self.common)
        for _ in range(_ROUNDS):
            before = seeds.count
            where = (seeds.points, seeds.count, seeds.played, seeds.then, seeds.chances)
            seeds.count = int(code.grow(*where, outer.directions, heights, outer.levels, *game, enough))
            if seeds.count == before:
                if enough <= finest:
                    return
                enough = max(enough / 10, finest)
            if seeds.count == len(seeds.points):
                return


def joined(first: Sequence[Grown], second: Sequence[Grown]) -> list[Grown]:
    """Two self-generating sets as one, without what is in both."""
    found = list(first)
    place = {v: k for k, (v, _, _) in enumerate(first)}
    new: list[Grown] = []
    for v, number, lottery in second:
        if v not in place:
            place[v] = len(found) + len(new)
            new.append((v, number, lottery))
    values = [v for v, _, _ in second]
    for v, number, lottery in new:
        follow: Weights = {}
        for j, p in lottery.items():
            follow[place[values[j]]] = follow.get(place[values[j]], Fraction(0)) + p
        found.append((v, number, follow))
    return found


def _near(threat: float) -> Fraction:
    """The simplest fraction near a threat."""
    u = Fraction(max(threat, 0.0))
    return simplest_between(u - Fraction(1, 10**8), u + Fraction(1, 10**8))


def stationary(table: Table, threats: Sequence[Fraction]) -> list[Grown]:
    """Listed equilibria, and profiles that may be played for ever under the threats."""
    found: dict[Vector, int] = {}
    for k, e in enumerate(table.equilibria):
        found.setdefault(e, -1 - k)
    for a, (g, gains) in enumerate(zip(table.payoffs, table.gains, strict=True)):
        if all(not gain or x >= u + gain for x, u, gain in zip(g, threats, gains, strict=True)):
            found.setdefault(g, a)
    return [(v, number, {k: Fraction(1)}) for k, (v, number) in enumerate(found.items())]


def _sown(count: int, base: Sequence[Grown]) -> Seeds:
    width, size = count + 2, len(base) + _MOST
    seeds = Seeds(
        np.zeros((size, count)),
        np.zeros(size, dtype=np.int64),
        np.full((size, width), -1),
        np.zeros((size, width)),
        len(base),
    )
    seeds.points[: len(base)] = as_floats([v for v, _, _ in base], count)
    seeds.played[: len(base)] = [number for _, number, _ in base]
    seeds.then[: len(base), 0], seeds.chances[: len(base), 0] = np.arange(len(base)), 1.0
    return seeds


def proved(
    table: Table, seeds: Seeds, base: Sequence[Grown], directions: Floats, threats: Sequence[Fraction] | None
) -> list[Grown]:
    """
    Keep the base, the points that reach furthest and those that follow them; round chances, find values exactly.

    Where threats are given, constraints that nearly bind under them are made to bind exactly.
    """
    kept = _needed(seeds, len(base), directions)
    order = {k: place for place, k in enumerate(kept)}
    found = list(base)
    for k in kept[len(base) :]:
        pairs = zip(seeds.then[k], seeds.chances[k], strict=True)
        chances = {order[int(j)]: float(p) for j, p in pairs if j >= 0}
        number, values = int(seeds.played[k]), [v for v, _, _ in found]
        lottery = None if threats is None else _binding(table, number, values, chances, threats)
        if lottery is None:
            lottery = _rounded(chances, simple=threats is not None)
        found.append((_solved(table, table.payoffs[number], values, lottery), number, lottery))
    return found


def _needed(seeds: Seeds, base: int, directions: Floats) -> list[int]:
    """Points that reach furthest, in directions and in what an actor gets least, and all that follow them."""
    points = seeds.points[: seeds.count]
    kept = {int(k) for k in (directions @ points.T).argmax(axis=1)} | {int(k) for k in points.argmin(axis=0)}
    todo = list(kept)
    while todo:
        new = {int(j) for j in seeds.then[todo.pop()] if j >= 0} - kept
        kept |= new
        todo += new
    return sorted(kept | set(range(base)))


def _binding(
    table: Table, number: int, values: Sequence[Vector], chances: dict[int, float], threats: Sequence[Fraction]
) -> Weights | None:
    """
    Find chances with which constraints that nearly bind do so exactly; None where none do, or it fails.

    A point's chance m of following itself is written as the chance (1-d) m / (1-d m) of the profile's own payoffs.
    """
    d, now, gains = table.discount[0], table.payoffs[number], table.gains[number]
    if len(set(table.discount)) > 1:
        return None
    stay = Fraction(chances.get(len(values), 0.0))
    others = {j: p for j, p in chances.items() if j < len(values)}
    alone = stay * (1 - d) / (1 - stay * d)
    points = [now, *(values[j] for j in others)] if alone else [values[j] for j in others]
    rest = 1 - alone
    scale = sum(others.values())
    guess = [alone] * bool(alone) + [rest * Fraction(p / scale) for p in others.values()]
    mean = [
        sum((p * float(x[i]) for p, x in zip(map(float, guess), points, strict=True)), 0.0) for i in range(len(now))
    ]
    levels = {i: u + gain for i, (u, gain) in enumerate(zip(threats, gains, strict=True)) if gain}
    levels = {i: level for i, level in levels.items() if abs(mean[i] - float(level)) <= _BINDS}
    found = exact_chances(points, guess, levels) if levels else None
    if found is None:
        return None
    alone = found.pop(0) if alone else Fraction(0)
    stay = alone / (1 - d + alone * d)
    lottery = {j: p * (1 - stay) / (1 - alone) for j, p in zip(others, found, strict=True) if p} if alone < 1 else {}
    return {**lottery, **({len(values): stay} if stay else {})}


def _rounded(chances: dict[int, float], *, simple: bool) -> Weights:
    """Round chances to simple fractions, where constraints are to bind exactly, or to a grid, keeping their sum."""
    likely = max(chances, key=lambda j: chances[j])
    found = {j: _fraction(p, simple=simple) for j, p in chances.items() if j != likely}
    found[likely] = 1 - sum(found.values(), Fraction(0))
    return {j: p for j, p in found.items() if p}


def _fraction(chance: float, *, simple: bool) -> Fraction:
    near = Fraction(chance).limit_denominator(_SIMPLE) if simple else Fraction(0)
    return near if abs(float(near) - chance) <= 100 * _HAIR else Fraction(round(chance * _GRID), _GRID)


def _solved(table: Table, now: Vector, values: Sequence[Vector], lottery: Weights) -> Vector:
    """Solve v = (1-d) now + d (earlier points + stay v)."""
    stay = lottery.get(len(values), Fraction(0))
    later = [
        sum((p * values[j][i] for j, p in lottery.items() if j < len(values)), Fraction(0)) for i in range(len(now))
    ]
    return tuple(((1 - d) * g + d * x) / (1 - d * stay) for d, g, x in zip(table.discount, now, later, strict=True))


def standing(table: Table, threats: Sequence[Fraction], points: Sequence[Grown], base: int) -> list[Grown]:
    """Leave out points at which somebody gains by a deviation under the threats, and points that they follow."""
    place: dict[int, int] = {}
    found: list[Grown] = []
    for k, (v, number, lottery) in enumerate(points):
        if k < base or (_deterred(table, threats, v, number) and all(j in place or j == k for j in lottery)):
            place[k] = len(found)
            found.append((v, number, lottery))
    return [(v, number, {place[j]: p for j, p in lottery.items()}) for v, number, lottery in found]


def _deterred(table: Table, threats: Sequence[Fraction], v: Vector, number: int) -> bool:
    terms = zip(v, threats, table.discount, table.payoffs[number], table.gains[number], strict=True)
    return all(not gain or (x - (1 - d) * g) / d >= u + gain for x, u, d, g, gain in terms)


def holds(table: Table, points: Sequence[Grown]) -> bool:
    """Whether no actor gains by a deviation that is answered with its lowest point; exact."""
    for i, d in enumerate(table.discount):
        lowest = min(v[i] for v, _, _ in points)
        for v, number, _ in points:
            if number >= 0:
                later = (v[i] - (1 - d) * table.payoffs[number][i]) / d
                if later < lowest + table.gains[number][i]:
                    return False
    return True
