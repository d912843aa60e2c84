"""
Search, in floats, for sets that generate themselves under public signals.

A finite set V of values is mapped to what its hull generates furthest in each of a number of directions. Where the map
stands still, V generates itself. Directions normal to the faces of the hull find new extreme points; directions in the
middle of the vertices' normal cones find corners that faces miss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.sets.hulls import face_normals
from gametheory.equilibria.sets.polygon import hull
from gametheory.equilibria.sets.public_cuts import Programs, Reached

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_HAIR = 1e-13
_CLOSE = 1e-8
"""Extreme points closer than this count as one."""
_FIRST = 4.0
"""Rounds along faces alone, times 1 - d: what is too far out has come in by e to this power."""
_CLOSER = 24
_SOLID = 40
"""Rounds for other numbers of actors, whose hulls have many faces: along the base alone."""
_STANDS = 1e-11
_CROWD = 80
"""Vertices at most: the program that proves them has the square of their number of rows."""
_SAME = 1e-7
"""Unit directions closer than this count as one."""


@dataclass
class Looked:
    """A set of values in floats, and what generates each: options and continuations."""

    values: Floats
    found: Reached


def corners(values: Floats) -> Floats:
    """Extreme points of two actors' values, counter-clockwise; all values of others."""
    if values.shape[1] != 2:
        return np.unique(values, axis=0)
    ordered: Floats = np.array(hull((float(x), float(y)) for x, y in values)).reshape(-1, 2)
    apart = np.abs(ordered - np.roll(ordered, 1, axis=0)).max(axis=1) > _CLOSE
    return ordered[apart] if apart.any() else ordered[:1]


def normals(values: Floats) -> Floats:
    """Unit normals of the faces of the values' hull; where it is flat, both ways out of its plane too."""
    if len(values) == 1:
        return np.vstack([np.eye(values.shape[1]), -np.eye(values.shape[1])])
    if values.shape[1] != 2 or len(values) == 2:
        return face_normals(values)
    edges = np.roll(values, -1, axis=0) - values
    turned = np.column_stack([edges[:, 1], -edges[:, 0]])
    lengths = np.linalg.norm(turned, axis=1)
    unit: Floats = turned[lengths > _HAIR] / lengths[lengths > _HAIR, None]
    return unit


def standing_out(vertices: Floats, blunt: float) -> list[int]:
    """Which vertices of a polygon stand out of the chord of those kept beside them by more than `blunt`."""
    kept = list(range(len(vertices)))
    place = 0
    while len(kept) > 3 and place < len(kept):
        before, own, after = (vertices[kept[(place + j) % len(kept)]] for j in (-1, 0, 1))
        chord, arm = after - before, own - before
        out = abs(chord[0] * arm[1] - chord[1] * arm[0]) / max(float(np.hypot(*chord)), 1e-300)
        if out <= blunt:
            del kept[place]
        else:
            place += 1
    return kept


def thinned(vertices: Floats) -> Floats:
    """Leave out the vertices that stand out least until they are not too many."""
    blunt = 1e-9
    while len(vertices) > _CROWD and vertices.shape[1] == 2:
        vertices = vertices[standing_out(vertices, blunt)]
        blunt *= 10
    return vertices


def between(values: Floats, faces: Floats) -> Floats:
    """Per extreme point the middle of the normals of the faces that it lies on."""
    levels = (values @ faces.T).max(axis=0)
    on = values @ faces.T >= levels - 1e-9
    middle = on.astype(float) @ faces
    lengths = np.linalg.norm(middle, axis=1)
    unit: Floats = middle[lengths > 1e-6] / lengths[lengths > 1e-6, None]
    return unit


def distinct(directions: Floats, others: Floats) -> Floats:
    """Leave out directions that are among the others already, or twice."""
    if not len(directions):
        return directions
    near = np.round(np.vstack([others, directions]) / _SAME)
    first = np.unique(near, axis=0, return_index=True)[1]
    return directions[first[first >= len(others)] - len(others)]


def explore(
    programs: Programs, start: Floats, fixed: Floats, base: Floats, tighter: float, limit: int
) -> Looked | None:
    """
    Map a set again and again; None where nothing is left.

    What is too far out comes in by the factor d a round at the slowest. First only faces are looked along, then, to
    find the corners between them, the vertices' normal cones as well.
    """
    values, last = start, None
    first, more = int(_FIRST / (1.0 - float(programs.discount.max()))), _CLOSER
    if start.shape[1] != 2:
        first, more = min(first, _SOLID), 0
    for count in range(first + more):
        points = thinned(corners(np.vstack([values, fixed])))
        if not len(points) or programs.sweeps >= limit:
            return last
        faces = normals(points)
        closer = [] if start.shape[1] != 2 else [faces, between(points, faces)] if count >= first else [faces]
        looked = distinct(np.vstack([base, *closer]), points[:0])
        levels = (points @ faces.T).max(axis=0) + _HAIR
        found = programs.sweep(looked, faces, levels, programs.bases(len(looked)), tighter=tighter)
        values = programs.values(found)
        if not len(values):
            return None
        moved = np.abs((points @ looked.T).max(axis=0) - (np.vstack([values, fixed]) @ looked.T).max(axis=0)).max()
        last = Looked(values, found)
        if count and moved <= _STANDS:
            break
    return last
