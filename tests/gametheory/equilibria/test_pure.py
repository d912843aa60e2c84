"""Pure equilibria and best responses against plain enumeration."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, PureEquilibria, best_responses, pure_equilibria, verify
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.testing import games, payoffs
from tests.oracles.stage import equilibria, is_best

floats = st.sampled_from([0.1, 0.2, 0.30000000000000004, 0.3, 1e300, 5e-324, -0.0, 0.0])
exact_or_float = (
    games(max_actors=4, payoffs=payoffs(-2, 2))
    | games(payoffs=floats)
    | games(payoffs=st.integers(2**63 - 2, 2**63 + 1))
)


@given(exact_or_float)
@example(NormalFormGame([[[0.0, 0]], [[-0.0, 0]]]))
def test_agrees_with_enumeration(game):
    found = pure_equilibria(game)
    assert dict(zip(found.profiles, found.strict, strict=True)) == equilibria(game)
    assert list(found) == list(found.profiles) == [p for p in game.profiles() if p in found]
    marks = best_responses(game)
    for profile in game.profiles():
        assert marks[game.index(profile)].tolist() == [is_best(game, profile, i) for i in range(len(game.actors))]


@given(games(max_actors=4, payoffs=payoffs(-2, 2)), st.data())
def test_scales_orders_and_names_change_no_answer(game, data):
    found = set(pure_equilibria(game))
    count = len(game.actors)
    scales = [data.draw(st.fractions(max_value=9, min_value="1/9", max_denominator=9)) for _ in range(count)]
    assert set(pure_equilibria(affine(game, scales, range(count)))) == found
    order = data.draw(st.permutations(range(count)))
    moved = reorder_actors(game, [game.actors[i] for i in order])
    moved = reorder_actions(
        moved, {a: data.draw(st.permutations(n)) for a, n in zip(moved.actors, moved.actions, strict=True)}
    )
    assert set(pure_equilibria(moved)) == {tuple(p[i] for i in order) for p in found}
    new = {a: {name: f"{a} {name}" for name in names} for a, names in zip(game.actors, game.actions, strict=True)}
    renamed = pure_equilibria(rename(game, {a: f"Mx {a}" for a in game.actors}, new))
    assert set(renamed) == {tuple(new[a][x] for a, x in zip(game.actors, p, strict=True)) for p in found}


@given(games())
def test_certificate_and_result(game):
    found = pure_equilibria(game)
    assert verify(found.certificate, game)
    assert PureEquilibria.from_json(found.to_json()) == found
    assert found.payoffs == tuple(game.payoff(p) for p in found)
    assert found.converged


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], [("2", "2")]),
        ([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], []),
        ([[[2, 1], [0, 0]], [[0, 0], [1, 2]]], [("1", "1"), ("2", "2")]),
        ([[[0, 0], [0, 0]], [[0, 0], [0, 0]]], [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]),
        ([[[5, 5]]], [("1", "1")]),
        ([[3], [1], [3]], [("1",), ("3",)]),
    ],
    ids=["dilemma", "pennies", "battle", "constant", "one action each", "one actor"],
)
def test_classic_games(table, expected):
    assert list(pure_equilibria(NormalFormGame(table))) == expected


def test_floats_that_differ_by_the_last_bit_are_told_apart():
    game = NormalFormGame([[0.1 + 0.2], [0.3]])
    assert list(pure_equilibria(game)) == [("1",)]
    assert best_responses(game).dtype == np.bool_
