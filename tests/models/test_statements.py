"""Statements are linear forms that hold exactly where the game says so."""

import random
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import models
from gametheory import check_strategy, pure_equilibria
from gametheory.regions import share_interval
from models.sampling import draw
from models.statements import (
    claim_statement,
    comparison_statement,
    conflict_statement,
    dominance_statement,
    equilibrium_statement,
    strategy_statement,
)
from models.strength import Kind, holds, strength

NAMES = ("secondary-sanctions", "both-ways", "exemption", "bank-delisting", "coalition")
LOADED = {name: models.load(name) for name in NAMES}


def true_at(statement, point):
    return all(form.slack(point) >= 0 for form in statement.forms)


@st.composite
def points(draw_):
    """A scenario and any values of its stakes, inside the polytope or not."""
    scenario = LOADED[draw_(st.sampled_from(NAMES))]
    values = {stake: Fraction(draw_(st.integers(0, 6)), 2) for stake in scenario.stakes}
    return scenario, scenario.values(**values)


@given(points())
def test_an_equilibrium_statement_holds_exactly_at_equilibria(case):
    scenario, point = case
    stage = scenario.stage(**point)
    equilibria = set(pure_equilibria(stage))
    for profile in stage.profiles():
        assert true_at(equilibrium_statement(scenario, profile), point) == (profile in equilibria)


@given(points(), st.integers(1, 9))
def test_a_strategy_statement_holds_exactly_where_the_check_does(case, tenths):
    scenario, point = case
    discount = Fraction(tenths, 10)
    for plan in scenario.plans.values():
        automaton = plan.automaton()
        told = strategy_statement(scenario, automaton, discount, "x")
        check = check_strategy(scenario.repeated(discount, **point), automaton)
        assert true_at(told, point) == check.is_equilibrium


@given(points())
def test_dominance_claims_and_conflict_hold_exactly_where_payoffs_say_so(case):
    scenario, point = case
    stage = scenario.stage(**point)
    names = list(scenario.actors)
    for i, (actor, actions) in enumerate(scenario.actions.items()):
        for action in actions:
            for other in actions:
                better = all(
                    stage.payoff((*p[:i], actions[action], *p[i + 1 :]))[i]
                    >= stage.payoff((*p[:i], actions[other], *p[i + 1 :]))[i]
                    for p in stage.profiles()
                )
                assert true_at(dominance_statement(scenario, actor, action, other), point) == better
    told = scenario.spec.conflict
    i = names.index(told.target)
    alone = [p for p in stage.profiles() if _holds_at(scenario, told.when, p)]
    best = all(
        stage.payoff((*p[:i], scenario.actions[told.target][told.complies], *p[i + 1 :]))[i] >= stage.payoff(p)[i]
        for p in alone
    )
    assert true_at(conflict_statement(scenario), point) == best


def _holds_at(scenario, condition, profile):
    from models.expressions import Scope, linear_form

    scope = Scope(scenario.scope.actions, (), scenario.scope.features)
    values = linear_form(f"1 * ({condition})", scope, "x").constant
    index = [list(of.values()).index(name) for of, name in zip(scenario.actions.values(), profile, strict=True)]
    return bool(values[tuple(0 if size == 1 else k for size, k in zip(values.shape, index, strict=True))])


def test_a_shifted_claim_compares_two_gains():
    scenario = LOADED["both-ways"]
    told = claim_statement(scenario, "pressing_helps")
    point = scenario.values(eu_alignment=Fraction(3))
    stage = scenario.stage(**point)
    for china in ("supply", "curb"):
        gain = {
            us: stage.payoff((us, china, "cool"))[2] - stage.payoff((us, china, "befriend"))[2]
            for us in ("stay quiet", "press")
        }
        assert gain["press"] >= gain["stay quiet"]
    assert true_at(told, point)
    assert "has at least as much to gain" in told.text


def test_a_comparison_is_its_inequality():
    told = comparison_statement(LOADED["both-ways"], "good_will_outweighs_all")
    assert told.text == "china_europe >= china_trade + china_partnership"
    assert len(told.forms) == 1


@pytest.mark.parametrize("name", NAMES)
def test_strengths_agree_with_fresh_draws(name):
    """What is proved holds at every other draw; what is impossible at none; a share is that of the draws."""
    scenario = LOADED[name]
    sample, fresh = draw(scenario, 60, seed=1), draw(scenario, 60, seed=2)
    random.seed(3)
    for profile in random.sample(list(scenario.stage().profiles()), 4):
        statement = equilibrium_statement(scenario, profile)
        found = strength(scenario, statement, sample)
        true = holds(statement, fresh)
        by_hand = [true_at(statement, fresh.point(k)) for k in range(len(fresh))]
        assert true.tolist() == by_hand
        if found.kind in (Kind.BY_CONSTRUCTION, Kind.PROVED):
            assert true.all()
        if found.kind is Kind.IMPOSSIBLE:
            assert not true.any()
        if found.counterexample:
            assert not true_at(statement, found.counterexample)
            assert found.counterexample in scenario.polytope
        assert found.holds == int(holds(statement, sample).sum())


def test_the_kinds_are_told_apart():
    scenario = models.load("secondary-sanctions")
    sample = draw(scenario, 80)
    kinds = {
        dominance_statement(scenario, "us", "forbear", "cut_off_banks"): None,
        dominance_statement(scenario, "us", "list_firms", "cut_off_banks"): Kind.PROVED,
        dominance_statement(scenario, "china", "curb", "supply"): Kind.KNIFE_EDGE,
        claim_statement(scenario, "punishing_a_penitent"): Kind.BY_CONSTRUCTION,
        comparison_statement(scenario, "pledge_covers"): Kind.POSSIBLE,
    }
    for statement, kind in kinds.items():
        found = strength(scenario, statement, sample)
        assert kind is None or found.kind is kind, (statement.text, found.label)
    never = strength(models.load("bank-delisting"), *_conflict("bank-delisting"))
    assert never.kind is Kind.IMPOSSIBLE


def _conflict(name):
    scenario = models.load(name)
    return conflict_statement(scenario), draw(scenario, 30)


def test_a_proof_ends_when_its_inequality_is_dropped():
    scenario = models.load("secondary-sanctions")
    statement = dominance_statement(scenario, "us", "list_firms", "cut_off_banks")
    found = strength(scenario, statement, draw(scenario, 80))
    assert set(found.uses) == {"cutoff_was_not_preferred", "cutoff_undoes_more"}
    for name in found.uses:
        dropped = scenario.without(name)
        assert strength(dropped, statement, draw(dropped, 80)).kind is Kind.POSSIBLE


@given(st.integers(0, 50), st.integers(1, 50))
@example(0, 38)
@example(0, 7)
def test_a_share_lies_in_its_interval(holding, more):
    low, high = share_interval(holding, holding + more)
    assert 0 <= low <= holding / (holding + more) <= high <= 1
