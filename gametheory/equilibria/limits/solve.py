"""
From scores to the limit set: half-spaces intersected; where that leaves no interior, again within its affine hull.

Payoffs of public perfect equilibria lie in the affine hull X of feasible payoffs, and so does all that follows. With
payments in X, the scores of directions in X bound them by a set Q(X); where Q(X) has interior relative to X it is the
limit, else X shrinks to the affine hull of Q(X) (Fudenberg, Levine and Takahashi 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from gametheory.equilibria.limits.flats import cut, space_through
from gametheory.equilibria.limits.programs import dot, unit
from gametheory.equilibria.limits.setting import Setting
from gametheory.equilibria.limits.sweep import Cell, quadrant, sizes
from gametheory.equilibria.limits.watched import Vector, Watched
from gametheory.equilibria.sets.polygon import hull
from gametheory.equilibria.sets.stage_list import StageEquilibrium

Direction = tuple[int, ...]


@dataclass(frozen=True)
class Level:
    """One space: the best score and who attains it per direction; vertices of what that leaves; cells per quadrant."""

    setting: Setting
    scores: dict[Direction, tuple[Fraction, int]]
    vertices: tuple[Vector, ...]
    cells: dict[tuple[int, int], list[Cell]]

    @property
    def is_full(self) -> bool:
        """Whether the set has interior relative to the space, or is empty."""
        return not self.vertices or len(space_through(self.vertices).basis) == len(self.setting.space.basis)


def solve_exactly(profiles: Sequence[Watched], listed: Sequence[StageEquilibrium]) -> list[Level]:
    """All levels down to the one that is full; spaces of at most two dimensions, of two actors where there are two."""
    space = space_through([*(seen.payoffs for seen in profiles), *(e.payoffs for e in listed)])
    levels = [level(Setting(profiles, listed, space))]
    while not levels[-1].is_full:
        levels.append(level(Setting(profiles, listed, space_through(levels[-1].vertices))))
    return levels


def level(setting: Setting) -> Level:
    """Intersect all half-spaces of one space."""
    size = len(setting.space.basis)
    if not setting.usable:
        return Level(setting, {}, (), {})
    if size == 0:
        return Level(setting, {}, (setting.space.point,), {})
    return _line(setting) if size == 1 else _plane(setting)


def _line(setting: Setting) -> Level:
    ahead = setting.space.basis[0]
    back = tuple(-x for x in ahead)
    scores = {d: _score(setting, d) for d in (ahead, back)}
    high, low = scores[ahead][0], -scores[back][0]
    point, length = setting.space.point, dot(ahead, ahead)
    ends = sorted({(x - dot(ahead, point)) / length for x in (low, high)}) if low <= high else []
    vertices = tuple(tuple(p + t * a for p, a in zip(point, ahead, strict=True)) for t in ends)
    return Level(setting, scores, vertices, {})


def _score(setting: Setting, direction: Direction) -> tuple[Fraction, int]:
    best = setting.best(direction)
    assert best is not None, "somebody is usable"
    return best.score, best.who


def _plane(setting: Setting) -> Level:
    """Two actors: the axes by programs of their own, the quadrants between them by sweeps."""
    scores = {d: _score(setting, d) for d in (unit(i, 2, s) for i in (0, 1) for s in (1, -1))}
    cells: dict[tuple[int, int], list[Cell]] = {}
    for signs in product((1, -1), (1, -1)):
        cells[signs] = quadrant(setting, signs)
        for cell in cells[signs][1:]:
            t, score = cell.low
            scores[_direction(signs, t)] = (score * t.denominator, cell.who)
    (west, east), (south, north) = ((-scores[unit(i, 2, -1)][0], scores[unit(i, 2)][0]) for i in (0, 1))
    box = [(west, south), (east, south), (east, north), (west, north)]
    polygon = hull(box) if west <= east and south <= north else []
    for direction, (score, _) in scores.items():
        polygon = cut(polygon, direction, score)
    return Level(setting, scores, tuple(polygon), cells)


def _direction(signs: tuple[int, int], t: Fraction) -> Direction:
    ahead = sizes(t)
    return signs[0] * ahead[0], signs[1] * ahead[1]
