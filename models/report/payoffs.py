"""What equilibria can pay, in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.describe import Table
from models.markdown import markdown_table
from models.report.page import Page


def payoff_lines(page: Page) -> Iterator[str]:
    """Ranges of payoffs per actor: proved, and not ruled out."""
    found = page.payoffs
    if found is None:
        yield page.no_payoffs
        return
    if not found.outer:
        yield "No equilibrium of the kind asked for exists at these discount factors."
        return
    shared = page.repeated.common_discount
    at = "their discount factors" if shared is None else f"the discount factor {shared}"
    kind = "subgame-perfect" if page.repeated.monitoring is None else "public perfect"
    yield (
        f"Payoffs of {kind} equilibria at {at}, with public randomisation, per period: proved ones, and what "
        f"no equilibrium can leave. The widest gap between the two bounds is {found.gap:.2g} of an actor's range of "
        f"stage payoffs ({'within' if found.converged else 'not within'} the tolerance of {found.tolerance:g})."
    )
    yield from ("", "Rounded to four digits; the proof and the JSON file hold exact values.", "")
    rows = []
    for actor in page.repeated.stage.actors:
        proved, possible = found.project(actor)
        rows.append((actor, _range(proved), _range(possible)))
    yield from markdown_table(
        Table("", ("actor", "proved from and to", "no equilibrium pays less or more"), tuple(rows))
    )
    yield ""


def _range(ends: object) -> str:
    if not isinstance(ends, tuple):
        return "nothing"
    low, high = ends
    return f"{_rounded(low)} to {_rounded(high)}"


def _rounded(number: Any) -> str:
    return f"{round(float(number), 9) + 0.0:.4g}"
