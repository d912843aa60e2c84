"""Write a report: one HTML file, its Markdown twin, the same for programs, and the proofs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gametheory.proofs.verify import verify
from models.report.data import report_data
from models.report.formulas import formulas
from models.report.html import html_page
from models.report.page import Page, solve_page
from models.report.pictures import Picture, draw_pictures
from models.report.sections import report_lines
from models.scenario import Scenario

__all__ = ["Written", "write_report"]


@dataclass(frozen=True)
class Written:
    """
    The files of a report.

    Parameters
    ----------
    html : Path
        One self-contained page: pictures, formulas and styles are inside.
    markdown : Path
        The same words; its pictures lie in a folder beside it.
    data : Path
        The same answers for programs, in JSON, exact.
    proofs : tuple of Path
        Certificates, for ``sanctions verify``.
    pictures : tuple of Path
        The pictures of the Markdown file.
    """

    html: Path
    markdown: Path
    data: Path
    proofs: tuple[Path, ...]
    pictures: tuple[Path, ...]

    def pages(self) -> dict[str, Path]:
        """
        Give the files that hold the answers.

        Returns
        -------
        dict of str to Path
            The HTML, Markdown and JSON files by kind.
        """
        return {"html": self.html, "markdown": self.markdown, "json": self.data}


def write_report(
    scenario: Scenario, out: Path, discount: Any = None, stakes: Mapping[str, Any] | None = None, draws: int = 400
) -> Written:
    """
    Solve a scenario and write its report, with one file per proof.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    out : Path
        Folder to write into; made if it does not exist.
    discount : number, sequence or mapping, optional
        Discount factors for the verdicts; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    draws : int, default: 400
        Points of the polytope over which shares are counted.

    Returns
    -------
    Written
        The files.
    """
    page = solve_page(scenario, discount, stakes or {}, draws)
    drawn = draw_pictures(page)
    proofs = _write_proofs(page, out)
    seen = _write_pictures(page, drawn.pictures, out)
    names = [file.relative_to(out).as_posix() for file in proofs]
    text = "\n".join(report_lines(page, drawn, names)) + "\n"
    inside = {f"{folder(page)}/{picture.file}": picture.svg for picture in drawn.pictures}
    return Written(
        html=_write(out / f"{scenario.name}.html", html_page(text, scenario.spec.title, inside, formulas(page))),
        markdown=_write(out / f"{scenario.name}.md", text),
        data=_write(
            out / f"{scenario.name}.json", json.dumps(report_data(page, names), ensure_ascii=False, indent=1) + "\n"
        ),
        proofs=proofs,
        pictures=seen,
    )


def folder(page: Page) -> str:
    """Where the Markdown file finds its pictures."""
    return f"{page.scenario.name}.pictures"


def _write_proofs(page: Page, out: Path) -> tuple[Path, ...]:
    files = []
    for name, certificate in page.proofs().items():
        verify(certificate, page.repeated.stage)
        files.append(_write(out / f"{page.scenario.name}.proofs" / f"{name}.json", certificate.to_json(indent=1)))
    return tuple(files)


def _write_pictures(page: Page, drawn: tuple[Picture, ...], out: Path) -> tuple[Path, ...]:
    return tuple(_write(out / folder(page) / picture.file, picture.svg + "\n") for picture in drawn)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
