"""Public monitoring: what is accepted, what is refused and how that is told."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, NormalFormGame, PublicMonitoring, RepeatedGame
from gametheory.testing import games, monitorings

STAGE = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])


@given(st.data())
def test_chances_are_the_rows(data):
    game = data.draw(games())
    seen = data.draw(monitorings(game))
    for k, index in enumerate(np.ndindex(*game.shape)):
        chances = seen.chances(index)
        assert tuple(chances.get(s, 0) for s in seen.signals) == seen.rows[k]
        assert sum(chances.values()) == 1


def test_floats_are_decimals_and_rounding_is_told():
    exactly = PublicMonitoring(["a", "b", "c"], [[0.1, 0.2, 0.7]])
    assert exactly.rows == ((Fraction(1, 10), Fraction(1, 5), Fraction(7, 10)),)
    assert not exactly.notes
    thirds = PublicMonitoring(["a", "b", "c"], [[1 / 3, 1 / 3, 1 / 3]])
    assert thirds.rows == ((Fraction(1, 3),) * 3,)
    assert "normalised" in thirds.notes[0]


@pytest.mark.parametrize(
    ("signals", "probabilities", "told"),
    [
        ([], [[]], "one or more"),
        ("flag", [[1, 0, 0, 0]], "list of one or more"),
        (["a", "a"], [[1, 0]], "given twice"),
        (["a", "b"], [[0.5, 0.4]], "sum to 9/10"),
        (["a", "b"], [[1.5, -0.5]], "between 0 and 1"),
        (["a", "b"], [[float("nan"), 1]], "not a finite real number"),
        (["a", "b"], [[1, 0], [1]], "ragged"),
        (["a", "b"], [1, 0], "need shape"),
        (["a", "b"], [[1, 0, 0]], "need shape"),
    ],
)
def test_refusals_say_what_is_wrong(signals, probabilities, told):
    with pytest.raises(GameTheoryError, match=told):
        PublicMonitoring(signals, probabilities)


def test_a_game_of_another_shape_is_refused():
    seen = PublicMonitoring(["a"], [[1], [1], [1]])
    with pytest.raises(GameTheoryError, match=r"\(3,\) actions per actor, but the game has \(2, 2\)"):
        RepeatedGame(STAGE, discount=0.5, monitoring=seen)


def test_monitoring_of_another_type_is_refused():
    with pytest.raises(GameTheoryError, match="give a PublicMonitoring"):
        RepeatedGame(STAGE, discount=0.5, monitoring={"flag": 1})


def test_unknown_signals_are_named():
    with pytest.raises(GameTheoryError, match="Did you mean 'flag'"):
        PublicMonitoring(["flag"], [[1]]).signal("flog")
