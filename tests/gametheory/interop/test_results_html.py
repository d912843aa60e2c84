"""Results show themselves in notebooks: verdicts, numbers and names, escaped."""

from __future__ import annotations

import numpy as np

from gametheory import (
    NormalFormGame,
    RepeatedGame,
    catalog,
    check_strategy,
    discount_region,
    minmax_values,
    pure_equilibria,
    strategies,
)

DILEMMA = catalog.prisoners_dilemma()
GRIM = strategies.reversion(("cooperate", "cooperate"), ("defect", "defect"))


def test_pure_equilibria():
    html = pure_equilibria(catalog.bertrand())._repr_html_()
    assert "3 pure equilibria." in html
    assert "<td>2</td><td>2</td><td>1</td><td>1</td><td>no</td>" in html
    assert "1 pure equilibrium." in pure_equilibria(DILEMMA)._repr_html_()


def test_many_equilibria_are_cut_and_counted():
    html = pure_equilibria(NormalFormGame(np.zeros((20, 20, 2), dtype=np.int64)))._repr_html_()
    assert html.count("<tr>") == 201
    assert "200 more rows are not shown." in html


def test_minmax_values():
    html = minmax_values(DILEMMA)._repr_html_()
    assert "<td>Row</td><td>1</td><td>defect, defect</td>" in html


def test_checks_say_the_verdict_and_the_worst_deviation():
    good = check_strategy(RepeatedGame(DILEMMA, discount=0.6), GRIM)._repr_html_()
    bad = check_strategy(RepeatedGame(DILEMMA, discount=0.4), GRIM)._repr_html_()
    assert "Row loses 2/5 by playing &#x27;defect&#x27; in state &#x27;target&#x27;.</p>" in good
    assert "<p>Not subgame perfect: Row gains 2/5 by playing &#x27;defect&#x27; in state &#x27;target&#x27;.</p>" in bad
    assert "<td>target</td><td>(cooperate, cooperate)</td><td>3</td><td>3</td>" in bad


def test_checks_show_their_notes():
    game = catalog.prisoners_dilemma(3, 2, 0, -1)
    html = check_strategy(RepeatedGame(game, discount=1 / 3), GRIM)._repr_html_()
    assert "<p>It fails by less than rounding: use Fraction(1, 3)" in html


def test_regions_show_their_intervals_and_what_binds():
    html = discount_region(DILEMMA, GRIM)._repr_html_()
    assert "An equilibrium for: [1/2, 1)." in html
    assert "<td>[1/2, 1)</td><td>Row must not gain by &#x27;defect&#x27;" in html
    never = strategies.reversion(("defect", "cooperate"), ("cooperate", "cooperate"))
    assert "An equilibrium for: no discount factor." in discount_region(DILEMMA, never)._repr_html_()


def test_names_are_escaped():
    game = NormalFormGame([[1], [2]], actors=["<i>"], actions=[["<a>", "<b>"]])
    for result in (pure_equilibria(game), minmax_values(game)):
        assert "<i>" not in result._repr_html_()
        assert "&lt;b&gt;" in result._repr_html_()
