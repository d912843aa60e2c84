"""What the shell offers after a tab."""

import os
import subprocess
import sys

import pytest

import models
from models.cli.app import app


def offered(*words, shell="bash"):
    """Ask as a shell does: the words so far, the last one unfinished."""
    asked = {
        "_SANCTIONS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": " ".join(["sanctions", *words]),
        "COMP_CWORD": str(len(words)),
    }
    code = "from models.cli.app import app; import models.cli; app(prog_name='sanctions')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | asked, capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr
    return done.stdout.split()


def test_commands_are_offered():
    assert {"solve", "scenarios", "show"} <= set(offered("s"))


def test_scenarios_are_offered():
    assert offered("solve", "fi") == [name for name in models.scenarios() if name.startswith("fi")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--strategy", "rev"], "reversion"),
        (["--set", "china_tr"], "china_trade="),
        (["--variant", "lat"], "later"),
        (["--part", "intermediary=u"], "intermediary=uae"),
    ],
)
def test_what_the_scenario_has_is_offered(words, expected):
    assert expected in offered("solve", "five-powers", *words)


def test_the_timelines_scenario_is_an_option():
    assert offered("timeline", "--scenario", "five-p") == ["five-powers"]
    assert "reversion" in offered("timeline", "--scenario", "five-powers", "--strategy", "rev")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--over", "discount[Ch"], "discount[China]="),
        (["--over", "china_tr"], "china_trade="),
        (["--outputs", "equilibria,ho"], "equilibria,holds"),
        (["--engine", "pro"], "processes"),
        (["--method", "hal"], "halton"),
    ],
)
def test_what_a_sweep_can_vary_and_find_is_offered(words, expected):
    assert expected in offered("sweep", "five-powers", *words)


def test_a_scenario_that_is_not_there_offers_nothing():
    assert offered("solve", "six-powers", "--strategy", "") == []


def test_every_command_that_takes_a_scenario_offers_their_names():
    for command in app.registered_commands:
        annotations = command.callback.__annotations__
        if "name" in annotations and command.callback.__name__ != "new":
            assert annotations["name"] == "Name", command.callback.__name__
