"""The exact set for all payoffs: against necessary at many discount factors, and corners against brute force."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gametheory import Automaton, GameFamily, LinearInequality, Polytope, regions, verify
from gametheory.errors import GameError
from gametheory.regions import outline
from gametheory.regions.vertices import corners
from gametheory.testing import automata, game_families, polytopes

NAMES = ("a", "b")


def brute_force(polytope):
    """Vertices of a polytope in the plane: where two inequalities meet."""
    found = set()
    for one, two in combinations(polytope.inequalities, 2):
        rows = [[f.coefficients.get(n, Fraction(0)) for n in NAMES] for f in (one, two)]
        det = rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]
        if det:
            right = [-one.constant, -two.constant]
            x = (right[0] * rows[1][1] - rows[0][1] * right[1]) / det
            y = (rows[0][0] * right[1] - right[0] * rows[1][0]) / det
            if {"a": x, "b": y} in polytope:
                found.add((x, y))
    return found


@given(polytopes(max_inequalities=6))
@example(
    Polytope(NAMES, [LinearInequality({"a": 1}), LinearInequality({"b": 1}), LinearInequality({"a": -1, "b": -1})])
)
@settings(max_examples=80)
def test_corners_are_where_inequalities_meet(polytope):
    shape = outline(polytope)
    assume(not shape.empty)
    if shape.lineality:
        with pytest.raises(GameError, match="whole lines"):
            corners(polytope.inequalities, NAMES)
        return
    points, ways = corners(polytope.inequalities, NAMES)
    assert {tuple(point.values()) for point in points} == brute_force(polytope)
    assert bool(ways) is not shape.bounded
    for way in ways:
        assert all(sum(c * way[n] for n, c in one.coefficients.items()) >= 0 for one in polytope.inequalities)


def test_corners_of_a_cube_in_five_dimensions():
    names = tuple("vwxyz")
    known = [LinearInequality({n: s}, (1 - s) // 2) for n in names for s in (1, -1)]
    points, ways = corners(known, names)
    assert len(points) == 32
    assert not ways
    assert {x for point in points for x in point.values()} == {0, 1}


@given(game_families(max_inequalities=4), st.data())
@settings(max_examples=25)
def test_it_is_where_the_strategy_is_necessary(family, data):
    shape = outline(family.polytope)
    assume(not shape.empty)
    assume(not shape.lineality)
    automaton = data.draw(automata(family.part(None), max_states=2, random_transitions=False))
    found = regions.discounts_for_all(family, automaton)
    for k in range(1, 10):
        discount = Fraction(k, 10)
        assert (discount in found) == regions.necessary(family, automaton, discount=discount).holds
    assert verify(found.certificate, family)


def test_lines_and_too_many_corners_are_told():
    family = GameFamily([[[0, 1, 0]], [[0, 0, 1]]], Polytope(NAMES), actors=["Ann"], actions=[["x", "y"]])
    keep = Automaton(start=0, actions={0: ("x",)}, default={0: 0})
    with pytest.raises(GameError, match="whole lines"):
        regions.discounts_for_all(family, keep)
    box = family.within(Polytope(NAMES, regions.UniformBox(1).bounds(NAMES)))
    with pytest.raises(GameError, match="more than 2 corners"):
        regions.discounts_for_all(box, keep, most=2)
    assert regions.discounts_for_all(box, keep).corners == 4
