"""Pictures of strategies, drawn without a screen."""

import sys
from itertools import combinations

import pytest

from gametheory import NormalFormGame, plots, strategies
from gametheory.errors import MissingDependencyError
from gametheory.plots.layout import overlap
from gametheory.plots.state_diagram import _arrows

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
CC, DD = ("C", "C"), ("D", "D")
CASES = {
    "grim trigger": strategies.reversion(CC, DD),
    "tit for tat": strategies.tit_for_tat(CC, DD),
    "generous": strategies.generous_tit_for_tat(CC, DD, generosity="1/3"),
    "contrition": strategies.contrition(CC, DD),
    "penance": strategies.penance(CC, [("C", "D"), ("D", "C")], periods=2),
    "long punishment": strategies.limited_punishment(CC, DD, periods=7),
    "one state": strategies.Automaton(0, {0: CC}, default={0: 0}),
}


@pytest.fixture
def pyplot(monkeypatch):
    matplotlib = pytest.importorskip(
        "matplotlib", reason="pictures need matplotlib: pip install 'sanction-games[plots]'"
    )
    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield pyplot
    pyplot.close("all")


def rectangles(ax, wanted):
    """Extents of the texts that are wanted, in pixels."""
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if wanted(text)]
    return [(b.x0, b.y0, b.x1, b.y1) for b in boxes]


@pytest.mark.parametrize("name", CASES)
def test_every_state_and_every_arrow_is_drawn(pyplot, name, tmp_path):
    from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

    strategy = CASES[name]
    ax = plots.automaton(strategy, PD)
    states = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert len(states) == len(strategy.states)
    assert len(arrows) == len(_arrows(strategy, PD, None)) == len(ax.texts) - len(states)
    ax.figure.savefig(tmp_path / "strategy.png")
    assert (tmp_path / "strategy.png").stat().st_size > 5_000


@pytest.mark.parametrize("name", CASES)
def test_states_do_not_overlap_and_labels_hardly(pyplot, name):
    ax = plots.automaton(CASES[name], PD)
    states = rectangles(ax, lambda text: text.get_fontsize() == 9)
    labels = rectangles(ax, lambda text: text.get_fontsize() < 9)
    assert all(overlap(a, b) == 0 for a, b in combinations(states, 2))
    area = sum((r[2] - r[0]) * (r[3] - r[1]) for r in labels)
    covered = sum(overlap(a, b) for a, b in combinations(labels, 2)) + sum(
        overlap(a, b) for a in labels for b in states
    )
    assert covered <= 0.05 * area


def test_the_start_has_a_thick_edge_and_departures_are_dashed(pyplot):
    from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

    ax = plots.automaton(CASES["grim trigger"], PD)
    widths = [patch.get_linewidth() for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    assert widths[0] > widths[1]
    styles = [patch.get_linestyle() for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert [style == "-" or style == "solid" for style in styles] == [True, True, False]


def test_many_pictures_leave_no_figures_open(pyplot):
    for _ in range(3):
        plots.automaton(CASES["grim trigger"], PD)
    assert pyplot.get_fignums() == []


def test_a_given_picture_is_drawn_into(pyplot):
    _, ax = pyplot.subplots(figsize=(8, 6))
    assert plots.automaton(CASES["contrition"], PD, ax=ax) is ax
    assert {text.get_text().split("\n")[0] for text in ax.texts} >= {"good standing", "bad standing of 1"}


def test_lotteries_are_written_on_arrows_and_starts(pyplot):
    coin = strategies.Automaton(
        {"a": "1/4", "b": "3/4"}, {"a": CC, "b": DD}, {}, {"a": {"a": "1/2", "b": "1/2"}, "b": "a"}
    )
    words = [text.get_text() for text in plots.automaton(coin, PD).texts]
    assert "a (start 1/4)\nC, C" in words
    assert "whatever happens (1/2)" in words


def test_without_matplotlib_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'sanction-games\[plots\]'"):
        plots.automaton(CASES["grim trigger"], PD)
