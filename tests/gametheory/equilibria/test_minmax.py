"""Minmax values against plain enumeration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, MinmaxValues, NormalFormGame, minmax_values, verify
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.testing import games, payoffs
from tests.oracles.stage import is_best, minmax

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"])


@given(games(max_actors=4, payoffs=payoffs(-2, 2)) | games(payoffs=st.integers(2**63 - 2, 2**63 + 1)))
def test_agrees_with_enumeration(game):
    found = minmax_values(game)
    for i, actor in enumerate(game.actors):
        assert found[actor] == found.values[i] == minmax(game, i)
        assert game.payoff(found.punishments[i])[i] == found.values[i]
        assert is_best(game, found.punishments[i], i)


@given(games(), st.data())
def test_scales_orders_and_names_change_no_answer(game, data):
    values = minmax_values(game).values
    count = len(game.actors)
    scales = [data.draw(st.fractions(max_value=9, min_value="1/9", max_denominator=9)) for _ in range(count)]
    scaled = minmax_values(affine(game, scales, range(count)))
    assert scaled.values == tuple(a * x + k for k, (a, x) in enumerate(zip(scales, values, strict=True)))
    order = data.draw(st.permutations(range(count)))
    moved = reorder_actors(game, [game.actors[i] for i in order])
    moved = reorder_actions(
        moved, {a: data.draw(st.permutations(n)) for a, n in zip(moved.actors, moved.actions, strict=True)}
    )
    assert minmax_values(moved).values == tuple(values[i] for i in order)
    assert minmax_values(rename(game, {a: f"Mx {a}" for a in game.actors})).values == values


@given(games())
def test_certificate_and_result(game):
    found = minmax_values(game)
    assert verify(found.certificate, game)
    assert MinmaxValues.from_json(found.to_json()) == found
    assert found.converged


def test_classic_games():
    assert minmax_values(PD).values == (0, 0)
    assert minmax_values(PD).punishments == (("2", "2"), ("2", "2"))
    assert minmax_values(NormalFormGame([[1], [7], [3]])).values == (7,)
    with pytest.raises(GameTheoryError, match="Did you mean 'Ann'"):
        minmax_values(PD)["Anne"]
