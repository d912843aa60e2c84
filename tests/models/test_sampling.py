"""Draws lie inside, exactly, and are the same for the same seed."""

import numpy as np
import pytest

import models
from gametheory.regions import Correlated, Simplex, sample
from models import ModelError
from models.sampling import draw, measures, upper_bounds


@pytest.mark.parametrize("name", models.scenarios())
def test_every_draw_is_inside_and_every_numeraire_at_its_reference(name):
    scenario = models.load(name)
    sample = draw(scenario, 25)
    for k in range(len(sample)):
        point = sample.point(k)
        assert point in scenario.polytope
        assert all(point[unit] == scenario.reference[unit] for unit in scenario.units)


def test_the_same_seed_gives_the_same_draws():
    scenario = models.load("both-ways")
    one, two, other = draw(scenario, 20, seed=7), draw(scenario, 20, seed=7), draw(scenario, 20, seed=8)
    assert np.array_equal(one.numerators, two.numerators)
    assert not np.array_equal(one.numerators, other.numerators)


def test_the_measure_is_told():
    assert draw(models.load("both-ways"), 20, seed=7).measure.startswith(
        "20 draws independent, by rejection, seed 7; uniform; "
    )


def test_draws_spread_over_the_polytope():
    """A triangle 0 <= partial <= 2, 0 <= loss with loss at least 2: means of uniform draws are known."""
    scenario = models.load("bank-delisting")
    sample = draw(scenario, 2000)
    values = sample.numerators / sample.denominator
    column = dict(zip(sample.parameters, values.T, strict=True))
    # banks: profit fixed at 2; partial uniform on [0, 2]; loss uniform on [2, 8]
    assert abs(column["banks_partial_profit"].mean() - 1) < 0.08
    assert abs(column["banks_loss"].mean() - 5) < 0.25
    assert abs(np.corrcoef(column["banks_partial_profit"], column["banks_loss"])[0, 1]) < 0.1


def test_equal_stakes_are_drawn_from_and_no_draws_are_refused(tmp_path):
    with pytest.raises(ModelError, match="give 1 or more"):
        draw(models.load("both-ways"), 0)
    from models.library import OWN

    text = (OWN / "both-ways.toml").read_text("utf-8")
    equal = (
        '[inequalities.equal]\nholds = "china_europe <= 4 * china_partnership"\ntag = "assumption"\nreason = "x"\n\n'
    )
    equal += '[inequalities.equal_too]\nholds = "china_europe >= 4 * china_partnership"\ntag = "assumption"\n'
    equal += 'reason = "x"\n\n[strategies.linkage]'
    (tmp_path / "thin.toml").write_text(text.replace("[strategies.linkage]", equal, 1), "utf-8")
    thin = draw(models.load("thin", tmp_path), 20)
    for k in range(20):
        point = thin.point(k)
        assert point["china_europe"] == 4 * point["china_partnership"]


@pytest.mark.parametrize("name", models.scenarios())
def test_every_measure_draws_from_every_scenario(name):
    scenario = models.load(name)
    told = list(measures(scenario))
    assert len({str(measure) for measure in told}) == len(told) >= 4
    for measure in told:
        drawn = sample(scenario.polytope, measure, 10)
        assert all(drawn.point(k) in scenario.polytope for k in range(10))


ALIKE = ["third_designation_loss", "third_freeze_loss"]


@pytest.mark.parametrize("own", [ALIKE, ["third_profit"], ["third_profit", "third_waterbed", "third_ban_loss", *ALIKE]])
def test_members_own_stakes_are_drawn_together_too(own):
    scenario = models.load("intermediaries", sizes={"third": 3}, own=own)
    told = list(measures(scenario))
    assert len({str(measure) for measure in told}) == len(told)
    assert isinstance(told[-1], Correlated)
    assert isinstance(told[-2], Correlated)
    for measure in told:
        drawn = sample(scenario.polytope, measure, 10)
        assert all(drawn.point(k) in scenario.polytope for k in range(10))
    # a simplex holds one actor's stakes: none where members share some and have others of their own
    assert any(isinstance(measure, Simplex) for measure in told) is (len(own) == 5)


def test_the_correlation_is_the_one_told():
    scenario = models.load("intermediaries", sizes={"third": 2}, own=ALIKE)
    half, most = list(measures(scenario))[-2:]
    for measure, expected in ((half, 0.5), (most, 0.9)):
        drawn = sample(scenario.polytope, measure, 4000)
        table = drawn.numerators / drawn.denominator
        one, two, other = (
            table[:, drawn.columns[name]]
            for name in ("third_freeze_loss_1", "third_freeze_loss_2", "third_designation_loss_1")
        )
        assert np.corrcoef(one, two)[0, 1] == pytest.approx(expected, abs=0.05)
        assert np.corrcoef(one, other)[0, 1] == pytest.approx(0, abs=0.06)


def test_stakes_that_are_held_stay_and_numeraires_keep_their_references():
    scenario = models.load("coalition")
    for measure in measures(scenario, {"japan_company": scenario.reference["japan_company"]}):
        drawn = sample(scenario.polytope, measure, 5)
        for k in range(5):
            assert drawn.point(k)["japan_company"] == 1
            assert all(drawn.point(k)[unit] == scenario.reference[unit] for unit in scenario.units)


def test_upper_bounds_are_told_in_the_group_s_numeraire(tmp_path):
    from models.library import OWN

    text = (OWN / "intermediaries.toml").read_text("utf-8")
    part = text[text.index("[stakes.third_profit]") :]
    (tmp_path / "large.toml").write_text(text.replace(part, part.replace("reference = 1", "reference = 5", 1)), "utf-8")
    scenario = models.load("large", tmp_path, own=["third_freeze_loss"])
    assert upper_bounds(scenario, 4)["third_freeze_loss_2"] == 20
