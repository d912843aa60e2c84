"""Answers for programs: one JSON object with what the text tells; quiet, and without colour where that is asked."""

import json
import os
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import gametheory
import models
from gametheory.results import decode
from models.cli.app import app

EVERY = [
    ["scenarios"],
    ["show", "five-powers"],
    ["solve", "bank-delisting", "--draws", "10"],
    ["why", "five-powers", "stake", "china_trade"],
    ["positions", "--actor", "japan"],
    ["positions", "--count"],
    ["documents"],
    ["timeline"],
    ["rests", "004:13"],
    ["thresholds", "five-powers", "--strategy", "reversion"],
    ["threat", "bank-threat"],
    ["detection", "bank-delisting", "--strategy", "lawful-payments"],
    ["sweep", "five-powers", "--over", "china_trade=3:5:3", "--outputs", "equilibria"],
    ["robust", "secondary-sanctions", "--draws", "20"],
    ["questions", "8"],
]


def answered(words):
    result = CliRunner().invoke(app, [*words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_json_is_one_object_with_the_version(words):
    told = answered(words)
    assert told.pop("version") == gametheory.__version__
    assert any(told.values())


def test_numbers_of_the_json_are_those_of_the_library():
    told = answered(["solve", "five-powers", "--strategy", "reversion", "--draws", "10"])
    scenario = models.load("five-powers")
    from gametheory import discount_region, pure_equilibria

    assert [tuple(row[a] for a in scenario.actors.values()) for row in told["one_shot_equilibria"]] == list(
        pure_equilibria(scenario.stage())
    )
    region = discount_region(scenario.stage(), scenario.strategies["reversion"])
    assert decode(told["regions"]["reversion"]) == region.intervals


def test_text_and_json_tell_the_same_findings():
    words = ["solve", "both-ways", "--draws", "10"]
    text = " ".join(CliRunner().invoke(app, words).output.split())
    for finding in answered(words)["findings"]:
        assert " ".join(finding["sentence"].split()) in text


def test_nothing_is_printed_as_json_when_something_is_refused():
    result = CliRunner().invoke(app, ["solve", "five-powers", "--set", "china_trade=abc", "--json"])
    assert result.exit_code != 0
    assert result.stdout == ""


def shell(*words, **env):
    return subprocess.run(
        [sys.executable, "-m", "models.cli", *words],
        env=os.environ | env,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_quiet_keeps_the_answer_and_drops_the_notes():
    loud = shell("show", "five-powers", "--set", "china_europe=5")
    quiet = shell("show", "five-powers", "--set", "china_europe=5", "--quiet")
    assert b"note: these values break" in loud.stderr
    assert quiet.stderr == b""
    assert quiet.stdout == loud.stdout


COLOUR = re.compile(rb"\x1b\[[0-9;]*(3[0-7]|9[0-7])m")


@pytest.mark.parametrize("words", [["--help"], ["scenarios"], ["solve", "--discount"]])
def test_no_color_is_obeyed(words):
    done = shell(*words, FORCE_COLOR="1", NO_COLOR="1")
    assert not COLOUR.search(done.stdout + done.stderr)


def test_help_has_colours_where_they_are_wanted():
    assert COLOUR.search(shell("--help", FORCE_COLOR="1").stdout)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_terminal_of_another_code_page_stops_no_answer(encoding):
    done = shell("solve", "five-powers", "--draws", "5", "--strategy", "reversion", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert b"[3/4, 1)" in done.stdout
