"""The bound that every equilibrium obeys: never excludes a path that some equilibrium plays."""

import json
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gametheory import (
    CertificateError,
    GameFamily,
    LinearInequality,
    Polytope,
    minmax_values,
    regions,
    strategies,
    verify,
)
from gametheory.errors import StrategyError
from gametheory.proofs.certificate import Certificate
from gametheory.regions import UniformBox, outline, sample
from gametheory.testing import automata, game_families

GRID = [dict(zip("ab", map(Fraction, p), strict=True)) for p in product(range(-2, 3), repeat=2)]


def bound_holds(game, profile, d):
    """Written out for one game: staying beats the best departure and the minmax payoff after it."""
    floor = minmax_values(game)
    for i, actor in enumerate(game.actors):
        best = max(game.payoff((*profile[:i], b, *profile[i + 1 :]))[i] for b in game.actions[i])
        others = [b for b in game.actions[i] if b != profile[i]]
        if others and best > game.payoff(profile)[i] and game.payoff(profile)[i] < (1 - d) * best + d * floor[actor]:
            return False
        if game.payoff(profile)[i] < floor[actor] and others:
            return False
    return True


@given(game_families(max_inequalities=3), st.integers(1, 9), st.data())
@settings(max_examples=60)
def test_excluded_paths_break_the_bound_everywhere(family, tenths, data):
    assume(not outline(family.polytope).empty)
    d = Fraction(tenths, 10)
    profile = tuple(data.draw(st.sampled_from(names)) for names in family.actions)
    found = regions.sustainable(family, profile, discount=d)
    inside = [point for point in GRID if point in family.polytope]
    if found.is_impossible:
        assert verify(found.certificate, family)
        assert not any(bound_holds(family.game(**point), profile, d) for point in inside)
    elif not found.is_undetermined:
        assert found.certificate is None
        assert bound_holds(family.game(**found.witness), profile, d)


@given(game_families(max_inequalities=2), st.integers(1, 9), st.data())
@settings(max_examples=60)
def test_what_some_strategy_sustains_is_not_excluded(family, tenths, data):
    assume(not outline(family.polytope).empty)
    automaton = data.draw(automata(family.part(None), random_transitions=False))
    state = automaton.start
    path, seen = [], []
    while state not in seen:
        seen.append(state)
        path.append(automaton.actions[state])
        state = automaton.next_state(state, automaton.actions[state])
    told = strategies.Path(path, repeat=len(seen) - seen.index(state))
    some = regions.possible(family, automaton, discount=Fraction(tenths, 10))
    assume(not some.is_impossible)
    assert not regions.sustainable(family, told, discount=Fraction(tenths, 10)).is_impossible


def dilemma(*inequalities):
    """R, T, P as in the prisoner's dilemma; the sucker gets nothing."""
    cells = {("C", "C"): ("R", "R"), ("C", "D"): (None, "T"), ("D", "C"): ("T", None), ("D", "D"): ("P", "P")}
    names = ("R", "T", "P")
    table = [
        [[[0, *(int(name == own) for name in names)] for own in cells[a, b]] for b in ("C", "D")] for a in ("C", "D")
    ]
    return GameFamily(table, Polytope(names, inequalities), actors=["Ann", "Bob"], actions=["C", "D"])


TEMPTING = LinearInequality({"T": 1, "R": -2}, name="T at least 2 R")
FLOOR = LinearInequality({"P": 1}, -1, "P at least 1")
ORDER = LinearInequality({"R": 1, "P": -1}, name="R at least P")


def test_a_path_that_no_strategy_sustains():
    found = regions.sustainable(dilemma(TEMPTING, FLOOR, ORDER), ("C", "C"), discount="1/3")
    assert found.is_impossible_in_mixtures
    assert "Ann and Bob would depart" in str(found)
    patient = regions.sustainable(dilemma(TEMPTING, FLOOR, ORDER), ("C", "C"), discount="2/3")
    assert not patient.is_impossible
    assert patient.certificate is None


def test_paths_that_change_are_bounded_from_every_period():
    family = dilemma(FLOOR, ORDER)
    turns = strategies.Path([("C", "D"), ("D", "C")], repeat=2)
    found = regions.sustainable(family, turns, discount="1/2")
    assert not found.is_impossible
    poor = dilemma(FLOOR, ORDER, LinearInequality({"P": 2, "T": -1}, name="T at most 2 P"))
    assert regions.sustainable(poor, turns, discount="1/2").is_impossible


def test_draws_are_told_apart():
    family = dilemma(
        ORDER, LinearInequality({"P": 1}, name="P >= 0"), LinearInequality({"T": 1, "R": -1}, name="T >= R")
    )
    drawn = sample(family.polytope, UniformBox(1), 200)
    found = regions.sustainable(family, ("C", "C"), discount="1/2").allows(drawn)
    for k in range(0, 200, 7):
        assert found[k] == bound_holds(family.game(**drawn.point(k)), ("C", "C"), Fraction(1, 2))


PROOF = regions.sustainable(dilemma(TEMPTING, FLOOR, ORDER), ("C", "C"), discount="1/3").certificate


@pytest.mark.parametrize(
    ("path", "value", "match"),
    [
        (["cases", 0, 1], [], "it is not shown that Ann departs"),
        (["cases"], [], "is missing"),
        (["setting", "values", 0, 1, 0], [[1, "2"]], "does not solve its equation"),
        (["setting", "repeat"], 2, "which of its periods recur"),
        (["setting", "discount"], ["2/3", "2/3"], "it is not shown that Ann departs"),
        (["actor"], "Cid", "no actor 'Cid'"),
    ],
)
def test_a_changed_number_is_refused(path, value, match):
    data = json.loads(json.dumps(PROOF.data))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(CertificateError, match=match):
        verify(Certificate(PROOF.kind, data))


def test_without_what_the_proof_uses_it_is_refused():
    assert verify(PROOF, dilemma(TEMPTING, FLOOR, ORDER))
    with pytest.raises(CertificateError, match="'T at least 2 R'"):
        verify(PROOF, dilemma(FLOOR, ORDER))


def test_mixed_paths_are_refused():
    with pytest.raises(StrategyError, match="without mixing"):
        regions.sustainable(dilemma(), ({"C": 1}, "C"), discount="1/2")
    with pytest.raises(StrategyError, match="one action for each of Ann, Bob"):
        regions.sustainable(dilemma(), ("C",), discount="1/2")
