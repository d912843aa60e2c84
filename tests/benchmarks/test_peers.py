"""What the README says of other packages, checked against the versions that are pinned here."""

import importlib.metadata
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
DILEMMA = ([[3, 0], [5, 1]], [[3, 5], [0, 1]])


@pytest.mark.parametrize("peer", ["nashpy", "pygambit", "quantecon"])
def test_the_readme_names_the_pinned_version(peer):
    pinned = re.search(rf"^{peer}==(.+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)[1]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"\b{peer} {re.escape(pinned)}\b", readme, re.IGNORECASE)


def the(peer):
    found = pytest.importorskip(peer, reason=f"{peer}, about which the README says something, is not installed")
    constraints = (ROOT / "constraints.txt").read_text("utf-8")
    if f"\n{peer}=={importlib.metadata.version(peer)}\n" not in constraints:
        pytest.skip(f"another {peer} than the one that the README speaks of")
    return found


def names(*things):
    return [name for thing in things for name in dir(thing) if not name.startswith("_")]


def test_nashpy_solves_games_of_two_unnamed_actors_in_floats():
    nashpy = the("nashpy")
    (found,) = nashpy.Game(*DILEMMA).support_enumeration()
    assert [strategy.dtype for strategy in found] == [np.dtype(float)] * 2
    with pytest.raises(AttributeError):
        nashpy.Game(*(np.zeros((2, 2, 2)) for _ in range(3)))
    assert not [name for name in names(nashpy, nashpy.Game) if re.search("repeat|discount|label|player", name)]
    assert {"fictitious_play", "replicator_dynamics", "moran_process"} <= set(names(nashpy.Game))


def test_gambit_is_exact_for_any_number_of_actors_and_has_no_repeated_games():
    gambit = the("pygambit")
    found = gambit.nash.enummixed_solve(gambit.Game.from_arrays(*DILEMMA), rational=True)
    assert (found.method, found.rational) == ("enummixed", True)
    (profile,) = found.equilibria
    assert [Fraction(str(profile[name])) for player in profile.game.players for name in player.strategies] == [
        0,
        1,
        0,
        1,
    ]
    assert len(gambit.Game.new_table([2, 2, 2]).players) == 3
    assert hasattr(gambit.Game, "new_tree")
    assert not [name for name in names(gambit, gambit.Game, gambit.nash) if re.search("repeat|discount", name, re.I)]


def test_quantecon_has_repeated_games_of_two_actors_in_floats():
    qe = pytest.importorskip("quantecon.game_theory", reason="QuantEcon is not installed")
    the("quantecon")
    two = qe.NormalFormGame(np.stack([*map(np.array, DILEMMA)], axis=-1))
    assert qe.RepeatedGame(two, 0.9).equilibrium_payoffs().points.dtype == float
    three = qe.NormalFormGame(np.zeros((2, 2, 2, 3)))
    with pytest.raises(NotImplementedError, match="only applies to repeated two-player games"):
        qe.RepeatedGame(three, 0.9).equilibrium_payoffs()
    assert "mclennan_tourky" in names(qe)
    found = names(qe.RepeatedGame, qe.repeated_game)
    assert not [name for name in found if re.search("monitor|signal|automat|strateg|critical", name, re.I)]
