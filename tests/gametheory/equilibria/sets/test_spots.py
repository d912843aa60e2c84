"""Points in whole numbers behave as the fractions that they stand for."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory.equilibria.sets import polygon, spots

F = Fraction
coordinates = st.fractions(-3, 3, max_denominator=5)
points = st.tuples(coordinates, coordinates)
several = st.lists(points, min_size=1, max_size=12)


def fractions(spot):
    return (F(spot[0], spot[2]), F(spot[1], spot[2]))


@given(points)
def test_a_point_and_back(point):
    spot = spots.spot(*point)
    assert spot[2] > 0
    assert fractions(spot) == point
    assert spots.reduced(-3 * spot[0], -3 * spot[1], -3 * spot[2]) == spot


@given(points, points, points)
def test_turns_have_the_sign_of_the_area(p, q, r):
    area, turn = polygon.turn(p, q, r), spots.turn(*(spots.spot(*v) for v in (p, q, r)))
    assert (turn > 0) - (turn < 0) == (area > 0) - (area < 0)


@given(several)
def test_hulls(given_points):
    found = spots.hull(spots.spot(*v) for v in given_points)
    assert [fractions(v) for v in found] == polygon.hull(given_points)


@given(several)
def test_edges_hold_everything_and_all_of_them_touch(given_points):
    corners = spots.hull(spots.spot(*v) for v in given_points)
    for n, m, level in spots.edges(corners):
        values = [F(n * x + m * y, w) for x, y, w in corners]
        assert max(values) == level
    if len(corners) > 2:
        assert len(spots.edges(corners)) == len(corners)


@given(several, points)
def test_edges_keep_out_what_lies_outside(given_points, other):
    corners = spots.hull(spots.spot(*v) for v in given_points)
    within = all(n * other[0] + m * other[1] <= level for n, m, level in spots.edges(corners))
    assert within == polygon.contains([fractions(v) for v in corners], other)


@given(points, points, st.integers(0, 1), coordinates)
def test_the_share_at_which_a_coordinate_is_reached(p, q, axis, value):
    first, last = spots.spot(*p), spots.spot(*q)
    share = spots.along(first, last, axis, value.numerator, value.denominator)
    if p[axis] == q[axis]:
        assert share is None
        return
    assert share is not None
    assert share[1] > 0
    met = fractions(spots.between(first, last, share))
    assert met[axis] == value
    assert polygon.turn(p, q, met) == 0


@given(points, points)
def test_lower(p, q):
    assume(p[0] != q[0])
    assert spots.lower(spots.spot(*p), spots.spot(*q), 0) == (p[0] < q[0])
