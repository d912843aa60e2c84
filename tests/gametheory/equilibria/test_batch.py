from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import GameTheoryError, NormalFormGame, mixed_equilibria, mixed_equilibria_batch

SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))


def batches(entries, dtype=None):
    def of_shape(shape):
        count = 2 * int(np.prod(shape))
        return st.lists(entries, min_size=count, max_size=count).map(
            lambda values: np.array(values, dtype=dtype).reshape(*shape, 2)
        )

    return SHAPES.flatmap(of_shape)


def check(payoffs, ordered=True):
    """Hold every game of a batch against the exact solver for one game; floats that tie may come in another order."""
    batch = mixed_equilibria_batch(payoffs)
    assert len(batch) == len(payoffs)
    assert batch.complete
    assert batch.converged
    for position, game in enumerate(payoffs):
        exactly = mixed_equilibria(NormalFormGame(game))
        assert batch.counts[position] == len(exactly)
        assert batch[position].equilibria == exactly.equilibria
        found = np.hstack([padded[position] for padded in batch.strategies])
        expected = np.array([[*x, *y] for x, y in exactly], dtype=float)
        assert np.isnan(found[len(exactly) :]).all()
        if ordered:
            np.testing.assert_allclose(found[: len(exactly)], expected, rtol=1e-9, atol=1e-9)
        distances = np.abs(found[: len(exactly), None] - expected).max(axis=2)
        assert (distances.min(axis=0) < 1e-9).all()
        assert (distances.min(axis=1) < 1e-9).all()


@settings(max_examples=100, deadline=None)
@given(batches(st.integers(0, 2)))
@example(np.zeros((1, 3, 3, 2), dtype=int))
@example(np.ones((2, 1, 1, 2), dtype=int))
def test_small_integers_with_all_their_ties(payoffs):
    check(payoffs)


TENTHS = st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.1 + 0.2, 1 / 3, 2 / 3])


@settings(max_examples=100, deadline=None)
@given(batches(TENTHS))
@example(np.array([0.1 + 0.2, 1 / 3, 1.0, 2 / 3, 0.3, 0.0, 0.1, 0.2]).reshape(1, 2, 2, 2))
def test_floats_that_tie_or_almost_tie(payoffs):
    check(payoffs)


@settings(max_examples=60, deadline=None)
@given(batches(st.sampled_from([0, 1, 2, 2**31, 2**31 + 1, 2**53 + 1, 2**63 - 1, 1 - 2**63])))
@example(np.array([0, 0, 0, 0, 0, 1, 0, 0, 0, 2**63 - 1, 0, 0]).reshape(1, 2, 3, 2))
def test_integers_too_large_for_products_in_64_bits(payoffs):
    check(payoffs, ordered=False)


@settings(max_examples=40, deadline=None)
@given(batches(st.fractions(-1, 1, max_denominator=7), dtype=object))
def test_fractions(payoffs):
    check(payoffs)


@pytest.mark.parametrize("scale", [1e-300, 1e-9, 1.0, 1e9, 1e300])
def test_any_scale_of_floats(scale):
    generator = np.random.default_rng(3)
    check(generator.random((6, 3, 3, 2)) * scale)


@pytest.mark.parametrize("shape", [(1, 1), (1, 3), (3, 1), (2, 3), (3, 2), (2, 2), (3, 3)])
def test_more_games_than_one_block(shape, monkeypatch):
    monkeypatch.setattr("gametheory.equilibria.batch._BLOCK", 4)
    generator = np.random.default_rng(5)
    check(generator.integers(0, 3, (11, *shape, 2)))
    check(generator.random((11, *shape, 2)).round(12))


def test_marks_degenerate_games():
    """One game without ties, one in which an actor is indifferent after one action of the other."""
    pennies = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
    tied = [[[1, 1], [0, 1]], [[0, 0], [1, 1]]]
    assert mixed_equilibria_batch([pennies, tied]).degenerate.tolist() == [False, True]


def test_exact_floats_mark_degenerate_games_too():
    """The third column ties with the first two exactly where those cross, which floats alone cannot tell."""
    third = Fraction(1, 3)
    row = [[0, 0], [0, 3 * third], [0, third]]
    other = [[0, 3 * third], [0, 0], [0, 2 * third]]
    assert mixed_equilibria_batch([[row, other]]).degenerate.tolist() == [True]


def test_no_games_give_no_answers():
    batch = mixed_equilibria_batch(np.zeros((0, 2, 3, 2)))
    assert len(batch) == 0
    assert batch.strategies[1].shape == (0, 0, 3)


@pytest.mark.parametrize("shape", [(2, 2, 2), (5, 4, 2, 2), (5, 2, 2, 3), (5, 2, 2, 2, 3), (5, 0, 2, 2)])
def test_refuses_other_shapes(shape):
    with pytest.raises(GameTheoryError, match="shape"):
        mixed_equilibria_batch(np.zeros(shape))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_refuses_what_is_no_number(bad):
    payoffs = np.zeros((1, 2, 2, 2))
    payoffs[0, 1, 0, 1] = bad
    with pytest.raises(GameTheoryError, match="finite"):
        mixed_equilibria_batch(payoffs)
