"""Payoff expressions: they mean what sympy says, and nothing but the small language is read."""

import re
from contextlib import suppress
from fractions import Fraction
from itertools import product

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from models import ExpressionError
from models.expressions import Scope, linear_form

ACTIONS = {"us": ("forbear", "punish"), "china": ("supply", "curb", "retaliate")}
STAKES = ("trade", "loss", "shield")
SCOPE = Scope(ACTIONS, STAKES, {})

numbers = st.one_of(st.integers(-9, 9), st.decimals(-9, 9, places=2, allow_nan=False)).map(lambda x: f"({x})")


@st.composite
def conditions(draw, depth=2):
    actor = draw(st.sampled_from(sorted(ACTIONS)))
    action = draw(st.sampled_from(ACTIONS[actor]))
    if depth and draw(st.booleans()):
        joined = draw(st.sampled_from(["and", "or"]))
        return f"({draw(conditions(depth - 1))} {joined} {draw(conditions(depth - 1))})"
    if draw(st.booleans()):
        return f"(not {actor} == {action})"
    return draw(st.sampled_from([f"({actor} == {action})", f"({actor} != {action})", f"({actor} in [{action}])"]))


@st.composite
def linear(draw, depth=3):
    """An expression, always linear in stakes."""
    kind = draw(
        st.sampled_from(["stake", "number", "sum", "times", "minus", "ratio"] if depth else ["stake", "number"])
    )
    if kind == "stake":
        return draw(st.sampled_from(STAKES))
    if kind == "number":
        return draw(numbers)
    inner = draw(linear(depth - 1))
    if kind == "sum":
        return f"({inner} {draw(st.sampled_from('+-'))} {draw(linear(depth - 1))})"
    if kind == "times":
        return f"({draw(st.one_of(numbers, conditions()))} * {inner})"
    if kind == "ratio":
        return f"({inner} / {draw(st.integers(1, 9))})"
    return f"(-{inner})"


def symbolic(text, profile):
    """The expression's value at one profile as a sympy expression in stakes, by a route of its own."""
    truth = {name: {action: action == played for action in ACTIONS[name]} for name, played in profile.items()}
    names = {stake: sympy.Symbol(stake) for stake in STAKES}
    actors = {name: _Played(truth[name]) for name in profile}
    actions = {action: action for of in ACTIONS.values() for action in of}
    # the test's own expressions, made above: evaluating them is safe here, and never done in the package
    tokens = re.sub(r"\(not (\w+ == \w+)\)", r"(1 - (\1))", text)
    tokens = re.sub(r" in \[(\w+)\]", r" == (\1)", tokens)
    tokens = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)", r"Rational('\1')", tokens)
    value = eval(tokens, {"__builtins__": {}}, {**names, **actors, **actions, "Rational": _number})
    return sympy.expand(sympy.sympify(value))


def _number(text):
    return sympy.Rational(Fraction(text).numerator, Fraction(text).denominator)


class _Played:
    def __init__(self, truth):
        self.truth = truth

    def __eq__(self, action):
        return _Truth(self.truth[action])

    def __ne__(self, action):
        return _Truth(not self.truth[action])

    __hash__ = None


class _Truth(int):
    """A truth value that counts as 1 or 0."""


@given(linear())
def test_a_linear_expression_means_what_its_symbolic_form_means(text):
    form = linear_form(text, SCOPE, "a test")
    for us, china in product(*ACTIONS.values()):
        expected = symbolic(text, {"us": us, "china": china})
        index = (ACTIONS["us"].index(us), ACTIONS["china"].index(china))
        for stake in (*STAKES, ""):
            values = form.terms.get(stake)
            value = (
                0
                if values is None
                else values
                if values.ndim == 0
                else values[tuple(0 if size == 1 else k for size, k in zip(values.shape, index, strict=True))]
            )
            value = Fraction(getattr(value, "item", lambda value=value: value)())
            got = sympy.Rational(value.numerator, value.denominator)
            wanted = expected.coeff(sympy.Symbol(stake)) if stake else expected.subs(dict.fromkeys(STAKES, 0))
            assert sympy.simplify(got - wanted) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("__import__('os').system('true')", "a function call"),
        ("trade.real", "an attribute"),
        ("trade[0]", "an index"),
        ("lambda: 1", "a lambda"),
        ("trade * loss", "declare the product as a stake"),
        ("trade / loss", "divides by something that is not a nonzero number"),
        ("trade / 0", "divides by"),
        ("trade ** 2", "use + - * /"),
        ("trad", "Did you mean 'trade'?"),
        ("china", "compare it with one of its actions"),
        ("trade * (china == suply)", "Did you mean 'supply'?"),
        ("trade * (china > supply)", "== or !="),
        ("trade * (trade > 0)", "conditions may depend on actions only"),
        ("trade * (china == supply == 1)", "chains comparisons"),
        ("'a text'", "is not a number"),
        ("True", "is not a number"),
        ("1e99999999", "is not a decimal number"),
        ("1j", "is not a number"),
        ("trade and loss", "is no condition"),
        ("(", "cannot be parsed"),
        ("", "cannot be parsed"),
        ("1 + " * 1200 + "1", "characters"),
        ("+".join(["1"] * 1900), "too long or nested too deeply"),
        ("trade if 1 else loss", "not allowed"),
        ("[trade]", "not allowed"),
        ("f'{trade}'", "not allowed"),
        ("trade * (china in china)", "with 'in' a list of actions"),
    ],
)
def test_what_is_not_in_the_language_is_refused_with_the_expression_and_the_reason(text, told):
    with pytest.raises(ExpressionError, match="a test") as refused:
        linear_form(text, SCOPE, "a test")
    assert told in str(refused.value)


def test_decimals_are_read_exactly():
    assert linear_form("0.1 * trade", SCOPE, "x").terms["trade"].item() == Fraction(1, 10)


def test_features_may_be_compared_with_numbers():
    feature = SCOPE.indicator("china", ("supply",)) + SCOPE.indicator("us", ("punish",))
    form = linear_form("trade * (both >= 2)", Scope(ACTIONS, STAKES, {"both": feature}), "x")
    assert form.terms["trade"].sum() == 1


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with suppress(ExpressionError):
        linear_form(text, SCOPE, "a test")
