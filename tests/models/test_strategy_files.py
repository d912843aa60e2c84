"""Strategies of files: phases, moves, slots, pruned states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ModelError
from models.expressions import Scope
from models.schema_strategies import MoveSpec, StateSpec, StrategySpec
from models.strategy_files import compile_strategy

ACTIONS = {"a": ("x", "y"), "b": ("u", "v", "w")}
NAMES = {actor: {action: f"{action}!" for action in of} for actor, of in ACTIONS.items()}
SCOPE = Scope(ACTIONS, ("stake",), {})


def compiled(states, start="s"):
    return compile_strategy(StrategySpec("t", "m", start, states), SCOPE, NAMES)


def test_a_state_of_several_periods_becomes_as_many_states():
    plan = compiled(
        {
            "s": StateSpec({"a": "x", "b": "u"}, (MoveSpec("a == y", "pay"),)),
            "pay": StateSpec({"a": "y", "b": "v"}, then="s", periods=3),
        }
    )
    assert list(plan.options) == ["s", "pay 1", "pay 2", "pay 3"]
    assert plan.next_state("s", ("y!", "w!")) == "pay 1"
    assert plan.next_state("pay 1", ("x!", "u!")) == "pay 2"
    assert plan.next_state("pay 3", ("x!", "u!")) == "s"


def test_the_first_move_that_holds_is_taken():
    plan = compiled(
        {
            "s": StateSpec({"a": "x", "b": "u"}, (MoveSpec("b == v", "t"), MoveSpec("b != u", "w"))),
            "t": StateSpec({"a": "x", "b": "u"}),
            "w": StateSpec({"a": "x", "b": "u"}),
        }
    )
    assert [plan.next_state("s", ("x!", f"{b}!")) for b in "uvw"] == ["s", "t", "w"]


def test_states_that_no_history_enters_are_left_out_and_told():
    plan = compiled({"s": StateSpec({"a": "x", "b": "u"}), "lost": StateSpec({"a": "y", "b": "v"}, then="s")})
    assert plan.pruned == ("lost",)
    assert "lost" in plan.automaton().notes[0]


def test_slots_are_all_actions_or_those_listed():
    plan = compiled({"s": StateSpec({"a": "?", "b": ("u", "w")})})
    assert plan.options["s"] == (("x!", "y!"), ("u!", "w!"))
    assert plan.slots == (("s", 0), ("s", 1))
    assert len(list(plan.profiles("s"))) == 4
    assert plan.automaton({"s": ("y!", "w!")}).actions["s"] == ("y!", "w!")


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ({"s": StateSpec({"a": "x"})}, "does not say what b does"),
        ({"s": StateSpec({"a": "x", "b": "q"})}, "b has no action 'q'"),
        ({"s": StateSpec({"a": "x", "b": "u", "c": "x"})}, "there is no actor 'c'"),
        ({"s": StateSpec({"a": "x", "b": ()})}, "name each once, at least one"),
        ({"s": StateSpec({"a": "x", "b": ("u", "u")})}, "name each once"),
        ({"s": StateSpec({"a": "x", "b": "u"}, then="t")}, "then of state 's' is 't', no state"),
        ({"t": StateSpec({"a": "x", "b": "u"})}, "the start 's' is no state"),
        ({"s": StateSpec({"a": "x", "b": "u"}, (MoveSpec("stake * 1", "s"),))}, "depends on the stake"),
        (
            {"s": StateSpec({"a": "x", "b": "u"}, periods=2), "s 1": StateSpec({"a": "x", "b": "u"})},
            "two states are called 's 1'",
        ),
    ],
)
def test_what_does_not_fit_is_refused(states, told):
    with pytest.raises(ModelError) as refused:
        compiled(states)
    assert told in str(refused.value)


@given(st.lists(st.sampled_from(["a == x", "a == y", "b == u", "b in [v, w]", "a == x and b == u"]), max_size=4))
def test_moves_mean_what_a_loop_over_profiles_finds(conditions):
    names = [f"t{k}" for k in range(len(conditions))]
    states = {name: StateSpec({"a": "x", "b": "u"}, then="s") for name in names}
    moves = tuple(MoveSpec(when, to) for when, to in zip(conditions, names, strict=True))
    plan = compiled({"s": StateSpec({"a": "x", "b": "u"}, moves), **states})
    truth = {
        "a == x": lambda a, b: a == "x",
        "a == y": lambda a, b: a == "y",
        "b == u": lambda a, b: b == "u",
        "b in [v, w]": lambda a, b: b in "vw",
        "a == x and b == u": lambda a, b: a == "x" and b == "u",
    }
    for a in ACTIONS["a"]:
        for b in ACTIONS["b"]:
            first = next((t for c, t in zip(conditions, names, strict=True) if truth[c](a, b)), "s")
            assert plan.next_state("s", (f"{a}!", f"{b}!")) == first
