"""Normals of the faces of convex hulls, of any dimension: qhull in the space that the points span."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FLAT = 1e-9
"""Points no thicker than this, against their width, count as flat."""


def face_normals(points: Floats) -> Floats:
    """
    Give unit outward normals of the faces of the points' hull, and, where it is flat, both ways out of its plane.

    Without points in general position there is still an answer: a segment has two faces, a point none.
    """
    middle = points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(points - middle)
    rank = int((sizes > _FLAT * sizes[0]).sum())
    own = _within((points - middle) @ axes[:rank].T)
    across = axes[own.shape[1] :]
    return np.vstack([own @ axes[: own.shape[1]], across, -across])


def out_of_plane(points: Floats) -> Floats:
    """Give unit normals, both ways, of the planes that all points lie in; none where they lie in none."""
    _, sizes, axes = np.linalg.svd(points - points.mean(axis=0))
    across: Floats = axes[int((sizes > _FLAT * sizes[0]).sum()) :]
    return np.vstack([across, -across])


def _within(points: Floats) -> Floats:
    """Normals of a hull that has inner points; of its shadow on fewer axes where it is too flat for qhull."""
    width = points.shape[1]
    if width < 2:
        return np.array([[1.0], [-1.0]]) if width else np.zeros((0, 0))
    from scipy.spatial import ConvexHull, QhullError

    try:
        return np.unique(ConvexHull(points).equations[:, :-1].round(10), axis=0)
    except QhullError:
        return _within(points[:, :-1])
