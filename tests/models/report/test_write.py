"""Reports: the answer first, everything traced, every proof beside it."""

import pytest

import models
from models.describe import (
    action_table,
    hit_table,
    inequality_table,
    payoff_table,
    places,
    stake_table,
)
from models.markdown import markdown_table
from models.report import write_report

FIVE = models.load("five-powers")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    written = write_report(FIVE, tmp_path_factory.mktemp("report"), draws=30)
    return written.markdown.read_text("utf-8"), written.proofs


def test_the_report_says_what_is_asked_what_comes_out_and_what_it_rests_on(report):
    text, _ = report
    heads = [
        "## The answer",
        "## Findings",
        "## What it rests on",
        "## Strategies",
        "## Stakes",
        "## Assumptions",
        "## Sources",
    ]
    places_ = [text.index(head) for head in heads]
    assert places_ == sorted(places_)
    assert "exactly for discount factors in [3/4, 1)" in text
    assert "30 draws independent, by rejection" in text


def test_every_source_named_is_in_the_table_of_sources(report):
    text, _ = report
    table = text[text.index("## Sources") :]
    register = {p.id: p for p in models.positions()}
    for stake in FIVE.spec.stakes.values():
        assert all(str(register[name].place) in table for name in stake.sources)


def test_the_report_links_its_proofs(report):
    text, proofs = report
    assert all(f"five-powers.proofs/{path.name}" in text for path in proofs)


def test_tables_have_one_cell_per_column():
    for table in (action_table(FIVE), stake_table(FIVE, FIVE.reference), inequality_table(FIVE), hit_table(FIVE)):
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert len(payoff_table(FIVE.stage()).rows) == 72


def test_redundant_inequalities_are_marked():
    rows = {row[0]: row[2] for row in inequality_table(FIVE).rows}
    assert rows["cutoff_costs_more"] == "assumption, redundant"
    assert rows["cutoff_hurts_china_more"] == "assumption"


def test_places_are_named_once():
    assert places(["china-pledge-all-necessary-measures", "china-pledge-all-necessary-measures"]) == "001:3"


def test_markdown_escapes_what_would_break_a_table():
    from models.describe import Table

    assert list(markdown_table(Table("", ("a",), (("x|y*",),))))[2] == "| x\\|y\\* |"


def test_dropped_inequalities_are_told(tmp_path):
    written = write_report(FIVE.without("definition"), tmp_path, draws=5)
    told = "Inequalities switched off: diversion_at_most_trade, relief_at_most_damage."
    assert told in written.markdown.read_text("utf-8")
