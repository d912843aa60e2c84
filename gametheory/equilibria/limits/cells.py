"""
Any number of actors: does a point satisfy the half-spaces of all directions? Decided cell by cell.

Directions with the same signs make an open cone on which every profile's score is concave. So where one profile scores
at least l.v at all corners of a simplex of directions, it does so throughout. Simplices without such a profile are
halved. Faces of orthants, where some actors weigh nothing, have scores of their own that may be lower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product

from gametheory.equilibria.elimination import primitive
from gametheory.equilibria.limits.programs import Frame, dot
from gametheory.equilibria.limits.setting import Setting
from gametheory.equilibria.limits.watched import Vector

Signs = tuple[int, ...]
Corner = tuple[int, ...]
"""Sizes of a direction, in integers."""


@dataclass
class Cells:
    """Scores by signs, sizes and profile, kept; one program each."""

    setting: Setting
    known: dict[tuple[Signs, Corner, int], Fraction] = field(default_factory=dict)

    def holds(self, v: Vector, limit: int) -> bool | None:
        """Whether no direction excludes a point: True or False with proof, None after so many simplices a cone."""
        answers = [self._cone(v, signs, limit) for signs in product((1, -1, 0), repeat=len(v)) if any(signs)]
        return False if False in answers else None if None in answers else True

    def _cone(self, v: Vector, signs: Signs, limit: int) -> bool | None:
        count = len(signs)
        open_cells = [[tuple(int(j == i) for j in range(count)) for i in range(count) if signs[i]]]
        for _ in range(limit):
            if not open_cells:
                return True
            cell = open_cells.pop()
            if self._settled(v, signs, cell):
                continue
            if any(self._excluded(v, signs, corner) for corner in cell):
                return False
            if len(cell) == 1:
                return True
            open_cells += _halves(cell)
        return None if open_cells else True

    def _settled(self, v: Vector, signs: Signs, cell: Sequence[Corner]) -> bool:
        """Whether one profile scores enough at all corners."""
        return any(all(self._enough(v, signs, corner, who) for corner in cell) for who in self._hopeful(v, signs, cell))

    def _hopeful(self, v: Vector, signs: Signs, cell: Sequence[Corner]) -> Iterator[int]:
        """Who would score enough without incentives."""
        directions = [_direction(signs, corner) for corner in cell]
        needed = [dot(d, v) for d in directions]
        for who in self.setting.usable:
            payoffs = self.setting.payoffs(who)
            if all(dot(d, payoffs) >= x for d, x in zip(directions, needed, strict=True)):
                yield who

    def _excluded(self, v: Vector, signs: Signs, corner: Corner) -> bool:
        return not any(self._enough(v, signs, corner, who) for who in self._hopeful(v, signs, [corner]))

    def _enough(self, v: Vector, signs: Signs, corner: Corner, who: int) -> bool:
        direction = _direction(signs, corner)
        return self._score(signs, corner, who) >= dot(direction, v)

    def _score(self, signs: Signs, corner: Corner, who: int) -> Fraction:
        key = (signs, corner, who)
        if key not in self.known:
            found = self.setting.solve(who, Frame.orthant(signs, corner))
            cost = found.cost if found else Fraction(0)
            self.known[key] = dot(_direction(signs, corner), self.setting.payoffs(who)) + cost
        return self.known[key]


def _direction(signs: Signs, corner: Corner) -> tuple[int, ...]:
    return tuple(s * x for s, x in zip(signs, corner, strict=True))


def _halves(cell: Sequence[Corner]) -> list[list[Corner]]:
    """Cut the longest edge in its middle, both ends scaled to a sum of one."""
    shares = [[Fraction(x, sum(corner)) for x in corner] for corner in cell]
    i, j = max(combinations(range(len(cell)), 2), key=lambda edge: _length(shares[edge[0]], shares[edge[1]]))
    middle = primitive([a + b for a, b in zip(shares[i], shares[j], strict=True)])
    return [[middle if k == end else corner for k, corner in enumerate(cell)] for end in (i, j)]


def _length(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    return sum((abs(a - b) for a, b in zip(first, second, strict=True)), Fraction(0))
