"""Both bounds on public perfect equilibrium payoffs, refined in turn until they meet or effort is spent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import gcd, inf
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.polygon import hausdorff
from gametheory.equilibria.sets.public_cuts import OuterBound, Programs, usable
from gametheory.equilibria.sets.public_outline import outline
from gametheory.equilibria.sets.public_polygon import largest_polygon
from gametheory.equilibria.sets.public_proof import Made, pulled, settled, solved, together, triggers
from gametheory.equilibria.sets.public_search import Looked, corners, distinct, explore, normals, standing_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.sets.polygon import Point
    from gametheory.equilibria.sets.public_table import PublicTable

    Floats = NDArray[np.float64]

_STILL = 1e-9
"""Levels that fall by less than this a sweep stand still."""
_SWEEPS = 60
_ADAPTED = 40
_MOST = 200
"""Half-spaces at most."""
_ROUNDS = 4
_FEW = 12
"""Points of sets that are proved by solving for them; others are pulled inwards."""
_SEVERAL = 40
"""The same for other numbers of actors."""
_PULLS = (0.1, 0.02, 0.0)
_BLUNT = (0.0, 1e-6, 1e-5, 1e-4, 1e-3)
"""How far a vertex has to stand out to be kept, from little to much."""


def standard(count: int) -> Floats:
    """Unit directions: along the axes, and other patterns of small whole numbers, of pairs alone for many actors."""
    most = 3 if count == 2 else 1
    found = [
        p
        for p in product(range(-most, most + 1), repeat=count)
        if gcd(*p) == 1 and (count < 5 or np.count_nonzero(p) < 3)
    ]
    found.sort(key=np.count_nonzero)
    rows = np.array(found, dtype=float)
    unit: Floats = rows / np.linalg.norm(rows, axis=1)[:, None]
    return unit


def _differences(programs: Programs, base: Floats) -> list[Floats]:
    """For two actors normals of lines through two options' payoffs: patient actors' sets often have such faces."""
    payoffs = np.unique(programs.payoffs, axis=0)
    if payoffs.shape[1] != 2 or not 1 < len(payoffs) <= _FEW:
        return []
    ends = (payoffs[:, None] - payoffs[None]).reshape(-1, 2)
    ends = ends[np.abs(ends).max(axis=1) > 0]
    turned = np.column_stack([ends[:, 1], -ends[:, 0]]) / np.linalg.norm(ends, axis=1)[:, None]
    return [distinct(turned, base)]


@dataclass
class PublicSolution:
    """What stands proved so far, in units: an outer bound, points inside, their distance."""

    outer: OuterBound
    made: list[Made]
    gap: float
    interrupted: bool = False


def solve_public(table: PublicTable, tolerance: float, limit: int) -> PublicSolution:
    """Refine both bounds; what is reached when effort is spent, or the user interrupts, is valid."""
    programs = Programs(table)
    base = standard(len(table.discount))
    state = PublicSolution(OuterBound(programs, np.vstack([base, *_differences(programs, base)])), triggers(table), inf)
    try:
        _refine(table, programs, state, base, tolerance, limit)
    except KeyboardInterrupt:
        state.interrupted = True
    state.gap = _gap(state)
    return state


def _refine(
    table: PublicTable, programs: Programs, state: PublicSolution, base: Floats, tolerance: float, limit: int
) -> None:
    search = _Search(table, programs, base)
    for k in range(_ROUNDS if base.shape[1] == 2 else 1):
        _adapt(state.outer, len(base), max(tolerance, 1e-4) / 2**k, limit)
        state.gap = _gap(state)
        if state.outer.is_empty or state.gap <= tolerance or programs.sweeps >= limit:
            return
        before = state.gap
        state.made = min(
            (state.made, *search.proved(state.outer, limit)), key=lambda made: _distance(state.outer, made)
        )
        _fit(state.outer, len(base), _floats(state.made))
        state.gap = _gap(state)
        if state.gap <= tolerance or (k > 0 and state.gap > 0.7 * before):
            return


def _adapt(outer: OuterBound, base: int, enough: float, limit: int) -> None:
    """Lower the levels; add the normals of the faces of what is reached where the bound lies further out."""
    for _ in range(_ADAPTED):
        outer.lower(max(_STILL, 1e-3 * enough), _SWEEPS)
        if outer.is_empty or outer.programs.sweeps >= limit:
            return
        reached = corners(outer.programs.values(outer.found))
        if reached.shape[1] != 2 or not len(reached):
            return
        around = np.array(polygon(outer))
        faces = normals(reached)
        wide = (around @ faces.T).max(axis=0) - (reached @ faces.T).max(axis=0) > enough / 2
        kept = _touching(outer, around, base)
        added = distinct(faces[wide], outer.directions[kept])
        if not len(added) or int(kept.sum()) + len(added) > _MOST:
            return
        outer.change(kept, added)


def _touching(outer: OuterBound, around: Floats, base: int) -> NDArray[np.bool_]:
    """The first directions, and those of which a whole edge is left."""
    on = np.abs(around @ outer.directions.T - outer.levels) < 1e-9
    kept: NDArray[np.bool_] = (on.sum(axis=0) >= 2) | (np.arange(len(outer.levels)) < base)
    return kept


def _fit(outer: OuterBound, base: int, inner: Floats) -> None:
    """Cut along the faces of what is proved."""
    if not len(inner):
        return
    every = np.ones(len(outer.levels), dtype=bool)
    faces = distinct(normals(corners(inner)), outer.directions)
    if inner.shape[1] == 2 and len(outer.levels) + len(faces) <= 2 * _MOST:
        outer.change(every, faces)
        outer.lower(_STILL, 2 * _SWEEPS)
    if inner.shape[1] == 2 and not outer.is_empty:
        kept = _touching(outer, np.array(polygon(outer)), base)
        outer.change(kept, outer.directions[:0])


def polygon(outer: OuterBound) -> list[Point[float]]:
    """Vertices of two actors' outer bound, in floats."""
    planes = [
        ((float(a), float(b)), float(c) + 1e-15) for (a, b), c in zip(outer.directions, outer.levels, strict=True)
    ]
    return outline(planes, 0.0, 1.0)


def _floats(made: list[Made]) -> Floats:
    return np.array([[float(x) for x in p.value] for p in made])


def _gap(state: PublicSolution) -> float:
    return 0.0 if state.outer.is_empty else _distance(state.outer, state.made)


def _distance(outer: OuterBound, made: list[Made]) -> float:
    """Hausdorff distance for two actors; else the largest distance along the bound's directions."""
    values = _floats(made)
    if not len(values):
        return inf
    if values.shape[1] == 2:
        return hausdorff(polygon(outer), [(float(x), float(y)) for x, y in corners(values)])
    return max(0.0, float((outer.levels - (outer.directions @ values.T).max(axis=1)).max()))


class _Search:
    """Looks for sets that generate themselves, from what an outer bound reaches inwards."""

    def __init__(self, table: PublicTable, programs: Programs, base: Floats) -> None:
        self.table, self.programs, self.base = table, programs, base
        self.free = [a for a, option in enumerate(table.options) if not option.temptations]
        self.fixed = programs.payoffs[self.free].reshape(-1, len(table.discount))
        self.slack = 1.0 - float(max(table.discount))
        self.latest: dict[float, Floats] = {}

    def proved(self, outer: OuterBound, limit: int) -> list[list[Made]]:
        """Sets that were proved, each with those that need no search."""
        found = []
        for tighter in (min(1e-6, 3e-4 * self.slack), 0.0):
            start = self.latest.get(tighter, self.programs.values(outer.found))
            looked = explore(self.programs, start, self.fixed, self.base, tighter, limit)
            if looked is None:
                continue
            self.latest[tighter] = looked.values
            made = self._prove(looked, tighter)
            if made is not None:
                found.append(together(settled(self.table), made))
            if len(corners(looked.values)) > _SEVERAL:
                break
        return found

    def _prove(self, looked: Looked, tighter: float) -> list[Made] | None:
        values, options, continuations = self._labelled(looked)
        made = None
        if len(values) <= (_FEW if values.shape[1] == 2 else _SEVERAL):
            made = solved(self.table, values, options, continuations)
        if made is not None or values.shape[1] != 2 or tighter == 0.0:
            return made
        for blunt in _BLUNT:
            made = self._polygon(values, options, tighter, blunt)
            if made is not None:
                return made
        return None

    def _polygon(self, values: Floats, options: list[int], tighter: float, blunt: float) -> list[Made] | None:
        """Keep the vertices that stand out of their neighbours' chord, and find the largest polygon of that form."""
        kept = standing_out(values, blunt)
        values, options = values[kept], [options[k] for k in kept]
        later = largest_polygon(self.programs, values, options, normals(values), tighter) if len(kept) > 2 else None
        if later is None:
            return None
        for pull in _PULLS:
            made = pulled(self.table, options, later, pull * tighter)
            if made is not None:
                return made
        return None

    def _labelled(self, looked: Looked) -> tuple[Floats, list[int], list[Floats]]:
        """Extreme points with their options and continuations."""
        kept = usable(looked.found)
        values = np.vstack([looked.values, self.fixed])
        options = [int(looked.found.chosen[k]) for k in kept] + self.free
        later = [self.programs.continuations(looked.found, k) for k in kept] + [v[None] for v in self.fixed]
        extreme = corners(values)
        first = [int(np.abs(values - v).sum(axis=1).argmin()) for v in extreme]
        return extreme, [options[k] for k in first], [later[k] for k in first]
