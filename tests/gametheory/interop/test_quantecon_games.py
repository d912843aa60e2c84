"""QuantEcon gets the same game: every actor's own axis first, the others in cyclic order."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given

from gametheory import catalog, interop, pure_equilibria
from gametheory.errors import GameError, MissingDependencyError
from gametheory.games.normal_form import NormalFormGame
from tests.gametheory.interop.named_games import named_games

REASON = "quantecon, the peer, is not installed"


class Player:
    """What QuantEcon's player looks like from outside."""

    def __init__(self, payoff_array):
        self.payoff_array = payoff_array


class Game:
    def __init__(self, *arrays):
        self.players = [Player(array) for array in arrays]


def test_axes_of_three_actors_are_cyclic():
    """Payoffs as QuantEcon documents them: player i's array is indexed by a_i, a_{i+1}, ..., a_{i-1}."""
    shape, names = (2, 3, 4), ["A", "B", "C"]
    code = np.arange(24).reshape(shape)
    theirs = Game(code, code.transpose(1, 2, 0) * 10, code.transpose(2, 0, 1) * 100)
    game = interop.from_quantecon(theirs, actors=names)
    for index in np.ndindex(*shape):
        assert game.payoff_at(index) == (code[index], 10 * code[index], 100 * code[index])


def test_three_actors_agree_with_quantecon():
    game_theory = pytest.importorskip("quantecon.game_theory", reason=REASON)
    game = NormalFormGame(np.arange(72).reshape(2, 3, 4, 3) * 7 % 31, actors=["A", "B", "C"])
    theirs = interop.to_quantecon(game)
    assert theirs.nums_actions == game.shape
    for index in np.ndindex(*game.shape):
        assert theirs[index].tolist() == [int(x) for x in game.payoff_at(index)]
    found = [tuple(str(k + 1) for k in profile) for profile in game_theory.pure_nash_brute(theirs)]
    assert found == list(pure_equilibria(game))


@given(named_games())
def test_round_trip_up_to_floats(game):
    pytest.importorskip("quantecon.game_theory", reason=REASON)
    back = interop.from_quantecon(
        interop.to_quantecon(game), actors=game.actors, actions=dict(zip(game.actors, game.actions, strict=True))
    )
    assert (back.actors, back.actions) == (game.actors, game.actions)
    for profile in game.profiles():
        assert [float(x) for x in back.payoff(profile)] == [float(x) for x in game.payoff(profile)]


def test_other_things_are_refused():
    with pytest.raises(GameError, match="no game of QuantEcon"):
        interop.from_quantecon([[1, 2], [3, 4]])


def test_a_missing_quantecon_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "quantecon", None)
    with pytest.raises(MissingDependencyError, match="pip install quantecon"):
        interop.to_quantecon(catalog.matching_pennies())
