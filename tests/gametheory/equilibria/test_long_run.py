"""Long-run and discounted payoffs with errors, against powers of the chain of profiles and against the books."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    discounted_payoffs,
    long_run_payoffs,
    strategies,
)
from gametheory.errors import GameError
from gametheory.strategies import memory_one_vectors, minimise
from gametheory.testing import automata, games
from tests.oracles.chains import limiting_shares
from tests.oracles.simulation import lead, payoff, sure

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
CC, DD = ("C", "C"), ("D", "D")
SLIPS = st.sampled_from([Fraction(0), Fraction(1, 100), Fraction(1, 3)])
VECTORS = st.tuples(*[st.fractions(0, 1, max_denominator=4)] * 4)


def executed(game, i, entry, slip):
    """What is played instead of what was meant, action by action."""
    names, chances = game.actions[i], {}
    for meant, p in sure(entry).items():
        for name in names:
            wrong = slip / (len(names) - 1) if len(names) > 1 else Fraction(0)
            right = 1 - slip if len(names) > 1 else Fraction(1)
            chances[name] = chances.get(name, 0) + p * (right if name == meant else wrong)
    return chances


def chain_of(game, automaton, slips):
    """Matrix over states and expected payoffs in each, in floats."""
    states = list(automaton.actions)
    matrix, pays = np.zeros((len(states),) * 2), np.zeros((len(states), len(game.actors)))
    for k, state in enumerate(states):
        played = [executed(game, i, entry, slips[i]) for i, entry in enumerate(automaton.actions[state])]
        for profile in product(*game.actions):
            chance = float(np.prod([float(c[a]) for c, a in zip(played, profile, strict=True)]))
            pays[k] += [chance * float(payoff(game, i, profile)) for i in range(len(game.actors))]
            for target, p in lead(automaton, state, profile).items():
                matrix[k, states.index(target)] += chance * float(p)
    start = np.array([float(sure(automaton.start).get(state, 0)) for state in states])
    return start, matrix, pays


@given(games(max_actors=3), st.data())
def test_averages_agree_with_powers_of_the_chain(stage, data):
    automaton = data.draw(automata(stage, mixed=True))
    slips = [data.draw(SLIPS) for _ in stage.actors]
    found = long_run_payoffs(stage, automaton, slips=slips)
    start, matrix, pays = chain_of(stage, automaton, slips)
    shares = start @ limiting_shares(matrix)
    assert np.allclose([float(x) for x in found.payoffs], shares @ pays, atol=1e-6)
    assert np.allclose([float(found.distribution.get(s, 0)) for s in automaton.states], shares, atol=1e-6)
    assert sum(c.chance for c in found.classes) == 1
    for i in range(len(stage.actors)):
        assert sum(c.chance * c.payoffs[i] for c in found.classes) == found.payoffs[i]


@given(games(max_actors=3), st.data(), st.fractions(Fraction(1, 10), Fraction(4, 5), max_denominator=10))
def test_discounted_averages_agree_with_sums_over_many_periods(stage, data, d):
    automaton = data.draw(automata(stage, mixed=True))
    slips = [data.draw(SLIPS) for _ in stage.actors]
    found = discounted_payoffs(RepeatedGame(stage, discount=d), automaton, slips=slips)
    weights, matrix, pays = chain_of(stage, automaton, slips)
    total = np.zeros(len(stage.actors))
    for period in range(120):
        total += float(1 - d) * float(d) ** period * (weights @ pays)
        weights = weights @ matrix
    assert np.allclose([float(x) for x in found.payoffs], total, atol=1e-6)
    assert found.values == check_strategy(found.repeated, automaton, slips=slips).values


@given(VECTORS, VECTORS, st.sampled_from([Fraction(1, 100), Fraction(1, 7)]))
def test_memory_one_play_agrees_with_the_chain_of_four_profiles(p, q, slip):
    """The literature's chain: from CC, CD, DC, DD with (1 - e) p + e (1 - p); its left eigenvector is the answer."""
    strategy = memory_one_vectors(p, q, cooperate=CC, defect=DD)
    noisy = lambda x: float((1 - slip) * x + slip * (1 - x))  # noqa: E731
    first, second = [noisy(x) for x in p], [noisy(q[k]) for k in (0, 2, 1, 3)]
    chain = np.array([[a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)] for a, b in zip(first, second, strict=True)])
    values, vectors = np.linalg.eig(chain.T)
    shares = np.real(vectors[:, np.argmin(abs(values - 1))])
    shares /= shares.sum()
    found = long_run_payoffs(PD, strategy, slips=slip)
    assert np.allclose([float(x) for x in found.payoffs], [shares @ [3, 0, 5, 1], shares @ [3, 5, 0, 1]])


@given(VECTORS, VECTORS)
def test_the_determinant_of_press_and_dyson_gives_the_same_payoffs(p, q):
    """Press and Dyson 2012, equation 7: two determinants in place of an eigenvector; mixed play without errors."""
    p, q = ([Fraction(1, 10) + x * Fraction(4, 5) for x in v] for v in (p, q))

    def determinant(f):
        rows = [
            [float(x) for x in (-1 + p[0] * q[0], -1 + p[0], -1 + q[0], f[0])],
            [float(x) for x in (p[1] * q[2], -1 + p[1], q[2], f[1])],
            [float(x) for x in (p[2] * q[1], p[2], -1 + q[1], f[2])],
            [float(x) for x in (p[3] * q[3], p[3], q[3], f[3])],
        ]
        return np.linalg.det(rows)

    found = long_run_payoffs(PD, memory_one_vectors(p, q, cooperate=CC, defect=DD))
    expected = [determinant(f) / determinant([1, 1, 1, 1]) for f in ([3, 0, 5, 1], [3, 5, 0, 1])]
    assert np.allclose([float(x) for x in found.payoffs], expected)


@given(games(max_actors=2), st.data())
def test_merging_states_changes_no_average(stage, data):
    automaton = data.draw(automata(stage, mixed=True))
    small = minimise(automaton, stage)
    assert (
        long_run_payoffs(stage, small, slips="1/9").payoffs == long_run_payoffs(stage, automaton, slips="1/9").payoffs
    )


def test_tit_for_tat_loses_what_win_stay_lose_shift_keeps():
    """Errors of 1% in payoffs (3, 0, 5, 1): 2.25 for tit for tat, 2.951092 for win-stay lose-shift, both exact."""
    mild = long_run_payoffs(PD, strategies.tit_for_tat(CC, DD), slips=0.01)
    assert mild.payoffs == (Fraction(9, 4), Fraction(9, 4))
    assert set(mild.distribution.values()) == {Fraction(1, 4)}
    pavlov = long_run_payoffs(PD, strategies.win_stay_lose_shift(CC, DD), slips=0.01)
    assert pavlov.payoffs == (Fraction("2.951092"), Fraction("2.951092"))
    contrite = long_run_payoffs(PD, strategies.contrition(CC, DD), slips=0.01)
    assert contrite.payoffs[0] > Fraction("2.9")


def test_without_errors_the_start_matters():
    """Two coins' worth of tit for tat: peace, feud or alternation, each kept for ever."""
    base = strategies.tit_for_tat(CC, DD)
    start = {"peace": "1/2", "feud": "1/4", "answer to 1": "1/4"}
    drawn = strategies.Automaton(start, base.actions, base.transitions, base.default)
    found = long_run_payoffs(PD, drawn)
    assert [(c.chance, c.payoffs[0]) for c in found.classes] == [
        (Fraction(1, 2), 3),
        (Fraction(1, 4), Fraction(5, 2)),
        (Fraction(1, 4), 1),
    ]
    assert found.payoffs[0] == Fraction(3, 2) + Fraction(5, 8) + Fraction(1, 4)


def test_grim_trigger_ends_in_war_whatever_the_errors():
    found = long_run_payoffs(PD, strategies.reversion(CC, DD), slips={"Ann": "1/1000"})
    assert found.distribution == {"punishment": 1}
    assert [c.chance for c in found.classes] == [1]


def test_signals_drive_the_states_where_actions_are_not_seen():
    monitoring = PublicMonitoring.from_function(
        PD, lambda a, b: {"good": "9/10", "bad": "1/10"} if a == b == "C" else {"bad": 1}
    )
    wary = strategies.Automaton(
        "calm", {"calm": CC, "war": DD}, {"calm": {"bad": "war"}}, {"calm": "calm", "war": "calm"}
    )
    found = long_run_payoffs(PD, wary, monitoring=monitoring)
    assert found.distribution == {"calm": Fraction(10, 11), "war": Fraction(1, 11)}
    discounted = discounted_payoffs(RepeatedGame(PD, discount="1/2", monitoring=monitoring), wary)
    assert discounted.values["calm"][0] == Fraction(3, 2) + (Fraction(9, 20) * discounted.values["calm"][0]) + (
        Fraction(1, 20) * discounted.values["war"][0]
    )


@pytest.mark.parametrize("slips", [1, -0.1, [0, 0, 0]])
def test_slips_that_make_no_sense_are_refused(slips):
    with pytest.raises(GameError, match="slip probabilit"):
        long_run_payoffs(PD, strategies.tit_for_tat(CC, DD), slips=slips)
