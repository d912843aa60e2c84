"""Maps of two parameters: every cell has its answer, every line its level."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from gametheory import plots
from gametheory.errors import GameError
from gametheory.plots.palette import TINTS
from tests.gametheory.plots.pictures import assert_legible, cut_off, legend_words, overlapping

OVER = {"cost": [0, 1, 2, 4], "gain": [Fraction(1, 2), 1, 3]}


def middles(patch):
    """Middles of the cells of one answer."""
    corners = patch.get_path().vertices.reshape(-1, 5, 2)
    return {tuple((cell[0] + cell[2]) / 2) for cell in corners}


@settings(max_examples=15)
@given(st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_every_cell_has_its_answer_and_borders_run_between_different_ones(answers):
    table = np.array(answers).reshape(4, 3)
    ax = plots.region_map(table, {"x": range(4), "y": range(3)})
    for patch, answer in zip(ax.patches, legend_words(ax), strict=True):
        assert middles(patch) == {tuple(place) for place in np.argwhere(table == answer).astype(float).tolist()}
    (borders,) = (c for c in ax.collections if isinstance(c, LineCollection))
    assert len(borders.get_segments()) == int((table[1:] != table[:-1]).sum() + (table[:, 1:] != table[:, :-1]).sum())


def test_functions_are_asked_by_name_and_names_set_the_order():
    names = {False: "leaves", True: "stays"}
    ax = plots.region_map(lambda cost, gain: gain >= cost, OVER, names=names)
    assert legend_words(ax) == ["leaves", "stays"]
    assert [to_hex(patch.get_facecolor()) for patch in ax.patches] == list(TINTS[:2])
    assert [patch.get_hatch() for patch in ax.patches] == [None, "///"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("cost", "gain")
    assert ax.get_xlim() == (-0.5, 5.0)
    assert_legible(ax)


def test_yes_stands_before_no():
    assert legend_words(plots.region_map([[False, True]] * 2, {"x": [0, 1], "y": [0, 1]})) == ["yes", "no"]


def test_levels_lie_where_the_function_has_them():
    ax = plots.level_map(lambda x, y: 2 * x - y, {"x": range(5), "y": range(4)}, levels=[0, 1, 2, 5], name="height")
    lines = next(c for c in ax.collections if not c.filled)
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        assert [2 * x - y for x, y in path.vertices] == pytest.approx([level] * len(path.vertices))
    assert {text.get_text() for text in ax.texts} == {"0", "1", "2", "5"}
    assert ax.get_title(loc="left") == "height"
    assert overlapping(ax) == cut_off(ax) == []


def test_what_is_missing_is_left_white():
    ax = plots.level_map(lambda x, y: None if x < 2 else x + y, {"x": range(6), "y": range(4)})
    assert all(x >= 2 for c in ax.collections for path in c.get_paths() for x, _ in path.vertices)


def test_a_constant_is_told():
    ax = plots.level_map([[3, 3], [3, 3]], {"x": [0, 1], "y": [0, 1]}, name="height")
    assert ax.get_title(loc="left") == "height: 3 everywhere"


@pytest.mark.parametrize("draw", [plots.region_map, plots.level_map])
@pytest.mark.parametrize(
    ("what", "over", "told"),
    [
        ([[1]], {"x": [0, 1]}, "two parameters, not 1"),
        ([[1]], {"x": [0], "y": [0, 1]}, "values of x"),
        ([[1]], {"x": [0, 1], "y": [1, 0]}, "values of y"),
        ([[1]], {"x": [0, 1], "y": [0, 1]}, r"shape \(1, 1\).*\(2, 2\)"),
    ],
)
def test_wrong_planes_are_refused(draw, what, over, told):
    with pytest.raises(GameError, match=told):
        draw(what, over)


def test_too_many_answers_and_no_number_are_refused():
    with pytest.raises(GameError, match="9 different answers"):
        plots.region_map(lambda x, y: (x, y), {"x": range(3), "y": range(3)})
    with pytest.raises(GameError, match="no finite number"):
        plots.level_map([[np.nan] * 2] * 2, {"x": [0, 1], "y": [0, 1]})
