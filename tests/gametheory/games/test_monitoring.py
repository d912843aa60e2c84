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


@given(games())
def test_perfect_monitoring_has_one_signal_per_profile(game):
    seen = PublicMonitoring.perfect(game)
    for profile in game.profiles():
        assert seen.chances(game.index(profile)) == {", ".join(profile): 1}
    named = [f"p{k}" for k in range(game.n_profiles)]
    assert PublicMonitoring.perfect(game, named).signals == tuple(named)


CHANNEL = PublicMonitoring(["c", "d"], [["9/10", "1/10"], ["1/5", "4/5"]])


def test_independent_channels_multiply():
    seen = PublicMonitoring.independent(STAGE, {"1": CHANNEL, "2": CHANNEL})
    for i, j in np.ndindex(2, 2):
        chances = [p * q for p in CHANNEL.rows[i] for q in CHANNEL.rows[j]]
        assert list(seen.row((i, j))) == chances
    one = PublicMonitoring.independent(STAGE, {"2": CHANNEL})
    assert one.row((0, 1)) == one.row((1, 1)) == CHANNEL.rows[1]


@given(st.data())
def test_products_have_their_factors_as_margins(data):
    game = data.draw(games(max_actors=2))
    first, second = data.draw(monitorings(game)), data.draw(monitorings(game))
    both = first.product(second)
    width = len(second.signals)
    for mine, theirs, row in zip(first.rows, second.rows, both.rows, strict=True):
        assert [sum(row[k * width : (k + 1) * width]) for k in range(len(mine))] == list(mine)
        assert [sum(row[k::width]) for k in range(width)] == list(theirs)


def test_detection():
    seen = PublicMonitoring.detection(STAGE, {"1": ["D"]}, detected=0.8, false_alarm="1/10", signals=("no", "yes"))
    flags = [row[1] for row in seen.rows]
    assert flags == [Fraction(1, 10), Fraction(1, 10), Fraction(4, 5), Fraction(4, 5)]


@given(st.data(), st.permutations(range(3)))
def test_signals_in_another_order_under_other_names(data, order):
    game = data.draw(games(max_actors=2))
    seen = data.draw(monitorings(game))
    names = [seen.signals[k] for k in order if k < len(seen.signals)]
    other = seen.reorder_signals(names)
    assert all(other.chances(index) == seen.chances(index) for index in np.ndindex(*game.shape))
    assert other.reorder_signals(seen.signals) == seen
    assert seen.rename_signals({seen.signals[0]: "new"}).rename_signals({"new": seen.signals[0]}) == seen


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: PublicMonitoring.perfect(STAGE, ["a"]), "1 signals are named, but there are 4"),
        (lambda: PublicMonitoring.independent(STAGE, {}), "no channel is given"),
        (lambda: PublicMonitoring.independent(STAGE, {"3": CHANNEL}), "no actor '3'"),
        (lambda: PublicMonitoring.independent(STAGE, {"1": None}), "channel of 1 is None"),
        (lambda: PublicMonitoring.independent(STAGE, {"1": PublicMonitoring(["x"], [[1]])}), "one row per action of 1"),
        (lambda: PublicMonitoring.detection(STAGE, {"1": ["X"]}, detected=1), "no action 'X'"),
        (lambda: PublicMonitoring.detection(STAGE, {"1": ["D"]}, detected=2), "between 0 and 1"),
        (lambda: CHANNEL.product(PublicMonitoring(["x"], [[1]])), r"give PublicMonitoring of \(2,\) actions"),
        (lambda: CHANNEL.garble([[1]], ["x"]), "one row of chances per signal"),
        (lambda: CHANNEL.garble([["1/2"], [1]], ["x"]), "sum to 1/2"),
        (lambda: CHANNEL.rename_signals({"x": "y"}), "no signal 'x'"),
        (lambda: CHANNEL.rename_signals({"c": "d"}), "given twice"),
        (lambda: CHANNEL.reorder_signals(["c"]), "each signal once"),
    ],
)
def test_misuse_is_told(call, told):
    with pytest.raises(GameTheoryError, match=told):
        call()


@pytest.mark.parametrize("index", [("C", "D"), (5, 0), (0,), (0, 0, 0), (-1, 0)])
def test_what_is_no_profile_is_refused_in_words(index):
    seen = PublicMonitoring(["good", "bad"], [[["9/10", "1/10"]] * 2] * 2)
    with pytest.raises(GameTheoryError, match="is no profile of 2 x 2 actions; give one index per actor"):
        seen.chances(index)
