"""Markdown and plain text hold the game."""

from __future__ import annotations

import re

from hypothesis import given

from gametheory import NormalFormGame, best_responses, catalog, interop
from tests.gametheory.interop.named_games import named_games

BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def starred(game, index):
    marks = best_responses(game)[index].tolist()
    return ", ".join(str(x) + "*" * best for x, best in zip(game.payoff_at(index), marks, strict=True))


@given(named_games(min_actors=2, max_actors=2))
def test_markdown_rows_have_one_cell_per_column_and_hold_the_payoffs(game):
    head, rule, *rows = interop.to_markdown(game).splitlines()
    assert len(rows) == game.shape[0]
    assert rule == "|" + "---|" * (game.shape[1] + 1)
    for a, row in enumerate([head, *rows], start=-1):
        assert len(BAR.findall(row)) == game.shape[1] + 2
        if a >= 0:
            cells = [cell.replace("\\*", "*") for cell in row.split(" | ")[-game.shape[1] :]]
            assert cells[-1].removesuffix(" |") == starred(game, (a, game.shape[1] - 1))


def test_markdown_escapes_what_commands_it():
    game = NormalFormGame([[1], [0]], actors=["a|b"], actions=[["*x*", "[y](z) `w` <b> \\"]])
    assert interop.to_markdown(game).splitlines() == [
        r"| a\|b |  |",
        "|---|---|",
        r"| \*x\* | 1\* |",
        r"| \[y\](z) \`w\` \<b\> \\ | 0 |",
    ]


def test_plain_text_of_three_actors():
    assert interop.to_text(catalog.nau_irrational(), limit=1).splitlines() == [
        "Matrix: west",
        "Row, Column  left       right",
        "top          3*, 0, 2*  0, 2*, 0*",
        "bottom       0, 1*, 0*  1*, 0, 0",
        "",
        "1 more table is not shown.",
    ]


@given(named_games())
def test_plain_text_has_every_cell(game):
    text = interop.to_text(game)
    for profile in game.profiles():
        assert starred(game, game.index(profile)) in text
