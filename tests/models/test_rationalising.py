"""What the observed steps of scenarios teach, in every order that the documents leave open."""

from fractions import Fraction
from itertools import permutations

import pytest

import models
from gametheory import Rationalisation, check_strategy, verify
from gametheory.errors import UnknownNameError
from models import ModelError
from models.library import OWN
from models.observed import fit, known_order, path_of_play
from models.path_tables import joint_table, lesson_table, order_remarks, order_table, path_strategy_table, step_table
from models.register import load_register


@pytest.fixture(scope="module")
def banks():
    return models.rationalise(models.load("shield-and-comply"))


def test_quiet_stopping_teaches_what_each_bank_must_lose(banks):
    """At the discount factor 9/10 a loss that comes two periods on must be 1 / (9/10)^2 = 100/81 of the profit."""
    assert [one.survives for one in banks.of("quiet-stopping")].count(True) >= 1
    told = banks.taught_by("quiet-stopping")
    for bank in ("icbc", "citic", "industrial", "taizhou"):
        lesson = told[f"{bank}_loss"]
        assert lesson.range.low.value == Fraction(100, 81)
        assert lesson.prior.low.value == 1
        assert f"{bank}_profit >= 1" in lesson.range.low.binding
    assert banks.best("one-after-the-other").possible.is_impossible
    assert not banks.found.depends_on_order
    assert all(verify(proof, banks.found.family) for proof in banks.best("one-after-the-other").certificates)


def test_what_survives_is_an_equilibrium_where_it_says(banks):
    one = banks.best("quiet-stopping")
    point = one.possible.witness
    assert check_strategy(banks.scenario.repeated(**point), one.automaton).is_equilibrium
    for name, lesson in banks.taught_by("quiet-stopping").items():
        low, high = lesson.range.low.value, lesson.range.high.value
        assert low is None or low <= point[name]
        assert high is None or point[name] <= high


def test_the_threat_against_banks_teaches_jointly_what_it_does_not_singly():
    found = models.rationalise(models.load("bank-threat"))
    assert [name for name in found.candidates if found.best(name).survives] == ["threat", "two-periods"]
    assert found.best("for-ever").is_knife_edge
    assert not any(lesson.is_news for lesson in found.found.lessons.values())
    rows = {row[0]: row for row in joint_table(found).rows}
    assert "china_standing + 9/10 china_cutoff_loss >= china_trade" in rows["threat"][2]
    assert rows["for-ever"][1] == "knife edge"
    assert lesson_table(found).rows == ()
    assert any("10 of 10 stakes" in line for line in order_remarks(found))


def test_what_was_found_goes_to_json_and_comes_back(banks):
    again = Rationalisation.from_json(banks.found.to_json())
    assert again == banks.found
    assert str(again) == str(banks.found)
    assert again.lessons == banks.found.lessons


def test_no_strategy_of_the_headline_scenario_brings_the_whole_path_about():
    found = models.rationalise(models.load("secondary-sanctions"))
    assert found.found.survivors == ()
    assert found.found.orders.count == 3
    assert all(one.possible is None for name in found.candidates for one in found.of(name))
    assert {row[0]: row[1:] for row in order_table(found).rows}["1 2 3"] == ("1", "1", "1", "1", "2")
    rows = {row[0]: row for row in path_strategy_table(found).rows}
    assert rows["penance"][1] == "0 to 1 of 3, by order"
    assert rows["penance"][2].startswith("step 2: US plays 'list firms', prescribed in 'believed': forbear; China")
    assert any("in none of them" in line for line in order_remarks(found))


def test_in_the_files_order_the_engine_says_what_the_report_says():
    for name in ("secondary-sanctions", "bank-threat", "exemption"):
        scenario = models.load(name)
        found = models.rationalise(scenario)
        given = found.found.orders.listed.index(tuple(range(len(found.found.steps))))
        for strategy in found.candidates:
            steps = list(fit(scenario, strategy))
            assert max(one.traces[given].fitting for one in found.of(strategy)) == sum(step.fits for step in steps)


def test_orders_are_those_that_turn_nothing_around():
    register = load_register()
    for name in ("coalition", "five-powers", "intermediaries"):
        scenario = models.load(name)
        steps, before = list(path_of_play(scenario)), known_order(scenario, register)
        assert before
        found = models.rationalise(scenario, strategies=[next(iter(scenario.plans))])
        true = [o for o in permutations(steps) if all(o.index(a) < o.index(b) for a, b in before)]
        assert [tuple(steps[k] for k in order) for order in found.found.orders.listed] == sorted(true)
        told = {row[0]: row[3] for row in step_table(found).rows}
        assert all(str(a) in told[str(b)].split(", ") for a, b in before)


def test_a_step_in_which_nothing_is_seen_is_no_period_of_play():
    scenario = models.load("alternative-suppliers")
    assert list(path_of_play(scenario)) == [1, 2, 4]
    assert [step.number for step in fit(scenario, "two-legs")] == [1, 2, 4]
    found = models.rationalise(scenario, strategies=["two-legs"])
    assert "no period of play" in step_table(found).rows[2][2]
    assert any("Step 4 is read with the variant 'pressed'" in line for line in order_remarks(found))


def test_open_choices_are_completed_in_every_way():
    found = models.rationalise(models.load("exemption"))
    assert len(found.of("license")) == 9
    assert [one.survives for one in found.of("license")].count(True) == 1
    assert "of 9 completions: 1 possible, 8 knife edge" in path_strategy_table(found).rows[0][3]
    assert len(found.of("ban")) == 1


def test_periods_between_the_steps_and_other_discount_factors():
    scenario = models.load("bank-threat")
    patient = models.rationalise(scenario, "99/100", ["two-periods"], gaps=True)
    assert patient.only_with_gaps == ()
    assert patient.best("two-periods").survives
    assert any("may lie before and between" in line for line in order_remarks(patient))
    assert "+ 9801/10000 china_cutoff_loss >= china_trade" in str(patient.best("two-periods").must_hold())


def test_a_path_without_actions_and_unknown_strategies_are_refused(tmp_path):
    text = (OWN / "exemption.toml").read_text("utf-8")
    (tmp_path / "silent.toml").write_text(
        text.replace('profile = { south_korea = "license" }', "profile = {}"), "utf-8"
    )
    with pytest.raises(ModelError, match="no observed step in which an action was seen"):
        models.rationalise(models.load("silent", tmp_path))
    assert list(fit(models.load("silent", tmp_path), "license")) == []
    with pytest.raises(UnknownNameError, match="Did you mean 'license'"):
        models.rationalise(models.load("exemption"), strategies=["licence"])
    with pytest.raises(UnknownNameError, match="was not asked about"):
        models.rationalise(models.load("exemption"), strategies=["ban"]).of("license")
