"""`sanctions detection` as a user meets it."""

from typer.testing import CliRunner

from gametheory.errors import GameTheoryError
from models.cli.app import app

runner = CliRunner()
BANK = ["detection", "bank-delisting", "--strategy", "lawful-payments"]


def test_prints_formula_picture_lengths_and_worth(tmp_path):
    result = runner.invoke(app, [*BANK, "--out", str(tmp_path / "regions.svg")])
    assert result.exit_code == 0, result.output
    for told in (
        "flag_full >= (513*flag_partial + 100)/342",
        "banks must not gain by 'process' in state 'left alone'",
        "#",
        "2 to 4",
        "What better detection is worth",
        "What a denied violation costs banks",
        "flag_full to the right, flag_partial upwards",
    ):
        assert told in result.output
    assert (tmp_path / "regions.svg").read_text("utf-8").startswith("<?xml")


def test_another_discount_factor_moves_the_region():
    low = runner.invoke(app, [*BANK, "--discount", "0.8"]).output
    assert "discount factor 4/5" in low
    assert "[0.742397661" not in low


def test_a_scenario_whose_actions_are_seen_is_refused_with_the_next_step():
    result = runner.invoke(app, ["detection", "five-powers"])
    assert isinstance(result.exception, GameTheoryError)
    assert "[detection]" in str(result.exception)


def test_every_number_can_be_asked_why():
    result = runner.invoke(app, ["why", "bank-delisting", "detection", "lawful-payments"])
    assert result.exit_code == 0, result.output
    assert "the end 0.742397661 = 2539/3420 is where banks must not gain by 'process'" in result.output
    assert "with chance 3/10" in result.output
    assert "flag_partial = 3/10" in result.output
    assert "003:" in result.output or "001:" in result.output or "002:" in result.output


def test_worth_of_a_state_names_the_chances():
    result = runner.invoke(app, ["why", "bank-delisting", "worth", "lawful-payments/left alone"])
    assert "'listed 1' with chance 3/10" in result.output
