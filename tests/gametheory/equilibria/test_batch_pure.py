"""Batches give what the single games give."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    NormalFormGame,
    best_responses,
    minmax_values,
    minmax_values_batch,
    pure_equilibria,
    pure_equilibria_batch,
)
from gametheory.equilibria import batch_pure
from gametheory.errors import GameError, NumberError


@st.composite
def batches(draw):
    games = draw(st.integers(0, 4))
    shape = tuple(draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)))
    size = games * int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(games, *shape, len(shape))


@settings(deadline=None)
@given(batches(), st.sampled_from([1, 2**17]))
@example(np.zeros((2, 1, 1), dtype=np.int64), 1)
def test_each_game_as_alone(batch, block):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_pure, "_BLOCK", block)
        marks, strict = pure_equilibria_batch(batch), pure_equilibria_batch(batch, strict=True)
        values = minmax_values_batch(batch)
    assert marks.shape == batch.shape[:-1]
    assert values.shape == (len(batch), batch.shape[-1])
    for table, found, firm, floor in zip(batch, marks, strict, values, strict=True):
        game = NormalFormGame(table)
        answer = pure_equilibria(game)
        assert np.array_equal(found, best_responses(game).all(axis=-1))
        assert [bool(firm[game.index(profile)]) for profile in answer] == list(answer.strict)
        assert firm.sum() == sum(answer.strict)
        assert tuple(floor) == minmax_values(game).values


@settings(deadline=None)
@given(batches(), st.sampled_from([1e-9, 1e9]))
def test_floats_of_any_scale(batch, scale):
    assert np.array_equal(pure_equilibria_batch(batch * scale), pure_equilibria_batch(batch))
    assert np.array_equal(minmax_values_batch(batch * scale), minmax_values_batch(batch) * scale)


def test_fractions_stay_exact():
    third = Fraction(1, 3)
    batch = [[[[third, 0], [0, 0]], [[0.3333333333333333, 0], [0, 0]]]]
    assert pure_equilibria_batch(batch)[0].tolist() == [[True, True], [False, True]]
    assert minmax_values_batch(batch).tolist() == [[0, 0]]


def test_errors():
    with pytest.raises(GameError, match=r"shape \(2, 2, 2\); a batch needs"):
        pure_equilibria_batch(np.zeros((2, 2, 2)))
    with pytest.raises(GameError, match="an actor without actions"):
        minmax_values_batch(np.zeros((3, 2, 0, 2)))
    with pytest.raises(NumberError, match="nan"):
        pure_equilibria_batch(np.full((1, 2, 2, 2), np.nan))
    with pytest.raises(NumberError, match="inf"):
        minmax_values_batch(np.full((1, 2, 2, 2), np.inf))
