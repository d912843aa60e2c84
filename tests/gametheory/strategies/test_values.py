"""Values and one period of play against simulation and a plain Gaussian elimination."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gametheory.strategies.play import play
from gametheory.strategies.values import discounted_values, expectation
from gametheory.testing import automata, discounts, games
from tests.oracles.best_reply import worth
from tests.oracles.simulation import period, sure

pairs = games().flatmap(lambda game: st.tuples(st.just(game), automata(game, max_states=5, mixed=True)))


@given(pairs)
def test_play_is_what_one_period_gives(pair):
    game, automaton = pair
    played = play(game, automaton)
    numbered = {state: k for k, state in enumerate(automaton.states)}
    for k, state in enumerate(played.states):
        for i in range(len(game.actors)):
            payoff, leads = period(game, automaton, state, i)
            assert played.payoffs[k][i] == payoff
            assert played.leads[k] == {numbered[s]: p for s, p in leads.items()}
    told = {(d.state, d.actor, d.action) for d in played.deviations}
    assert told == {
        (k, i, a)
        for k, state in enumerate(automaton.states)
        for i, names in enumerate(game.actions)
        for a, name in enumerate(names)
        if sure(automaton.actions[state][i]).get(name) != 1
    }
    for d in played.deviations:
        name = game.actions[d.actor][d.action]
        payoff, leads = period(game, automaton, played.states[d.state], d.actor, name)
        assert (d.payoff, d.leads) == (payoff, {numbered[s]: p for s, p in leads.items()})


@given(pairs, st.lists(discounts(), min_size=3, max_size=3))
def test_values_solve_their_equations(pair, factors):
    game, automaton = pair
    played = play(game, automaton)
    values = discounted_values(played, factors[: len(game.actors)])
    for i in range(len(game.actors)):
        outcomes = {s: period(game, automaton, s, i) for s in automaton.states}
        solved = worth(outcomes, factors[i], list(automaton.states))
        assert [row[i] for row in values] == [solved[s] for s in automaton.states]


def test_expectation():
    assert expectation({0: Fraction(1, 3), 2: Fraction(2, 3)}, [Fraction(3), Fraction(9), Fraction(6)]) == 5
    assert expectation({}, []) == 0
