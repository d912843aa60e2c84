"""References read as text and as BibTeX."""

from __future__ import annotations

import re

import pytest

from gametheory import catalog
from gametheory.references.reference import references

NEEDED = {
    "article": {"journal"},
    "book": {"publisher"},
    "incollection": {"booktitle", "publisher", "pages"},
    "techreport": {"institution", "number"},
    "misc": set(),
}


@pytest.mark.parametrize("reference", references().values(), ids=lambda reference: reference.key)
def test_references_have_the_fields_of_their_kind(reference):
    assert NEEDED[reference.kind] <= set(reference.details)
    assert reference.key.endswith(str(reference.year))
    assert reference.bibtex.count("{") == reference.bibtex.count("}")
    for field in ("author", "title", "year"):
        assert re.search(rf"^  {field} = ", reference.bibtex, re.MULTILINE)


def test_text_and_bibtex_of_one():
    entry = catalog.entry("travelers_dilemma")
    assert entry.citation == (
        "Basu, Kaushik (1994). The traveler's dilemma: paradoxes of rationality in game theory. "
        "American Economic Review, 84(2): 391-395."
    )
    assert entry.bibtex == (
        "@article{basu1994,\n"
        "  author = {Basu, Kaushik},\n"
        "  title = {{The traveler's dilemma: paradoxes of rationality in game theory}},\n"
        "  year = {1994},\n"
        "  journal = {American Economic Review},\n"
        "  volume = {84},\n"
        "  number = {2},\n"
        "  pages = {391--395},\n"
        "}"
    )
