"""Draws lie inside exactly, shares are those known in closed form, and intervals mean what they say."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import LinearInequality, Polytope, regions
from gametheory.errors import GameError
from gametheory.regions import Conditions, LogUniform, Simplex, UniformBox, outline, sample, shares
from gametheory.regions.hit_and_run import walk
from gametheory.regions.holding import holds
from gametheory.regions.share import share_interval
from gametheory.testing import polytopes

AT_LEAST = LinearInequality({"a": 1, "b": -1}, name="a >= b")
OPEN = Polytope(["a", "b"])


@given(polytopes(max_inequalities=4), st.integers(0, 5))
@example(Polytope(["a", "b"], [LinearInequality({"a": 3, "b": -1}), LinearInequality({"a": -3, "b": 1})]), 0)
@settings(max_examples=60)
def test_every_draw_is_inside_and_the_same_for_the_same_seed(polytope, seed):
    measure = UniformBox(3, low=-2)
    if outline(polytope.and_also(*measure.bounds(("a", "b")))).empty:
        with pytest.raises(GameError, match="is empty"):
            sample(polytope, measure, 20, seed)
        return
    drawn, again = sample(polytope, measure, 20, seed), sample(polytope, measure, 20, seed)
    assert np.array_equal(drawn.numerators, again.numerators)
    for k in range(20):
        assert drawn.point(k) in polytope
        assert all(-2 <= value <= 3 for value in drawn.point(k).values())


@pytest.mark.parametrize(
    ("measure", "form", "truth"),
    [
        (UniformBox(1), AT_LEAST, 1 / 2),
        (UniformBox(1), LinearInequality({"a": -1, "b": -1}, 1), 1 / 2),
        (UniformBox(4, fixed={"b": 1}), AT_LEAST, 3 / 4),
        (UniformBox({"a": 2, "b": 1}), AT_LEAST, 3 / 4),
        (LogUniform("1/10", 10, fixed={"b": 1}), AT_LEAST, 1 / 2),
        (LogUniform(1, 100), LinearInequality({"a": 1}, -10), 1 / 2),
        (Simplex([["a", "b"]]), LinearInequality({"a": 1}, "-3/4"), 1 / 4),
    ],
)
def test_shares_known_in_closed_form(measure, form, truth):
    found = shares(Conditions(OPEN, [form]), [measure], draws=4000, seed=3).by_measure[0]
    assert found.low <= truth <= found.high
    assert found.effective == 4000


def test_intervals_hold_the_truth_as_often_as_they_say():
    statement = Conditions(OPEN, [LinearInequality({"a": 1, "b": -2})])
    hits = 0
    for seed in range(200):
        found = shares(statement, [UniformBox(1)], draws=100, seed=seed).by_measure[0]
        hits += found.low <= 1 / 4 <= found.high
    assert 175 <= hits <= 200


def test_hit_and_run_agrees_with_rejection():
    forms = [*UniformBox(1).bounds(("a", "b")), AT_LEAST]
    inside = {"a": Fraction(3, 4), "b": Fraction(1, 4)}
    points, chains = walk(forms, ("a", "b"), inside, 4000, np.random.default_rng(5), 10**6)
    assert chains == 40
    assert holds(forms, {"a": 0, "b": 1}, points, 10**6).all()
    assert abs(points.mean(axis=0) / 10**6 - [2 / 3, 1 / 3]).max() < 0.02


def test_thin_parts_are_drawn_by_hit_and_run():
    rows = [LinearInequality({"a": s, "b": -s}, "1/10000", f"w{s}") for s in (1, -1)]
    drawn = sample(Polytope(["a", "b"], rows), UniformBox(10), 300)
    assert drawn.chains == 40
    assert "hit and run in 40 chains" in drawn.method
    values = drawn.numerators[:, 0] / drawn.denominator
    assert abs(values.mean() - 5) < 0.8
    found = regions.tally(values > 5, drawn)
    assert found.effective <= 300
    with pytest.raises(GameError, match="Widen it, or use UniformBox"):
        sample(Polytope(["a", "b"], rows), LogUniform(1, 1000), 50)


def test_equations_are_solved_before_drawing():
    line = [LinearInequality({"a": 3, "b": -2}, 1, "up"), LinearInequality({"a": -3, "b": 2}, -1, "down")]
    drawn = sample(Polytope(["a", "b"], line), UniformBox(2), 500)
    assert all(3 * p["a"] - 2 * p["b"] + 1 == 0 for p in map(drawn.point, range(500)))
    assert abs((drawn.numerators[:, 0] / drawn.denominator).mean() - 1 / 2) < 0.05
    with pytest.raises(GameError, match="only a uniform measure"):
        sample(Polytope(["a", "b"], line), LogUniform("1/10", 10), 5)


def test_what_is_decided_in_floats_is_right_on_the_edge():
    third = LinearInequality({"a": Fraction(1, 3), "b": Fraction(-1, 3)})
    points = np.array([[3, 3], [3, 2], [2, 3]], dtype=np.int64)
    columns = {"a": 0, "b": 1}
    assert holds([third], columns, points, 7).tolist() == [True, True, False]
    assert holds([third], columns, points, 7, strictly=True).tolist() == [False, True, False]


def test_conditioning_is_told():
    asked = Conditions(OPEN, [AT_LEAST])
    found = shares(asked, [UniformBox(1)], unless=Conditions(OPEN, [LinearInequality({"b": 1}, "-1/2")]), draws=1000)
    one = found.by_measure[0]
    assert one.draws < 600
    assert f"{one.draws} that count of 1000" in str(one)
    assert one.low <= 3 / 4 <= one.high


def test_a_range_over_measures_covers_each():
    found = shares(Conditions(OPEN, [LinearInequality({"a": 1}, -1)]), draws=500)
    assert len(list(found)) == 3
    assert found.low == min(one.low for one in found)
    assert str(found).startswith("between ")


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: LogUniform(0, 1), "0 < low < high"),
        (lambda: sample(OPEN, UniformBox(1), 0), "give 1 or more"),
        (lambda: sample(OPEN, UniformBox({"a": 1})), "b has no bounds"),
        (lambda: sample(OPEN, Simplex([["a"]])), "has none or more than one"),
        (lambda: sample(Polytope(["a"], [LinearInequality({"a": 1}, -5, "large")]), UniformBox(1)), "'large'"),
    ],
)
def test_what_cannot_be_drawn_is_told(build, match):
    with pytest.raises(GameError, match=match):
        build()


def test_no_draws_that_count():
    assert share_interval(0, 0) == (0.0, 1.0)
    found = shares(Conditions(OPEN, []), [UniformBox(1)], unless=Conditions(OPEN, []), draws=5).by_measure[0]
    assert str(found).startswith("no draws to count")
