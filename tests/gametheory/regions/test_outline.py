"""Dimension, implicit equalities, lineality and boundedness, against small integer points and directions."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings

from gametheory import LinearInequality, Polytope, verify
from gametheory.errors import GameError
from gametheory.regions import outline
from gametheory.testing import polytopes

NAMES = ("a", "b")


def build(*rows):
    return Polytope(NAMES, [LinearInequality({"a": a, "b": b}, c, f"p{k}") for k, (a, b, c) in enumerate(rows)])


@pytest.mark.parametrize(
    ("polytope", "text"),
    [
        (build(), "unbounded, of full dimension, containing whole lines (2 directions)"),
        (build((1, 0, 0)), "unbounded, of full dimension, containing whole lines (1 directions)"),
        (build((1, 0, 0), (0, 1, 0)), "unbounded, of full dimension"),
        (build((1, 0, 0), (0, 1, 0), (-1, -1, 1)), "bounded, of full dimension"),
        (build((1, 0, 0), (0, 1, 0), (-1, -1, 0)), "bounded, of dimension 0 in 2 parameters"),
        (build((1, 1, 0), (-1, -1, 0), (1, 0, 0)), "unbounded, of dimension 1 in 2 parameters"),
        (build((1, 0, -1), (-1, 0, 0)), "empty"),
        (Polytope([]), "bounded, of full dimension"),
    ],
)
def test_known_shapes(polytope, text):
    found = outline(polytope)
    assert str(found) == text
    assert verify(found.certificate, polytope)


@given(polytopes(max_inequalities=6))
@example(build((1, 1, 0), (-1, 0, 0), (0, -1, 0)))  # a point, found in two rounds
@settings(max_examples=150)
def test_shapes_agree_with_points_and_directions(polytope):
    found = outline(polytope)
    assert verify(found.certificate, polytope)
    grid = [dict(zip(NAMES, map(Fraction, p), strict=True)) for p in product(range(-2, 3), repeat=2)]
    inside = [point for point in grid if point in polytope]
    if found.empty:
        assert not inside
        with pytest.raises(GameError, match="cannot all hold"):
            found.refuse_empty()
        return
    for k, one in enumerate(polytope.inequalities):
        assert (one.slack(found.inside) == 0) == (k in found.equalities)
        assert all(one.slack(point) == 0 for point in inside) or k not in found.equalities
    rows = np.array([[float(one.coefficients.get(n, 0)) for n in NAMES] for one in polytope.inequalities]).reshape(
        -1, 2
    )
    spread = np.array([[float(p[n] - inside[0][n]) for n in NAMES] for p in inside]).reshape(-1, 2)
    assert found.dimension >= (np.linalg.matrix_rank(spread) if len(spread) else 0)
    assert found.lineality == 2 - (np.linalg.matrix_rank(rows) if len(rows) else 0)
    if any((rows @ direction >= 0).all() for direction in product(range(-3, 4), repeat=2) if any(direction)):
        assert not found.bounded
