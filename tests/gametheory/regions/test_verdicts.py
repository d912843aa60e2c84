"""Possible, necessary, knife edge, impossible: against fresh points, brute force and their own certificates."""

import json
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import (
    Automaton,
    CertificateError,
    GameFamily,
    LinearInequality,
    Polytope,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    regions,
    verify,
)
from gametheory.errors import GameError, UnknownNameError
from gametheory.proofs.certificate import Certificate
from gametheory.regions import Conditions, necessity, outline, possibility
from gametheory.testing import automata, game_families, monitorings, polytopes, signal_automata

NAMES = ("a", "b")
GRID = [dict(zip(NAMES, map(Fraction, p), strict=True)) for p in product(range(-3, 4), repeat=2)]
discounts = st.integers(1, 9).map(lambda k: Fraction(k, 10))


@st.composite
def cases(draw):
    family = draw(game_families())
    return family, draw(automata(family.part(None), mixed=True, max_states=2)), draw(discounts)


@st.composite
def conditions(draw):
    polytope = draw(polytopes())
    rows = draw(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=3))
    forms = [LinearInequality({"a": a, "b": b}, c, f"g{k}") for k, (a, b, c) in enumerate(rows)]
    return Conditions(polytope, forms)


def told(polytope_rows, rows):
    polytope = Polytope(
        NAMES, [LinearInequality({"a": a, "b": b}, c, f"p{k}") for k, (a, b, c) in enumerate(polytope_rows)]
    )
    return Conditions(polytope, [LinearInequality({"a": a, "b": b}, c, f"g{k}") for k, (a, b, c) in enumerate(rows)])


@given(cases())
@settings(max_examples=40)
def test_constraints_hold_exactly_where_the_check_does(case):
    family, automaton, discount = case
    asked = regions.incentives(family, automaton, discount=discount)
    for point in GRID[::7]:
        check = check_strategy(RepeatedGame(family.game(**point), discount), automaton)
        assert asked.holds_at(point) == check.is_equilibrium
        gains = [-c.form.slack(point) for c in asked.constraints]
        assert max(gains, default=None) == (check.worst.gain if check.worst else None)


@given(game_families(max_actors=2), st.data())
@settings(max_examples=25)
def test_signals_mistakes_and_own_discount_factors_count(family, data):
    game = family.part(None)
    monitoring = data.draw(monitorings(game))
    automaton = data.draw(signal_automata(game, monitoring))
    factors = [Fraction(k + 1, 5) for k in range(len(family.actors))]
    asked = regions.incentives(family, automaton, discount=factors, monitoring=monitoring, slips="1/10")
    for point in GRID[::9]:
        repeated = RepeatedGame(family.game(**point), factors, monitoring)
        assert asked.holds_at(point) == check_strategy(repeated, automaton, slips="1/10").is_equilibrium
    if not outline(family.polytope).empty:
        assert verify(necessity(asked).certificate, family)


@given(conditions())
@example(told([], [(1, 0, 0)]))
@example(told([(1, 0, 0), (-1, 0, 0)], [(1, 0, 0)]))  # the form is zero on the whole polytope
@example(told([(1, 0, 0)], [(-1, 0, 0)]))  # only on the boundary
@example(told([], [(1, 0, 0), (-1, 0, 0)]))  # forms that add up to nothing
@example(told([(0, 1, 0)], [(1, 0, 0), (-1, 0, 0)]))
@example(told([(1, 0, -1), (-1, 0, 0)], [(0, 1, 0)]))  # empty
@example(told([(0, 0, -1)], [(0, 1, 0)]))  # empty without parameters
@settings(max_examples=80)
def test_verdicts_agree_with_points_and_prove_themselves(asked):
    found = possibility(asked)
    inside = [point for point in GRID if point in asked.polytope]
    true = [point for point in inside if asked.holds_at(point)]
    assert verify(found.certificate, asked.polytope)
    if found.is_impossible:
        assert not true
        return
    assert found.witness in asked.polytope
    assert asked.holds_at(found.witness)
    if found.is_knife_edge:
        tight = [form for form, weight in zip(asked.forms, found.asked, strict=True) if weight]
        assert all(form.slack(point) == 0 for point in true for form in tight)
    every = necessity(asked)
    assert verify(every.certificate, asked.polytope)
    assert every.holds <= (len(true) == len(inside))
    if not every.holds:
        assert every.counterexample in asked.polytope
        assert not asked.holds_at(every.counterexample)


@given(conditions())
@settings(max_examples=40)
def test_feasibility_and_lows_are_scipys(asked):
    known = asked.polytope.inequalities
    rows = lambda forms: np.array([[-float(f.coefficients.get(n, 0)) for n in NAMES] for f in forms]).reshape(-1, 2)  # noqa: E731
    right = lambda forms: [float(f.constant) for f in forms]  # noqa: E731
    both = [*known, *asked.forms]
    other = linprog([0, 0], A_ub=rows(both), b_ub=right(both), bounds=(None, None))
    assert possibility(asked).is_impossible == (other.status == 2)
    if outline(asked.polytope).empty:
        with pytest.raises(GameError, match="the polytope is empty: 'p"):
            necessity(asked)
        with pytest.raises(GameError, match="the polytope is empty: 'p"):
            regions.identification(asked)
        return
    for one in necessity(asked).implied:
        c = [float(one.form.coefficients.get(n, 0)) for n in NAMES]
        low = linprog(c, A_ub=rows(known) if known else None, b_ub=right(known) if known else None, bounds=(None, None))
        if low.status == 0:
            assert one.holds == (low.fun + float(one.form.constant) >= -1e-9)
        else:
            assert not one.holds


@given(conditions(), st.integers(1, 4), st.permutations(range(3)))
@settings(max_examples=20)
def test_scale_and_order_change_no_verdict(asked, scale, order):
    again = [
        LinearInequality({n: scale * c for n, c in f.coefficients.items()}, scale * f.constant) for f in asked.forms
    ]
    moved = [again[k] for k in order if k < len(again)]
    other = Conditions(Polytope(("b", "a"), reversed(asked.polytope.inequalities)), moved)
    one, two = possibility(asked), possibility(other)
    assert (one.strict, one.is_knife_edge) == (two.strict, two.is_knife_edge)
    if not outline(asked.polytope).empty:
        assert necessity(asked).holds == necessity(other).holds


@given(cases())
@settings(max_examples=20)
def test_strategies_over_polytopes(case):
    family, automaton, discount = case
    assume(not outline(family.polytope).empty)
    some = regions.possible(family, automaton, discount=discount)
    every = regions.necessary(family, automaton, discount=discount)
    assert verify(some.certificate, family)
    assert verify(every.certificate, family)
    assert not (every.holds and some.is_impossible)
    asked = some.statement
    for actor in family.actors:
        own = asked.of(actor)
        assert necessity(own).holds or not every.holds
        assert possibility(own).strict or not some.strict
        assert verify(necessity(own).certificate, family)


def shop(*inequalities):
    known = Polytope(["gain", "loss"], inequalities)
    return GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])


KEEP = Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
OUTWEIGHS = LinearInequality({"loss": 1, "gain": -1}, name="loss outweighs gain")
SIGN = LinearInequality({"gain": 1}, name="gain >= 0")


def test_a_polytope_without_what_the_proof_uses_refuses_the_old_certificate():
    family = shop(SIGN, OUTWEIGHS)
    proof = regions.necessary(family, KEEP, discount="1/2").certificate
    assert verify(proof, family)
    assert verify(proof, family.polytope)
    assert verify(proof, family.within(family.polytope.without("gain >= 0")))
    with pytest.raises(CertificateError, match="uses the inequality 'loss outweighs gain'"):
        verify(proof, family.within(family.polytope.without("loss outweighs gain")))
    with pytest.raises(CertificateError, match="about other payoffs of Ann"):
        verify(proof, GameFamily(2 * family.coefficients, family.polytope, actors=["Ann"], actions=[["keep", "break"]]))
    with pytest.raises(CertificateError, match="a family of games"):
        verify(proof, family.game(gain=1, loss=2))


def test_a_witness_must_satisfy_what_is_known_now():
    family = shop(SIGN)
    proof = regions.possible(family, KEEP, discount="1/2").certificate
    stricter = family.polytope.and_also(LinearInequality({"gain": 1}, -1000, "gain >= 1000"))
    with pytest.raises(CertificateError, match="breaks 'gain >= 1000'"):
        verify(proof, family.within(stricter))


def test_knife_edge_all_zero_proves_nothing():
    family = shop(SIGN, LinearInequality({"gain": 1, "loss": -1}, name="gain at least loss"))
    found = regions.possible(family, KEEP, discount="1/2")
    assert found.is_knife_edge
    assert not found
    assert str(found).startswith("knife edge: only with equality in Ann must not gain by 'break' in state 'on'")


def test_impossible_names_what_it_rests_on():
    family = shop(LinearInequality({"gain": 1, "loss": -1}, -1, "gain above loss"))
    found = regions.possible(family, KEEP, discount="1/2")
    assert found.is_impossible
    assert found.uses == ("gain above loss",)
    assert "Ann must not gain by 'break'" in str(found)


def changed(data, path, value):
    data = json.loads(json.dumps(data))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


ALWAYS = regions.necessary(shop(SIGN, OUTWEIGHS), KEEP, discount="1/2").certificate
SOMETIMES = regions.possible(shop(SIGN), KEEP, discount="1/2").certificate
NEVER = regions.possible(shop(LinearInequality({"gain": 1, "loss": -1}, -1, "x")), KEEP, discount="1/2").certificate
EDGE = regions.possible(
    shop(SIGN, LinearInequality({"gain": 1, "loss": -1}, name="x")), KEEP, discount="1/2"
).certificate
FAILS = regions.necessary(shop(SIGN), KEEP, discount="1/2").certificate
RANGES = regions.identified_set(shop(SIGN), KEEP, discount="1/2").certificate


@pytest.mark.parametrize(
    ("certificate", "path", "value", "match"),
    [
        (ALWAYS, ["proofs", 0, 0, 1], "1/3", "do not prove"),
        (ALWAYS, ["proofs", 0, 0, 1], "-1/2", "a negative number of times"),
        (ALWAYS, ["proofs"], [], "not one proof per form"),
        (ALWAYS, ["constraints", 0, 1], [[1, "1"]], "is not what the strategy says"),
        (ALWAYS, ["constraints"], [], "not those of the strategy"),
        (ALWAYS, ["setting", "values", 0, 1, 0], [[1, "1"]], "does not solve its equation"),
        (ALWAYS, ["setting", "discount"], ["1/3"], "is not what the strategy says"),
        (ALWAYS, ["setting", "discount"], ["1"], "strictly between 0 and 1"),
        (ALWAYS, ["setting", "actor"], "Bob", "not those of the strategy"),
        (ALWAYS, ["setting", "family", "payoffs", 0, 3], "7", "is not what the strategy says"),
        (ALWAYS, ["polytope", "parameters"], ["gain", "gain"], "not distinct"),
        (SOMETIMES, ["point"], [["gain", "1"], ["loss", "0"]], "fails at the point"),
        (SOMETIMES, ["point"], [["gain", "0"], ["loss", "0"]], "has a proof that it is zero"),
        (SOMETIMES, ["point"], [["gain", "1"]], "misses a parameter"),
        (NEVER, ["asked"], [], "do not add up to a negative number"),
        (EDGE, ["asked", 0, 1], "0", "nowhere positive"),
        (EDGE, ["moving"], [["gain", "1"], ["loss", "1"]], "are zero at the point"),
        (EDGE, ["known", 0, 1], "5", "nowhere positive"),
        (FAILS, ["fails"], 3, "no form number 3"),
        (FAILS, ["point"], [["gain", "1"], ["loss", "2"]], "does not fail at the point"),
        (RANGES, ["ends", 0, 2], "-1", "is not -1 at its point"),
        (RANGES, ["ends", 0, 5], [], "is not proved"),
        (RANGES, ["ends", 1, 4], [["gain", "1"]], "leaves the set"),
        (RANGES, ["ends", 1, 4], [], "does not lead on"),
    ],
)
def test_a_changed_number_is_refused(certificate, path, value, match):
    assert verify(certificate)
    altered = Certificate(certificate.kind, changed(certificate.data, path, value))
    with pytest.raises(CertificateError, match=match):
        verify(altered)


@given(conditions())
@settings(max_examples=40)
def test_identified_sets_are_the_smallest_intervals(asked):
    if possibility(asked).is_impossible:
        with pytest.raises(GameError, match=r"empty|true nowhere"):
            regions.identification(asked)
        return
    found = regions.identification(asked)
    assert verify(found.certificate, asked.polytope)
    for name, of in found.ranges.items():
        for end in (of.low, of.high):
            assert asked.holds_at(end.at)
            assert end.value is None or end.at[name] == end.value
        for point in GRID:
            if point in asked.polytope and asked.holds_at(point):
                assert of.low.value is None or of.low.value <= point[name]
                assert of.high.value is None or point[name] <= of.high.value


def test_identified_sets_tell_what_binds_and_what_was_known_before():
    family = shop(SIGN, LinearInequality({"loss": -1}, 5, "loss <= 5"))
    found = regions.identified_set(family, KEEP, discount="1/2")
    assert str(found["gain"]) == "[0, 5]"
    assert set(found["gain"].high.binding) == {"loss <= 5", "Ann must not gain by 'break' in state 'on'"}
    assert str(found.prior["gain"]) == "[0, inf)"
    assert found.learnt == ("gain", "loss")
    with pytest.raises(UnknownNameError, match="Did you mean 'gain'"):
        regions.identified_set(family, KEEP, discount="1/2", parameters=["gian"])


def test_what_is_no_family_is_refused():
    with pytest.raises(GameError, match="build one with"):
        regions.possible(shop().game(gain=1, loss=1), KEEP, discount="1/2")
    with pytest.raises(UnknownNameError, match="no actor 'Bob'"):
        regions.incentives(shop(), KEEP, discount="1/2").of("Bob")
    with pytest.raises(GameError, match="the monitoring is"):
        regions.possible(shop(), KEEP, discount="1/2", monitoring={})
    seen = PublicMonitoring(["x"], [[1], [1]])
    with pytest.raises(GameError, match="in this order"):
        shop().within(Polytope(["gain"]))
    assert regions.possible(shop(), KEEP, discount="1/2", monitoring=seen)
