"""A scenario's sweeps: axes as people write them, outputs by name, sources kept."""

from fractions import Fraction

import pytest

import models
from gametheory import RepeatedGame, check_strategy, discount_region, pure_equilibria, sweeps, threat_equilibria
from gametheory.errors import NumberError, UnknownNameError
from models.errors import ModelError
from models.sweeping import OUTPUTS, axis, ends, sweep_outputs, sweep_scenario
from models.threats import threat

FIVE = models.load("five-powers")


def test_axes_are_exact():
    assert axis(".5:.95:10") == [Fraction(50 + 5 * k, 100) for k in range(10)]
    assert axis("1/3, 2") == [Fraction(1, 3), 2]
    assert ends("0:1/3") == (0, Fraction(1, 3))


@pytest.mark.parametrize(
    ("read", "text", "error", "told"),
    [
        (axis, "1:2", ModelError, "LOW:HIGH:COUNT"),
        (axis, "1:2:x", ModelError, "LOW:HIGH:COUNT"),
        (axis, "2:1:5", ModelError, "below the high one"),
        (axis, "1:2:1", ModelError, "at least 2 values"),
        (axis, "many", NumberError, "a value of the axis is 'many'"),
        (ends, "1:2:3", ModelError, "LOW:HIGH, such as"),
        (ends, "1", ModelError, "no range"),
    ],
)
def test_what_is_no_axis_is_refused(read, text, error, told):
    with pytest.raises(error, match=told):
        read(text)


def test_numbers_are_those_of_one_game_at_a_time():
    points = sweeps.grid(china_trade=[4, "9/2"], intermediary_listing_loss=[1, 3])
    data = sweep_scenario(FIVE, points, sweep_outputs(FIVE, ["equilibria", "region", "consistent"]))
    for trade in (4, 4.5):
        for loss in (1, 3):
            here = data.sel(china_trade=trade, intermediary_listing_loss=loss)
            stakes = {"china_trade": trade, "intermediary_listing_loss": loss}
            stage = FIVE.stage(**stakes)
            assert here["equilibria"].item() == len(pure_equilibria(stage))
            assert here["consistent"].item() == (not FIVE.violated(**stakes))
            for name, automaton in FIVE.strategies.items():
                region = discount_region(stage, automaton)
                assert here[f"{name}_pieces"].item() == len(region.intervals)
                if region.intervals:
                    assert here[f"{name}_low"].item() == pytest.approx(float(region.infimum), abs=1e-12)


def test_discount_factors_vary_for_all_or_for_one():
    outputs = sweep_outputs(FIVE, ["holds"], only=["reversion"])
    common = sweep_scenario(FIVE, sweeps.grid(discount=["0.74", "0.75"]), outputs)
    assert common["reversion_holds"].values.tolist() == [False, True]
    alone = sweep_scenario(FIVE, sweeps.grid({"discount[China]": [0.5, 0.9]}), outputs)
    for d, holds in zip((0.5, 0.9), alone["reversion_holds"].values, strict=True):
        factors = {actor: d if actor == "China" else "0.9" for actor in FIVE.actors.values()}
        assert holds == check_strategy(RepeatedGame(FIVE.stage(), factors), FIVE.strategies["reversion"]).is_equilibrium


def test_units_meaning_and_sources_travel_with_the_numbers():
    data = sweep_scenario(FIVE, sweeps.grid(china_cutoff_loss=[8], discount=[0.9]), sweep_outputs(FIVE, ["holds"]))
    told = data["china_cutoff_loss"].attrs
    assert told["units"] == "payoff of china, on the scale on which china_trade = 4"
    assert told["long_name"] == "what a cut-off of its banks costs China"
    assert "003:19" in told["provenance"]
    assert "cutoff_hurts_china_more" in told["provenance"]
    assert "assumption" in data["discount"].attrs["provenance"].lower()
    assert data.attrs["title"].startswith("five-powers: ")


def test_threats_are_those_of_the_scenario():
    scenario = models.load("bank-threat")
    data = sweep_scenario(scenario, sweeps.grid(china_cutoff_loss=[2, 4]), sweep_outputs(scenario, ["threat"]))
    for loss in (2, 4):
        expected = threat_equilibria(threat(scenario, stakes={"china_cutoff_loss": loss}).game)
        here = data.sel(china_cutoff_loss=loss)
        assert here["threat_count"].item() == len(expected)
        assert here["threat_resist"].values[0] == pytest.approx(expected.equilibria[0].resist)


def test_every_output_is_understood_somewhere():
    two = models.load("bank-threat")
    outputs = sweep_outputs(two, [name for name in OUTPUTS if name != "region"], only=["threat"])
    data = sweep_scenario(two, sweeps.grid(discount=[0.5, 0.9]), outputs)
    expected = {"equilibria", "pure_equilibrium", "threat_holds", "payoffs_corner", "threat_count", "consistent"}
    assert expected <= set(data.data_vars)


def test_names_that_do_not_exist_are_refused():
    with pytest.raises(UnknownNameError, match=r"no output 'regions'\. Did you mean 'region'"):
        sweep_outputs(FIVE, ["regions"])
    with pytest.raises(UnknownNameError, match="no strategy 'reversal'"):
        sweep_outputs(FIVE, ["region"], only=["reversal"])
    with pytest.raises(ModelError, match="declares no threat"):
        sweep_outputs(FIVE, ["threat"])
    with pytest.raises(UnknownNameError, match="no parameter 'china_trad'"):
        sweep_scenario(FIVE, sweeps.grid(china_trad=[1]), sweep_outputs(FIVE, ["equilibria"]))
