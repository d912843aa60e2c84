"""Where a file uses the chances of its signals."""

from dataclasses import replace

import pytest

import models
from models.chance_uses import refuse_other_uses
from models.errors import ModelError

BANKS = models.load("bank-delisting").spec


def with_payoff(text):
    return replace(BANKS, payoffs={**BANKS.payoffs, "us": text})


def with_move(when):
    strategy = BANKS.strategies["waited-out"]
    listed = strategy.states["listed"]
    states = {**strategy.states, "listed": replace(listed, moves=(replace(listed.moves[0], when=when),))}
    return replace(BANKS, strategies={**BANKS.strategies, "waited-out": replace(strategy, states=states)})


@pytest.mark.parametrize("name", models.scenarios())
def test_no_chance_of_ours_stands_elsewhere(name):
    scenario = models.load(name)
    refuse_other_uses(scenario.spec, scenario.signals.chances if scenario.signals else ())


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        (with_payoff("- us_harm * flag_none"), "the payoff of us"),
        (with_move("flag_none == 1 and signal == flagged"), "a move from 'listed' of waited-out"),
        (replace(BANKS, features={**BANKS.features, "x": replace(BANKS.features["full"], value="1 - flag_none")}), "x"),
    ],
)
def test_the_place_is_named(spec, place):
    with pytest.raises(ModelError, match=f"the chance flag_none also stands in .*{place}"):
        refuse_other_uses(spec, ["flag_full", "flag_none"])
    refuse_other_uses(spec, ["flag_full"])


def test_parts_of_other_names_are_no_uses():
    refuse_other_uses(with_payoff("- us_harm * no_flag_none_at_all"), ["flag_none"])
