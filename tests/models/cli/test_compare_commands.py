"""`sanctions compare` as a user meets it."""

import json

import pytest
from typer.testing import CliRunner

from gametheory.errors import UnknownNameError
from models.cli.app import app
from models.errors import LoadError

runner = CliRunner()


def run(*words):
    return runner.invoke(app, ["compare", *words, "--draws", "40"])


def test_two_strategies_are_told_measure_by_measure():
    result = run("secondary-sanctions", "--strategy", "reversion", "--strategy", "penance")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "On the same draws, shares as ranges over measures"
    assert lines[1].split()[:2] == ["before", "after"]
    assert "reversion -> penance" in lines
    assert sum("40 of 40" in line for line in lines) == 6


def test_all_pairs_are_compared_and_each_measure_is_told_on_request():
    short, long = run("coalition"), run("coalition", "--each-measure")
    assert short.stdout.count(" of 6 measures") == long.stdout.count(" of 6 measures") == 6
    assert short.stdout.count("40 of 40") == 0
    assert long.stdout.count("40 of 40") == 36


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (["coalition", "--to-variant", "later"], "with-japan, later"),
        (["coalition", "--to-discount", ".99"], "with-japan at 99/100"),
        (["bank-delisting", "--to-chance", "flag_full=.95"], "lawful-payments, flag_full = 19/20"),
    ],
)
def test_one_feature_is_switched(words, after):
    told = json.loads(run(*words, "--json").stdout)
    assert after in [one["after"] for one in told["comparisons"]]
    for one in told["comparisons"]:
        for row in one["by_measure"]:
            net = row["gained"]["share"] - row["lost"]["share"]
            assert row["after"]["share"] - row["before"]["share"] == pytest.approx(net)


def test_one_actor_and_members_with_their_own_stakes():
    words = ["intermediaries", "--size", "third=2", "--own", "third_freeze_loss", "--actor", "third"]
    result = run(*words, "--strategy", "designation", "--strategy", "asset-freeze")
    assert "members' own stakes correlated 9/10: third_freeze_loss" in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["coalition", "--to-variant", "later", "--to-discount", ".8"], "one thing at a time"),
        (["bank-delisting", "--to-chance", "flag_full"], "NAME=VALUE"),
    ],
)
def test_wrong_usage_is_told(words, told):
    result = run(*words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_names_that_do_not_exist_are_told():
    assert isinstance(run("coalition", "--strategy", "us-alon").exception, UnknownNameError)
    assert isinstance(run("coalition", "--actor", "jpan").exception, UnknownNameError)
    assert isinstance(run("coalition", "--own", "us_gain").exception, LoadError)


def test_robust_points_here():
    result = runner.invoke(app, ["robust", "secondary-sanctions", "--strategy", "reversion", "--draws", "20"])
    assert "sanctions compare secondary-sanctions" in result.stdout
    assert "could any strategy play what it prescribes? 'no' cannot be said for all payoffs" in result.stdout
