"""Which discount factors hold for all payoffs and for some: brackets around thresholds known in closed form."""

from fractions import Fraction

import pytest

from gametheory import GameFamily, LinearInequality, Polytope, regions, strategies, verify
from gametheory.errors import GameError
from gametheory.regions import Strength, discount_levels

CELLS = {("C", "C"): ("R", "R"), ("C", "D"): (None, "T"), ("D", "C"): ("T", None), ("D", "D"): (None, None)}
GRIM = strategies.reversion(("C", "C"), ("D", "D"))


def dilemma(low, high):
    """T between low R and high R, R at least one: grim is an equilibrium from 1 - R / T on."""
    table = [
        [[[0, *(int(name == own) for name in ("R", "T"))] for own in CELLS[a, b]] for b in ("C", "D")]
        for a in ("C", "D")
    ]
    known = [
        LinearInequality({"R": 1}, -1, "unit"),
        LinearInequality({"T": 1, "R": -low}, name="low"),
        LinearInequality({"T": -1, "R": high}, name="high"),
    ]
    return GameFamily(table, Polytope(["R", "T"], known), actors=["Ann", "Bob"], actions=["C", "D"])


def test_brackets_hold_the_thresholds():
    found = discount_levels(dilemma(2, 4), GRIM, parts=5, tolerance="1/500")
    (some,), (every,), (none,) = found.for_some, found.for_all, found.for_none
    assert some.below <= Fraction(1, 2) <= some.first <= some.below + Fraction(1, 500)
    assert every.below <= Fraction(3, 4) <= every.first <= every.below + Fraction(1, 500)
    assert (none.below, none.last) <= (0, Fraction(1, 2)) <= (0, none.above)
    assert every.above == 1
    assert str(found).startswith("for all: from 0.75")
    for discount, strength in (("1/4", Strength.IMPOSSIBLE), ("3/5", Strength.POSSIBLE), ("4/5", Strength.PROVED)):
        verdict = found.verdict(discount)
        assert verdict.strength is strength
        assert verify(verdict.possible.certificate, dilemma(2, 4))


def test_exactly_at_the_threshold_it_is_an_edge():
    steps = {step.discount: step for step in discount_levels(dilemma(2, 4), GRIM, parts=4).steps}
    assert (steps[Fraction(1, 2)].for_some, steps[Fraction(1, 2)].on_edge) == (False, True)
    assert steps[Fraction(3, 4)].for_all


def test_robustness_is_told_per_actor():
    told = regions.robustness(dilemma(2, 4), GRIM, discount="3/5")
    assert str(told) == "possible, not necessary (Ann: possible, not necessary; Bob: possible, not necessary)"
    assert regions.robustness(dilemma(2, 4), GRIM, discount="4/5").strength is Strength.PROVED


def test_too_few_parts_are_refused():
    with pytest.raises(GameError, match="2 or more"):
        discount_levels(dilemma(2, 4), GRIM, parts=1)
