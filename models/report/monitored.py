"""The chapters of a report that not every scenario has: what detection decides, and the threat."""

from __future__ import annotations

from collections.abc import Iterator

from gametheory.equilibria.formula_text import latex_text
from models.describe import Table
from models.detection_tables import chance_table, denial_table, detection_table, length_table
from models.markdown import markdown_table
from models.report.formulas import conditions
from models.report.page import Page
from models.threats import belief_table, equilibrium_table, lever_table, payoff_table


def detection_tables(page: Page) -> dict[str, Table]:
    """The tables about detection by what they hold; none where the scenario has no signals."""
    told = page.detection
    if told is None:
        return {}
    tables = {
        "chances": chance_table(told),
        "regions": detection_table(told),
        "denial": denial_table(told),
        "lengths": length_table(told),
    }
    return {part: table for part, table in tables.items() if table.rows}


def threat_tables(page: Page) -> dict[str, Table]:
    """The tables about the threat by what they hold; none where the scenario has none."""
    told = page.threat
    if told is None:
        return {}
    return {
        "payoffs": payoff_table(told),
        "equilibria": equilibrium_table(told),
        "beliefs": belief_table(told),
        "levers": lever_table(told),
    }


def table_lines(tables: dict[str, Table]) -> Iterator[str]:
    """Every table below its title."""
    for table in tables.values():
        yield from (f"**{table.title}**", "", *markdown_table(table), "")


def condition_lines(page: Page) -> Iterator[str]:
    """Every strategy's region as formulas, each with whose incentive it is."""
    told = page.detection
    if told is None:
        return
    for answer, pairs in conditions(told):
        at = f"at discount factor {told.discount} and these stakes"
        yield f"**{answer.title}**, {at}, is an equilibrium exactly where"
        yield ""
        if not pairs:
            yield "- detection and false alarm are whatever they are"
        for condition, form in pairs:
            formula = "never, whatever they are" if form is None else f"${latex_text(form)}$"
            yield f"- {formula} ({condition.constraints[0]})"
        yield ""
