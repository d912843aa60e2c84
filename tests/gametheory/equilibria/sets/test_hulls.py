"""Faces of hulls: cubes, flat sets, points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.equilibria.sets.hulls import face_normals, out_of_plane


def test_a_cube_has_six_faces():
    corners = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
    found = {tuple(row) for row in face_normals(corners).round(6) + 0.0}
    assert found == {(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)}


@pytest.mark.parametrize(
    ("points", "count"),
    [
        ([[1.0, 2.0, 3.0]], 6),  # both ways along every axis
        ([[0.0, 0, 0], [1, 1, 0]], 6),
        ([[0.0, 0, 0], [1, 0, 0], [0, 1, 0]], 5),
        ([[0.0], [1.0], [0.5]], 2),
    ],
)
def test_flat_sets_have_faces_too(points, count):
    assert len(face_normals(np.array(points))) == count


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=9))
def test_the_faces_hold_the_points_and_touch_them(points):
    values = np.array(points, dtype=float)
    normals = face_normals(values)
    reach = (normals @ values.T).max(axis=1)
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0)
    assert ((normals @ values.T) <= reach[:, None] + 1e-9).all()
    middle = values.mean(axis=0)
    assert (normals @ middle <= reach + 1e-9).all()


def test_ways_out_of_a_plane():
    """Payoffs that sum to one lie in a plane; a segment leaves two ways across, each both ways; a body none."""
    corners = np.eye(3)
    across = out_of_plane(corners)
    assert across.shape == (2, 3)
    assert np.abs(across) == pytest.approx(3**-0.5)
    assert across[0] == pytest.approx(-across[1])
    assert out_of_plane(corners[:2]).shape == (4, 3)
    assert out_of_plane(np.vstack([corners, np.zeros(3)])).shape == (0, 3)
