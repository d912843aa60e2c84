"""HTML tables hold the game: parsed, they give names, payoffs and best responses."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
from hypothesis import given

from gametheory import NormalFormGame, best_responses, catalog, interop
from tests.gametheory.interop.named_games import named_games


class Reader(HTMLParser):
    """Collects the tables' cells: (kind, text, underlined texts), and the captions."""

    def __init__(self):
        super().__init__()
        self.tables, self.captions, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in {"u", "br"} or self.open:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag in {"td", "th"}:
            self.tables[-1].append([dict(attrs).get("scope", tag), "", []])
        if tag == "caption":
            self.captions.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "caption" in self.open:
            self.captions[-1] += data
        elif {"td", "th"} & set(self.open):
            self.tables[-1][-1][1] += data
            if "u" in self.open:
                self.tables[-1][-1][2].append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def shown(name):
    """A parser may split and normalise line ends; nothing else changes."""
    return name.replace("\r\n", "\n").replace("\r", "\n")


@given(named_games())
def test_every_table_is_read_back(game):
    reader = read(interop.to_html(game))
    marks = best_responses(game)
    rests = list(np.ndindex(*game.shape[2:]))
    assert len(reader.tables) == len(rests)
    for table, rest in zip(reader.tables, rests, strict=True):
        rows = [shown(text) for kind, text, _ in table if kind == "row"]
        columns = [shown(text) for kind, text, _ in table if kind == "col"]
        assert rows == [shown(name) for name in game.actions[0]]
        assert columns == [shown(name) for name in (game.actions[1] if len(game.actors) > 1 else [""])]
        cells = [(text, underlined) for kind, text, underlined in table if kind == "td" and text]
        for k, (text, underlined) in enumerate(cells):
            index = (*divmod(k, len(columns)), *rest) if len(game.actors) > 1 else (k,)
            payoffs = [str(x) for x in game.payoff_at(index)]
            assert text == ", ".join(payoffs)
            assert underlined == [x for x, best in zip(payoffs, marks[index].tolist(), strict=True) if best]


def test_three_actors_have_one_table_per_profile_of_the_rest():
    reader = read(interop.to_html(catalog.nau_irrational()))
    assert reader.captions == ["Matrix: west", "Matrix: east"]


def test_names_cannot_write_markup():
    game = NormalFormGame([[1], [2]], actors=["<script>"], actions=[['"a&b"', "<u>"]])
    html = interop.to_html(game)
    assert "<script>" not in html
    assert "&lt;u&gt;" in html


def test_notebooks_show_games_but_not_thousands_of_tables():
    assert catalog.stag_hunt()._repr_html_() == interop.to_html(catalog.stag_hunt())
    many = NormalFormGame(np.zeros((2,) * 10 + (10,), dtype=np.int64))._repr_html_()
    assert many.count("<table>") == 16
    assert "240 more tables are not shown." in many
    assert catalog.travelers_dilemma()._repr_html_() == (
        "<p>NormalFormGame of Row, Column: 99 x 99 actions, 9,801 profiles</p>"
    )
    huge = NormalFormGame(np.zeros((2,) * 17 + (17,), dtype=np.int8))
    assert len(huge._repr_html_()) < 20_000
