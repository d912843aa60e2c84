"""Thresholds as formulas agree exactly with regions of numbers."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    Algebraic,
    GameFamily,
    GameTheoryError,
    LinearInequality,
    NormalFormGame,
    Polytope,
    SymbolicMonitoring,
    ThresholdFormula,
    discount_region,
    strategies,
    threshold_formula,
)
from gametheory.equilibria.symbolic_values import DISCOUNT
from gametheory.equilibria.threshold import _without_trivial_factors
from gametheory.proofs.polynomials import primitive
from gametheory.testing import automata, games

R, S, T, P = sympy.symbols("R S T P")
DILEMMA = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
AT = {"R": 2, "S": -1, "T": 3, "P": 0}


def bank():
    pi, access, p, e = sympy.symbols("pi B p e")
    family = GameFamily.from_expressions(
        [[[pi + access, 0], [0, 0]], [[access, 0], [0, 0]]],
        actors=["bank", "sender"],
        actions=[["violate", "comply"], ["open", "cut"]],
    )
    seen = SymbolicMonitoring(["flag", "quiet"], [[[p, 1 - p]] * 2, [[e, 1 - e]] * 2])
    automaton = strategies.Automaton(
        start="open",
        actions={"open": ("comply", "open"), "cut": ("violate", "cut")},
        transitions={"open": {"flag": "cut"}},
        default={"open": "open", "cut": "cut"},
    )
    return family, automaton, seen


def test_grim_trigger_is_the_text_book_s():
    """(T - R) / (T - P), as an identity (Friedman 1971)."""
    formula = threshold_formula(DILEMMA, GRIM, at=AT)
    assert sympy.simplify(formula.formula - (T - R) / (T - P)) == 0
    assert formula.threshold == Fraction(1, 3)
    assert formula.binding.constraint.actor == "Ann"


def test_bank_compliance_is_the_formula_of_the_field():
    family, automaton, seen = bank()
    formula = threshold_formula(family, automaton, at={"pi": 3, "B": 20, "p": 0.25, "e": 0.02}, monitoring=seen)
    pi, access, p, e = sympy.symbols("pi B p e")
    assert sympy.simplify(formula.formula - pi / (pi * (1 - e) + (p - e) * access)) == 0
    needed = pi * (1 - DISCOUNT * (1 - e)) / (DISCOUNT * (p - e))
    assert sympy.simplify(formula.inverse("B") - needed) == 0
    signs = {lever.parameter: lever.derivative > 0 for lever in formula.levers}
    assert signs == {"p": False, "B": False, "pi": True, "e": True}


def test_levers_are_difference_quotients():
    family, automaton, seen = bank()
    at = {"pi": 3, "B": 20, "p": 0.25, "e": 0.02}
    formula = threshold_formula(family, automaton, at=at, monitoring=seen)
    for lever in formula.levers:
        h = Fraction(1, 10**6)
        moved = formula.region(**{lever.parameter: lever.value + h}).infimum
        quotient = (moved - formula.threshold) / h
        assert float(quotient) == pytest.approx(lever.derivative, rel=1e-4)
        assert lever.elasticity == pytest.approx(lever.derivative * float(lever.value) / float(formula.threshold))


def test_levers_of_an_algebraic_threshold_are_difference_quotients():
    formula = threshold_formula(DILEMMA, strategies.limited_punishment(("C", "C"), ("D", "D"), periods=3), at=AT)
    assert formula.formula is None
    assert isinstance(formula.threshold, Algebraic)
    for lever in formula.levers:
        h = Fraction(1, 10**6)
        quotient = (
            float(formula.region(**{lever.parameter: lever.value + h}).infimum) - float(formula.threshold)
        ) * 10**6
        assert quotient == pytest.approx(lever.derivative, rel=1e-3)


def numbers(formula, values):
    return {sympy.Symbol(name): sympy.Rational(v.numerator, v.denominator) for name, v in values.items()}


@given(st.data())
def test_conditions_are_the_polynomials_of_the_region(data):
    """Put numbers into every condition: up to a positive factor it is the polynomial that the proof checks."""
    shape_game = data.draw(games(max_actors=2, max_actions=2))
    symbols = [sympy.Symbol(name) for name in "abc"]
    count = shape_game.n_profiles * len(shape_game.actors)
    chosen = data.draw(
        st.lists(st.sampled_from([*symbols, *(-s for s in symbols), 1, 0]), min_size=count, max_size=count)
    )
    table = np.empty(count, dtype=object)
    table[:] = [entry + k % 2 for k, entry in enumerate(chosen)]
    family = GameFamily.from_expressions(
        table.reshape(shape_game.payoffs.shape), actors=shape_game.actors, actions=shape_game.actions
    )
    at = {name: data.draw(st.fractions(-3, 3, max_denominator=4)) for name in family.polytope.parameters}
    automaton = data.draw(automata(shape_game, mixed=True))
    formula = threshold_formula(family, automaton, at=at)
    region = discount_region(family.game(**at), automaton)
    assert formula.reference_region.intervals == region.intervals
    told = {(c.constraint.actor, c.constraint.state, c.constraint.action): c.condition for c in formula.constraints}
    for key, polynomial in gains_of(region).items():
        condition = told.get(key, sympy.Integer(0)).subs(numbers(formula, formula.at))
        assert same_sign_everywhere(condition, polynomial)


def gains_of(region):
    from gametheory.proofs.region import _read_worth, gain_polynomials
    from gametheory.proofs.strategy import read_machine

    machine = read_machine(region.certificate.data)
    return gain_polynomials(machine, _read_worth(machine, region.certificate.data))


def same_sign_everywhere(condition, polynomial):
    """Both as primitive polynomials: condition * D' = polynomial * D'' with positive D', D'' on (0, 1)."""
    mine = sympy.Poly(condition, DISCOUNT)
    theirs = sympy.Poly(list(reversed(polynomial)) or [0], DISCOUNT)
    if mine.is_zero or theirs.is_zero:
        return mine.is_zero and theirs.is_zero
    common = sympy.gcd(mine, theirs)
    left, right = sympy.quo(mine, common), sympy.quo(theirs, common)
    for factor in (left, right):
        if factor.count_roots(sympy.Rational(1, 10**9), 1 - sympy.Rational(1, 10**9)):
            return False
    half = sympy.Rational(1, 2)
    return (left.eval(half) > 0) == (right.eval(half) > 0)


@given(st.lists(st.integers(-6, 6), min_size=3, max_size=3, unique=True).map(sorted), st.integers(-6, 6))
def test_formula_agrees_with_numbers_where_its_assumptions_hold(prt, s):
    p, r, t = prt
    formula = threshold_formula(DILEMMA, GRIM, at=AT)
    values = {"R": r, "S": s, "T": t, "P": p}
    numeric = {sympy.Symbol(name): value for name, value in values.items()}
    assert formula.assumptions
    claims = [claim.subs(numeric) for claim in formula.assumptions]
    region = formula.region(**values)
    if all(claim is sympy.true or bool(claim) for claim in claims):
        assert region.infimum == Fraction(t - r, t - p)
        assert formula.formula.subs(numeric) == sympy.Rational(t - r, t - p)
    else:
        assert region.infimum != Fraction(t - r, t - p)


def test_trivial_factors_are_dropped_and_signs_kept():
    d = DISCOUNT
    condition = d**2 * (1 - d) * (2 * d - 1)
    assert sympy.expand(_without_trivial_factors(sympy.expand(condition)) - (2 * d - 1)) == 0


def test_json_round_trip():
    family, automaton, seen = bank()
    formula = threshold_formula(family, automaton, at={"pi": 3, "B": 20, "p": 0.25, "e": 0.02}, monitoring=seen)
    again = ThresholdFormula.from_json(formula.to_json())
    assert again == formula
    assert again.formula == formula.formula
    assert GameFamily.from_json(family.to_json()) == family


def test_nothing_binds():
    easy = threshold_formula(DILEMMA, strategies.reversion(("D", "D"), ("D", "D")), at=AT)
    assert easy.binding is None
    assert easy.formula is None
    assert easy.levers == ()
    assert "no constraint" in str(easy)
    with pytest.raises(GameTheoryError, match="no constraint sets"):
        easy.inverse("R")
    never = threshold_formula(DILEMMA, strategies.reversion(("C", "C"), ("C", "C")), at=AT)
    assert never.threshold is None
    assert never.latex() == r"\text{no critical discount factor}"


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda: threshold_formula(DILEMMA, GRIM, at={"R": 2}), "no value for 'P'"),
        (lambda: threshold_formula(DILEMMA, GRIM, at={**AT, "Q": 1}), "no parameter 'Q'"),
        (lambda: threshold_formula(NormalFormGame([[1]]), GRIM, at={}), "build a GameFamily"),
        (lambda: threshold_formula(DILEMMA, GRIM, at=AT).inverse("Q"), "no parameter 'Q'"),
        (lambda: threshold_formula(DILEMMA, GRIM, at=AT).inverse("S"), "does not depend on it"),
        (lambda: GameFamily.from_expressions([[R * S], [1]]), "not linear"),
        (lambda: GameFamily.from_expressions([["R"], [1]]), "not text"),
        (lambda: GameFamily.from_expressions([[0.5 * R], [1]]), "rounded number"),
        (lambda: SymbolicMonitoring(["a", "b"], [[R, R]]), "sum to 2"),
    ],
)
def test_refusals(work, told):
    with pytest.raises(GameTheoryError, match=told):
        work()


def test_a_parameter_called_delta_is_refused():
    family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["delta"], [LinearInequality({"delta": 1})]))
    stay = strategies.Automaton(start=0, actions={0: ("1",)}, default={0: 0})
    with pytest.raises(GameTheoryError, match="rename the parameter"):
        threshold_formula(family, stay, at={"delta": 1})


def test_primitive_is_what_the_comparison_rests_on():
    assert primitive((Fraction(1, 2), Fraction(-1, 3))) == (3, -2)
