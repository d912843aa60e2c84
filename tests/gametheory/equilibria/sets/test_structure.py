"""Exact vertices, also where they hang on each other; and the search for what bounds an edge."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, payoff_set, verify
from gametheory.equilibria.sets import closing, closure, descent
from gametheory.equilibria.sets.generation import from_vertices, located
from gametheory.equilibria.sets.polygon import contains
from gametheory.equilibria.sets.solve import ROUNDING
from gametheory.equilibria.sets.spots import hull, spot
from gametheory.equilibria.sets.stage_list import default_stage_equilibria
from gametheory.equilibria.sets.structure import exact_vertices
from gametheory.equilibria.sets.units import whole_game
from gametheory.testing import discounts, games

F = Fraction
TOGETHER = [  # two neighbouring vertices, each from a continuation on the edge between them
    ([[[9, 8], [1, 5]], [[4, 5], [3, 7]]], F(999, 1000)),
    ([[[5, 0], [4, 3], [1, 4], [4, 2]], [[0, 1], [3, 4], [0, 2], [5, 5]]], F(9, 10)),
]
CORNERED = [  # a continuation at which both constraints bind, though the payoffs now would break only one of them
    ([[[4, 2], [0, 0], [5, 4]], [[5, 5], [3, 5], [0, 4]]], F(3, 4)),
    ([[[4, 5], [4, 3], [0, 4], [4, 2]], [[2, 1], [5, 1], [2, 1], [4, 3]]], F(1, 2)),
]
THREATENED = [  # a lowest payoff that is a vertex's, and on which that vertex hangs
    ([[[6, 7], [8, 8], [8, 8]], [[0, 5], [0, 3], [2, 0]], [[3, 1], [0, 8], [3, 6]]], F(999, 1000)),
]
two_actors = games(min_actors=2, max_actors=2, max_actions=4)
factors = discounts() | st.sampled_from([F(1, 2), F(3, 5), F(99, 100), F(9999, 10000), F(1, 100)])


def reached(game, d):
    _, whole = whole_game(RepeatedGame(game, d), default_stage_equilibria(game), d)
    arrays, reach = whole.floats(), ROUNDING / (1 - float(d))
    start = descent.first(arrays, tuple(map(float, whole.floors())))
    return whole, arrays, descent.descend(arrays, start, 2000, 4 * reach), reach


@pytest.mark.parametrize(("rows", "d"), TOGETHER + CORNERED + THREATENED)
def test_vertices_that_hang_on_each_other(rows, d):
    whole, arrays, outer, reach = reached(NormalFormGame(rows), d)
    assert from_vertices(whole, exact_vertices(whole, arrays, outer, reach)) is not None
    found = payoff_set(RepeatedGame(NormalFormGame(rows), d))
    assert found.gap == 0
    assert verify(found.certificate)
    slow = payoff_set(RepeatedGame(NormalFormGame(rows), d), exact=True)
    assert all(contains(slow.outer, v) for v in found.outer)
    if slow.gap == 0:
        assert slow.outer == found.outer


@given(two_actors, factors)
@example(NormalFormGame(TOGETHER[0][0]), TOGETHER[0][1])
@example(NormalFormGame(THREATENED[0][0]), THREATENED[0][1])
def test_exact_vertices_are_where_floats_say(game, d):
    whole, arrays, outer, reach = reached(game, d)
    assume(outer.still and outer.polygon)
    points = from_vertices(whole, exact_vertices(whole, arrays, outer, reach))
    assume(points is not None)
    near = np.array(outer.polygon)
    for point in points:
        assert np.abs(near - [float(x) for x in point.value]).max(axis=1).min() < 1e-6


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8), st.lists(st.integers(0, 5)))
def test_lotteries_over_vertices_give_the_point(corners, shares):
    polygon = hull(spot(F(x), F(y)) for x, y in corners)
    near = [(x / w / 9, y / w / 9) for x, y, w in polygon]
    weights = [F(s) for s in (*shares, *[1] * len(polygon))][: len(polygon)]
    assume(sum(weights) > 0)
    mean = [sum(s * F(v[i], v[2]) for s, v in zip(weights, polygon, strict=True)) / sum(weights) for i in (0, 1)]
    lottery = located(polygon, near, spot(*mean), (9, 9))
    assert lottery is not None
    assert sum(lottery.values()) == 1
    assert min(lottery.values()) > 0
    for i in (0, 1):
        assert sum(s * F(polygon[k][i], polygon[k][2]) for k, s in lottery.items()) == mean[i]
    assert located(polygon, near, spot(F(11), F(11)), (9, 9)) is None


@given(two_actors, factors)
def test_compiled_searches_for_bounds_find_the_same(game, d):
    whole, arrays, outer, reach = reached(game, d)
    assume(outer.polygon)
    points = from_vertices(whole, exact_vertices(whole, arrays, outer, reach))
    assume(points)
    sides = closure._Sides.of(whole, [whole.whole(p.value) for p in points])
    beyond = np.full(len(sides.levels), 3 * reach)
    given_to = (
        outer.brought.points, outer.brought.made, arrays.payoff, arrays.best, arrays.gain, arrays.discount,
        sides.normals, sides.levels, beyond, reach, 1e-6, 1e-12, -1e-12,
    )  # fmt: skip
    slow, quick = closing.scan(*given_to), closing.compiled_scan()(*given_to)
    for interpreted, compiled in zip(slow, quick, strict=True):
        assert np.array_equal(interpreted, compiled)
