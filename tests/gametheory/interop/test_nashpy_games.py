"""Nashpy gets the same game, and its learning dynamics apply."""

from __future__ import annotations

import nashpy
import numpy as np
import pytest
from hypothesis import given

from gametheory import catalog, interop
from gametheory.errors import GameError
from gametheory.games.normal_form import NormalFormGame
from tests.gametheory.interop.named_games import named_games


@given(named_games(min_actors=2, max_actors=2))
def test_round_trip_up_to_floats(game):
    theirs = interop.to_nashpy(game)
    back = interop.from_nashpy(theirs, actors=game.actors, actions=dict(zip(game.actors, game.actions, strict=True)))
    assert (back.actors, back.actions) == (game.actors, game.actions)
    for profile in game.profiles():
        assert [float(x) for x in back.payoff(profile)] == [float(x) for x in game.payoff(profile)]


def test_integers_stay_integers_and_rows_are_the_first_actor():
    theirs = interop.to_nashpy(catalog.battle_with_outside_option())
    assert theirs.payoff_matrices[0].tolist() == [[2, 2], [0, 3], [1, 0]]
    assert theirs.payoff_matrices[1].tolist() == [[2, 2], [0, 1], [3, 0]]
    assert theirs.payoff_matrices[0].dtype == np.int64


def test_zero_sum_games_of_one_matrix():
    assert interop.from_nashpy(nashpy.Game([[1, -1], [-1, 1]])) == NormalFormGame(catalog.matching_pennies().payoffs)


def test_fictitious_play_finds_the_dominant_action():
    np.random.seed(0)  # noqa: NPY002 -- Nashpy draws from NumPy's global state
    *_, last = interop.to_nashpy(catalog.prisoners_dilemma()).fictitious_play(iterations=50)
    assert [counts[1] > counts[0] for counts in last] == [True, True]


def test_other_things_are_refused():
    with pytest.raises(GameError, match=r"this one has 3 .First, Second, Third.; to_quantecon"):
        interop.to_nashpy(catalog.jordan_pennies())
    with pytest.raises(GameError, match="no game of Nashpy"):
        interop.from_nashpy([[1, 2], [3, 4]])
