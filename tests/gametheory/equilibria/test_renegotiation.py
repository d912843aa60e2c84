"""Weak renegotiation-proofness against the definition, and the textbook cases."""

from fractions import Fraction

import pytest
from hypothesis import given

from gametheory import Automaton, NormalFormGame, RepeatedGame, check_strategy, renegotiation, strategies
from gametheory.strategies import contrition, penance, reversion
from gametheory.testing import strategies_in_games
from tests.oracles.simulation import lead, sure

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
CC, DD = ("C", "C"), ("D", "D")


def entered(stage, automaton):
    found = set(sure(automaton.start))
    while True:
        more = {t for s in found for p in stage.profiles() for t in lead(automaton, s, p)} - found
        if not more:
            return found
        found |= more


@given(strategies_in_games())
def test_verdict_is_the_definition(pair):
    repeated, automaton = pair
    verdict = renegotiation(repeated, automaton)
    check = check_strategy(repeated, automaton)
    inside = entered(repeated.stage, automaton)
    ranked = {
        (a, b)
        for a in inside
        for b in inside
        if all(x > y for x, y in zip(check.values[a], check.values[b], strict=True))
    }
    assert {(d.better, d.worse) for d in verdict.dominations} == ranked
    assert verdict.is_renegotiation_proof is bool(verdict) is (check.is_equilibrium and not ranked)
    smallest = [min(d.gains) for d in verdict.dominations]
    assert smallest == sorted(smallest, reverse=True)


@pytest.mark.parametrize(
    ("strategy", "proof"),
    [
        (reversion(CC, DD), False),
        (strategies.limited_punishment(CC, DD, periods=3), False),
        (penance(CC, [("C", "D"), ("D", "C")]), True),
        (reversion(DD, DD), True),
    ],
)
def test_textbook_cases_between_patient_actors(strategy, proof):
    """Nash punishments hurt both; penance rewards the injured (van Damme 1989)."""
    assert renegotiation(RepeatedGame(PD, discount=0.9), strategy).is_renegotiation_proof is proof


def test_the_dominating_pair_is_named_with_what_all_gain():
    verdict = renegotiation(RepeatedGame(PD, discount=0.9), reversion(CC, DD))
    assert [(d.better, d.worse, d.gains) for d in verdict.dominations] == [("target", "punishment", (2, 2))]
    assert str(verdict).endswith("all actors are better off in state 'target' than in state 'punishment'")


def test_what_is_no_equilibrium_is_not_renegotiation_proof():
    verdict = renegotiation(RepeatedGame(PD, discount="1/4"), penance(CC, [("C", "D"), ("D", "C")]))
    assert not verdict
    assert not verdict.dominations
    assert str(verdict).startswith("not an equilibrium")


def test_a_tie_for_one_actor_is_no_domination():
    stage = NormalFormGame([[[1, 0], [1, 5]]], actors=["Ann", "Bob"], actions=[["only"], ["L", "R"]])
    automaton = Automaton("low", {"low": ("only", "L"), "high": ("only", "R")}, None, {"low": "high", "high": "low"})
    verdict = renegotiation(RepeatedGame(stage, discount="1/2"), automaton)
    assert verdict.dominations == ()


def test_states_that_no_history_enters_do_not_count():
    automaton = Automaton("war", {"war": DD, "dream": CC}, None, {"war": "war", "dream": "war"})
    verdict = renegotiation(RepeatedGame(PD, discount="1/2"), automaton)
    assert verdict.dominations == ()
    assert check_strategy(RepeatedGame(PD, discount="1/2"), automaton).values["dream"] == (2, 2)


def test_contrition_survives_renegotiation_where_it_is_an_equilibrium():
    verdict = renegotiation(RepeatedGame(PD, discount="3/4"), contrition(CC, DD))
    assert verdict.check.is_equilibrium
    assert verdict.check.values["bad standing of 1"][0] < 3 < verdict.check.values["bad standing of 1"][1]
    assert verdict.is_renegotiation_proof
    assert renegotiation(RepeatedGame(PD, discount=Fraction(1, 2)), contrition(CC, DD)).is_renegotiation_proof is False
