"""Exact chances from nearly exact ones."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory.equilibria.sets.binding import exact_chances, inverted, reduced

F = Fraction
units = st.fractions(0, 1, max_denominator=12)


@given(st.lists(st.tuples(units, units, units), min_size=2, max_size=4), st.data())
def test_chances_bind_exactly_where_they_nearly_did(points, data):
    parts = [data.draw(st.integers(1, 9)) for _ in points]
    chances = [F(x, sum(parts)) for x in parts]
    levels = {i: sum(p * v[i] for p, v in zip(chances, points, strict=True)) for i in (0, 2)}
    near = [F(round(p * 2**30), 2**30) for p in chances]
    found = exact_chances(points, near, levels)
    assume(found is not None)  # equal points may leave no chance as it was
    assert sum(found) == 1
    assert min(found) >= 0
    for i, level in levels.items():
        assert sum(p * v[i] for p, v in zip(found, points, strict=True)) == level


def test_a_level_out_of_reach_is_told():
    points = [(F(0), F(1)), (F(1), F(0))]
    assert exact_chances(points, [F(1, 2), F(1, 2)], {0: F(1, 4), 1: F(1, 4)}) is None
    assert exact_chances(points, [F(1, 2), F(1, 2)], {0: F(2)}) is None
    assert exact_chances(points, [F(1, 2), F(1, 2)], {0: F(1, 3)}) == [F(2, 3), F(1, 3)]
    assert exact_chances(points, [F(1, 2), F(1, 2)], {0: F(1, 3**600)}) is None  # too long a number


@given(st.lists(st.lists(units, min_size=3, max_size=3), min_size=3, max_size=3))
def test_inverse(square):
    inverse = inverted(square)
    if inverse is None:
        assert len(reduced(square)[1]) < 3
        return
    product = [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*inverse, strict=True)]
        for row in square
    ]
    assert product == [[F(int(i == k)) for i in range(3)] for k in range(3)]
