"""`sanctions threat` as a user meets it."""

from typer.testing import CliRunner

from models.cli.app import app
from models.errors import ModelError

runner = CliRunner()


def test_prints_equilibria_levers_and_both_answers():
    result = runner.invoke(app, ["threat", "bank-threat"])
    assert result.exit_code == 0, result.output
    for told in ("concession", "stable", "us_backing_down", "private resolve", "repeated play", "[5/18, 1]"):
        assert told in result.output


def test_a_scenario_without_a_threat_names_one_that_has():
    result = runner.invoke(app, ["threat", "ladder"])
    assert isinstance(result.exception, ModelError)
    assert "bank-threat" in str(result.exception)
