"""Repeated games and their discount factors."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from gametheory import GameTheoryError, NormalFormGame, RepeatedGame
from gametheory.errors import GameError, NumberError, UnknownNameError
from gametheory.testing import repeated_games

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "discount",
    [
        0.5,
        "1/2",
        HALF,
        np.float32(0.5),
        np.array(0.5),
        (0.5, "1/2"),
        [HALF, 0.5],
        np.full(2, 0.5),
        {"Bob": 0.5, "Ann": 0.5},
    ],
    ids=repr,
)
def test_one_half_however_it_is_given(discount):
    """Found by test: arrays of discount factors were refused."""
    repeated = RepeatedGame(PD, discount=discount)
    assert repeated.discount == (HALF, HALF)
    assert repeated.common_discount == HALF
    assert repeated == RepeatedGame(PD, 0.5)


@pytest.mark.parametrize(
    ("discount", "kind", "told"),
    [
        (0, GameError, "is 0: tomorrow counts for nothing"),
        (1, GameError, "is 1: a sum over for ever"),
        (1.0, GameError, "is 1"),
        (-0.1, GameError, "strictly between 0"),
        (1.5, GameError, "strictly between 0"),
        (float("nan"), NumberError, "discount factor of every actor is nan"),
        (float("inf"), NumberError, "finite"),
        (True, NumberError, "truth value"),
        ("nine tenths", NumberError, "finite"),
        (None, NumberError, "finite"),
        ([0.5], GameError, "1 discount factors are given for 2 actors"),
        ([0.5] * 3, GameError, "3 discount factors"),
        ([], GameError, "0 discount factors"),
        ([0.5, 1], GameError, "factor of Bob is 1"),
        ([[0.5, 0.5], 0.5], NumberError, "factor of Ann"),
        ({"Ann": 0.5}, GameError, "no discount factor is given for Bob"),
        ({"Ann": 0.5, "Bbo": 0.5}, UnknownNameError, "Did you mean 'Bob'"),
    ],
)
def test_wrong_discount_factors(discount, kind, told):
    with pytest.raises(kind, match=told):
        RepeatedGame(PD, discount=discount)


def test_a_stage_that_is_no_game():
    with pytest.raises(GameTheoryError, match="give a NormalFormGame"):
        RepeatedGame([[1]], 0.5)


@given(repeated_games())
def test_round_trips(repeated):
    assert RepeatedGame.from_json(repeated.to_json()) == repeated
    assert (repeated.common_discount is None) is (len(set(repeated.discount)) > 1)
    assert all(0 < d < 1 for d in repeated.discount)
    assert repr(repeated).startswith("<RepeatedGame of Ann")
