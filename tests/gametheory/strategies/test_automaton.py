"""Automata: how transitions are read, what is refused, and when two are the same."""

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import Automaton, GameTheoryError, NormalFormGame, RepeatedGame, check_strategy, strategies
from gametheory.errors import NumberError, StrategyError, UnknownNameError
from gametheory.strategies.lottery import as_lottery
from gametheory.testing import automata, games
from tests.oracles.simulation import lead

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
TWO = {"a": ("C", "C"), "b": ("D", "D")}
STAY = {"a": "a", "b": "b"}


def built(**parts):
    return Automaton(**{"start": "a", "actions": TWO, "default": STAY} | parts)


played = games().flatmap(lambda game: st.tuples(st.just(game), automata(game, mixed=True)))


@given(played)
def test_next_states_follow_written_profiles_then_patterns_then_the_default(pair):
    game, automaton = pair
    for state in automaton.states:
        for profile in game.profiles():
            assert dict(as_lottery(automaton.next_state(state, profile))) == lead(automaton, state, profile)


def test_precedence():
    row = {("*", "C"): "a", ("C", "*"): "b", ("C", "C"): {"a": "1/2", "b": "1/2"}, ("*", "*"): "a"}
    automaton = built(transitions={"a": row})
    assert automaton.next_state("a", ("C", "C")) == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert automaton.next_state("a", ("D", "C")) == "a"
    assert automaton.next_state("a", ("C", "D")) == "b"
    assert automaton.next_state("a", ("D", "D")) == "a"
    assert automaton.next_state("b", ("D", "D")) == "b"


@given(played)
def test_round_trips(pair):
    game, automaton = pair
    again = Automaton.from_json(automaton.to_json())
    assert again == automaton
    assert hash(again) == hash(automaton)
    assert pickle.loads(pickle.dumps(automaton)) == automaton
    assert again.states == automaton.states
    repeated = RepeatedGame(game, "2/3")
    assert check_strategy(repeated, again) == check_strategy(repeated, automaton)


def test_the_order_of_patterns_tells_automata_apart():
    """Found by test: two automata that play differently were equal, since mappings do not compare order."""
    first = built(transitions={"a": {("*", "C"): "a", ("C", "*"): "b"}})
    second = built(transitions={"a": {("C", "*"): "b", ("*", "C"): "a"}})
    assert first.next_state("a", ("C", "C")) != second.next_state("a", ("C", "C"))
    assert first != second
    assert Automaton.from_json(first.to_json()) == first
    assert pickle.loads(pickle.dumps(second)) == second


def test_the_order_of_states_and_of_written_profiles_does_not():
    first = built(transitions={"a": {("C", "C"): "a", ("D", "D"): "b"}})
    second = built(actions=dict(reversed(TWO.items())), transitions={"a": {("D", "D"): "b", ("C", "C"): "a"}})
    assert first == second
    assert hash(first) == hash(second)


def test_states_may_be_integers_and_differ_from_text():
    automaton = Automaton(start=0, actions={0: ("C", "C"), "0": ("D", "D")}, default={0: "0", "0": 0})
    assert automaton.next_state(0, ("C", "C")) == "0"
    assert Automaton.from_json(automaton.to_json()).states == (0, "0")
    assert check_strategy(RepeatedGame(PD, 0.5), automaton).certificate.data["automaton"]["default"][0] == [
        0,
        [["0", "1"]],
    ]


def test_lotteries_in_their_shortest_form():
    assert built(start={"a": 1, "b": 0}).start == "a"
    assert built(default={"a": {"b": 1.0}, "b": "b"}) == built(default={"a": "b", "b": "b"})
    assert built(start={"a": 0.1, "b": 0.9}).start == {"a": Fraction(1, 10), "b": Fraction(9, 10)}
    assert built(actions={"a": ({"C": 1}, "C"), "b": ("D", "D")}) == built()


def test_rounded_probabilities_are_normalised_and_noted():
    automaton = built(start={"a": 1 / 3, "b": 2 / 3})
    assert sum(automaton.start.values()) == 1
    assert len(automaton.notes) == 1
    assert "the start summed to" in automaton.notes[0]
    assert "rounding" in automaton.notes[0]
    assert built(start={"a": "1/3", "b": "2/3"}).notes == ()


@pytest.mark.parametrize(
    ("parts", "kind", "told"),
    [
        ({"actions": {}}, StrategyError, "no states"),
        ({"default": {"a": "a"}}, StrategyError, "state 'b' has no way on"),
        ({"default": {}}, StrategyError, "incomplete"),
        ({"start": "A"}, UnknownNameError, "the start leads to 'A', a state without actions. Did you mean"),
        ({"default": {"a": "c", "b": "b"}}, UnknownNameError, "default of state 'a' leads to 'c'"),
        ({"default": {"a": "a", "b": "b", "c": "a"}}, UnknownNameError, "default names 'c'"),
        ({"transitions": {"c": {}}}, UnknownNameError, "transitions names 'c'"),
        ({"transitions": {"a": {("C", "C"): "c"}}}, UnknownNameError, "leads to 'c'"),
        ({"transitions": {"a": "b"}}, StrategyError, "give a mapping of profile"),
        ({"transitions": {"a": {3: "b"}}}, StrategyError, "has the key 3"),
        ({"transitions": {"a": {("C",): "b"}}}, StrategyError, "profiles of lengths"),
        ({"actions": {"a": ("C", "C"), "b": ("D",)}}, StrategyError, "profiles of lengths"),
        ({"actions": {"a": "CC", "b": ("D", "D")}}, StrategyError, "prescribes 'CC'"),
        ({"actions": {"a": 5, "b": ("D", "D")}}, StrategyError, "prescribes 5"),
        ({"actions": {"a": ("C", 1), "b": ("D", "D")}}, StrategyError, "action 1; actions are named by text"),
        ({"actions": {"a": ("C", ["C"]), "b": ("D", "D")}}, StrategyError, "actions are named by text"),
        ({"actions": [("C", "C")]}, StrategyError, "give a mapping with states as keys"),
        ({"transitions": [("C", "C")]}, StrategyError, "give a mapping with states as keys"),
        ({"default": "a"}, StrategyError, "give a mapping with states as keys"),
        ({"start": ["a"]}, StrategyError, r"the start leads to \['a'\]"),
        ({"start": None}, StrategyError, "the start leads to None"),
        ({"default": {"a": ["a"], "b": "b"}}, StrategyError, "a list; give a state"),
        ({"start": {"a": 0.5, "b": 0.6}}, StrategyError, r"sum to 11/10, not 1 \('a': 1/2, 'b': 3/5\)"),
        ({"start": {"a": 0.5, "b": 0.499999}}, StrategyError, "sum to"),
        ({"start": {}}, StrategyError, "sum to 0"),
        ({"start": {"a": 1.5, "b": -0.5}}, StrategyError, "'b' the probability -1/2"),
        ({"start": {"a": float("nan"), "b": 1}}, NumberError, "the probability of 'a' in the start"),
        ({"start": {"a": True}}, NumberError, "truth value"),
        ({"start": {"a": 0, "zz": 0, "b": 1}}, None, ""),
        ({"actions": {"a": ({"C": 0.5, "D": 0.4}, "C"), "b": ("D", "D")}}, StrategyError, "sum to 9/10"),
    ],
)
def test_what_is_refused(parts, kind, told):
    if kind is None:
        assert built(**parts).start == "b"  # a prize of probability zero is as good as not written
    else:
        with pytest.raises(kind, match=told):
            built(**parts)


@pytest.mark.parametrize("state", [True, 1.5, None, ("a",)])
def test_states_that_are_neither_text_nor_integers(state):
    with pytest.raises(StrategyError, match="text or integers"):
        Automaton(start=state, actions={state: ("C", "C")}, default={state: state})


def test_asking_for_what_is_not_there():
    with pytest.raises(UnknownNameError, match="Did you mean 'target'"):
        GRIM.next_state("targte", ("C", "C"))
    with pytest.raises(StrategyError, match="1 actions; the automaton is for 2"):
        GRIM.next_state("target", ("C",))
    partial = Automaton(start="a", actions={"a": ("C", "C")}, transitions={"a": {("C", "C"): "a"}})
    with pytest.raises(StrategyError, match=r"nothing says where the profile \('C', 'D'\) leads"):
        partial.next_state("a", ("C", "D"))


def test_reachable_states():
    actions = {**TWO, "c": ("C", "D"), "d": ("C", "C")}
    automaton = Automaton(
        start={"a": "1/2", "b": "1/2"},
        actions=actions,
        transitions={"a": {("C", "C"): "a", ("D", "X"): "c"}},
        default={"a": "b", "b": "b", "c": "c", "d": "a"},
    )
    assert automaton.reachable() == {"a", "b", "c"}
    assert automaton.reachable([("C", "C")]) == {"a", "b"}


def test_texts():
    assert repr(GRIM) == "<Automaton of 2 states, start 'target'>"
    assert GRIM.size == 2
    assert GRIM.mixture("target") == ({"C": 1}, {"C": 1})
    with pytest.raises(GameTheoryError):
        GRIM.mixture("tar")
