"""Least discount factors of paths: known thresholds, both ends proved, strategies that play the path."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, minimal_discount
from gametheory.equilibria.minimal_discount import path_values
from gametheory.errors import GameError, UnknownNameError
from gametheory.testing import games

F = Fraction
DILEMMA = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actors=["Ann", "Bob"], actions=["C", "D"])
small = games(min_actors=2, max_actors=2, max_actions=2, payoffs=st.integers(-3, 3))


def test_cooperation_in_the_dilemma():
    """(10 - 9) / (10 - 3) = 1/7, and reversion does as well: the stage equilibrium holds both to their minmax."""
    found = minimal_discount(DILEMMA, ("C", "C"))
    assert F(1, 7) - found.tolerance <= found.fails < found.holds == F(1, 7)
    assert found.reversion == (found.fails, found.holds)
    assert found.converged
    check = check_strategy(RepeatedGame(DILEMMA, found.holds), found.strategy())
    assert check.is_equilibrium
    assert check.payoffs == (9, 9)


def test_a_stage_equilibrium_needs_no_patience_and_some_paths_no_patience_helps():
    assert minimal_discount(DILEMMA, ("D", "D")).holds <= F(1, 4096)
    never = minimal_discount(DILEMMA, ("C", "D"))
    assert (never.fails, never.holds, never.converged) == (F(4095, 4096), None, False)
    assert str(never) == ("(C, D) for ever: sustained by no equilibrium at 0.9998 (4095/4096), nor is one known above")
    with pytest.raises(GameError, match="no discount factor is known"):
        never.strategy()


def test_punishments_worse_than_the_stage_equilibrium_need_less_patience():
    """Stick and carrot (Abreu 1988): an action that hurts everybody lets actors punish below the stage equilibrium."""
    first = [[6, 0, -9], [8, 2, -8], [0, 0, -10]]
    stage = NormalFormGame([[[first[a][b], first[b][a]] for b in range(3)] for a in range(3)])
    found = minimal_discount(stage, ("1", "1"))
    assert found.holds < found.reversion[0]
    assert check_strategy(RepeatedGame(stage, found.holds), found.strategy()).is_equilibrium


def test_alternation():
    """Taking turns: the one who is taken from waits one period for its turn."""
    path = [("C", "D"), ("D", "C")]
    found = minimal_discount(DILEMMA, path, cycle=2)
    d = found.holds
    assert path_values(DILEMMA, path, 2, d)[0] == ((1 + 10 * d) / (1 + d), (10 + d) / (1 + d))
    check = check_strategy(RepeatedGame(DILEMMA, d), found.strategy())
    assert check.is_equilibrium
    assert check.payoffs == path_values(DILEMMA, path, 2, d)[0]
    assert found.fails < d == F(2, 7)
    assert str(found).startswith("(C, D) and (D, C) for ever: sustained by some equilibrium from 0.2857 (2/7), by none")


@settings(max_examples=20)
@given(small, st.integers(0, 3))
def test_both_ends_are_proved(game, which):
    profile = list(game.profiles())[which % game.n_profiles]
    found = minimal_discount(game, profile, tolerance=F(1, 64))
    if found.holds is not None:
        repeated = RepeatedGame(game, found.holds)
        check = check_strategy(repeated, found.strategy())
        assert check.is_equilibrium
        assert check.payoffs == game.payoff(profile)
        assert found.fails < found.holds
    if found.fails > 0:
        slower = found.reversion[1]
        assert slower is None or slower > found.fails


def test_paths_are_checked():
    with pytest.raises(GameError, match="path is empty"):
        minimal_discount(DILEMMA, [])
    with pytest.raises(GameError, match="last 3 profiles cannot repeat"):
        minimal_discount(DILEMMA, [("C", "C")], cycle=3)
    with pytest.raises(UnknownNameError):
        minimal_discount(DILEMMA, ("C", "E"))
