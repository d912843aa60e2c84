"""Two statements on the same draws: gains and losses apart, conditioning told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import LinearInequality, Polytope
from gametheory.errors import GameError
from gametheory.regions import Conditions, LogUniform, UniformBox, paired_share, sample

OPEN = Polytope(["a", "b"])
WHOLE = st.integers(-3, 3)
FORMS = st.lists(st.tuples(WHOLE, WHOLE, WHOLE), min_size=1, max_size=3)


def conditions(rows):
    return Conditions(OPEN, [LinearInequality({"a": a, "b": b}, c) for a, b, c in rows])


def test_gains_and_losses_are_told_apart():
    low, high = (Conditions(OPEN, [LinearInequality({"a": s}, -s * Fraction(1, 2))]) for s in (1, -1))
    found = paired_share(low, high, UniformBox(1), draws=1000)
    assert found.gained.holding + found.lost.holding >= 999
    assert found.before.holding == found.lost.holding + (1000 - found.gained.holding - found.lost.holding)
    with pytest.raises(GameError, match="different parameters"):
        paired_share(low, Conditions(Polytope(["a"]), []), UniformBox(1))
    with pytest.raises(GameError, match="different parameters"):
        paired_share(low, high, UniformBox(1), unless=Conditions(Polytope(["a"]), []))


@settings(max_examples=40, deadline=None)
@given(FORMS, FORMS, FORMS, st.booleans())
def test_every_count_is_that_of_points_asked_one_by_one(before, after, unless, logarithmic):
    one, two, peace = (conditions(rows) for rows in (before, after, unless))
    measure = LogUniform("1/4", 4) if logarithmic else UniformBox(2, low=-2)
    found = paired_share(one, two, measure, unless=peace, draws=40, seed=3)
    drawn = sample(OPEN, measure, 40, 3)
    points = [drawn.point(k) for k in range(40)]
    rows = [(one.holds_at(p), two.holds_at(p)) for p in points if not peace.holds_at(p)]
    assert [s.draws for s in (found.before, found.after, found.gained, found.lost)] == [len(rows)] * 4
    assert found.before.drawn == 40
    assert found.gained.holding == sum(b and not a for a, b in rows)
    assert found.lost.holding == sum(a and not b for a, b in rows)
    assert found.after.holding - found.before.holding == found.gained.holding - found.lost.holding
    if rows:
        assert found.change == pytest.approx(found.gained.value - found.lost.value)


def test_the_condition_is_told():
    one, two = (conditions([(1, 0, c)]) for c in (0, 1))
    peace = conditions([(0, 1, 0)])
    found = paired_share(one, two, UniformBox(1, low=-1), unless=peace, draws=200)
    assert f"of {found.before.draws} draws that count of 200" in str(found)
    assert 60 < found.before.draws < 140
    assert "that count" not in str(paired_share(one, two, UniformBox(1), draws=50))
    always = conditions([(0, 0, 1)])
    assert str(paired_share(one, two, UniformBox(1), unless=always, draws=5)).startswith("no draws to count")
