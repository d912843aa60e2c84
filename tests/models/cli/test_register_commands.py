"""Commands about the register."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gametheory.errors import GameTheoryError
from models.cli.app import app

DOCUMENTS = Path(__file__).parents[4] / "shared" / "documents"


def run(*args: str):
    return CliRunner().invoke(app, list(args))


def test_positions_are_listed_with_what_rests_on_them():
    output = run("positions", "--actor", "icbc").output
    assert "icbc-stops-yuan-payments" in output
    assert "timeline: event banks_stop_yuan_payments" in output


def test_positions_are_counted_per_document_and_actor():
    output = run("positions", "--count").output
    assert "Positions per document" in output
    assert "003_c0bc6c26492d8286" in output
    assert "Positions per actor" in output


def test_positions_are_filtered():
    output = run("positions", "--document", "003", "--kind", "denial").output
    assert "russia-ministry-calls-it-disinformation" in output
    assert "icbc" not in output


def test_documents_are_listed():
    assert "Newsmax (stated)" in run("documents").output


@pytest.mark.documents
def test_documents_are_checked():
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the five documents are not in {DOCUMENTS}")
    assert "All 5 documents" in run("documents", "--documents", str(DOCUMENTS)).output


def test_documents_that_are_missing_are_told(tmp_path):
    result = run("documents", "--documents", str(tmp_path))
    assert result.exit_code == 1
    assert isinstance(result.exception, GameTheoryError)


def test_the_timeline_says_what_is_known_to_be_after_what():
    lines = run("timeline").output.splitlines()
    fear = next(line for line in lines if line.startswith("fear_for_banks_reported"))
    assert "banks_stop_yuan_payments (stated)" in fear


def test_the_reverse_walk_goes_from_a_line_to_all_that_rests_on_it():
    output = run("rests", "003:19").output
    assert "china-fears-for-its-banks (003:19, concern, anonymous source)" in output
    assert "five-powers: stake china_cutoff_loss" in output
    assert "No position is drawn from 003:2." in run("rests", "003:2").output


@pytest.mark.parametrize("place", ["009", "003:99", "003:x", "nobody-said"])
def test_a_place_that_does_not_exist_is_refused(place):
    result = run("rests", place)
    assert result.exit_code == 1
    assert isinstance(result.exception, GameTheoryError)


def test_the_timeline_of_a_scenario_says_what_it_teaches(monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    output = run("timeline", "--scenario", "bank-threat", "--quiet").output
    assert "003:19" in output
    assert "china_standing + 9/10 china_cutoff_loss >= china_trade" in output
    assert "what it teaches does not depend on it (all 2 orders)" in output
    assert "The path is rationalised by: threat, two-periods." in output


def test_the_timeline_of_a_scenario_as_json():
    result = run("timeline", "--scenario", "bank-threat", "--strategy", "threat", "-d", "1/2", "--json", "--quiet")
    told = json.loads(result.stdout)
    assert told["orders_possible"] == 2
    assert told["depends_on_order"] is False
    assert [row["strategy"] for row in told["strategies"]] == ["threat"]
    assert "china_standing + 1/2 china_cutoff_loss >= china_trade" in told["together"][0]["then"]
    assert [row["step"] for row in told["steps"]] == ["1", "2"]


def test_options_for_a_scenario_need_one():
    result = run("timeline", "--discount", "1/2")
    assert result.exit_code == 2
    assert "name one by" in result.output
