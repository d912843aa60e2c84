"""What better detection is worth: formulas, difference quotients, kinks and jumps."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    GameTheoryError,
    NormalFormGame,
    RepeatedGame,
    SymbolicMonitoring,
    best_bang_bang,
    detection_value,
)
from tests.gametheory.equilibria.noisy_dilemma import PD, SYMBOLIC, P, Q

AT = {"p": "9/10", "q": "1/2", "r": "3/10"}


def test_the_value_is_the_text_book_s_formula():
    found = detection_value(PD, SYMBOLIC, at=AT, discount="9/10", weights=[1, 0])
    assert sympy.simplify(found.formula - (2 - (1 - P) / (P - Q))) == 0
    assert found.value == Fraction(7, 4)
    assert {s.parameter: s.derivative for s in found.slopes} == {
        "p": Fraction(25, 8),
        "q": Fraction(-5, 8),
        "r": 0,
        "delta": 0,
    }


def test_at_the_critical_discount_factor_the_value_jumps():
    found = detection_value(PD, SYMBOLIC, at=AT, discount=Fraction(10, 17), weights=[1, 0])
    worse = found.slope("p")
    assert (worse.left, worse.why_left) == (None, "the value jumps to 0")
    assert worse.right == Fraction(25, 8)
    assert worse.derivative is None
    assert found.slope("q").left == Fraction(-5, 8)
    assert found.slope("delta").why_left == "the value jumps to 0"
    assert str(worse) == "p: not differentiable; to the left the value jumps to 0; to the right 25/8"


def test_beyond_what_probabilities_allow():
    found = detection_value(PD, SYMBOLIC, at={**AT, "p": 1}, discount="9/10", weights=[1, 0])
    assert found.slope("p").why_right == "outside what probabilities allow"
    assert found.slope("p").left == 2


def test_a_kink_between_two_actors():
    """Whoever is tempted more sets the value: the binding one changes at equal temptations."""
    p, q, s = sympy.symbols("p q s")
    stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    seen = SymbolicMonitoring(
        ["good", "bad"], [[[p, 1 - p], [s, 1 - s]], [[q, 1 - q], [Fraction(3, 10), Fraction(7, 10)]]]
    )
    at = {"p": "9/10", "q": "1/2", "s": "1/2"}
    found = detection_value(
        stage, seen, at=at, discount="9/10", weights=[1, 0], punishment=("D", "D"), reward=("C", "C")
    )
    assert (found.slope("q").left, found.slope("q").right) == (0, Fraction(-5, 8))
    assert (found.slope("s").left, found.slope("s").right) == (0, Fraction(-5, 8))


def test_without_an_equilibrium_nothing_is_claimed():
    found = detection_value(PD, SYMBOLIC, at=AT, discount="1/2", reward=("C", "C"))
    assert found.value is None
    assert found.slopes == ()
    assert found.formula is None
    with pytest.raises(GameTheoryError, match="no parameter"):
        found.slope("p")


@settings(max_examples=4)
@given(st.fractions("7/10", "19/20", max_denominator=20), st.fractions("1/5", "3/5", max_denominator=10))
def test_slopes_are_difference_quotients(p, q):
    at, d = {"p": p, "q": q, "r": Fraction(1, 7)}, Fraction(9, 10)
    found = detection_value(PD, SYMBOLIC, at=at, discount=d)
    for slope in found.slopes[:2]:
        for side, told in ((-1, slope.left), (1, slope.right)):
            step = side * Fraction(1, 10**9)
            moved = {**at, slope.parameter: at[slope.parameter] + step}
            near = best_bang_bang(RepeatedGame(PD, d, SYMBOLIC.at(**moved))).value
            quotient = (near - found.value) / step
            if told is None:
                assert abs(quotient) > 10**6
            else:
                assert float(quotient) == pytest.approx(float(told), abs=1e-4)


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(GameTheoryError, match="SymbolicMonitoring"):
        detection_value(PD, SYMBOLIC.at(**AT), at={}, discount="1/2")
    with pytest.raises(GameTheoryError, match="'r'"):
        detection_value(PD, SYMBOLIC, at={"p": 1, "q": 0}, discount="1/2")
    with pytest.raises(GameTheoryError, match="no symbol 'x'"):
        detection_value(PD, SYMBOLIC, at={**AT, "x": 0}, discount="1/2")
