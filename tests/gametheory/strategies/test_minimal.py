"""Minimal automata: the same behaviour after every history, and no two states alike."""

from fractions import Fraction
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import Automaton, NormalFormGame, PublicMonitoring, RepeatedGame, check_strategy
from gametheory.strategies import minimise, product, tit_for_tat
from gametheory.testing import automata, games
from tests.oracles.histories import histories, prescribed
from tests.oracles.simulation import lead, sure

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])


@st.composite
def doubled(draw):
    """A game and an automaton in which copies of states stand beside each other, so that there is much to merge."""
    stage = draw(games(min_actors=1, max_actors=2, max_actions=2))
    base = draw(automata(stage, mixed=True))
    copies = {s: [f"{s} {k}" for k in range(draw(st.integers(1, 3)))] for s in base.states}

    def spread(target):
        chances = {}
        for s, p in sure(target).items():
            weights = [draw(st.integers(0, 2)) for _ in copies[s]]
            weights = weights if any(weights) else [1] * len(weights)
            chances |= {c: p * Fraction(w, sum(weights)) for c, w in zip(copies[s], weights, strict=True) if w}
        return chances

    whole = Automaton(
        spread(base.start),
        {c: base.actions[s] for s in base.states for c in copies[s]},
        {c: {p: spread(lead(base, s, p)) for p in stage.profiles()} for s in base.states for c in copies[s]},
    )
    return stage, base, whole


@given(doubled(), st.data())
def test_behaviour_is_the_same_after_every_history(drawn, data):
    stage, base, whole = drawn
    small = minimise(whole, stage)
    history = data.draw(histories(stage.actions, longest=4))
    assert prescribed(small, history) == prescribed(base, history)
    assert len(small.states) <= len(base.states)


@given(doubled())
def test_values_and_the_verdict_on_what_histories_enter_stay(drawn):
    stage, base, _ = drawn
    small = minimise(base, stage)
    repeated = RepeatedGame(stage, discount="2/3")
    before, after = check_strategy(repeated, base), check_strategy(repeated, small)
    assert after.payoffs == before.payoffs
    if base.reachable(stage.profiles()) == set(base.states):
        assert after.is_equilibrium == before.is_equilibrium
        assert (after.worst and after.worst.gain) == (before.worst and before.worst.gain)


@given(games(min_actors=1, max_actors=2, max_actions=2), st.data())
def test_no_two_states_of_the_result_are_alike(stage, data):
    """Pairs are told apart by the table-filling algorithm, which shares nothing with partition refinement."""
    small = minimise(data.draw(automata(stage, max_states=5, random_transitions=False)), stage)
    apart = {
        frozenset(pair) for pair in combinations(small.states, 2) if small.mixture(pair[0]) != small.mixture(pair[1])
    }
    while True:
        more = {
            frozenset((s, t))
            for s, t in combinations(small.states, 2)
            if any(frozenset((small.next_state(s, p), small.next_state(t, p))) in apart for p in stage.profiles())
        }
        if more <= apart:
            break
        apart |= more
    assert len(apart) == len(small.states) * (len(small.states) - 1) // 2


@given(doubled())
def test_minimising_twice_changes_nothing(drawn):
    stage, _, whole = drawn
    once = minimise(whole, stage)
    assert minimise(once, stage) == once


def test_tit_for_tat_with_itself_by_seats_has_four_states():
    mild = tit_for_tat(("C", "C"), ("D", "D"))
    assert len(minimise(product(PD, [mild, mild]), PD).states) == 4


@example(Fraction(1, 3))
@given(st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=10))
def test_lotteries_over_states_alike_become_sure(p):
    """Two copies of one state, reached by a lottery, are one: lumping is exact."""
    whole = Automaton(
        "a", {"a": ("C", "D"), "b": ("D", "D"), "c": ("D", "D")}, None, {"a": {"b": p, "c": 1 - p}, "b": "c", "c": "b"}
    )
    small = minimise(whole, PD)
    assert small.states == ("a", "b")
    assert small.default == {"a": "b", "b": "b"}


def test_automata_that_move_on_signals():
    monitoring = PublicMonitoring.from_function(PD, lambda a, b: {"quiet" if a == b else "noise": 1})
    wary = Automaton(
        "calm",
        {"calm": ("C", "C"), "wary": ("D", "D"), "very wary": ("D", "D")},
        {"calm": {"noise": "wary"}, "wary": {"noise": "very wary"}},
        {"calm": "calm", "wary": "wary", "very wary": "very wary"},
    )
    assert minimise(wary, PD, monitoring=monitoring).states == ("calm", "wary")
