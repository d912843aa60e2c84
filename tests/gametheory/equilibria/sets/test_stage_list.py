"""Stage equilibria that a set is relative to: what is listed by default, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, pure_equilibria
from gametheory.equilibria.sets.stage_list import default_stage_equilibria, read_stage_equilibria
from gametheory.errors import GameError
from gametheory.testing import games

F = Fraction
BATTLE = NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]], actions=["opera", "fight"])


def test_battle_of_the_sexes():
    found = default_stage_equilibria(BATTLE)
    assert [e.payoffs for e in found] == [(3, 2), (2, 3), (F(6, 5), F(6, 5))]
    assert found[2].profile[0] == {"opera": F(3, 5), "fight": F(2, 5)}


def test_rock_paper_scissors():
    game = NormalFormGame([[[(k - j) % 3 % 2 - (j - k) % 3 % 2] * 1 + [0] for j in range(3)] for k in range(3)])
    table = game.payoffs.copy()
    table[..., 1] = -table[..., 0]
    (only,) = default_stage_equilibria(NormalFormGame(table))
    assert only.payoffs == (0, 0)
    assert set(only.profile[0].values()) == {F(1, 3)}


@given(games(min_actors=2, max_actors=2, max_actions=3, payoffs=st.integers(-3, 3)))
def test_what_is_listed_is_accepted_when_given(game):
    found = default_stage_equilibria(game)
    assert [e.profile for e in found[: len(pure_equilibria(game))]] == list(pure_equilibria(game))
    assert read_stage_equilibria(game, [e.profile for e in found]) == found


def test_rounded_chances_are_refused():
    with pytest.raises(GameError, match="exact chances"):
        read_stage_equilibria(BATTLE, [({"opera": 0.6, "fight": 0.4 + 1e-14}, {"opera": 0.4, "fight": 0.6})])
