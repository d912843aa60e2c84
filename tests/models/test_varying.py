"""Scenarios with signals in sweeps: solved as what is seen, chances vary, and every number is that of one game."""

from fractions import Fraction

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from gametheory import check_strategy, discount_region, payoff_set, pure_equilibria, sweeps
from gametheory.errors import GameError, SweepError, UnknownNameError
from models.chance_uses import refuse_other_uses
from models.chances import with_chances
from models.errors import LoadError, ModelError
from models.library import OWN
from models.sweeping import sweep_outputs, sweep_scenario
from models.varying import about, chances, held

BANKS, EXPORTS = models.load("bank-delisting"), models.load("deniable-exports")
DETECTION = '[detection]\ndetect = "flag_full"\nalarm = "flag_partial"\n'
BITING = {"china_sanction_loss": 4}
chance = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)


def edited(folder, old, new):
    text = (OWN / "bank-delisting.toml").read_text("utf-8")
    assert old in text
    (folder / "edited.toml").write_text(text.replace(old, new), "utf-8")
    return models.load("edited", folder)


@pytest.mark.parametrize(
    ("scenario", "detect", "alarm", "stake"),
    [(BANKS, "flag_full", "flag_none", "banks_loss"), (EXPORTS, "covert_found", "clean_alarm", "china_sanction_loss")],
)
@settings(max_examples=5, deadline=None)
@given(st.sets(chance, min_size=2, max_size=2), st.sets(chance, min_size=2, max_size=2), st.integers(1, 9))
def test_every_point_is_what_one_game_at_a_time_says(scenario, detect, alarm, stake, first, second, value):
    points = sweeps.grid({detect: sorted(first), alarm: sorted(second), stake: [value]})
    stakes = {stake: value}
    data = sweep_scenario(scenario, points, sweep_outputs(scenario, ["equilibria", "region", "consistent"], stakes))
    strategies = {output.name: output.automaton for output in sweep_outputs(scenario, ["region"], stakes)}
    stage = scenario.stage(**stakes)
    for p in first:
        for e in second:
            here = data.sel({detect: float(p), alarm: float(e), stake: value})
            seen = with_chances(scenario, {detect: p, alarm: e}).monitoring
            assert here["equilibria"].item() == len(pure_equilibria(stage))
            assert here["consistent"].item() == (not scenario.violated(**stakes))
            for name, automaton in strategies.items():
                region = discount_region(stage, automaton, monitoring=seen)
                assert here[f"{name}_pieces"].item() == len(region.intervals)
                if region.intervals:
                    assert here[f"{name}_low"].item() == pytest.approx(float(region.infimum), abs=1e-9)


@pytest.mark.parametrize(("scenario", "detect"), [(BANKS, "flag_full"), (EXPORTS, "covert_found")])
def test_verdicts_at_discount_factors_are_those_of_check_strategy(scenario, detect):
    discounts, found = ["0.7", "0.85", "0.95"], ["0.5", "0.7", "0.9"]
    points = sweeps.grid({detect: found, "discount": discounts})
    stakes = BITING if scenario is EXPORTS else {}
    data = sweep_scenario(scenario, points, sweep_outputs(scenario, ["holds"], stakes), stakes=stakes)
    told = set()
    for p in found:
        for d in discounts:
            repeated = with_chances(scenario, {detect: p}).repeated(d, **stakes)
            for output in sweep_outputs(scenario, ["holds"], stakes):
                holds = check_strategy(repeated, output.automaton).is_equilibrium
                assert data[output.name].sel({detect: float(p), "discount": float(d)}).item() == holds
                told.add(holds)
    assert told == {True, False}


def test_signals_matter_where_actions_would_say_otherwise():
    outputs = sweep_outputs(BANKS, ["region"], only=["lawful-payments"])
    data = sweep_scenario(BANKS, sweeps.grid(banks_loss=[2, 3]), outputs)
    expected = [
        discount_region(BANKS.stage(banks_loss=x), outputs[0].automaton, monitoring=BANKS.monitoring).infimum
        for x in (2, 3)
    ]
    assert data["lawful-payments_low"].values == pytest.approx(
        [float(x) if x else np.nan for x in expected], nan_ok=True
    )
    assert data.attrs["signals"] == "flagged, quiet, flagged_listed, quiet_listed"
    assert data.attrs["at flag_full"] == "4/5"


def test_payoff_sets_are_those_of_public_perfect_equilibria():
    data = sweep_scenario(BANKS, sweeps.grid(discount=["0.2"], banks_loss=[3, 8]), sweep_outputs(BANKS, ["payoffs"]))
    for loss in (3, 8):
        inner = payoff_set(BANKS.repeated("0.2", banks_loss=loss)).inner
        here = data.sel(discount=0.2, banks_loss=loss)
        assert here["payoffs_count"].item() == len(inner) > 0
        assert here["payoffs_corner"].values[: len(inner)].tolist() == [[float(x) for x in v] for v in inner]


def test_outputs_that_do_not_fit_say_why():
    with pytest.raises(GameError, match=r"two actors, but the games have 3; ask another output"):
        sweep_scenario(EXPORTS, sweeps.grid(covert_found=[0.5]), sweep_outputs(EXPORTS, ["payoffs"]))
    with pytest.raises(ModelError, match="declares no threat"):
        sweep_outputs(BANKS, ["threat"])


def test_the_numbers_do_not_depend_on_who_works(tmp_path):
    points = sweeps.grid(flag_full=[Fraction(k, 20) for k in range(1, 20)], discount=["0.8", "0.9"])
    outputs = sweep_outputs(BANKS, ["holds", "equilibria"])
    expected = sweep_scenario(BANKS, points, outputs, chunk=7)
    pool = sweep_scenario(BANKS, points, outputs, engine=sweeps.processes(2), chunk=5)
    xr.testing.assert_identical(pool, expected)
    stored = sweep_scenario(BANKS, points, outputs, out=tmp_path / "kept", chunk=3)
    xr.testing.assert_equal(stored.load(), expected)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('flag_partial = { value = "3/10"', 'flag_partial = { value = "2/5"', "flag_partial (was 3/10, is 2/5)"),
        ("flag_none * (chinese_banks == stop))", "(flag_none / 2) * (chinese_banks == stop))", "monitoring (was "),
    ],
)
def test_changed_signals_refuse_to_resume(tmp_path, old, new, told):
    points, out = sweeps.grid(flag_full=["0.6", "0.8"]), tmp_path / "kept"
    plain = edited(tmp_path, 'title = "Bank delisting', 'title = "Bank delisting')
    outputs = sweep_outputs(plain, ["region"], only=["listed-for-ever"])
    sweep_scenario(plain, points, outputs, out=out)
    sweep_scenario(plain, points, outputs, out=out)  # the same is gone on with
    with pytest.raises(SweepError) as refused:
        sweep_scenario(edited(tmp_path, old, new), points, outputs, out=out)
    assert told in str(refused.value)


def test_chances_tell_unit_meaning_and_why():
    data = sweep_scenario(BANKS, sweeps.grid(flag_full=["0.6"]), sweep_outputs(BANKS, ["equilibria"]))
    told = data["flag_full"].attrs
    assert told == about(BANKS, "flag_full")
    assert told["units"] == "1 (probability)"
    assert told["long_name"] == "Chance of a flag when all payments go through."
    assert "assumption: Significant transactions" in told["provenance"]
    assert "004:15" in told["provenance"]
    assert "in the file: 4/5" in told["provenance"]


def test_values_are_held_where_nothing_else_is_said():
    told = held(BANKS, ["flag_full", "discount"], {"banks_loss": 5})
    assert told["flag_none"] == Fraction(1, 20)
    assert told["banks_loss"] == 5
    assert not {"flag_full", "discount"} & set(told)
    assert not chances(models.load("five-powers"))


@pytest.mark.parametrize(("values", "told"), [(["0.5", "1.1"], "from 1/2 to 11/10"), (["-0.1", "0.5"], "from -1/10")])
def test_chances_stay_chances(values, told):
    with pytest.raises(ModelError, match=told):
        sweep_scenario(BANKS, sweeps.grid(flag_full=values), sweep_outputs(BANKS, ["equilibria"]))


@pytest.mark.parametrize("sure", [0, 1])
def test_certainties_are_the_ends_of_the_axis(sure):
    data = sweep_scenario(BANKS, sweeps.grid(flag_full=[sure]), sweep_outputs(BANKS, ["region"]))
    seen = BANKS.signals.symbolic.at(**{**BANKS.signals.chances, "flag_full": sure})
    for name, automaton in BANKS.strategies.items():
        region = discount_region(BANKS.stage(), automaton, monitoring=seen)
        assert data[f"{name}_pieces"].values.tolist() == [len(region.intervals)]


def test_names_that_do_not_exist_are_told():
    with pytest.raises(UnknownNameError, match="Did you mean 'flag_full'"):
        sweep_scenario(BANKS, sweeps.grid(flag_ful=["0.6"]), sweep_outputs(BANKS, ["equilibria"]))


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('us = "- us_harm * full', 'us = "- us_harm * flag_full * full', "the payoff of us"),
        (
            "[signals.flagged]",
            'twice = { value = "1 - flag_full", meaning = "Not flagged.", assumption = "Rest." }\n[signals.flagged]',
            "the feature twice",
        ),
    ],
)
def test_chances_that_stand_elsewhere_do_not_vary_alone(tmp_path, old, new, place):
    with pytest.raises(LoadError, match=place):
        edited(tmp_path, old, new)
    text = (OWN / "bank-delisting.toml").read_text("utf-8").replace(old, new)
    (tmp_path / "loose.toml").write_text(text.replace(DETECTION, ""), "utf-8")
    scenario = models.load("loose", tmp_path)
    outputs = sweep_outputs(scenario, ["region"], only=["listed-for-ever"])
    with pytest.raises(ModelError, match=place):
        sweep_scenario(scenario, sweeps.grid(flag_full=["0.5"]), outputs)
    sweep_scenario(scenario, sweeps.grid(flag_none=["0.1"]), outputs)
    refuse_other_uses(scenario.spec, ["flag_none"])


def test_multiplied_chances_are_numbers_unless_one_varies(tmp_path):
    text = (OWN / "bank-delisting.toml").read_text("utf-8").replace("flag_none *", "flag_none * flag_full *")
    (tmp_path / "product.toml").write_text(text.replace(DETECTION, ""), "utf-8")
    scenario = models.load("product", tmp_path)
    outputs = sweep_outputs(scenario, ["region"], only=["listed-for-ever"])
    data = sweep_scenario(scenario, sweeps.grid(banks_loss=[3]), outputs)
    region = discount_region(scenario.stage(), outputs[0].automaton, monitoring=scenario.monitoring)
    assert data["listed-for-ever_low"].item() == pytest.approx(float(region.infimum))
    with pytest.raises(ModelError, match="name their product as a chance of its own"):
        sweep_scenario(scenario, sweeps.grid(flag_full=["0.5"]), outputs)
