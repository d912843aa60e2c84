"""Bring an outer bound and a proved set together: directions are added where one sticks out of the other."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.cuts import OuterBound, as_floats, standard_directions
from gametheory.equilibria.sets.gather import gather
from gametheory.equilibria.sets.growth import Garden, joined
from gametheory.equilibria.sets.hulls import face_normals, out_of_plane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.sets.cuts import Outer
    from gametheory.equilibria.sets.growth import Grown
    from gametheory.equilibria.sets.table import Table

    Floats = NDArray[np.float64]

_ROUNDS = 30
_DIGITS, _ALIKE = 9, 1e-6
_AIM = 1e-3
"""Closer than this is not worked for; polytopes with few faces come closer all the same."""
_TOGETHER = {2: 20, 3: 20, 4: 60, 5: 100}
"""Directions that join at once, from each of two sources; by number of actors."""
_MOST = {2: 120, 3: 300, 4: 700, 5: 650}
_SLOW, _PATIENCE, _NEAR = 0.9, 3, 5
"""Rounds that bring the gap down by less are borne with so often where it is near the aim."""
_FINEST = 1e-6
"""Faces that stick out by less are not looked at, where a gap depends on small ones elsewhere."""
_POOR, _MORE, _SOME = 0.03, 1.3, (60, 26)
"""Where a round does not halve a gap above this, and there are more directions, points are gathered from outside,
in the first so many directions."""
_WIDE = 6
"""Actors up to whom hulls have few enough faces to look at all of them."""


@dataclass(frozen=True)
class Sandwich:
    """An outer bound, proved points, and how far the one sticks out of the other."""

    outer: Outer
    points: list[Grown]
    gap: float


def sandwich(table: Table, tolerance: float, limit: int) -> Sandwich:
    """
    Lower the outer bound, grow proved points towards it, add directions, until the two are close or a limit is met.

    Directions come from the faces of the points' hull, where the outer bound sticks out, and from the faces of the hull
    of what the outer bound generates, where it is going to shrink. An interrupt ends the search; what stands is valid.
    """
    count, aim = len(table.discount), max(tolerance, _AIM)
    bound, garden = OuterBound(table, _first_directions(table)), Garden(table)
    best, sharp, still, seen = Sandwich(bound.read(), [], inf), aim, 0, 0
    try:
        for _ in range(_ROUNDS):
            bound.descend(limit, best.gap)
            before, best = best.gap, _with_points(bound.read(), best.points)
            if best.outer.is_empty:
                return Sandwich(best.outer, [], 0.0)
            best = _better(best, garden, sharp)
            if best.gap > _POOR and not best.gap < before / 2 and len(bound.right) > _MORE * seen:
                seen = len(bound.right)
                best = _from_outside(table, best, garden, sharp)
            still = still + 1 if best.gap > _SLOW * before else 0
            given_up = still > _PATIENCE and best.gap < _NEAR * aim
            if best.gap <= aim or given_up or bound.sweeps >= limit or count > _WIDE:
                break
            new, levels, sharp = _sharper(best, bound, sharp)
            if not len(new) or len(new) + len(bound.right) > _MOST.get(count, 400):
                break
            bound.add(new, levels)
    except KeyboardInterrupt:
        return _with_points(bound.read(), best.points)
    return best


def _first_directions(table: Table) -> Floats:
    """Give the standard directions, and those out of a plane that holds all payoffs at all times."""
    count = len(table.discount)
    standard = standard_directions(count)
    if len(set(table.discount)) > 1:
        return standard
    return np.vstack([standard, out_of_plane(as_floats(table.payoffs, count))])


def _from_outside(table: Table, now: Sandwich, garden: Garden, sharp: float) -> Sandwich:
    """Look for another set to grow from, near corners of the outer bound."""
    found: list[Grown] = []
    for some in _SOME:
        directions = now.outer.directions[:some]
        found = found or gather(table, directions, now.outer.furthest(directions)[1], now.outer.threats)
    if not found:
        return now
    before = garden.base
    garden.sow(found)
    better = _better(now, garden, sharp)
    if better.gap > _SLOW * now.gap:  # points next to others keep these from growing
        garden.sow(before)
        return now
    return better


def _better(now: Sandwich, garden: Garden, sharp: float) -> Sandwich:
    """Grow points towards the outer bound; keep the old ones too where they reach further."""
    finest = max(sharp / 10, min(now.gap, 1.0) / (30 if sharp >= _AIM or now.gap < _NEAR * _AIM else 300))
    points = garden.grow(now.outer, finest) or garden.grow(now.outer, finest / 30)
    found = _with_points(now.outer, points)
    return found if found.gap <= now.gap else _with_points(now.outer, joined(found.points, now.points))


def _with_points(outer: Outer, points: list[Grown]) -> Sandwich:
    """Measure how far the outer bound sticks out, along its own directions and those of the points' hull."""
    if not points or outer.is_empty:
        return Sandwich(outer, points, inf)
    values = _values(points)
    apart = [_beyond(outer.directions, outer.levels, values)]
    if values.shape[1] <= _WIDE:
        normals = face_normals(values)
        apart.append(_beyond(normals, outer.furthest(normals)[0], values) if len(normals) else np.zeros(0))
    return Sandwich(outer, points, max(float(np.concatenate(apart).max()), 0.0))


def _values(points: Sequence[Grown]) -> Floats:
    return as_floats([v for v, _, _ in points], len(points[0][0]))


def _beyond(directions: Floats, levels: Floats, values: Floats) -> Floats:
    apart: Floats = (levels - (directions @ values.T).max(axis=1)) / np.linalg.norm(directions, axis=1)
    return apart


def _sharper(now: Sandwich, bound: OuterBound, sharp: float) -> tuple[Floats, Floats, float]:
    """Choose directions to add, at corners that stick out by less where there are no others."""
    while True:
        new, levels = _directions(now, bound, sharp)
        if len(new) or sharp <= _FINEST:
            return new, levels, sharp
        sharp /= 10


def _directions(now: Sandwich, bound: OuterBound, sharp: float) -> tuple[Floats, Floats]:
    """Choose directions to add, with levels that hold for them already."""
    generated = bound.furthest[1:]
    normals = face_normals(generated)
    if now.points:
        normals = np.vstack([normals, face_normals(_values(now.points))])
    if len(normals):  # those that are there already have done what they could
        normals = np.unique(normals.round(_DIGITS), axis=0)
        there = bound.matrix[1:] / bound.norms[1:, None]
        normals = normals[(normals @ there.T).max(axis=1) < 1 - _ALIKE]
    if not len(normals):
        return normals, np.zeros(0)
    levels = now.outer.furthest(normals)[0]
    shrinks = _beyond(normals, levels, generated)
    beyond = _beyond(normals, levels, _values(now.points)) if now.points else shrinks
    some = _TOGETHER.get(normals.shape[1], 60)
    chosen = np.union1d(np.argsort(-beyond)[:some], np.argsort(-shrinks)[:some])
    chosen = chosen[beyond[chosen] > sharp]
    return normals[chosen], levels[chosen]
