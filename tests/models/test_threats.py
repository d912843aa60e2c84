"""A scenario's threat: the same stakes in two readings, and files that say too little or the wrong thing."""

from fractions import Fraction

import pytest

import models
from gametheory import ThreatGame, threat_equilibria
from gametheory.equilibria.triad import credible_interval
from models.threats import belief_table, equilibrium_table, lever_table, payoff_table, threat

BANKS = models.load("bank-threat")


def test_payoffs_are_the_expressions_at_the_stakes():
    told = threat(BANKS)
    values = BANKS.values()
    game = {name: getattr(told.game, name) for name in ("S_A", "V_A", "C_B", "W_A", "W_B", "a", "V_B")}
    assert game["W_A"] == (
        -values["us_damage"]
        + values["us_relief"]
        - values["us_cutoff_cost"]
        + values["us_record"]
        + values["us_allies"]
    )
    assert game["C_B"] == values["china_standing"] - values["china_trade"]
    assert tuple(threat_equilibria(ThreatGame(**game))) == tuple(told.equilibria)


def test_probabilities_of_the_table_sum_to_one():
    for row in equilibrium_table(threat(BANKS)).rows:
        assert sum(float(x) for x in row[4:8]) == pytest.approx(1, abs=3e-4)


def test_a_threat_that_nobody_makes_is_told():
    """Conceding worth more to the target than being defied, and nothing to gain from it for the sender."""
    rows = equilibrium_table(threat(BANKS, stakes={"us_damage": -1, "china_standing": 4})).rows
    assert rows[-1][0] == "quiet"
    assert sum(map(float, rows[-1][4:8])) == 1


def test_stakes_that_leave_nothing_to_deter_are_told():
    told = threat(BANKS, stakes={"china_standing": 4})
    assert told.interval is None
    assert "temptation is -2" in belief_table(told).rows[-1][1]


def test_levers_are_difference_quotients():
    told, h = threat(BANKS), Fraction(1, 10**5)
    for row in lever_table(told).rows:
        stake = row[1]
        moved = threat(BANKS, stakes={stake: BANKS.values()[stake] + h})
        quotient = (moved.equilibria[0].resist - told.equilibria[0].resist) / float(h)
        assert quotient == pytest.approx(float(row[3]), abs=2e-3)


def test_the_other_reading_is_the_credible_interval():
    told = threat(BANKS, discount="0.6")
    assert told.interval == credible_interval(told.triad, Fraction(3, 5))
    assert "3/5" in belief_table(told).rows[-1][0]


def test_a_stake_moves_the_answer():
    firm = threat(BANKS, stakes={"us_backing_down": 3}).equilibria[0]
    assert firm.resist < threat(BANKS).equilibria[0].resist


def test_tables_name_the_actors():
    rows = payoff_table(threat(BANKS)).rows
    assert [row[1] for row in rows] == ["US", "US", "China", "US", "China", "US", "China"]


def test_a_scenario_without_a_threat_says_so():
    with pytest.raises(models.ModelError, match="declares no threat"):
        threat(models.load("five-powers"))


OWN = BANKS.path.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('V_B = "china_face"\n', "", "V_B is missing"),
        ('V_B = "china_face"', 'V_B = "china_face"\nV_C = "1"', "'V_C' is no payoff of a threat"),
        ('V_B = "china_face"', 'V_B = "us_damage"', "no stake of china"),
        ('V_B = "china_face"', 'V_B = "china_fame"', "Did you mean 'china_face'"),
        ('V_B = "china_face"', 'V_B = "china_face * china_trade"', "multiplied"),
        ('[threat]\nsender = "us"', '[threat]\nsender = "uk"', "no actor 'uk'"),
    ],
)
def test_wrong_files_name_the_place(old, new, told, tmp_path):
    assert old in OWN
    (tmp_path / "mine.toml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(models.LoadError, match=told) as caught:
        models.load("mine", tmp_path)
    assert "mine.toml, line " in str(caught.value)
