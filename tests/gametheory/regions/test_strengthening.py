"""What is added proves the statement, nothing of it can be left out, and nothing weaker would do."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gametheory import LinearInequality, Polytope, verify
from gametheory.regions import Conditions, necessity, outline, possibility, strengthening
from gametheory.regions.wording import inequality_text
from gametheory.testing import polytopes

GRID = [dict(zip("ab", map(Fraction, p), strict=True)) for p in product(range(-3, 4), repeat=2)]


def form(a, b, c=0, name="g"):
    return LinearInequality({"a": a, "b": b}, c, name)


@st.composite
def conditions(draw):
    rows = draw(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=4))
    return Conditions(draw(polytopes()), [form(*row, f"g{k}") for k, row in enumerate(rows)])


@given(conditions())
@example(Conditions(Polytope(["a", "b"]), [form(1, 0), form(2, 0), form(1, 0, 1)]))
@settings(max_examples=50)
def test_the_least_that_is_enough(asked):
    assume(not outline(asked.polytope).empty)
    found = strengthening(asked)
    if found.proof is None:
        assert possibility(asked).is_impossible
        return
    assert found.proof.holds
    assert verify(found.certificate, found.proof.statement.polytope)
    assert bool(found.requirements) is not necessity(asked).holds
    for point in GRID:
        if point in asked.polytope:
            added = all(one.form.slack(point) >= 0 for one in found.requirements)
            assert added == asked.holds_at(point)
    for one in found.requirements:
        assert one.without in asked.polytope
        assert one.form.slack(one.without) < 0
        assert all(other.form.slack(one.without) >= 0 for other in found.requirements if other is not one)
        for ratio in one.ratios:
            enough = Conditions(asked.polytope.and_also(ratio.form), [one.form])
            assert necessity(enough).holds
            less = LinearInequality({ratio.parameter: 1, ratio.base: -ratio.factor + Fraction(1, 10**6)})
            assert ratio.factor == 0 or not necessity(Conditions(asked.polytope.and_also(less), [one.form])).holds


@pytest.mark.parametrize(
    ("inequality", "text"),
    [
        (form(8, -9), "a >= 9/8 b"),
        (form(-8, 9), "b >= 8/9 a"),
        (LinearInequality({"a": 2, "b": 2, "c": -2}), "a + b >= c"),
        (LinearInequality({"a": 2, "b": 4, "c": -6, "d": -2}), "a + 2 b >= 3 c + d"),
        (form(2, 0, -3), "a >= 3/2"),
        (form(-2, 0, 3), "3/2 >= a"),
        (form(1, -1, "1/2"), "a + 1/2 >= b"),
        (form(0, 0, -1), "0 >= 1"),
    ],
)
def test_inequalities_are_written_to_be_read(inequality, text):
    assert inequality_text(inequality) == text
