"""The command: answers, exit codes, one paragraph for whatever is wrong, and never a traceback."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import models.cli
from gametheory.errors import GameTheoryError
from models.cli.app import app


def run(*args: str):
    """Run the command in this process, errors turned into text as `main` does."""
    result = CliRunner().invoke(app, list(args))
    if result.exception is not None and not isinstance(result.exception, SystemExit | GameTheoryError):
        raise result.exception
    return result


def told(result) -> str:
    return result.output + (str(result.exception) if isinstance(result.exception, GameTheoryError) else "")


def in_shell(*args: str):
    return subprocess.run(
        [sys.executable, "-m", "models.cli", *args], capture_output=True, text=True, check=False, timeout=120
    )


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for command in ("scenarios", "show", "solve", "why", "verify", "report", "new", "positions", "rests", "timeline"):
        assert command in result.output


def test_help_needs_no_numpy():
    code = "import sys, models.cli; print(sorted({'numpy', 'sympy', 'pydantic', 'rich.table'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_scenarios_lists_them():
    assert "five-powers" in run("scenarios").output


def test_show_prints_the_game_the_polytope_and_the_sources():
    output = run("show", "five-powers").output
    assert "Payoffs (* best response)" in output
    assert "cutoff_hurts_china_more" in output
    assert "001:3" in output
    assert "assumption" in output


def test_solve_prints_regions_binding_constraints_and_findings():
    result = run("solve", "five-powers", "--draws", "40")
    assert result.exit_code == 0
    assert "[3/4, 1)" in result.output
    assert "China must not gain by 'supply'" in result.output
    assert "proved for every payoff" in result.output
    assert "40 draws independent, by rejection, seed 1" in result.output


def test_set_changes_the_answer_and_says_what_it_breaks():
    result = run("solve", "five-powers", "--set", "china_europe=5", "--draws", "5", "--strategy", "reversion")
    assert "supplying_pays_alone" in told(result)
    assert "[3/4, 1)" not in result.output


def test_without_drops_what_is_assumed():
    plain, dropped = run("show", "five-powers").output, run("show", "five-powers", "--without", "assumption").output
    assert "cutoff_hurts_china_more" in plain
    assert "cutoff_hurts_china_more" not in dropped
    assert "relief_at_most_damage" in dropped


def test_expect_exits_with_three():
    assert run("solve", "five-powers", "--discount", "0.5", "--draws", "5", "--expect").exit_code == 3
    assert run("solve", "five-powers", "--discount", "0.9", "--draws", "5", "--expect").exit_code == 0


def test_one_discount_factor_per_actor():
    result = run("solve", "five-powers", "--discount", "china=0.5", "--draws", "5", "--strategy", "reversion")
    assert "not subgame perfect: China" in result.output


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["why", "five-powers", "china", "--profile", "forbear,curb,abstain,diversify,comply"], "004:9"),
        (
            [
                "why",
                "five-powers",
                "China",
                "-p",
                "us=list_firms,china=supply,japan=join,russia=rely,intermediary=comply",
            ],
            "china_listing_loss",
        ),
        (["why", "five-powers", "stake", "china_trade"], "the unit of its actor"),
        (["why", "five-powers", "inequality", "cutoff_costs_more"], "redundant, it follows from"),
        (["why", "five-powers", "discount"], "An assumption"),
        (["why", "five-powers", "feature", "flows"], "china in [supply, retaliate]"),
        (["why", "five-powers", "minmax", "china"], "can be held to -6"),
        (["why", "five-powers", "strategy", "reversion"], "the end 3/4 is where China must not gain"),
        (["why", "five-powers", "share"], "no probability that the documents give"),
    ],
)
def test_every_number_can_be_asked_why(args, expected):
    result = run(*args)
    assert result.exit_code == 0, told(result)
    assert expected in result.output


def test_a_report_is_written_and_its_proofs_verify(tmp_path):
    result = run("report", "five-powers", "--out", str(tmp_path), "--draws", "20")
    assert result.exit_code == 0
    assert "all rechecked" in result.output
    proofs = sorted((tmp_path / "five-powers.proofs").glob("*.json"))
    assert len(proofs) >= 8
    for proof in proofs:
        assert "certificate holds" in run("verify", str(proof)).output
    changed = json.loads(proofs[0].read_text("utf-8"))
    changed_text = json.dumps(changed).replace('"3/4"', '"2/3"')
    if changed_text != json.dumps(changed):
        proofs[0].write_text(changed_text)
        assert "certificate" in told(run("verify", str(proofs[0])))


def test_new_writes_a_scenario_that_loads_and_solves_at_once(tmp_path):
    assert run("new", "my-case", "--scenarios", str(tmp_path)).exit_code == 0
    assert "[2/3, 1)" in run("solve", "my-case", "--scenarios", str(tmp_path), "--draws", "20").output
    assert "my-case" in run("scenarios", "--scenarios", str(tmp_path)).output
    again = run("new", "my-case", "--scenarios", str(tmp_path))
    assert again.exit_code == 1
    assert "exists already" in told(again)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["show", "five-power"], "Did you mean 'five-powers'?"),
        (["solve", "five-powers", "--set", "chin=1"], "has no stake 'chin'"),
        (["solve", "five-powers", "--set", "china_trade=x"], "not a finite real number"),
        (["solve", "five-powers", "--set", "china_trade=nan"], "not a finite real number"),
        (["solve", "five-powers", "--discount", "1"], "is 1: a sum over for ever"),
        (["solve", "five-powers", "--strategy", "grim"], "has no strategy 'grim'"),
        (["solve", "five-powers", "--variant", "sooner"], "has no variant 'sooner'"),
        (["show", "five-powers", "--without", "guess"], "neither a tag nor an inequality"),
        (["show", "five-powers", "--size", "third=2"], "no group of interchangeable actors"),
        (["why", "five-powers", "narnia", "-p", "a,b,c,d,e"], "no actor 'narnia'"),
        (["why", "five-powers", "china", "-p", "forbear"], "names 1 actions; give one for each of"),
        (["why", "five-powers", "stake", "chin"], "has no stake 'chin'"),
        (["why", "five-powers", "number"], "neither an actor nor a sort of number"),
        (["verify", "no-such-file"], "cannot be read"),
        (["new", "Bad Name"], "is no name for a scenario"),
        (["scenarios", "--scenarios", "no-such-folder"], "there is no folder"),
    ],
)
def test_what_is_wrong_is_one_paragraph_and_exit_code_one(args, expected):
    result = run(*args)
    assert result.exit_code == 1
    assert isinstance(result.exception, GameTheoryError)
    assert expected in str(result.exception)
    assert "\n" not in str(result.exception)


@pytest.mark.parametrize(
    "args",
    [
        ["solve", "five-powers", "--set", "china_trade"],
        ["solve", "five-powers", "--set", "a=1", "--set", "a=2"],
        ["solve", "five-powers", "--draws", "0"],
        ["show", "five-powers", "--size", "third=x"],
        ["why", "five-powers", "china"],
        ["nonsense"],
        ["show"],
    ],
)
def test_wrong_usage_is_exit_code_two(args):
    assert run(*args).exit_code == 2


def test_in_a_shell_errors_go_to_standard_error_without_a_traceback():
    done = in_shell("show", "five-power")
    assert done.returncode == 1
    assert done.stderr.startswith("error: there is no scenario 'five-power'.")
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_in_a_shell_an_answer_is_plain_text():
    done = in_shell("why", "five-powers", "stake", "china_trade")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_main_turns_errors_into_exit_codes(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sanctions", "rests", "009:1"])
    with pytest.raises(SystemExit) as left:
        models.cli.main()
    assert left.value.code == 1
    assert capsys.readouterr().err.startswith("error: '009:1' is neither a position nor a place")
