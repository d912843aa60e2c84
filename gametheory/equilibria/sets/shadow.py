"""Half-spaces seen from the side: the polygon that two actors' payoffs lie in, and how many dimensions there are."""

from __future__ import annotations

from fractions import Fraction
from math import atan2
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.sets.cuts import Outer
    from gametheory.equilibria.sets.polygon import Point

    Floats = NDArray[np.float64]

_ROUNDS = 12
_STILL = 1e-9
_FLAT = 1e-8
_MARGIN = Fraction(1, 10**12)


def shadow(outer: Outer, pair: Sequence[int]) -> list[Point[Fraction]]:
    """
    Give the vertices of a polygon that holds the projection onto two axes.

    Directions are the axes first, then normals of the hull of the points that reach furthest, until none is new.
    """
    angles = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
    levels, points = _reach(outer, pair, angles)
    for _ in range(_ROUNDS):
        order = np.argsort([atan2(y, x) for x, y in angles])
        angles, levels, points = angles[order], levels[order], points[order]
        step = np.roll(points, -1, axis=0) - points
        wide = np.linalg.norm(step, axis=1)
        new = np.column_stack([step[:, 1], -step[:, 0]])[wide > _STILL] / wide[wide > _STILL, None]
        found, where = _reach(outer, pair, new) if len(new) else (np.zeros(0), np.zeros((0, 2)))
        beyond = found - (new * points[wide > _STILL]).sum(axis=1) > _STILL
        fresh = beyond & (np.abs(new @ angles.T - 1.0).min(axis=1, initial=1.0) > 1e-15)
        flat = ~beyond
        angles = np.vstack([angles, new[flat | fresh]])
        levels, points = np.append(levels, found[flat | fresh]), np.vstack([points, where[flat | fresh]])
        if not fresh.any():
            break
    return _intersection(angles, levels)


def _reach(outer: Outer, pair: Sequence[int], angles: Floats) -> tuple[Floats, Floats]:
    forms = np.zeros((len(angles), outer.directions.shape[1]))
    forms[:, pair] = angles
    levels, points = outer.furthest(forms)
    return levels, points[:, pair]


def _intersection(angles: Floats, levels: Floats) -> list[Point[Fraction]]:
    """Cut the unit square by half-planes, in fractions; what rounding may have made empty is given a hair more room."""
    low, high = -_MARGIN, 1 + _MARGIN
    polygon = [(low, low), (high, low), (high, high), (low, high)]
    for (a, b), level in zip(angles, levels, strict=True):
        polygon = _cut(polygon, Fraction(float(a)), Fraction(float(b)), Fraction(float(level)) + _MARGIN)
    return polygon


def _cut(polygon: list[Point[Fraction]], a: Fraction, b: Fraction, level: Fraction) -> list[Point[Fraction]]:
    """Keep what lies in a half-plane a x + b y <= level."""
    kept: list[Point[Fraction]] = []
    slacks = [level - a * x - b * y for x, y in polygon]
    for k, (p, s) in enumerate(zip(polygon, slacks, strict=True)):
        q, r = polygon[k - 1], slacks[k - 1]
        if (s < 0) != (r < 0):
            share = r / (r - s)
            kept.append((q[0] + share * (p[0] - q[0]), q[1] + share * (p[1] - q[1])))
        if s >= 0:
            kept.append(p)
    return list(dict.fromkeys(kept))


def flat_dimension(points: Floats, outer: Outer) -> int | None:
    """Count the axes along which proved points spread, where the half-spaces leave no width along the others."""
    _, sizes, axes = np.linalg.svd(points - points.mean(axis=0))
    rank = int((sizes > _STILL).sum())
    across = axes[rank:]
    if not len(across):
        return rank
    width = outer.furthest(across)[0] + outer.furthest(-across)[0]
    return rank if width.max() <= _FLAT else None
