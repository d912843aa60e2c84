"""Figures that nothing has to close, that notebooks show, and what is said where matplotlib is missing."""

import pickle
import sys
from io import BytesIO

import pytest
import sympy
from matplotlib import pyplot
from matplotlib.figure import Figure

from gametheory import (
    GameFamily,
    RepeatedGame,
    ThreatGame,
    catalog,
    equilibrium_region,
    payoff_set,
    plots,
    quantal_response,
    strategies,
    threat_statics,
    threshold_formula,
)
from gametheory.errors import MissingDependencyError
from gametheory.plots import canvas
from gametheory.plots.canvas import sheet_for, width_of
from tests.gametheory.equilibria import noisy_dilemma

PD = catalog.prisoners_dilemma()
FOUND = payoff_set(RepeatedGame(PD, discount="1/2"))
THREAT = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
FAMILY = GameFamily.from_expressions([[[2, 2], [-1, sympy.Symbol("T")]], [[sympy.Symbol("T"), -1], [0, 0]]])
GRIM = threshold_formula(FAMILY, strategies.reversion(("1", "1"), ("2", "2")), at={"T": 3})
NOISY = equilibrium_region(noisy_dilemma.PD, noisy_dilemma.GRIM, monitoring=noisy_dilemma.SYMBOLIC)
LOGIT = quantal_response(PD, rationality=1)
STATICS = threat_statics(THREAT)
OVER = {"x": [0, 1], "y": [0, 1]}
DRAWN = {
    "best_responses": lambda **k: plots.best_responses(PD, **k),
    "level_map": lambda **k: plots.level_map([[0, 1], [2, 3]], OVER, **k),
    "logit_branch": lambda **k: plots.logit_branch(LOGIT, **k),
    "parameter_region": lambda **k: plots.parameter_region(NOISY, "p", "q", points=5, discount="9/10", r=0, **k),
    "payoff_set": lambda **k: plots.payoff_set(FOUND, **k),
    "region_map": lambda **k: plots.region_map([[0, 1], [1, 1]], OVER, **k),
    "shares": lambda **k: plots.shares({"it": {"m": (0, 0.5, 1)}}, **k),
    "threat_effects": lambda **k: plots.threat_effects(STATICS, **k),
    "threat_equilibria": lambda **k: plots.threat_equilibria(THREAT, "W_B", low=-3, high=-2, steps=8, **k),
    "thresholds": lambda **k: plots.thresholds(GRIM, "T", low=2, high=4, steps=3, **k),
    "timeline": lambda **k: plots.timeline([plots.Dated("a", "A")], **k),
}


def test_every_picture_is_tried_here():
    assert {*DRAWN} == {*plots.__all__} - {"Dated", "automaton", "svg"}


@pytest.mark.parametrize("name", DRAWN)
def test_a_new_figure_is_in_no_list_and_shows_itself(name):
    before = pyplot.get_fignums()
    ax = DRAWN[name]()
    assert pyplot.get_fignums() == before
    assert ax._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["payoff_set", "region_map", "timeline"])
def test_what_was_drawn_before_changes_no_byte(name):
    ax = DRAWN[name]()
    fresh = plots.svg(ax)
    ax._repr_png_()
    assert plots.svg(ax) == fresh


def test_a_picture_can_be_sent_to_another_process():
    ax = DRAWN["timeline"]()
    assert plots.svg(pickle.loads(pickle.dumps(ax.figure)).axes[0]) == plots.svg(ax)
    with pytest.raises(AttributeError, match="no attribute 'HiddenAxes'"):
        canvas.HiddenAxes  # noqa: B018 -- the access is what is tested


@pytest.mark.parametrize("name", DRAWN)
def test_a_given_part_of_a_figure_is_drawn_into(name):
    figure = pyplot.figure(figsize=(9, 5))
    ax = figure.subfigures(1, 2)[1].add_subplot()
    assert DRAWN[name](ax=ax) is ax
    assert ax.has_data() or ax.texts
    figure.savefig(BytesIO(), format="pdf")
    pyplot.close(figure)


@pytest.mark.parametrize("name", DRAWN)
def test_without_matplotlib_it_says_what_to_install(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'sanction-games\[plots\]'"):
        DRAWN[name]()


def test_svg_says_so_too(monkeypatch):
    ax = plots.best_responses(PD)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingDependencyError, match="matplotlib"):
        plots.svg(ax)


def test_widths_are_those_that_are_drawn():
    ax = plots.best_responses(PD)
    ax.figure.canvas.draw()
    text = next(text for text in ax.texts if text.get_text() == "Column")
    assert width_of("Column") == pytest.approx(text.get_window_extent().width * 72 / 100, abs=2)
    assert width_of("") == 0


def test_sheets_are_as_large_as_asked_and_never_enlarged():
    ax, scale = sheet_for(None, (-5.0, -7.0), 144.0, 72.0)
    assert tuple(ax.figure.get_size_inches()) == (2.0, 1.0)
    assert (ax.get_xlim(), ax.get_ylim(), scale) == ((-5.0, 139.0), (65.0, -7.0), 1.0)
    wide = Figure(figsize=(10, 10)).add_axes((0, 0, 1, 1))
    assert sheet_for(wide, (0.0, 0.0), 100.0, 100.0)[1] == 1.0
    assert sheet_for(wide, (0.0, 0.0), 1440.0, 100.0)[1] == pytest.approx(0.5)
