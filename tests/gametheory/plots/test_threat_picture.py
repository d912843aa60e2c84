"""Threat equilibria along a payoff: every drawn point is an equilibrium, and none is missing."""

from dataclasses import replace

import numpy as np
import pytest

from gametheory import ThreatGame, plots, threat_equilibria, threat_folds, threat_statics
from gametheory.errors import GameError, UnknownNameError
from gametheory.plots.palette import BLUE, GREEN, VERMILION
from tests.gametheory.plots.pictures import assert_legible, legend_words

GAME = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)


def heights(ax, value, colour):
    """Where lines of a colour stand over a value."""
    found = []
    for line in ax.lines:
        xs, ys = np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)
        if line.get_color() == colour and len(xs) > 1 and xs[0] <= value <= xs[-1]:
            found.append(float(np.interp(value, xs, ys)))
    return sorted(found)


@pytest.mark.parametrize("quantity", ["resist", "challenge", "stand_firm"])
def test_over_every_value_stand_all_equilibria(quantity):
    ax = plots.threat_equilibria(GAME, "W_B", low=-4, high=-2, quantity=quantity, steps=400)
    for value in (-3.5, -2.9, -2.8, -2.76, -2.2):
        found = threat_equilibria(replace(GAME, W_B=value))
        stable = sorted(getattr(e, quantity) for e in found if e.slope <= 1)
        unstable = sorted(getattr(e, quantity) for e in found if e.slope > 1)
        assert heights(ax, value, BLUE) == [pytest.approx(h, abs=2e-4) for h in stable]
        assert heights(ax, value, VERMILION) == [pytest.approx(h, abs=2e-4) for h in unstable]


def test_folds_are_marked_where_they_are():
    ax = plots.threat_equilibria(GAME, "W_B", low=-4, high=-2, actors=("US", "China"))
    folds = threat_folds(GAME, "W_B", low=-4, high=-2)
    marks = next(line for line in ax.lines if line.get_marker() == "D")
    assert list(marks.get_xdata()) == [fold.value for fold in folds]
    assert list(marks.get_ydata()) == [pytest.approx(fold.resist, abs=1e-5) for fold in folds]
    (span,) = ax.patches
    assert (span.get_x(), span.get_x() + span.get_width()) == pytest.approx([fold.value for fold in folds])
    assert ax.get_ylabel() == "probability that China resists a threat"
    assert legend_words(ax) == [
        "stable",
        "unstable: expectations move on",
        "the game's own W_B = -14/5",
        "several equilibria",
        "folds: two equilibria meet, at -2.9469 and -2.747",
    ]
    assert_legible(ax)


def test_branches_meet_at_folds():
    ax = plots.threat_equilibria(GAME, "W_B", low=-4, high=-2)
    for fold in threat_folds(GAME, "W_B", low=-4, high=-2):
        ends = [
            (x, y)
            for line in ax.lines
            if line.get_color() in (BLUE, VERMILION)
            for x, y in zip(line.get_xdata()[[0, -1]], line.get_ydata()[[0, -1]], strict=True)
        ]
        near = [end for end in ends if abs(end[0] - fold.value) < 1e-6 and abs(end[1] - fold.resist) < 1e-3]
        assert len(near) >= 2


def test_no_threats_at_all_is_an_equilibrium_of_its_own():
    game = replace(GAME, V_A=-1, C_B=2)
    assert threat_equilibria(game).quiet
    ax = plots.threat_equilibria(game, "W_B", low=-4, high=-2, steps=20)
    assert "no threats at all" in legend_words(ax)
    assert heights(ax, -3, GREEN) == [0.0]
    assert_legible(ax)


def test_effects_are_the_derivatives():
    statics = threat_statics(GAME)
    ax = plots.threat_effects(statics, quantity="challenge")
    assert [label.get_text() for label in ax.get_yticklabels()] == list(statics[0]["challenge"])
    marked = [line for line in ax.lines if line.get_marker() in ("o", "s", "^")]
    for line, effects in zip(marked, statics, strict=True):
        assert list(line.get_xdata()) == list(effects["challenge"].values())
    assert_legible(ax)


def test_wrong_questions_are_refused():
    with pytest.raises(UnknownNameError, match="no 'courage'"):
        plots.threat_equilibria(GAME, "W_B", low=-4, high=-2, quantity="courage")
    with pytest.raises(UnknownNameError, match="W_C"):
        plots.threat_equilibria(GAME, "W_C", low=-4, high=-2)
    with pytest.raises(GameError, match="low < high"):
        plots.threat_equilibria(GAME, "W_B", low=-2, high=-4)
    with pytest.raises(UnknownNameError, match="'courage'"):
        plots.threat_effects(threat_statics(GAME), quantity="courage")
