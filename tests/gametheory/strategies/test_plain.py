"""Plain data say the whole strategy: it can be built again from them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from gametheory import RepeatedGame, check_strategy
from gametheory.strategies.plain import plain_automaton
from gametheory.testing import automata, games
from tests.oracles.claims import automaton as rebuilt

pairs = games().flatmap(lambda game: st.tuples(st.just(game), automata(game, mixed=True)))


@given(pairs)
def test_plain_data_hold_the_strategy(pair):
    game, automaton = pair
    plain = plain_automaton(automaton)
    assert json.loads(json.dumps(plain)) == plain
    again = rebuilt(plain)
    assert again == automaton
    repeated = RepeatedGame(game, "1/2")
    assert check_strategy(repeated, again) == check_strategy(repeated, automaton)
