"""Sentences are rendered from results: change an order of stakes and the sentence changes."""

import re

import pytest

import models
from models.finding import findings
from models.library import OWN
from models.sampling import draw
from models.solving import answers


def told(scenario, **stakes):
    sample = draw(scenario, 60)
    return [
        str(f) for f in findings(scenario, tuple(answers(scenario, None, stakes)), sample, scenario.values(**stakes))
    ]


def about(sentences, start):
    return next(sentence for sentence in sentences if sentence.startswith(start))


def test_a_stakes_order_turned_around_changes_the_sentence_and_its_strength(tmp_path):
    plain = about(told(models.load("both-ways")), "Would Europe cool")
    assert "EU does at least as well by 'cool' as by 'befriend'" in plain
    assert "proved" in plain
    text = (OWN / "both-ways.toml").read_text("utf-8")
    turned = text.replace('holds = "eu_resolve >= eu_trade"', 'holds = "eu_resolve <= eu_trade"').replace(
        'harm to European security from the flow"\nreference = 5',
        'harm to European security from the flow"\nreference = 6',
    )
    turned = turned.replace(
        'meaning = "what cooling is worth to Europe while goods flow"\nreference = 4', 'meaning = "x"\nreference = 2'
    )
    (tmp_path / "turned.toml").write_text(turned, "utf-8")
    other = about(told(models.load("turned", tmp_path)), "Would Europe cool")
    assert other != plain
    assert "proved" not in other
    assert "Only on a knife edge is it so that EU does at least as well" in other


def test_without_what_is_attributed_the_same_sentence_only_depends():
    scenario = models.load("both-ways").without("attributed")
    assert "It depends on the payoffs" in about(told(scenario), "Would Europe cool")


def test_the_point_asked_about_decides_what_only_depends():
    scenario = models.load("secondary-sanctions")
    high = about(told(scenario, china_pledge=1, china_retaliation_cost=1, china_listing_loss="1/2"), "Is the pledge")
    low = about(told(scenario), "Is the pledge")
    assert "it is so that china_pledge >= china_listing_loss" in high
    assert "it is not so that china_pledge >= china_listing_loss" in low


def test_no_conflict_is_told_apart():
    scenario = models.load("secondary-sanctions")
    assert about(told(scenario), "There is a conflict")
    without = told(scenario.without("supplying_paid"))
    sentence = about(without, "Whether there is a conflict at all depends")
    assert "draws" in sentence
    shares = [s for s in without if "draws with a conflict" in s]
    assert shares
    counts = {int(found[1]) for s in shares if (found := re.search(r"of (\d+) draws with a conflict", s))}
    assert counts
    assert all(count < 60 for count in counts)


def test_dominated_actions_are_reported():
    sentences = told(models.load("secondary-sanctions"))
    assert about(sentences, "'retaliate' is dominated by 'supply' for China")
    assert about(sentences, "'cut off banks' is dominated by 'list firms' for US")


def test_a_strategy_that_is_an_equilibrium_nowhere_says_so():
    sentence = about(told(models.load("secondary-sanctions")), "At the point asked about, 'Sanctions only while")
    assert "for no common discount factor" in sentence
    assert "knife edge" in sentence


def test_completions_are_named():
    sentences = told(models.load("both-ways"))
    assert "US plays 'press' in 'separate'" in about(sentences, "At the point asked about, 'The linkage")
    assert "however what it leaves open is completed (2 ways)" in about(
        sentences, "At the point asked about, 'Both ways'"
    )


def test_equal_patience_names_both():
    assert "'The slow ladder' and 'The fast ladder' ask for least patience" in about(
        told(models.load("ladder")), "Of 5"
    )


def test_isolated_points_do_not_count_as_patience():
    assert "'The linkage, for two periods' asks for least patience" in about(told(models.load("both-ways")), "Of 3")


@pytest.mark.parametrize("name", models.scenarios())
def test_every_scenario_has_five_findings_each_with_a_strength(name):
    scenario = models.load(name)
    sample = draw(scenario, 30)
    found = findings(scenario, tuple(answers(scenario)), sample)
    assert len(found) >= 5
    words = ("by construction", "proved", "possible", "knife edge", "impossible", "exact", "draws")
    for finding in found:
        assert finding.sentence.endswith(".")
        assert any(word in finding.strength for word in words), finding
