"""Detection: regions, formulas, pictures, lengths and worth agree with solving the same numbers."""

from fractions import Fraction

import pytest

import models
from gametheory import GameTheoryError, check_strategy
from models.detection import detection
from models.detection_drawing import draw_regions
from models.detection_tables import (
    chance_table,
    condition_lines,
    detection_picture,
    detection_table,
    length_table,
    worth_table,
)
from models.finding import findings
from models.sampling import draw
from models.solving import answers


@pytest.fixture(scope="module", params=["bank-delisting", "deniable-exports"])
def told(request):
    return detection(models.load(request.param))


def test_verdicts_are_those_of_solving(told):
    solved = {answer.name: answer.check.is_equilibrium for answer in answers(told.scenario)}
    for answer in told.answers:
        assert answer.region.holds(discount=told.discount, **told.chances) == solved[answer.name]


def test_other_chances_are_those_of_other_monitoring(told):
    for answer in told.answers:
        for p, e in (("1", "0"), ("9/10", "1/10"), ("1/3", "1/3")):
            point = {**told.chances, told.spec.detect: Fraction(p), told.spec.alarm: Fraction(e)}
            game = type(told.repeated)(told.repeated.stage, told.discount, told.monitoring.at(**point))
            holds = check_strategy(game, answer.region.automaton).is_equilibrium
            assert answer.region.holds(discount=told.discount, **point) == holds


def test_pictures_are_of_the_region(told):
    for answer in told.answers:
        lines = list(detection_picture(told, answer))
        assert len(lines) == 24
        here = answer.region.holds(discount=told.discount, **told.chances)
        assert sum(line.count("@") for line in lines[1:22]) == int(here)
        low = lines[21][7:]
        others = told.others(told.spec.detect, told.spec.alarm)
        for k in (0, 20, 40):
            point = {told.spec.detect: Fraction(k, 40), told.spec.alarm: 0, **others}
            assert (low[k] == "#") == answer.region.holds(discount=told.discount, **point)


def test_tables_are_complete(told):
    assert len(detection_table(told).rows) == len(told.answers) == len(told.scenario.plans)
    assert len(chance_table(told).rows) == 3
    assert {row[1] for row in chance_table(told).rows} == {"", "detection", "false alarm"}
    assert len(length_table(told).rows) == len(told.lengths)
    assert sum(line.endswith(":") for line in condition_lines(told)) == len(told.answers)


def test_figures_of_bank_delisting():
    told = detection(models.load("bank-delisting"), only=["lawful-payments"])
    ((_, here, detect, alarm, patience),) = detection_table(told).rows
    assert here == "yes"
    assert (detect, alarm) == ("[0.742397661 = 2539/3420, 1]", "[0, 0.338401559 = 868/2565]")
    assert patience.startswith("[0.795596939")
    assert any("flag_full >= (513*flag_partial + 100)/342" in line for line in condition_lines(told))
    ((_, _, lengths, best, after, _, limits),) = length_table(told).rows
    assert (lengths, best, after) == ("2 to 4", "2", "flagged")
    assert "shorter: banks departs by 'process'" in limits
    us, banks = worth_table(told).rows
    assert us[2:] == ("-1.6", "+1.2", "-3.2")
    assert banks[2:] == ("0.4", "+1.2", "-3.2")


def test_findings_tell_the_ranges():
    scenario = models.load("bank-delisting")
    solved = tuple(answers(scenario, only=["lawful-payments"]))
    told = [f for f in findings(scenario, solved, draw(scenario, 20)) if "flag_full in" in f.sentence]
    assert len(told) == 1
    assert "flag_full in [0.742397661 = 2539/3420, 1]" in told[0].sentence
    assert "flag_partial in [0, 0.338401559 = 868/2565]" in told[0].sentence


def test_denial_costs_less_when_the_signal_is_noisier():
    """Less clear signals make a denied violation cheaper, in proportion here; pure noise makes it cost nothing."""
    scenario = models.load("deniable-exports")
    told = detection(scenario, stakes=scenario.variant("biting"), only=["sanction-for-a-time"])
    (answer,) = told.answers
    assert told.violations(answer) == ("export covertly", "export openly")
    costs = [told.denial(answer, "export covertly", Fraction(k, 4)).later for k in range(5)]
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == 0
    assert told.denial(answer, "export covertly", Fraction(0)).gain == 2
    fails = answer.region.failing(discount=told.discount, **told.chances)
    assert ("export covertly" in {c.action for c in fails}) == (costs[0] < 2)


def test_a_picture_is_written(tmp_path):
    told = detection(models.load("bank-delisting"), only=["lawful-payments"])
    for name in ("a/region.svg", "region.png"):
        assert draw_regions(told, tmp_path / name).stat().st_size > 1000
    with pytest.raises(GameTheoryError, match="change the ending"):
        draw_regions(told, tmp_path / "region.bmp")


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(GameTheoryError, match="says nothing of detection"):
        detection(models.load("five-powers"))
    with pytest.raises(GameTheoryError, match="Did you mean 'lawful-payments'"):
        detection(models.load("bank-delisting"), only=["lawful-payment"])
