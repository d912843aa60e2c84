"""The count of ordinal games and of their equilibria."""

from __future__ import annotations

from collections import Counter

from gametheory import catalog, pure_equilibria


def test_published_counts_of_pure_equilibria():
    """Robinson and Goforth (2005): 144 games, 108 with one pure equilibrium, 18 with two, 18 with none."""
    counts = Counter(len(pure_equilibria(game)) for game in catalog.ordinal_games())
    assert counts == {1: 108, 2: 18, 0: 18}


def test_games_are_different_and_symmetric_ones_stand_for_themselves():
    games = list(catalog.ordinal_games())
    assert len(set(games)) == 144
    assert set(catalog.ordinal_games(swap_actors=True)) <= set(games)


def test_the_prisoners_dilemma_is_among_them_once_up_to_names():
    table = catalog.prisoners_dilemma(4, 3, 2, 1).payoffs
    renamed = {table[::a, ::b].tobytes() for a in (1, -1) for b in (1, -1)}
    assert sum(game.payoffs.tobytes() in renamed for game in catalog.ordinal_games()) == 1
