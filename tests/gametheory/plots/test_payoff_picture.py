"""Pictures of payoff sets: what is drawn is what was found."""

from fractions import Fraction

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

import models
from gametheory import NormalFormGame, RepeatedGame, catalog, payoff_set, plots
from gametheory.errors import GameError, UnknownNameError
from gametheory.plots.palette import BLUE, GREY, ORANGE, VERMILION
from gametheory.plots.payoff_play import play_from
from gametheory.plots.two_actors import layers
from tests.gametheory.plots.pictures import assert_legible, legend_words

PD = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actors=["Ann", "Bob"], actions=["C", "D"])
GIVING = NormalFormGame.from_function(
    lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays],
    actions=[["give", "keep"]] * 3,
    actors=["Ann", "Bob", "Cy"],
)


def drawn(ax, edge):
    """Corners of the polygons with this edge, each without its repeated last one."""
    wanted = [p for p in ax.patches if isinstance(p, Polygon) and to_hex(p.get_edgecolor()) == edge]
    return [[tuple(map(float, row)) for row in p.get_xy()[:-1]] for p in wanted]


def floats(polygon):
    return [(float(x), float(y)) for x, y in polygon]


CASES = {
    "dilemma": (PD, "3/10", (6, 6)),
    "folk": (catalog.prisoners_dilemma(), "4/5", (3, 3)),
    "several ways": (catalog.battle_of_the_sexes(), "3/5", ("7/5", "11/15")),
    "a scenario": (models.load("secondary-sanctions").stage(), "4/5", (0, 1)),
    "three actions": (models.load("exemption").stage(), "9/10", None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_polygons_are_those_of_the_result(name):
    stage, discount, point = CASES[name]
    found = payoff_set(RepeatedGame(stage, discount=discount))
    ax = plots.payoff_set(found, point=point)
    assert drawn(ax, BLUE) == [floats(found.inner)]
    assert drawn(ax, VERMILION) == [floats(found.outer)]
    shown = layers(found, (0, 1))
    assert drawn(ax, GREY) == [floats(shown.feasible), floats(shown.rational)]
    assert ax.get_xlabel() == f"{stage.actors[0]}: average payoff"
    assert ax.get_ylabel() == f"{stage.actors[1]}: average payoff"
    assert_legible(ax)


def test_the_individually_rational_set_of_the_dilemma():
    shown = layers(payoff_set(RepeatedGame(PD, discount="1/2")), (0, 1))
    assert shown.feasible == ((1, 10), (3, 3), (10, 1), (9, 9))
    assert set(shown.rational) == {(3, 3), (3, Fraction(39, 4)), (9, 9), (Fraction(39, 4), 3)}


def test_the_point_and_the_lottery_that_begins_play():
    found = payoff_set(RepeatedGame(PD, discount="3/10"))
    ax = found.plot((6, 6))
    star = next(line for line in ax.lines if line.get_marker() == "*")
    assert (star.get_xdata()[0], star.get_ydata()[0], star.get_color()) == (6, 6, ORANGE)
    ends = {tuple(map(float, note.xy)) for note in ax.texts if note.get_text() == "" and note.arrow_patch}
    assert ends == {(9, 9), (3, 3)}
    assert {"C, C", "D, D", "C, D", "D, C"} == {note.get_text() for note in ax.texts} - {""}
    assert "chosen (6, 6); a public lottery over 2 points begins play" in legend_words(ax)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name][2]])
def test_what_follows_pays_what_is_chosen(name):
    stage, discount, point = CASES[name]
    found = payoff_set(RepeatedGame(stage, discount=discount))
    play = play_from(found, point)
    mean = np.array([found.points[k].value for k in play.start]).T @ np.array(list(play.start.values()))
    assert tuple(mean) == play.chosen
    assert all(j in play.then for follows in play.then.values() for j in follows)


def test_a_cycle_of_play_has_an_arrow_for_every_move():
    stage = NormalFormGame([[[0, 0], [5, 1]], [[1, 5], [-5, -5]]], actors=["Ann", "Bob"], actions=["L", "R"])
    found = payoff_set(RepeatedGame(stage, discount="7/10"), stage_equilibria=())
    for point in found.inner:
        play = play_from(found, point)
        ax = plots.payoff_set(found, point=point)
        arrows = [note for note in ax.texts if note.get_text() == "" and note.arrow_patch]
        moves = [(k, j) for k, follows in play.then.items() for j in follows if j != k]
        spokes = [k for k in play.start if found.points[k].value != play.chosen]
        assert len(arrows) == len(moves) + len(spokes)
        assert_legible(ax)


def test_a_segment_a_point_and_nothing():
    segment = plots.payoff_set(payoff_set(RepeatedGame(PD, discount="1/7")))
    line = next(line for line in segment.lines if line.get_color() == BLUE)
    assert list(zip(line.get_xdata(), line.get_ydata(), strict=True)) == [(3, 3), (9, 9)]
    pennies = RepeatedGame(catalog.matching_pennies(), discount="1/2")
    point = next(line for line in payoff_set(pennies).plot().lines if line.get_color() == BLUE)
    assert (list(point.get_xdata()), list(point.get_ydata())) == ([0], [0])
    nothing = payoff_set(pennies, stage_equilibria=()).plot()
    assert legend_words(nothing)[-1] == "no equilibrium: the set is empty"
    assert not [line for line in nothing.lines if line.get_color() in (BLUE, VERMILION)]
    for ax in (segment, nothing):
        assert_legible(ax)


def test_one_payoff_for_everything():
    flat = payoff_set(RepeatedGame(NormalFormGame([[[2, 5]]], actors=["Ann", "Bob"]), discount="1/2"))
    ax = plots.payoff_set(flat, point=(2, 5))
    assert all(low < value < high for value, (low, high) in ((2, ax.get_xlim()), (5, ax.get_ylim())))
    assert_legible(ax)


def test_three_actors_cast_a_shadow_on_two():
    found = payoff_set(RepeatedGame(GIVING, discount="9/10"))
    ax = found.plot((3, 3, 3), actors=["Bob", "Cy"])
    (inner,) = drawn(ax, BLUE)
    assert set(inner) <= {(float(p.value[1]), float(p.value[2])) for p in found.points}
    for way in ((1, 0), (0, 1), (1, 1), (-1, 0), (0, -1), (-1, -1)):
        reached, bound = found.support((0, *way))
        assert float(reached) == max(way[0] * x + way[1] * y for x, y in inner)
        (outer,) = drawn(ax, VERMILION)
        assert max(way[0] * x + way[1] * y for x, y in outer) <= float(bound) + 1e-9
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Bob: average payoff", "Cy: average payoff")
    assert_legible(ax)


def test_the_third_actor_out_of_sight_is_rational_too():
    """Ann and Bob get (4, 4) only where Cy gets 0, and nothing holds Cy below 1."""
    ones = [[1, 1, 1], [1, 1, 1]]
    stage = NormalFormGame([[ones, ones], [ones, [[4, 4, 0], [1, 1, 1]]]], actors=["Ann", "Bob", "Cy"])
    found = payoff_set(RepeatedGame(stage, discount="1/2"), stage_equilibria=())
    shown = layers(found, (0, 1))
    assert shown.feasible == ((1, 1), (4, 4))
    assert shown.rational == ((1, 1),)
    assert_legible(plots.payoff_set(found))


def test_different_patience_is_told_and_not_called_feasible():
    stage = NormalFormGame([[[1, 1]], [[0, 2]]], actors=["Ann", "Bob"])
    found = payoff_set(RepeatedGame(stage, discount={"Ann": "1/2", "Bob": "9/10"}))
    told = legend_words(plots.payoff_set(found))
    assert told[0] == "mixtures of stage payoffs; patience differs, so more is feasible"
    assert not [words for words in told if "rational" in words]


def test_a_given_picture_is_drawn_into():
    ax = Figure(figsize=(9, 5)).add_subplot()
    assert payoff_set(RepeatedGame(PD, discount="1/2")).plot(ax=ax) is ax
    assert ax.patches


@pytest.mark.parametrize("name", ["centipede", "von_stengel", "chicken"])
def test_names_that_find_no_room_are_left_out(name):
    stage = getattr(catalog, name)()
    found = payoff_set(RepeatedGame(stage, discount="3/4"), sweeps=300)
    ax = plots.payoff_set(found, point=found.inner[-1])
    assert_legible(ax)
    assert [note.get_text() for note in ax.texts if note.get_text()]


def test_names_with_dollar_signs_and_underscores_are_written_as_they_are():
    stage = NormalFormGame(PD.payoffs, actors=["$US$", "_them"], actions=["a$b", "c_d$"])
    ax = plots.payoff_set(payoff_set(RepeatedGame(stage, discount="1/2")))
    assert ax.get_xlabel().startswith("$US$")
    assert_legible(ax)


def test_wrong_questions_are_refused():
    found = payoff_set(RepeatedGame(PD, discount="3/10"))
    with pytest.raises(GameError, match="lie outside"):
        plots.payoff_set(found, point=(10, 1))
    with pytest.raises(GameError, match="two axes"):
        plots.payoff_set(found, actors=["Ann"])
    with pytest.raises(GameError, match="two axes"):
        plots.payoff_set(found, actors="Ann")
    with pytest.raises(UnknownNameError, match="Bob"):
        plots.payoff_set(found, actors=["Ann", "Rob"])
