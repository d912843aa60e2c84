"""Geometry of diagrams."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.plots.layout import bent, circle, least_crowded, overlap

RECTANGLES = st.tuples(*[st.integers(0, 6)] * 4).map(
    lambda r: (min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3]))
)


@pytest.mark.parametrize("count", range(1, 13))
def test_states_stand_apart(count):
    places = circle(count)
    assert len(places) == count
    assert all(dist(a, b) > 0.4 for a, b in combinations(places, 2))


@given(RECTANGLES, RECTANGLES)
def test_overlap_counts_the_unit_squares_in_both(one, other):
    def squares(r):
        return {(x, y) for x in range(r[0], r[2]) for y in range(r[1], r[3])}

    assert overlap(one, other) == len(squares(one) & squares(other))


@given(st.lists(RECTANGLES, min_size=1, max_size=4), st.lists(RECTANGLES, max_size=4))
def test_the_least_crowded_place_is_chosen(candidates, taken):
    crowding = [sum(overlap(c, t) for t in taken) for c in candidates]
    assert crowding[least_crowded(candidates, taken)] == min(crowding)


def test_arrows_end_where_they_should_and_pairs_bend_apart():
    a, b = (0.0, 0.0), (1.0, 0.0)
    assert bent(a, b, 0.0) == a
    assert bent(a, b, 1.0) == b
    assert bent(a, b, 0.5)[1] == -bent(b, a, 0.5)[1] != 0
