"""Projections of half-spaces onto two axes."""

import numpy as np

from gametheory.equilibria.sets.cuts import Outer, standard_directions
from gametheory.equilibria.sets.polygon import contains
from gametheory.equilibria.sets.shadow import flat_dimension, shadow


def around(points):
    """Half-spaces around points, in standard directions."""
    rows = standard_directions(points.shape[1])
    return Outer(rows, (rows @ points.T).max(axis=1), np.zeros(points.shape[1]), 1, is_empty=False)


def test_a_projection_holds_the_points_and_is_tight():
    points = np.array([[0.0, 0.0, 0.5], [1.0, 0.25, 0.0], [0.5, 1.0, 1.0], [0.25, 0.75, 0.5]])
    polygon = shadow(around(points), [0, 1])
    assert all(contains(polygon, (x, y)) for x, y, _ in points)
    for direction in ([1, 1], [1, 0], [-1, 1], [0, -1]):
        reach = max(direction[0] * x + direction[1] * y for x, y in polygon)
        assert float(reach) - (points[:, :2] @ direction).max() < 1e-8


def test_a_projection_onto_a_segment_and_a_point():
    segment = shadow(around(np.array([[0.0, 0.5, 0.0], [1.0, 0.5, 1.0]])), [0, 1])
    assert max(float(y) for _, y in segment) - min(float(y) for _, y in segment) < 1e-10
    point = shadow(around(np.array([[0.5, 0.5, 0.25]])), [2, 0])
    assert all(abs(float(x) - 0.25) + abs(float(y) - 0.5) < 1e-10 for x, y in point)


def test_dimensions():
    square = np.array([[0.0, 0, 0.5], [1, 0, 0.5], [0, 1, 0.5], [1, 1, 0.5]])
    assert flat_dimension(square, around(square)) == 2
    assert flat_dimension(square[:1], around(square[:1])) == 0
    assert flat_dimension(square[:1], around(square)) is None
