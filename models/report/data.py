"""The report for programs: the same answers, exact, as one JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from gametheory._version import __version__
from gametheory.equilibria.formula_text import latex_text
from gametheory.references.citations import citations
from gametheory.results import encode
from models.describe import Table, inequality_table, stake_table, strategy_table
from models.report.formulas import conditions
from models.report.monitored import detection_tables, threat_tables
from models.report.page import Page
from models.report.robustness import robustness_table
from models.thresholds import threshold_table


def report_data(page: Page, files: Sequence[str]) -> dict[str, Any]:
    """Answers as text in the words of the page, and exactly in the form that `from_json` reads."""
    scenario, game = page.scenario, page.repeated.stage
    return {
        "scenario": scenario.name,
        "title": scenario.spec.title,
        "asks": " ".join(scenario.spec.asks.split()),
        "version": __version__,
        "seed": page.sample.seed,
        "shares_are_of": page.sample.measure,
        "actors": list(game.actors),
        "discount": encode(page.repeated.discount),
        "stakes": _rows(stake_table(scenario, page.values)),
        "inequalities": _rows(inequality_table(scenario)),
        "one_shot_equilibria": encode(page.equilibria.profiles),
        "minmax": encode(page.floor.values),
        "strategies": _rows(strategy_table(tuple(page.solved))),
        "regions": {answer.name: encode(answer.region.intervals) for answer in page.solved},
        "is_equilibrium": {answer.name: answer.check.is_equilibrium for answer in page.solved},
        "robustness": _rows(robustness_table(page)),
        "worth": {answer.name: encode(answer.check.payoffs) for answer in page.solved},
        "thresholds": _rows(threshold_table(page.thresholds)),
        "latex": {of.name: of.formula.latex() for of in page.thresholds},
        "conditions": _conditions(page),
        "payoffs": None if page.payoffs is None else _payoffs(page),
        "detection": {part: _rows(table) for part, table in detection_tables(page).items()} or None,
        "threat": {part: _rows(table) for part, table in threat_tables(page).items()} or None,
        "findings": [{"asks": f.asks, "sentence": f.sentence, "strength": f.strength} for f in page.findings],
        "proofs": {PurePosixPath(file).stem: file for file in files},
        "bibtex": citations(*used(page)).bibtex,
    }


def used(page: Page) -> list[Any]:
    """The results that a report stands on, for what to cite."""
    results: list[Any] = [page.equilibria, page.floor, page.payoffs]
    results += [of.formula for of in page.thresholds]
    for answer in page.solved:
        results += [answer.region, answer.check]
    if page.detection is not None:
        results += [*(answer.region for answer in page.detection.answers), *page.detection.lengths]
    if page.threat is not None:
        results.append(page.threat.equilibria)
    return [result for result in results if result is not None]


def _payoffs(page: Page) -> dict[str, Any]:
    found = page.payoffs
    assert found is not None
    return {
        "gap": encode(found.gap),
        "converged": found.converged,
        "threat_point": encode(found.threat_point),
        "proved": encode(found.inner),
        "stage_equilibria": encode(found.stage_equilibria),
    }


def _conditions(page: Page) -> dict[str, list[dict[str, str]]]:
    """Per strategy: each condition on detection and false alarm, in LaTeX as on the page, with whose it is."""
    if page.detection is None:
        return {}
    return {
        answer.name: [
            {"holds": "never" if form is None else latex_text(form), "constraint": str(condition.constraints[0])}
            for condition, form in pairs
        ]
        for answer, pairs in conditions(page.detection)
    }


def _rows(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
