"""Observed play, explained: which strategies bring it about, which can be equilibria, what that teaches."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gametheory
from gametheory import (
    Automaton,
    GameFamily,
    LinearInequality,
    Polytope,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    rationalise,
    regions,
    strategies,
    verify,
)
from gametheory.errors import GameError, StrategyError, UnknownNameError
from gametheory.testing import automata, game_families

PEACE, WAR = ("C", "C"), ("D", "D")
CANDIDATES = {
    "grim": strategies.reversion(PEACE, WAR),
    "one": strategies.limited_punishment(PEACE, WAR, periods=1),
    "two": strategies.limited_punishment(PEACE, WAR, periods=2),
    "war": strategies.reversion(WAR, WAR),
    "turns": Automaton(start=0, actions={0: ("C", "D"), 1: ("D", "C")}, default={0: 1, 1: 0}),
}


def dilemma(*known):
    """Temptation between 1 and 4, the sucker's loss between 0 and 3; scaled by nothing."""
    table = [[[[1, 0, 0], [1, 0, 0]], [[0, 0, -1], [0, 1, 0]]], [[[0, 1, 0], [0, 0, -1]], [[0, 0, 0], [0, 0, 0]]]]
    bounds = [
        LinearInequality({"T": 1}, -1, "T >= 1"),
        LinearInequality({"T": -1}, 4, "T <= 4"),
        LinearInequality({"S": 1}, 0, "S >= 0"),
        LinearInequality({"S": -1}, 3, "S <= 3"),
    ]
    return GameFamily(table, Polytope(["T", "S"], [*bounds, *known]), actors=["Ann", "Bob"], actions=["C", "D"])


FAMILY = dilemma()
discounts = st.integers(1, 9).map(lambda k: Fraction(k, 10))
points = st.tuples(st.fractions(1, 4, max_denominator=6), st.fractions(0, 3, max_denominator=6)).map(
    lambda x: {"T": x[0], "S": x[1]}
)


def played(automaton, periods=3):
    state, path = automaton.start, []
    for _ in range(periods):
        path.append(automaton.actions[state])
        state = automaton.next_state(state, path[-1])
    return path


@given(points, discounts, st.sampled_from(sorted(CANDIDATES)))
@settings(max_examples=40)
def test_what_generated_the_play_is_among_the_lessons(point, discount, name):
    """Parameters at which the strategy is an equilibrium lie in its identified set, and in the union's."""
    check = check_strategy(RepeatedGame(FAMILY.game(**point), discount), CANDIDATES[name])
    found = rationalise(FAMILY, played(CANDIDATES[name]), CANDIDATES, discount=discount)
    one = found[name]
    assert one.generates
    assert one.survives or one.is_knife_edge or not check.is_equilibrium
    if check.is_equilibrium:
        for lessons in [found.taught_by([name]), *([found.lessons] if one.survives else [])]:
            for parameter, x in point.items():
                assert lessons[parameter].range.low.value <= x <= lessons[parameter].range.high.value
        assert all(form.slack(point) >= 0 for form in one.possible.statement.forms)
        assert all(needed.form.slack(point) >= 0 for needed in one.must_hold().requirements)


@given(game_families(max_actors=2), discounts, st.data())
@settings(max_examples=15)
def test_each_answer_is_that_of_the_single_questions(family, discount, data):
    stage = family.part(None)
    candidates = {str(k): data.draw(automata(stage, mixed=True, max_states=2)) for k in range(2)}
    seen = data.draw(st.sampled_from(list(stage.profiles())))
    if regions.outline(family.polytope).empty:
        return
    found = rationalise(family, [seen], candidates, discount=discount)
    for one in found.explanations:
        assert one.generates == bool(strategies.follow(stage, candidates[one.strategy], [seen]))
        if not one.generates:
            assert one.possible is None
            assert one.certificates == ()
            continue
        assert one.possible == regions.possible(family, candidates[one.strategy], discount=discount)
        if one.possible.is_impossible:
            assert one.identified is None
        else:
            assert one.identified == regions.identified_set(family, candidates[one.strategy], discount=discount)
        assert all(verify(certificate) for certificate in one.certificates)
    sets = [one.identified for one in found.explanations if one.survives]
    for parameter, lesson in found.lessons.items():
        lows, highs = ([getattr(of[parameter], end).value for of in sets] for end in ("low", "high"))
        assert lesson.range.low.value == (None if None in lows else min(lows))
        assert lesson.range.high.value == (None if None in highs else max(highs))
        assert lesson.prior == sets[0].prior[parameter]
    assert bool(found.lessons) == bool(sets and family.polytope.parameters)


@given(discounts, st.sampled_from([1, 2, Fraction(1, 3)]), st.integers(-3, 3))
@settings(max_examples=10)
def test_units_of_payoffs_and_the_order_of_strategies_change_nothing(discount, scale, shift):
    coefficients = np.array(FAMILY.coefficients, dtype=object)
    coefficients[..., 1, :] *= scale
    coefficients[..., 1, 0] += shift
    other = GameFamily(coefficients, FAMILY.polytope, actors=FAMILY.actors, actions=FAMILY.actions)
    ours = rationalise(FAMILY, [("C", None)], CANDIDATES, discount=discount)
    theirs = rationalise(other, [("C", None)], dict(reversed(CANDIDATES.items())), discount=discount)
    assert set(ours.survivors) == set(theirs.survivors)
    assert set(ours.knife_edges) == set(theirs.knife_edges)
    assert {k: str(v) for k, v in ours.lessons.items()} == {k: str(v) for k, v in theirs.lessons.items()}


def test_a_known_dilemma():
    """Grim needs T <= 1 / (1 - d); one period of punishment needs T - 1 <= d."""
    found = rationalise(FAMILY, [PEACE, PEACE], CANDIDATES, discount="1/2")
    assert found.survivors == ("grim", "one", "two")
    assert [str(found.taught_by([name])["T"].range) for name in found.survivors] == ["[1, 2]", "[1, 3/2]", "[1, 7/4]"]
    assert found.lessons["T"].high_by == "grim"
    assert found.lessons["T"].range.high.binding == ("Ann must not gain by 'D' in state 'target'",)
    assert not found.lessons["S"].is_news
    assert str(found["grim"].must_hold()) == "2 >= T"
    assert found["war"].traces[0].first[0].period == 1
    assert found["war"].must_hold() is None
    assert not found.depends_on_order


def test_the_impossible_and_the_knife_edge_are_told():
    sure = dilemma(LinearInequality({"T": 1}, -2, "T >= 2"))
    found = rationalise(sure, [PEACE], CANDIDATES, discount="1/2")
    assert found["grim"].is_knife_edge
    assert found["one"].possible.is_impossible
    assert found["one"].identified is None
    assert found.survivors == ()
    assert found.knife_edges == ("grim",)
    assert found.lessons == {}
    assert str(found.taught_by(["grim"])["T"].range) == "[2, 2]"
    assert verify(found["one"].certificates[0], sure)
    assert "impossible; it follows from" in str(found["one"])


def test_answers_that_depend_on_the_order_say_so():
    path = {"calm": PEACE, "strife": WAR, "later": (None, "D")}
    steps = {"lapse": Automaton(start=0, actions={0: PEACE, 1: WAR}, default={0: 1, 1: 1}), "war": CANDIDATES["war"]}
    family = dilemma(LinearInequality({"T": -1}, 1, "T <= 1"))
    found = rationalise(family, path, steps, discount="1/2", before=[("calm", "later")])
    assert found.orders.listed == ((0, 1, 2), (0, 2, 1), (1, 0, 2))
    assert [bool(t) for t in found["lapse"].traces] == [True, True, False]
    assert found["lapse"].survives  # temptation is one everywhere: indifference is no accident here
    assert found.depends_on_order
    assert found.lessons_depend_on_order
    assert found.surviving_in((0, 2, 1)) == ("lapse",)
    assert found.surviving_in((1, 0, 2)) == ()
    assert "that depends on the order (all 3 orders)" in str(found)
    assert "in 2 of 3 orders" in str(found["lapse"])
    edge = rationalise(FAMILY, path, steps, discount="1/2", before=[("calm", "later")])
    assert edge["lapse"].is_knife_edge
    assert not edge.depends_on_order  # nothing survives in any
    either = rationalise(FAMILY, {"a": (None, "C"), "b": PEACE}, CANDIDATES, discount="1/2", before=[])
    assert either["grim"].survives
    assert not either.depends_on_order
    assert not either.lessons_depend_on_order
    assert "does not depend on the order" in str(either)
    with pytest.raises(UnknownNameError, match="none of the orders"):
        found.surviving_in((0, 0))


def test_too_many_orders_are_drawn():
    found = rationalise(FAMILY, [PEACE] * 7, {"grim": CANDIDATES["grim"]}, discount="1/2", before=[], most=5, seed=2)
    assert (found.orders.count, len(found["grim"].traces), found.orders.seed) == (5040, 5, 2)
    assert "5 orders drawn from 5,040 (seed 2)" in str(found)


def test_monitoring_counts():
    stage = FAMILY.part(None)
    seen = PublicMonitoring.detection(stage, {"Ann": ["D"], "Bob": ["D"]}, detected="1/2", false_alarm="1/10")
    watch = Automaton(
        start="on", actions={"on": PEACE, "off": WAR}, transitions={"on": {"flag": "off"}},
        default={"on": "on", "off": "off"},
    )  # fmt: skip
    found = rationalise(FAMILY, [PEACE, WAR], {"watch": watch}, discount="9/10", monitoring=seen)
    assert found["watch"].generates
    assert found["watch"].possible == regions.possible(FAMILY, watch, discount="9/10", monitoring=seen)
    quiet = rationalise(
        FAMILY, [PEACE, WAR], {"watch": watch}, discount="9/10", monitoring=seen, signals=["quiet", None]
    )
    assert not quiet["watch"].generates
    assert rationalise(FAMILY, [PEACE, WAR], CANDIDATES, discount="1/2", gaps=True)["grim"].generates is False


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        ({"strategies": {}}, StrategyError, "at least one"),
        ({"strategies": [1]}, StrategyError, "give a mapping of names to automata"),
        ({"path": []}, StrategyError, "no periods"),
        ({"before": [(1, 3)]}, UnknownNameError, "the order names 3"),
        ({"before": [(1, 2), (2, 1)]}, GameError, "circle"),
        ({"discount": 2}, GameError, "discount"),
    ],
)
def test_what_cannot_be_asked_is_refused(change, kind, told):
    asked = {"path": [PEACE, PEACE], "strategies": CANDIDATES, "discount": "1/2", **change}
    with pytest.raises(kind, match=told):
        rationalise(FAMILY, asked.pop("path"), asked.pop("strategies"), **asked)


def test_an_empty_polytope_and_unknown_names_are_refused():
    empty = dilemma(LinearInequality({"T": 1}, -9, "T >= 9"))
    with pytest.raises(GameError, match="the polytope is empty"):
        rationalise(empty, [PEACE], CANDIDATES, discount="1/2")
    with pytest.raises(UnknownNameError, match="there is no strategy 'grin'"):
        rationalise(FAMILY, [PEACE], CANDIDATES, discount="1/2")["grin"]
    assert gametheory.rationalise is regions.rationalise
