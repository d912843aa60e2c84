"""A page that lists reports: the gallery."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from models.describe import Table
from models.markdown import markdown_table
from models.report.html import html_page
from models.report.write import Written

__all__ = ["write_index"]


def write_index(reports: Iterable[Written], out: Path) -> Path:
    """
    Write a page that lists reports, each with what it asks and what came out.

    Parameters
    ----------
    reports : iterable of Written
        What `write_report` wrote.
    out : Path
        The folder that they were written into.

    Returns
    -------
    Path
        The page.
    """
    rows = tuple(_row(report, out) for report in reports)
    table = markdown_table(Table("", ("scenario", "what it asks", "equilibria for common discount factors in"), rows))
    lines = [
        "# Scenarios",
        "",
        "Each report gives its answer first, then all that it rests on.",
        "",
        "## Reports",
        "",
        *table,
    ]
    page = out / "index.html"
    page.write_text(html_page("\n".join(lines) + "\n", "Scenarios", {}, {}), encoding="utf-8", newline="\n")
    return page


def _row(report: Written, out: Path) -> tuple[str, str, str]:
    told = json.loads(report.data.read_text(encoding="utf-8"))
    found = "; ".join(f"{row['strategy']}: {row['equilibrium for discount factors in']}" for row in told["strategies"])
    return f"[{told['title']}]({report.html.relative_to(out).as_posix()})", told["asks"], found
