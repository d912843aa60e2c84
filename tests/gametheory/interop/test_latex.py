"""LaTeX tables hold the game: read back, they give names, payoffs and best responses."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import example, given

from gametheory import best_responses, catalog, interop
from gametheory.games.normal_form import NormalFormGame
from tests.gametheory.interop.named_games import named_games

WORDS = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\textquotedbl{}": '"',
    **{"\\" + sign: sign for sign in "&%$#_{}"},
}
READ = re.compile("|".join(map(re.escape, WORDS)))
SEPARATOR = re.compile(r"(?<!\\) ?& ?")  # an ampersand that no backslash escapes


def plain(text):
    return READ.sub(lambda match: WORDS[match[0]], text)


def typeset(name):
    return "".join(sign for sign in " ".join(name.split()) if sign.isprintable())


def read_cell(cell):
    assert cell.startswith("$")
    assert cell.endswith("$")
    parts = cell[1:-1].split(r",\ ")
    underlined = [re.fullmatch(r"\\underline\{(.*)\}", part) for part in parts]
    return [m[1] if m else part for m, part in zip(underlined, parts, strict=True)], [bool(m) for m in underlined]


@given(named_games())
@example(NormalFormGame([[[1, 0], [0, 0]]], actors=["&", "\\"], actions=[["{"], ["a&b", "\\&"]]))
def test_every_table_is_read_back(game):
    text = interop.to_latex(game)
    marks = best_responses(game)
    tables = re.findall(r"\\begin\{tabular\}.*?\\end\{tabular\}", text, re.DOTALL)
    rests = list(np.ndindex(*game.shape[2:]))
    assert len(tables) == len(rests)
    for table, rest in zip(tables, rests, strict=True):
        lines = table.splitlines()
        body = lines[-1 - game.shape[0] : -1]
        columns = lines[-2 - game.shape[0]].removesuffix(r" \\ \hline")
        names = game.actions[1] if len(game.actors) > 1 else ("",)
        assert [plain(part) for part in SEPARATOR.split(columns)[2:]] == [typeset(name) for name in names]
        for a, line in enumerate(body):
            _, name, *cells = SEPARATOR.split(line.removesuffix(r" \\"))
            assert plain(name) == typeset(game.actions[0][a])
            for b, cell in enumerate(cells):
                index = (a, b, *rest)[: len(game.actors)]
                payoffs, underlined = read_cell(cell)
                assert payoffs == [str(x) for x in game.payoff_at(index)]
                assert underlined == marks[index].tolist()


@given(named_games())
def test_braces_balance_and_the_packages_are_told(game):
    text = interop.to_latex(game)
    bare = text.replace(r"\{", "").replace(r"\}", "")
    assert bare.count("{") == bare.count("}")
    assert text.splitlines()[0].startswith("% Needs \\usepackage")


def test_what_is_left_out_is_said():
    text = interop.to_latex(catalog.el_farol(), limit=3)
    assert text.count(r"\begin{tabular}") == 3
    assert text.endswith("% 5 more tables are not shown.\n")
    assert "Guest 3: go, Guest 4: go, Guest 5: stay" in text
    assert interop.to_latex(catalog.jordan_pennies(), limit=1).endswith("% 1 more table is not shown.\n")
    assert "not shown" not in interop.to_latex(catalog.jordan_pennies(), limit=2)
