"""The works that games and methods come from, as text and as BibTeX."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gametheory.frozen import FrozenMap
from gametheory.results import Jsonable

__all__ = ["Reference"]


@dataclass(frozen=True)
class Reference(Jsonable):
    """
    A published work.

    Parameters
    ----------
    key : str
        Its BibTeX key.
    kind : str
        The BibTeX type: article, book, incollection, techreport or misc.
    author : str
        Authors as in BibTeX, joined by "and".
    title : str
        The title.
    year : int
        The year.
    details : mapping of str to str
        Further BibTeX fields, such as journal and pages.
    """

    key: str
    kind: str
    author: str
    title: str
    year: int
    details: FrozenMap[str, str]

    @property
    def text(self) -> str:
        """The reference as a sentence."""
        authors = self.author.replace(" and ", "; ")
        source = self.details.get("journal") or self.details.get("booktitle") or self.details.get("institution")
        place = [part for part in (source, self.details.get("publisher")) if part]
        volume, number = self.details.get("volume"), self.details.get("number")
        numbers = f"{volume}({number})" if volume and number else volume or number
        tail = [*place, *([numbers] if numbers else [])]
        pages = f": {self.details['pages']}" if "pages" in self.details else ""
        note = f" ({self.details['note']})" if "note" in self.details else ""
        return f"{authors} ({self.year}). {self.title}. {', '.join(tail)}{pages}{note}.".replace("--", "-")

    @property
    def bibtex(self) -> str:
        """The reference as a BibTeX entry; capitals in the title are kept by braces."""
        fields = {"author": self.author, "title": f"{{{self.title}}}", "year": str(self.year), **self.details}
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@{self.kind}{{{self.key},\n{lines}}}"


@cache
def references() -> dict[str, Reference]:
    """All works by key."""
    tables = tomllib.loads(files(__package__).joinpath("works.toml").read_text("utf-8"))
    return {key: _read(key, table) for key, table in tables.items()}


def _read(key: str, table: dict[str, Any]) -> Reference:
    core = {name: table[name] for name in ("kind", "author", "title", "year")}
    rest = {name: value for name, value in table.items() if name not in core}
    return Reference(key=key, details=FrozenMap(rest), **core)
