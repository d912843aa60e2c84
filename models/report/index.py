"""A page that lists reports: the gallery."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from models.report.html import html_page
from models.report.write import Written

__all__ = ["write_index"]

_INTRODUCTION = (
    "Each report gives its answer first, then all that it rests on. "
    "Discount factors are common ones, exact at the values of the stakes that were asked about."
)


def write_index(reports: Iterable[Written], out: Path) -> Path:
    """
    Write a page that shows reports side by side, each with what it asks, what came out and a picture.

    Parameters
    ----------
    reports : iterable of Written
        What `write_report` wrote.
    out : Path
        The folder that they were written into.

    Returns
    -------
    Path
        The page; its pictures are the files beside the reports.
    """
    lines = ["# Scenarios", "", _INTRODUCTION, ""]
    pictures: dict[str, str] = {}
    for report in reports:
        lines += _entry(report, out)
        for path in report.pictures[:1]:
            place = path.relative_to(out).as_posix()
            pictures[place] = f'<img src="{escape(place)}" alt="">'  # the caption below it says what it shows
    page = out / "index.html"
    page.write_text(html_page("\n".join(lines), "Scenarios", pictures, {}), encoding="utf-8", newline="\n")
    return page


def _entry(report: Written, out: Path) -> Iterator[str]:
    told = json.loads(report.data.read_text(encoding="utf-8"))
    page = report.html.relative_to(out).as_posix()
    yield from (f"## {told['title']}", "", told["asks"], "")
    asked = next((finding for finding in told["findings"] if finding["asks"]), told["findings"][0])
    yield f"- {asked['asks']} {asked['sentence']} *({asked['strength']})*"
    for row in told["strategies"]:
        yield f"- {row['strategy']}: {_found(row)}"
    yield from ("", f"[The whole report]({page}), with its sources and {len(report.proofs)} proofs.", "")
    for path in report.pictures[:1]:
        yield from (f"![{_shows(path)}]({path.relative_to(out).as_posix()})", "")


def _found(row: dict[str, str]) -> str:
    factors = row["equilibrium for discount factors in"].replace("*", "\\*")
    return "never an equilibrium" if factors == "none" else f"an equilibrium for discount factors in {factors}"


def _shows(picture: Path) -> str:
    """What the picture says of itself."""
    return picture.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
