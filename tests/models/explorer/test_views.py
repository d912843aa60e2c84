"""The explorer's panels and sliders, without a browser."""

from fractions import Fraction

import html5lib
import pytest

import models
from gametheory import check_strategy
from models.describe import strategy_table
from models.detection import detection
from models.detection_tables import detection_table
from models.explorer import app_file, controls, views
from models.explorer.launch import address, command
from models.sampling import draw

BOTH = models.load("both-ways")
BANKS = models.load("bank-delisting")


def words(html):
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.itertext()).split())


@pytest.mark.parametrize("name", models.scenarios())
def test_sliders_reach_the_reference_exactly_and_every_step_is_told_apart(name):
    scenario = models.load(name)
    for one in controls.sliders(scenario, {}):
        assert one.value == scenario.reference[one.stake]
        assert all(one.chosen(float(step)) == step for step in one.steps)
        assert one.steps[0] == 0


def test_values_asked_for_stand_on_the_slider_wherever_they_lie():
    asked = controls.read_link(BOTH, {"china_trade": "7/3", "discount": "1/3"})
    assert asked.discount == Fraction(1, 3)
    slider = next(s for s in controls.sliders(BOTH, asked.stakes) if s.stake == "china_trade")
    assert slider.value == Fraction(7, 3)
    assert slider.chosen(7 / 3) == Fraction(7, 3)


def test_only_what_was_moved_is_kept():
    assert controls.changed(BOTH.reference, {**BOTH.reference, "china_trade": Fraction(9)}) == {
        "china_trade": Fraction(9)
    }


def test_panels_tell_what_the_library_says():
    solved = views.solve(BOTH, Fraction(9, 10), {"china_trade": Fraction(2)})
    told = words(views.strategies_html(solved))
    for row in strategy_table(solved).rows:
        assert all(" ".join(cell.split()) in told for cell in row)
    shown = words(views.thresholds_html(views.solve_thresholds(BOTH, {})))
    assert "sqrt((china_partnership + china_trade)/china_europe)" in shown


def test_stakes_that_break_something_are_told():
    assert "break nothing" in views.broken_html(BOTH, {})
    told = views.broken_html(BOTH, {"us_press_cost": 50})
    assert all(broken.name in told for broken in BOTH.violated(us_press_cost=50))
    assert BOTH.violated(us_press_cost=50)


def test_what_a_link_says_wrongly_is_told_and_left_at_the_reference():
    asked = controls.read_link(BOTH, {"discount": "2", "china_trade": "lots", "us_damage": "-1", "nothing": "3"})
    assert asked.discount == Fraction(9, 10)
    assert asked.stakes == {}
    assert len(asked.unread) == 3
    assert "lots" in views.unread_html(asked.unread)


@pytest.mark.parametrize("name", models.scenarios())
def test_there_is_a_slider_for_every_chance_of_the_signals_and_every_step_is_told_apart(name):
    scenario = models.load(name)
    found = controls.chance_sliders(scenario, {})
    assert {one.stake: one.value for one in found} == dict(controls.chances(scenario))
    for one in found:
        assert all(one.chosen(float(step)) == step for step in one.steps)
        assert 0 < one.steps[0] < one.steps[-1] < 1


def test_chances_and_the_seed_are_read_from_the_link():
    asked = controls.read_link(BANKS, {"flag_full": "2/3", "flag_none": "1", "seed": "7", "banks_loss": "4"})
    assert (asked.chances, asked.seed, asked.stakes) == ({"flag_full": Fraction(2, 3)}, 7, {"banks_loss": 4})
    assert len(asked.unread) == 1
    assert "flag_none" in asked.unread[0]
    slider = controls.chance_sliders(BANKS, asked.chances)[0]
    assert (slider.label, slider.value) == ("flag full (detection)", Fraction(2, 3))
    assert slider.chosen(2 / 3) == Fraction(2, 3)
    assert controls.read_link(BANKS, {"seed": "1/2"}).seed == 1
    assert controls.read_link(BOTH, {"flag_full": "2/3"}).chances == {}


def test_detection_is_told_with_formulas_and_a_picture():
    told = views.detection_html(BANKS, Fraction(9, 10), {})
    assert "flag_full >= (513*flag_partial + 100)/342" in words(told)
    assert "<svg" in told
    for row in detection_table(detection(BANKS)).rows:
        assert all(cell in words(told) for cell in row)


def test_shares_are_of_the_seed_in_view():
    solved = views.solve(BANKS, Fraction(9, 10), {})
    one, same, other = (views.share_table(BANKS, Fraction(9, 10), solved, seed, 60) for seed in (1, 1, 2))
    assert one == same
    assert one.rows != other.rows
    assert "seed 2" in other.title
    drawn = draw(BANKS, 60, 2)
    name, told = other.rows[-1]
    follows = sum(
        check_strategy(
            BANKS.repeated("9/10", **drawn.point(k)), next(a for a in solved if a.name == name).completion.automaton
        ).is_equilibrium
        for k in range(60)
    )
    assert told.startswith(f"in {follows} of 60 draws")


def test_payoffs_that_are_not_bounded_are_told_in_words():
    large = models.load("shield-and-comply")
    told = views.payoffs_html(large.repeated(), list(large.actors.values())[:2])
    assert "The game has 6 actors and 160 profiles" in words(told)


def test_large_games_are_told_in_words():
    coalition = models.load("five-powers")
    assert "China" in words(views.one_shot_html(coalition, {}))


def test_markup_in_names_is_escaped():
    from models.describe import Table

    assert "<b>" not in views.table_html(Table("<b>", ("<b>",), (("<b>",),)), "x").replace("<table", "")


def test_the_app_is_started_on_this_machine_only():
    words_ = command(2718, headless=True)
    assert str(app_file()) in words_
    assert words_[words_.index("--host") + 1] == "127.0.0.1"
    assert address(1, {"scenario": "both-ways", "china_trade": "7/3"}) == (
        "http://127.0.0.1:1/?scenario=both-ways&china_trade=7%2F3"
    )


def test_a_teacher_can_serve_a_class():
    words_ = command(2718, headless=True, host="0.0.0.0")
    assert words_[words_.index("--host") + 1] == "0.0.0.0"
    assert address(1, {}, "0.0.0.0") == "http://127.0.0.1:1/"
    assert address(1, {}, "192.168.1.5") == "http://192.168.1.5:1/"
    assert address(1, {}, "fe80::1") == "http://[fe80::1]:1/"
