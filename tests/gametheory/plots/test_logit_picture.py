"""The logit branch: every line runs through every point that was visited."""

import numpy as np
import pytest

from gametheory import NormalFormGame, catalog, plots, quantal_response
from gametheory.plots.palette import DASHES, MARKERS, SERIES
from tests.gametheory.plots.pictures import assert_legible, legend_words

THREE = NormalFormGame.from_function(
    lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays],
    actions=[["give", "keep"]] * 3,
    actors=["Ann", "Bob", "Cy"],
)


@pytest.mark.parametrize("game", [catalog.prisoners_dilemma(), catalog.stag_hunt(), THREE])
def test_lines_run_through_the_branch(game):
    answer = quantal_response(game, rationality=3)
    ax = plots.logit_branch(answer)
    wanted = [(i, k) for i, actions in enumerate(game.actions) for k in range(len(actions))]
    for line, (i, k) in zip(ax.lines, wanted, strict=False):
        drawn = np.column_stack([line.get_xdata(), line.get_ydata()])
        for rationality, profile in answer.path:
            assert np.abs(drawn - (rationality, profile[i][k])).max(axis=1).min() < 1e-9
        assert -1e-9 <= drawn[:, 1].min() <= drawn[:, 1].max() <= 1 + 1e-9
        assert (line.get_color(), line.get_marker()) == (SERIES[i], MARKERS[i])
    named = [f"{game.actors[i]}: {game.actions[i][k]}" for i, k in wanted]
    assert legend_words(ax)[: len(named)] == named
    assert_legible(ax)


def test_crossings_are_told_once():
    answer = quantal_response(catalog.battle_of_the_sexes(), rationality=4)
    ax = plots.logit_branch(answer)
    upright = [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":" or line.get_linewidth() == 1]
    assert upright == list(answer.path.crossings)
    assert len(upright) >= 1
    assert legend_words(ax)[-1] == "another branch crosses"
    assert len(set(map(str, DASHES))) == 6


def test_rationality_zero_is_a_point():
    ax = plots.logit_branch(quantal_response(catalog.prisoners_dilemma(), rationality=0))
    assert ax.get_xlim() == (0.0, 1.0)
    assert all(list(line.get_ydata()) == [0.5] for line in ax.lines)
