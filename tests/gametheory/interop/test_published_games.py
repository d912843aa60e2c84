"""Published games in Gambit's file format: read here, solved here, against Gambit's exact enumeration."""

import io
from fractions import Fraction

import pytest

from gametheory import mixed_equilibria, verify
from gametheory.interop import from_nfg

gambit = pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")
catalogue = pytest.importorskip("pygambit.catalog", reason="this pygambit has no catalogue of published games")
NAMES = list(catalogue.games()["Game"])
MOST = 12


def vectors(profile, game):
    """Gambit's profile as tuples of fractions, in the order of players and strategies."""
    return tuple(tuple(Fraction(str(profile[strategy])) for strategy in player.strategies) for player in game.players)


def two_players(name):
    game = catalogue.load(name)
    if len(game.players) != 2 or max(len(player.strategies) for player in game.players) > MOST:
        return None
    return game


@pytest.mark.parametrize("name", NAMES)
def test_extreme_equilibria_of_published_games(name):
    game = two_players(name)
    if game is None:
        pytest.skip(f"not a game of two players with at most {MOST} strategies each")
    text = game.to_nfg()
    ours, theirs = from_nfg(text), gambit.read_nfg(io.BytesIO(text.encode()))
    found = mixed_equilibria(ours)
    solved = gambit.nash.enummixed_solve(theirs, rational=True).equilibria
    expected = {vectors(profile, theirs) for profile in solved}
    assert found.complete
    assert set(found) == expected
    assert verify(found.certificate, ours)


def test_enough_of_them_are_compared():
    assert sum(two_players(name) is not None for name in NAMES) >= 15
