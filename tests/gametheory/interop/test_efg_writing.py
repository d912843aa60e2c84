"""Writing .efg files: one information set per actor, leaves in the order of profiles."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO
from math import prod

import pytest
from hypothesis import given

from gametheory import catalog, interop
from tests.gametheory.interop.named_games import exact_payoffs, named_games, plain_names


@pytest.fixture(scope="module")
def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit, the oracle, is not installed")


@given(named_games(names=plain_names))
def test_nodes_are_those_of_the_tree(game):
    nodes = interop.to_efg(game).splitlines()[3:]
    for i in range(len(game.actors)):
        assert sum(node.startswith(f'p "" {i + 1} 1 ') for node in nodes) == prod(game.shape[:i])
    leaves = [re.search(r"\{ (.*) \}", node)[1].split(", ") for node in nodes if node.startswith("t")]
    assert [tuple(map(Fraction, leaf)) for leaf in leaves] == [game.payoff(p) for p in game.profiles()]


@given(named_games(names=plain_names))
def test_the_tree_closes_exactly_at_its_last_leaf(game):
    open_branches = 1
    for node in interop.to_efg(game).splitlines()[3:]:
        assert open_branches > 0
        actor = re.match(r'p "" (\d+) ', node)
        open_branches += game.shape[int(actor[1]) - 1] - 1 if actor else -1
    assert open_branches == 0


@given(named_games(payoffs=exact_payoffs, names=plain_names))
def test_gambit_reads_the_same_game(pygambit, game):
    theirs = pygambit.read_efg(BytesIO(interop.to_efg(game, title="t").encode()))
    players = list(theirs.players)
    assert [len(list(player.infosets)) for player in players] == [1] * len(players)
    for profile in game.profiles():
        chosen = tuple(list(p.strategies)[k] for p, k in zip(players, game.index(profile), strict=True))
        found = theirs[chosen]
        assert tuple(Fraction(str(found[player])) for player in players) == game.payoff(profile)


def test_gambit_finds_the_catalogues_equilibrium(pygambit, tmp_path):
    path = tmp_path / "shapley.efg"
    interop.write_efg(catalog.shapley(), path, title="Shapley (1964)")
    found = pygambit.nash.enummixed_solve(pygambit.read_efg(str(path)), rational=True).equilibria
    assert len(found) == 1
