"""What survives uncertainty: strategies of scenarios over all payoffs, and what rests on which position."""

import json
from fractions import Fraction

import pytest
from typer.testing import CliRunner

import models
from gametheory import RepeatedGame, check_strategy
from gametheory.regions import Strength, sample, tally
from models.cli.app import app
from models.rests import inequality_weights, position_weights
from models.robust import robust
from models.sampling import box
from models.statements import conflict_statement, strategy_incentives

SECONDARY = models.load("secondary-sanctions")
FOUND = {one.name: one for one in robust(SECONDARY, draws=60)}


def test_every_proof_is_rechecked():
    assert sum(one.verified() for one in FOUND.values()) >= 25


def test_strengths_are_those_of_the_stories():
    assert FOUND["while-it-lasts"].robustness.strength is Strength.KNIFE_EDGE
    assert FOUND["penance"].robustness.strength is Strength.POSSIBLE
    assert FOUND["reversion"].robustness.by_actor["US"].strength is Strength.PROVED


@pytest.mark.parametrize("name", list(FOUND))
def test_witnesses_and_counterexamples_are_confirmed_in_games(name):
    one = FOUND[name]
    for point, expected in (
        (one.robustness.joint.possible.witness, True),
        (one.robustness.joint.necessary.counterexample, False),
    ):
        game = RepeatedGame(SECONDARY.stage(**point), Fraction(9, 10))
        assert check_strategy(game, one.completion.automaton).is_equilibrium is expected


def test_what_is_needed_is_written_to_be_read():
    assert str(FOUND["reversion"].strengthening) == "china_standing + 9/10 china_listing_loss >= china_trade"
    assert [str(ratio) for ratio in FOUND["reversion"].strengthening.requirements[0].ratios] == [
        "china_listing_loss >= 10/9 china_trade"
    ]


def test_a_completion_that_is_somewhere_robust_is_shown():
    found = next(robust(models.load("both-ways"), only=["linkage"], draws=30))
    assert found.robustness.strength is Strength.POSSIBLE
    assert "US plays 'press' in 'separate'" in found.filled


def test_dropping_what_a_proof_uses_is_told():
    scenario = models.load("five-powers")
    asked = strategy_incentives(scenario, scenario.strategies["reversion"], "0.9").of("Japan")
    weights = {one.name: one for one in inequality_weights(scenario.with_tags("revealed", "definition"), asked, 40)}
    assert weights["japan_joins_when_others_act"].kept_proved is False
    full = {one.name: one for one in inequality_weights(scenario, asked, 40)}
    assert full["japan_joins_when_others_act"].decides
    assert not full["detour_harms_less"].decides
    assert full["japan_joins_when_others_act"].kept == 1
    assert full["japan_joins_when_others_act"].dropped < 1


def test_shares_are_told_where_larger_polytopes_hardly_hold_the_smaller_one():
    """Forty draws of the larger polytope left none inside: the share with the inequality was then told as 0."""
    asked = FOUND["reversion"].incentives
    found = inequality_weights(SECONDARY, asked, 40)
    assert len({one.kept for one in found}) == 1
    assert found[0].kept > 0.5
    assert {one.name: one for one in found}["cutoff_undoes_at_most_the_damage"].change < 0


def test_the_share_without_is_the_one_of_the_larger_polytope():
    asked = FOUND["reversion"].incentives
    for one in inequality_weights(SECONDARY, asked, 3000):
        larger = SECONDARY.without(*one.drops)
        drawn = sample(larger.polytope, box(SECONDARY), 3000, seed=7)
        share = tally(drawn.holds(asked.forms), drawn, ~drawn.holds(conflict_statement(SECONDARY).forms))
        assert abs(share.value - one.dropped) < 4 * (one.error + (share.high - share.low) / 4)


def test_positions_drop_all_that_names_them():
    asked = FOUND["penance"].incentives
    for one in position_weights(SECONDARY, asked, 40):
        assert one.drops
        assert all(one.name in SECONDARY.spec.inequalities[name].sources for name in one.drops)


def test_the_command_tells_and_writes_proofs(tmp_path):
    result = CliRunner().invoke(
        app, ["robust", "secondary-sanctions", "--strategy", "reversion", "--draws", "40", "--proofs", str(tmp_path)]
    )
    assert result.exit_code == 0, result.output
    for text in ("possible, not necessary", "china_listing_loss >= 10/9 china_trade", "range", "proofs rechecked"):
        assert text in result.output
    proof = tmp_path / "secondary-sanctions.reversion.json"
    checked = CliRunner().invoke(app, ["verify", str(proof)])
    assert "the region always certificate holds (game of US, China)" in checked.output


def test_the_command_gives_json():
    result = CliRunner().invoke(
        app, ["robust", "secondary-sanctions", "--strategy", "reversion", "--draws", "40", "--json"]
    )
    told = json.loads(result.output)["strategies"][0]
    assert told["by_actor"] == {"US": "proved for every payoff", "China": "possible, not necessary"}
    assert told["needed"][0]["enough"] == ["china_listing_loss >= 10/9 china_trade"]
    assert len(told["shares"]) >= 4
