"""The ten questions are answered from results: change what is known and the answer changes."""

import json

import pytest
from typer.testing import CliRunner

import models
from models import ModelError
from models.cli.app import app
from models.ten_questions import ten_questions

WORDS = (
    "proved",
    "possible",
    "knife edge",
    "impossible",
    "exact",
    "by construction",
    "certificate",
    "a share as a range",
)


@pytest.mark.parametrize("number", [4, 5, 6, 8])
def test_every_sentence_has_a_strength(number):
    (found,) = ten_questions([number])
    assert found.number == number
    assert found.lines
    for line in found.lines:
        assert any(word in line.strength for word in WORDS), line


def test_the_penalty_is_the_threshold():
    """At 9/10, trade net of standing must be covered by nine tenths of a cut-off: delta* solved for the penalty."""
    (found,) = ten_questions([1])
    line = next(line for line in found.lines if line.sentence.startswith("bank-threat, 'threat'"))
    assert "china_standing + 9/10 china_cutoff_loss >= china_trade" in line.sentence


def test_sentences_change_with_what_is_known(monkeypatch):
    load = models.load
    monkeypatch.setattr("models.ten_questions.load", lambda name: load(name).without("fine_pays"))
    (weaker,) = ten_questions([8])
    monkeypatch.undo()
    (known,) = ten_questions([8])
    fine = [next(line for line in one.lines if "'fine' as by 'forbear'" in line.sentence) for one in (known, weaker)]
    assert fine[0].strength.startswith("proved")
    assert not fine[1].strength.startswith("proved")


def test_the_command_takes_numbers():
    result = CliRunner().invoke(app, ["questions", "6", "--json"])
    told = json.loads(result.output)["answers"]
    assert [one["number"] for one in told] == [6]
    with pytest.raises(ModelError, match="no question 11"):
        list(ten_questions([11]))


def test_what_is_switched_is_told_as_gains_and_losses():
    (denial,), (coalition,) = ten_questions([4]), ten_questions([7])
    told = [line.sentence for line in denial.lines if "on the same draws" in line.sentence]
    assert len(told) == sum(len(models.load(name).plans) for name in ("deniable-exports", "bank-delisting"))
    assert all("; gain under 0, loss under" in line for line in told), "less to see helps nobody here"
    assert "covert_found = 3/10 instead of 1/2" in told[0]
    assert sum("on the same draws" in line.sentence for line in coalition.lines) == 6


def test_no_strategy_at_all_is_said_where_it_can_be(monkeypatch):
    monkeypatch.setattr("models.ten_questions.scenarios", lambda: ("firm-shutdown", "bank-delisting"))
    (found,) = ten_questions([10])
    plans = len(models.load("firm-shutdown").plans)
    assert f"of 0 of {plans} starting paths of strategies; 0 are undetermined" in found.lines[-1].sentence
