"""What to cite: complete, in BibTeX, and in step with what the docstrings name."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import gametheory
from gametheory import NormalFormGame, RepeatedGame, catalog, citations, payoff_set, pure_equilibria
from gametheory.errors import UnknownNameError
from gametheory.references.citations import methods
from gametheory.references.reference import references

ENGINE = Path(gametheory.__file__).parent
NAMED = re.compile(r"(?:(?:van |von |de )?[A-Z][\w'é-]+(?:,? (?:and|et al\.) |, | )?)+\(?(1[89]\d\d|20[0-2]\d)\b")
# named by the model's users, its full reference is not known to us; told in 1950, first printed in 1983
UNKNOWN = {("Han", 2012), ("Tucker", 1950)}


def cited(text):
    """First author's surname and year of every work that a text names."""
    for found in NAMED.finditer(" ".join(text.split())):
        first = re.split(r",| and | et al| \(| (?=\d)", found.group())[0].strip()
        yield first.split(" ")[-1].removesuffix("'s"), int(found.group(1))


def docstrings():
    for path in sorted(ENGINE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
                yield path, ast.get_docstring(node)


def first_author(work):
    return work.author.split(",")[0].split()[-1], work.year


def known():
    return {first_author(work) for work in references().values()}


def test_every_work_that_a_docstring_names_has_a_full_reference():
    missing = {
        (path.name, *work) for path, text in docstrings() for work in cited(text) if work not in known() | UNKNOWN
    }
    assert not missing


def test_every_work_is_used_by_a_game_or_a_method_or_named_in_a_docstring():
    used = {work.key for entry in catalog.entries() for work in entry.references}
    used |= {key for keys in methods().values() for key in keys}
    named = {work for _, text in docstrings() for work in cited(text)}
    idle = {key for key in references().keys() - used if first_author(references()[key]) not in named}
    assert not idle


def test_the_pattern_reads_citations():
    text = "after Abreu, Pearce and Stacchetti (1990); van Damme 1989; Borgs et al. 2010, and no word of 12 things."
    assert list(cited(text)) == [("Abreu", 1990), ("Damme", 1989), ("Borgs", 2010)]


@pytest.mark.parametrize("module", methods())
def test_methods_are_those_of_modules(module):
    assert import_module(module).__all__
    assert set(methods()[module]) <= set(references())


def test_results_classes_functions_and_names_are_cited_alike():
    stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]])
    found = payoff_set(RepeatedGame(stage, discount="1/2"))
    assert citations(found) == citations(type(found)) == citations(payoff_set) == citations("payoff_set")
    assert citations("gametheory.payoff_set") == citations("payoff_set")
    assert citations("strategies.tit_for_tat") == citations(gametheory.strategies.tit_for_tat)


def test_each_work_once_the_package_first():
    stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]])
    several = citations(pure_equilibria(stage), "payoff_set", "stream_mixed_equilibria", catalog.entry("cournot"))
    keys = [work.key for work in several]
    assert keys[0] == "sanction-games"
    assert len(keys) == len(set(keys))
    assert {"nash1951", "abreu1990", "cournot1838"} <= set(keys)


def test_everything_at_once_is_balanced_bibtex():
    everything = citations()
    assert {work.key for work in everything} == {"sanction-games"} | {k for keys in methods().values() for k in keys}
    assert everything.bibtex.count("@") == len(everything)
    assert everything.bibtex.count("{") == everything.bibtex.count("}")
    assert str(everything).splitlines()[1:] == [work.text for work in list(everything)[1:]]


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="payoff_set"):
        citations("payof_set")
