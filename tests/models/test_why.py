"""Every number walks back to document and line."""

import re

import pytest

import models
from gametheory.errors import UnknownNameError
from models.explain import EXPLAINED, explain

FIVE = models.load("five-powers")


def test_a_payoff_walks_back_to_lines_of_documents():
    told = str(FIVE.why("us", ["list_firms", "supply", "join", "rely", "comply"]))
    assert told.startswith("US gets -9/2 when play is (list firms, supply, join, rely, comply)")
    assert "us_listing_relief = 2" in told
    assert "assumption: Sanctions cost the sender" in told
    assert re.search(r"\d{3}:\d+ action, on the record", told)


def test_a_payoff_without_stakes_says_so():
    told = str(FIVE.why("japan", ["forbear", "curb", "abstain", "rely", "comply"]))
    assert "0 without any stake" in told


@pytest.mark.parametrize("kind", sorted(EXPLAINED))
def test_every_sort_of_number_is_explained_for_every_scenario_that_has_it(kind):
    named = {
        "stake": lambda s: s.spec.stakes,
        "inequality": lambda s: s.spec.inequalities,
        "feature": lambda s: s.spec.features,
        "signal": lambda s: s.spec.signals,
        "variant": lambda s: s.spec.variants,
        "detection": lambda s: list(s.plans)[:1] if s.spec.detection else [],
        "discount": lambda s: [""],
        "minmax": lambda s: list(s.actors)[:1],
        "strategy": lambda s: list(s.plans)[:1],
        "worth": lambda s: [f"{name}/{next(iter(plan.options))}" for name, plan in s.plans.items()][:1],
        "share": lambda s: [""],
    }
    for scenario in (models.load(name) for name in models.scenarios()[:3]):
        for name in named[kind](scenario):
            assert all(isinstance(line, str) and "\n" not in line for line in explain(scenario, kind, name))


def test_a_stake_names_its_value_unit_sources_and_what_is_known():
    told = "\n".join(explain(FIVE, "stake", "china_cutoff_loss", {"china_cutoff_loss": "9"}))
    assert "china_cutoff_loss = 9, in units of china_trade = 4" in told
    assert "given on the command" in told
    assert "003:19" in told
    assert "cutoff_hurts_china_more, assumption" in told


def test_an_inequality_that_is_off_says_so():
    assert "switched off" in "\n".join(explain(FIVE.without("assumption"), "inequality", "cutoff_costs_more"))


def test_the_end_of_a_region_is_where_following_and_departing_are_worth_the_same():
    told = "\n".join(explain(FIVE, "strategy", "reversion"))
    assert "following leads to 'compliance'; today China gets 3/2" in told
    assert "departing leads to 'breakdown'; today China gets" in told


def test_where_a_strategy_is_no_equilibrium_the_worst_deviation_is_walked_back():
    told = "\n".join(explain(FIVE, "strategy", "reversion", {"china_listing_loss": 0, "china_ally_loss": 0}))
    assert "at the reference discount factor China gains" in told


def test_what_a_state_is_worth_is_today_and_tomorrow():
    told = list(explain(models.load("both-ways"), "worth", "linkage/cool 1"))
    assert "linkage is worth 81/25 to China from 'cool 1' on: 1/10 x today + 9/10 x 18/5 from 'cool 2'" in told
    with pytest.raises(UnknownNameError, match="no state of that strategy"):
        list(explain(models.load("both-ways"), "worth", "linkage/warm"))
