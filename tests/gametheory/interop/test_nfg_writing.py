"""Writing .nfg files: what is written is read back equal, by us and by Gambit."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import catalog, interop
from gametheory.games.normal_form import NormalFormGame
from tests.gametheory.interop.named_games import exact_payoffs, named_games, plain_names

ENDS_IN_BACKSLASH = NormalFormGame([[1], [2]], actors=['a"\\'], actions=[["\\", '\\"']])


@pytest.fixture(scope="module")
def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")


@given(named_games(), st.booleans(), st.text(st.characters(exclude_categories=["Cs"])))
@example(ENDS_IN_BACKSLASH, False, "\\")
@example(NormalFormGame([[1]], actors=["a"], actions=[["* "]]), False, "")
def test_round_trip(game, outcomes, title):
    text = interop.to_nfg(game, title=title, comment=title[::-1], outcomes=outcomes)
    assert interop.from_nfg(text) == game


@pytest.mark.parametrize("entry", list(catalog.entries()), ids=lambda entry: entry.name)
def test_the_catalogue_goes_through_files(entry, tmp_path):
    path = tmp_path / "game.nfg"
    interop.write_nfg(entry.game, path, title=entry.title, comment=entry.citation, outcomes=True)
    assert interop.read_nfg(path) == entry.game


def test_outcomes_are_listed_once():
    text = interop.to_nfg(catalog.pure_coordination(3), outcomes=True)
    assert text.count('{ "" ') == 2
    assert text.endswith("\n1 2 2 2 1 2 2 2 1\n")


def test_fractions_and_floats_are_written_exactly():
    game = NormalFormGame([[Fraction(1, 3)], [0.1]])
    assert interop.to_nfg(game).splitlines()[-2:] == ["1/3", "1/10"]


@given(named_games(payoffs=exact_payoffs, names=plain_names), st.booleans())
def test_gambit_reads_what_we_write(pygambit, game, outcomes):
    theirs = pygambit.read_nfg(BytesIO(interop.to_nfg(game, title="t", outcomes=outcomes).encode()))
    players = list(theirs.players)
    assert tuple(player.label for player in players) == game.actors
    assert tuple(tuple(s.label for s in player.strategies) for player in players) == game.actions
    for profile in game.profiles():
        chosen = tuple(list(p.strategies)[k] for p, k in zip(players, game.index(profile), strict=True))
        found = theirs[chosen]
        assert tuple(Fraction(str(found[player])) for player in players) == game.payoff(profile)


@given(named_games(min_actors=2, payoffs=exact_payoffs, names=plain_names))
def test_we_read_what_gambit_writes(pygambit, game):
    theirs = pygambit.read_nfg(BytesIO(interop.to_nfg(game, title="t").encode()))
    assert interop.from_nfg(theirs.to_nfg()) == game
