"""How strongly each strategy holds when stakes are known by inequalities alone."""

from __future__ import annotations

from collections.abc import Iterator

from models.describe import Table
from models.markdown import markdown_table
from models.report.page import Page


def robustness_lines(page: Page) -> Iterator[str]:
    """One row per strategy: jointly, and for each actor alone."""
    shared = page.repeated.common_discount
    at = "the discount factors asked about" if shared is None else f"the discount factor {shared}"
    yield from (
        f"Over all payoffs consistent with what is known of the stakes, at {at}, open choices filled as above:",
        "",
    )
    yield from markdown_table(robustness_table(page))
    name = page.scenario.name
    yield from ("", f"What would have to be known besides, and the shares: `sanctions robust {name}`.")
    yield f"Strategies, variants and discount factors on the same draws: `sanctions compare {name}`."


def robustness_table(page: Page) -> Table:
    """The strengths as text."""
    rows = tuple(
        (answer.title, told.strength.value, *(of.strength.value for of in told.by_actor.values()))
        for answer, told in zip(page.solved, page.robustness, strict=True)
    )
    return Table("", ("strategy", "jointly", *page.repeated.stage.actors), rows)
