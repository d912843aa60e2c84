"""Batches of payoff sets against single games in exact numbers."""

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, payoff_set, payoff_set_batch
from gametheory.errors import GameError, NumberError

F = Fraction
DILEMMA = [[[9, 9], [1, 10]], [[10, 1], [3, 3]]]
PENNIES = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
FLAT = np.array([[[0, 0]] * 3, [[0, 0]] * 3, [[0, 0], [1, -2.5], [1e6, 1e6]]])  # nearly a segment, on a large scale
DIRECTIONS = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1), (2, -1), (-1, 3)]


@st.composite
def tables(draw, shape=None):
    shape = shape or (draw(st.integers(1, 3)), draw(st.integers(1, 3)), 2)
    numbers = st.integers(-4, 5) | st.sampled_from([0.1, -2.5, 1e6])
    count = shape[0] * shape[1] * 2
    return np.array(draw(st.lists(numbers, min_size=count, max_size=count)), dtype=float).reshape(shape)


factors = st.sampled_from([0.01, 0.1, 0.3, 0.5, 0.6, 0.75, 0.9, 0.99, 0.999])


@given(tables(), factors, st.booleans())
@example(np.array(DILEMMA, dtype=float), 0.999, True)
@example(FLAT, 0.75, False)
@example(np.array(PENNIES, dtype=float), 0.9, False)
def test_bounds_hold_the_exact_set_and_gaps_are_true(table, d, mixed):
    batch = payoff_set_batch([table], d, mixed=mixed)
    single = payoff_set(RepeatedGame(NormalFormGame(table), d), stage_equilibria=None if mixed else ())
    if single.is_empty is not None and single.converged:
        assert batch.is_empty[0] == single.is_empty
    if batch.is_empty[0]:
        assert np.isnan(batch.threat_points[0]).all()
        assert np.isnan(batch.support((1, 1))[0])
        return
    for i, low in enumerate(single.threat_point):
        assert F(float(batch.threat_points[0, i])) <= low or not single.converged
    spans = np.ptp(table.reshape(-1, 2), axis=0)
    for direction in DIRECTIONS:
        reached, bound = single.support(direction)
        above = batch.support(direction)[0]
        assert reached is None or reached <= F(float(above))
        if batch.gap[0] >= 0:
            apart = batch.gap[0] * np.hypot(*(spans * direction)) + 1e-9 * np.abs(table).max()
            assert float(bound) >= above - apart - 1e-9


@given(st.lists(tables((2, 2, 2)), min_size=1, max_size=4), factors)
@example([np.zeros((2, 2, 2)), np.array([[[1, -1], [0, 0]], [[0, 0], [1, -2.5]]])], 0.01)
@example([np.zeros((2, 2, 2)), np.array([[[1, 0], [0, 0.1]], [[0, 0], [1, -2.5]]])], 0.01)
def test_games_do_not_disturb_each_other(drawn, d):
    together = payoff_set_batch(drawn, d)
    for k, table in enumerate(drawn):
        alone = payoff_set_batch([table], d)
        n = alone.counts[0]
        assert together.counts[k] == n
        assert np.array_equal(together.vertices[k, :n], alone.vertices[0])
        assert np.isnan(together.vertices[k, n:]).all()
        assert np.array_equal(together.gap[k], alone.gap[0], equal_nan=True)


@given(tables(), factors, st.integers(-30, 30))
def test_powers_of_two_change_no_bit(table, d, power):
    before, after = (payoff_set_batch([t], d, mixed=False) for t in (table, table * 2.0**power))
    assert np.array_equal(before.vertices * 2.0**power, after.vertices, equal_nan=True)
    assert np.array_equal(before.gap, after.gap, equal_nan=True)


def test_known_sets():
    batch = payoff_set_batch([DILEMMA, DILEMMA, PENNIES], [0.3, 0.1, 0.3])
    assert batch.counts.tolist() == [4, 1, 1]
    assert np.allclose(batch.vertices[0], [[3, 3], [9.75, 3], [9, 9], [3, 9.75]], rtol=0, atol=1e-9)
    assert batch.converged.all()
    assert batch.listed.tolist() == [1, 1, 1]
    assert 18 <= batch.support((1, 1))[0] <= 18 + 1e-9
    pure = payoff_set_batch([PENNIES], 0.3, mixed=False)
    assert pure.is_empty.tolist() == [True]
    assert pure.gap.tolist() == [0]


def test_one_game_of_a_batch_in_exact_numbers():
    batch = payoff_set_batch([DILEMMA, PENNIES], 0.3, mixed=False)
    assert batch[0].outer == payoff_set(RepeatedGame(NormalFormGame(DILEMMA), 0.3)).outer
    assert batch[1].is_empty is True


def test_larger_games_and_none_at_all():
    table = np.random.default_rng(6).integers(0, 10, (3, 5, 4, 2))
    batch = payoff_set_batch(table, 0.6)
    assert batch.listed.tolist() == [0, 0, 0]
    for k in range(3):
        single = payoff_set(RepeatedGame(NormalFormGame(table[k]), 0.6), stage_equilibria=())
        assert float(single.support((1, 1))[1]) == pytest.approx(batch.support((1, 1))[k], abs=1e-9)
    assert len(payoff_set_batch(np.empty((0, 2, 2, 2)), 0.5)) == 0


def test_threads_share_the_work():
    tables = np.random.default_rng(7).integers(0, 10, (200, 2, 2, 2))
    whole = payoff_set_batch(tables, 0.6)
    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(lambda part: payoff_set_batch(part, 0.6), (tables[:100], tables[100:])))
    assert np.array_equal(np.concatenate([part.gap for part in parts]), whole.gap, equal_nan=True)


@pytest.mark.parametrize("d", [0, 1, 1.5, float("nan"), [0.5], [0.5, 0.5, 1.0], "x", [[0.5] * 3]])
def test_discount_factors_are_refused(d):
    with pytest.raises((GameError, NumberError)):
        payoff_set_batch([DILEMMA] * 3, d)


@pytest.mark.parametrize(
    ("payoffs", "told"),
    [
        (DILEMMA, "shape"),
        ([[[[float("nan"), 1]]]], "NaN|nan|finite"),
        ([[[[2**60 + 1, 1], [0, 0]]]], "more digits"),
        (np.empty((2, 0, 2, 2)), "shape|no action|empty|action"),
    ],
)
def test_games_are_refused(payoffs, told):
    with pytest.raises((GameError, NumberError), match=told):
        payoff_set_batch(payoffs, 0.5)


def test_other_arguments_are_refused():
    with pytest.raises(GameError, match="sweeps is 0"):
        payoff_set_batch([DILEMMA], 0.5, sweeps=0)
    with pytest.raises(GameError, match="two finite weights"):
        payoff_set_batch([DILEMMA], 0.5).support((1, 1, 1))
