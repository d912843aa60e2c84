"""The same strategy written differently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, strategies
from gametheory.strategies.transform import rename_actions, rename_states, reorder_profiles
from gametheory.testing import automata, games

GRIM = strategies.reversion(("C", "D"), ("D", "D"))
pairs = games().flatmap(lambda game: st.tuples(st.just(game), automata(game, mixed=True)))


@given(pairs, st.data())
def test_changes_invert(pair, data):
    game, automaton = pair
    order = data.draw(st.permutations(range(automaton.size)))
    back = [order.index(i) for i in range(automaton.size)]
    assert reorder_profiles(reorder_profiles(automaton, order), back) == automaton
    names = [{name: name.lower() for name in listed} for listed in game.actions]
    inverse = [{new: old for old, new in mapping.items()} for mapping in names]
    assert rename_actions(rename_actions(automaton, names), inverse) == automaton
    states = {state: f"new {state}" for state in automaton.states}
    assert rename_states(rename_states(automaton, states), {new: old for old, new in states.items()}) == automaton


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: reorder_profiles(GRIM, (0, 0)), "no order of the actors 0 to 1"),
        (lambda: reorder_profiles(GRIM, (0,)), "no order"),
        (lambda: rename_actions(GRIM, [{}]), "1 mappings of names for 2"),
        (lambda: rename_states(GRIM, {"target": "punishment"}), "the same name"),
    ],
)
def test_impossible_changes(change, told):
    with pytest.raises(GameTheoryError, match=told):
        change()
