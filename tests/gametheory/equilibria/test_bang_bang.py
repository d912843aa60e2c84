"""The best two-state equilibrium: no automaton of two states does better, and certificates that can be refused."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    Automaton,
    CertificateError,
    GameTheoryError,
    NormalFormGame,
    RepeatedGame,
    best_bang_bang,
    check_strategy,
    pure_equilibria,
    strongly_symmetric,
    verify,
)
from gametheory.proofs.certificate import Certificate
from gametheory.testing import discounts, games, monitorings
from tests.gametheory.equilibria.noisy_dilemma import PD, good_signal

SEEN = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))


@st.composite
def small_noisy_games(draw):
    stage = draw(games(min_actors=1, max_actors=3, max_actions=2))
    seen = draw(st.none() | monitorings(stage, max_signals=2))
    return RepeatedGame(stage, draw(discounts()), seen)


@st.composite
def two_state_strategies(draw, game):
    profiles = st.sampled_from(list(game.stage.profiles()))
    keys = list(game.stage.profiles()) if game.monitoring is None else list(game.monitoring.signals)
    chances = st.fractions(0, 1, max_denominator=4)
    moves = {s: {key: draw(chances) for key in keys} for s in "ab"}
    table = {s: {key: {"a": p, "b": 1 - p} for key, p in row.items()} for s, row in moves.items()}
    return Automaton("a", {"a": draw(profiles), "b": draw(profiles)}, table)


@settings(max_examples=40)
@given(st.data())
def test_no_strategy_of_two_states_pays_more(data):
    game = data.draw(small_noisy_games())
    weights = [data.draw(st.integers(-1, 2)) for _ in game.stage.actors]
    best = best_bang_bang(game, weights=weights)
    assert verify(best.certificate, game.stage)
    if not best.is_empty:
        check = check_strategy(game, best.automaton)
        assert check.is_equilibrium
        assert sum(w * v for w, v in zip(weights, check.payoffs, strict=True)) == best.value
    for _ in range(5):
        check = check_strategy(game, data.draw(two_state_strategies(game)))
        if check.is_equilibrium:
            assert best.value >= sum(w * v for w, v in zip(weights, check.payoffs, strict=True))


@settings(max_examples=30)
@given(small_noisy_games())
def test_it_is_empty_only_without_pure_stage_equilibria(game):
    """A stage equilibrium for ever is a strategy of two states."""
    best = best_bang_bang(game)
    assert not (best.is_empty and len(pure_equilibria(game.stage)))


@settings(max_examples=30)
@given(*[st.fractions(0, 1, max_denominator=8)] * 3, discounts())
def test_holding_the_profiles_gives_the_symmetric_answer(p, q, r, d):
    game = RepeatedGame(PD, d, good_signal(p, q, r))
    held = best_bang_bang(game, reward=("C", "C"), punishment=("D", "D"), weights={"Ann": 1})
    best = strongly_symmetric(game).best
    assert best == (held.value if held.value is not None else 0)


def test_figures_and_forgiveness():
    best = best_bang_bang(RepeatedGame(PD, "9/10", SEEN))
    assert best.payoffs == (Fraction(7, 4),) * 2
    assert (best.reward, best.punishment) == (("C", "C"), ("D", "D"))
    assert best.forgiveness["reward"] == {"good": 1, "bad": 0}
    assert str(best) == "(C, C), after bad signals (D, D): pays (7/4, 7/4)"


def test_no_equilibrium_is_told_and_proved():
    pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    best = best_bang_bang(RepeatedGame(pennies, "9/10"))
    assert best.is_empty
    assert best.forgiveness == {}
    assert verify(best.certificate, pennies)
    assert "no equilibrium" in str(best)


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(GameTheoryError, match="discount factors differ"):
        best_bang_bang(RepeatedGame(PD, ["1/2", "1/3"]))
    with pytest.raises(GameTheoryError, match="one number for each of Ann, Bob"):
        best_bang_bang(RepeatedGame(PD, "1/2"), weights=[1])
    with pytest.raises(GameTheoryError, match="Did you mean 'Ann'"):
        best_bang_bang(RepeatedGame(PD, "1/2"), weights={"Anne": 1})
    with pytest.raises(GameTheoryError, match="RepeatedGame"):
        best_bang_bang(PD)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["monitoring"]["rows"].__setitem__(1, ["3/5", "2/5"]),
        lambda data: data.__setitem__("value", "15/4"),
        lambda data: data.__setitem__("weights", ["1", "2"]),
        lambda data: data["pairs"].pop(0),
        lambda data: data["pairs"][0][2]["multipliers"].clear(),
        lambda data: data["pairs"][0][2].__setitem__("feasible", not data["pairs"][0][2]["feasible"]),
        lambda data: data.__setitem__("strategy", None),
    ],
)
def test_changed_numbers_are_refused(change):
    certificate = best_bang_bang(RepeatedGame(PD, "9/10", SEEN)).certificate
    data = json.loads(certificate.to_json())["data"]
    change(data)
    with pytest.raises(CertificateError):
        verify(Certificate(certificate.kind, data))
