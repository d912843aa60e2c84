"""Tables as pictures: payoffs, marks and frames are those of the game."""

import numpy as np
import pytest
from hypothesis import given, settings
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import models
from gametheory import NormalFormGame, best_responses, catalog, plots, pure_equilibria
from gametheory.errors import GameError
from gametheory.plots.palette import TINTS
from gametheory.testing import games
from tests.gametheory.plots.pictures import assert_legible, overlapping, words

KEY = "Payoffs in this order; below a best response:"


def marks(ax, game):
    """Lines below payoffs; the key has one sample per actor."""
    return len(ax.lines) - len(game.actors)


def frames(ax):
    return [p for p in ax.patches if isinstance(p, Rectangle) and p.get_linewidth() > 1]


@settings(max_examples=8)
@given(games(max_actors=3, max_actions=3))
def test_marks_and_frames_count_best_responses_and_equilibria(game):
    ax = plots.best_responses(game)
    assert marks(ax, game) == int(best_responses(game).sum())
    assert len(frames(ax)) == len(pure_equilibria(game))
    assert overlapping(ax) == []


@pytest.mark.parametrize("name", ["secondary-sanctions", "deniable-exports"])
def test_scenarios_are_legible_and_complete(name):
    game = models.load(name).stage()
    ax = plots.best_responses(game)
    said = [text for text, _ in words(ax)]
    assert {*game.actors} <= set(said)
    for profile in game.profiles():
        assert all(said.count(str(payoff)) >= 1 for payoff in game.payoff(profile))
    payoffs = sorted(str(x) for profile in game.profiles() for x in game.payoff(profile))
    names = {*game.actors, *(a for actions in game.actions for a in actions), KEY}
    assert sorted(text for text in said if text not in names and ":" not in text) == payoffs
    assert_legible(ax)


def test_the_frame_stands_around_the_equilibrium():
    game = catalog.prisoners_dilemma()
    ax = plots.best_responses(game)
    (frame,) = frames(ax)
    inside = [
        text.get_text()
        for text in ax.texts
        if frame.get_x() < text.get_position()[0] < frame.get_x() + frame.get_width()
        and frame.get_y() < text.get_position()[1] < frame.get_y() + frame.get_height()
    ]
    assert inside == [str(x) for x in game.payoff(("defect", "defect"))]
    assert frame.get_facecolor()[:3] == pytest.approx([int(TINTS[3][k : k + 2], 16) / 255 for k in (1, 3, 5)])


def test_headings_say_what_the_others_play_and_the_rest_is_told():
    game = models.load("five-powers").stage()
    ax = plots.best_responses(game, limit=2)
    said = [text for text, _ in words(ax)]
    assert "Japan: abstain, Russia: rely, Kazakhstan: comply" in said
    assert "6 more tables are not shown." in said
    assert_legible(ax)


def test_one_actor_has_one_column():
    ax = plots.best_responses(NormalFormGame([[1], [3], [3]], actors=["Solo"]))
    assert len(frames(ax)) == 2
    assert_legible(ax)


def test_letters_shrink_where_there_is_little_room():
    ax = Figure(figsize=(2, 1.2), dpi=100).add_subplot()
    assert plots.best_responses(models.load("secondary-sanctions").stage(), ax=ax) is ax
    assert max(text.get_fontsize() for text in ax.texts) < 6
    assert overlapping(ax) == []


def test_long_names_dollars_and_large_fractions_fit():
    game = NormalFormGame(
        np.array([[["123456789/7", -3], [0, 1]], [["1/3", 0], [2, 2]]], dtype=object),
        actors=["The $ central bank", "Everybody else who trades with it"],
        actions=[["raise the rate", "wait $"], ["sell", "keep everything for another year"]],
    )
    assert_legible(plots.best_responses(game))


def test_what_cannot_be_read_is_refused():
    with pytest.raises(GameError, match="more than the 600"):
        plots.best_responses(NormalFormGame(np.zeros((30, 30, 2), dtype=int)))
    with pytest.raises(GameError, match="limit of at least 1"):
        plots.best_responses(catalog.prisoners_dilemma(), limit=0)
