"""The centipede for other lengths, and its published payoffs."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog, pure_equilibria


@given(st.integers(2, 9))
def test_the_first_actor_takes_at_once(nodes):
    game = catalog.centipede(nodes)
    assert game.shape == ((nodes + 1) // 2 + 1, nodes // 2 + 1)
    assert all(profile[0] == "take at 1" for profile in pure_equilibria(game))
    assert pure_equilibria(game)


def test_published_payoffs_of_the_four_move_game():
    """McKelvey and Palfrey (1992), figure 1."""
    game = catalog.centipede()
    along = [
        ("take at 1", "pass"),
        ("pass", "take at 2"),
        ("take at 3", "pass"),
        ("pass", "take at 4"),
        ("pass", "pass"),
    ]
    cents = [tuple(int(100 * x) for x in game.payoff(profile)) for profile in along]
    assert cents == [(40, 10), (20, 80), (160, 40), (80, 320), (640, 160)]
    assert game.payoff(("take at 1", "take at 2"))[0] == Fraction(2, 5)
