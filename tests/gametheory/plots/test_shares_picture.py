"""Shares with intervals: marks, ends and the range over measures."""

import pytest

from gametheory import plots
from gametheory.errors import GameError
from tests.gametheory.plots.pictures import assert_legible, legend_words

ESTIMATES = {
    "quiet compliance is an equilibrium": {"uniform": (0.4, 0.44, 0.48), "corners": (0.2, 0.22, 0.25)},
    "the threat is never carried out, whatever the third country does": {"uniform": (0.9, 0.95, 1)},
}


def test_marks_and_ends_are_the_numbers():
    ax = plots.shares(ESTIMATES)
    drawn = []
    for container in ax.containers:
        if hasattr(container, "has_xerr"):
            points, _, (bars,) = container.lines
            for x, segment in zip(points.get_xdata(), bars.get_segments(), strict=True):
                drawn.append(tuple(float(value) for value in (segment[0][0], x, segment[1][0])))
    expected = [interval for rows in ESTIMATES.values() for interval in rows.values()]
    assert sorted(drawn) == [pytest.approx(row) for row in sorted(expected)]
    assert legend_words(ax) == ["uniform", "corners", "range over the measures"]
    assert [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()] == list(ESTIMATES)
    assert_legible(ax)


def test_the_bar_is_the_range_over_the_measures():
    ax = plots.shares(ESTIMATES)
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    assert bars == [pytest.approx((0.2, 0.48)), pytest.approx((0.9, 1.0))]


def test_one_measure_needs_no_legend_and_the_level_is_told():
    ax = plots.shares({"it holds": {"uniform": (0, 0, "1/10")}}, name="share of payoffs", level="95% confidence")
    assert ax.get_legend() is None
    assert ax.get_xlabel() == "share of payoffs (95% confidence)"
    assert_legible(ax)


def test_many_statements_and_measures_are_legible():
    rows = {f"statement number {k}": dict.fromkeys(("a", "b", "c", "d"), (0.1, 0.2, 0.3 + k / 20)) for k in range(12)}
    assert_legible(plots.shares(rows))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "at least one statement"),
        ({"it": {}}, "'it' has no estimate"),
        ({"it": {"m": (0.2, 0.1, 0.3)}}, "0 <= low <= estimate"),
        ({"it": {"m": (0.2, 0.3, 1.1)}}, "0 <= low <= estimate"),
        ({"it": {"m": (0.2, 0.3)}}, "three numbers"),
    ],
)
def test_wrong_numbers_are_refused(given, told):
    with pytest.raises(GameError, match=told):
        plots.shares(given)


def test_nan_is_refused():
    with pytest.raises(ValueError, match="share of 'it' by 'm'"):
        plots.shares({"it": {"m": (0.1, float("nan"), 0.3)}})
