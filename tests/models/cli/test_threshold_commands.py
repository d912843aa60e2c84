"""`sanctions thresholds` as a user meets it."""

from typer.testing import CliRunner

from gametheory.errors import UnknownNameError
from models.cli.app import app

runner = CliRunner()


def test_prints_formula_number_binding_actor_and_elasticities():
    result = runner.invoke(app, ["thresholds", "five-powers", "--strategy", "reversion", "--latex"])
    assert result.exit_code == 0, result.output
    for told in ("3/4", "China must not gain by 'supply'", "china_trade", "+2.667", "\\delta^{*}"):
        assert told in result.output


def test_unknown_strategy_names_the_closest():
    result = runner.invoke(app, ["thresholds", "five-powers", "--strategy", "revertion"])
    assert isinstance(result.exception, UnknownNameError)
    assert "Did you mean 'reversion'" in str(result.exception)
