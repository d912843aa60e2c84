"""Polygons, segments and points: hulls, cuts and lotteries, exactly, against the oracle's slower ways."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.equilibria.sets.polygon import clip, contains, distance, hausdorff, hull, weights
from tests.oracles.payoff_sets import convex, cut

F = Fraction
numbers = st.fractions(-3, 3, max_denominator=4)
points = st.lists(st.tuples(numbers, numbers), max_size=9)


@given(points)
@example([(F(0), F(0)), (F(1), F(1)), (F(2), F(2))])
def test_hulls(drawn):
    found = hull(drawn)
    assert set(found) == set(convex(drawn))
    assert all(contains(found, v) for v in drawn)
    assert hull(found) == found


@given(points, st.sampled_from([0, 1]), numbers)
def test_cuts(drawn, axis, level):
    polygon = hull(drawn)
    kept = clip(polygon, axis, level)
    assert hull(kept) == hull(cut(polygon, axis, level))
    assert all(v[axis] >= level for v in kept)
    assert len(set(kept)) == len(kept)


@given(points, st.tuples(numbers, numbers))
def test_lotteries(drawn, v):
    polygon = hull(drawn)
    lottery = weights(polygon, v)
    assert (lottery is not None) == contains(polygon, v)
    if lottery is not None:
        assert sum(lottery.values()) == 1
        assert min(lottery.values()) > 0
        assert tuple(sum(p * polygon[k][i] for k, p in lottery.items()) for i in (0, 1)) == v


@given(points.filter(bool), st.tuples(numbers, numbers))
def test_distances(drawn, v):
    polygon = hull(drawn)
    near = [(float(x), float(y)) for x, y in polygon]
    apart = distance(near, (float(v[0]), float(v[1])))
    assert (apart < 1e-9) == contains(polygon, v)
    assert apart <= min(((x - v[0]) ** 2 + (y - v[1]) ** 2) ** 0.5 for x, y in near) + 1e-9


def test_distances_of_sets():
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert hausdorff(square, square) == 0
    assert hausdorff(square, [(0.5, 0.5)]) == 0.5**0.5
    assert hausdorff([(0.0, 0.0), (1.0, 0.0)], [(0.0, 0.0), (3.0, 0.0)]) == 2
    assert hausdorff([], []) == 0
    assert hausdorff([], square) == float("inf")
