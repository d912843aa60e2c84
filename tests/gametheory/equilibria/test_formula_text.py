"""Formulas as people write them: equal to what they were, without a minus in front."""

import pytest
import sympy

from gametheory.equilibria.formula_text import latex_text, without_leading_minus

a, b, c, d = sympy.symbols("a b c d")


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (sympy.factor((c - a - b) / (a - d)), "(-a - b + c)/(a - d)"),
        (-a / d, "-a/d"),
        ((a - b) / d, "(a - b)/d"),
        (a, "a"),
        (sympy.Integer(-3), "-3"),
        (sympy.sqrt(a / b), "sqrt(a/b)"),
    ],
)
def test_a_minus_goes_into_the_sum_above_the_line(formula, written):
    told = without_leading_minus(formula)
    assert str(told) == written
    assert sympy.simplify(told - formula) == 0


def test_names_of_several_words_stay_in_one_piece():
    loss, p = sympy.Symbol("china_ally_loss"), sympy.Symbol("p")
    assert latex_text(p * loss / sympy.Symbol("delta")) == r"\frac{\mathrm{china\ ally\ loss} p}{\delta}"
