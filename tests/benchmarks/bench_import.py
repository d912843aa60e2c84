"""How long a fresh process takes to import the package, and to its first pure equilibrium, next to the peers."""

from __future__ import annotations

from tests.benchmarks.timing import cold_seconds, installed

SEED = None
OURS = "from gametheory import NormalFormGame, pure_equilibria\nlist(pure_equilibria(NormalFormGame([[[1, 1]]])))"
PEERS = {
    "nashpy": "import nashpy\nlist(nashpy.Game([[1]], [[1]]).support_enumeration())",
    "quantecon": (
        "import numpy as np\nimport quantecon.game_theory as gt\n"
        "gt.pure_nash_brute(gt.NormalFormGame([gt.Player(np.array([[1]])), gt.Player(np.array([[1]]))]))"
    ),
    "pygambit": (
        "import numpy as np\nimport pygambit\n"
        "pygambit.nash.enumpure_solve(pygambit.Game.from_arrays(np.array([[1]]), np.array([[1]])))"
    ),
}


def rows():
    """The bare import (lazy, so without a peer), and the way to a first answer."""
    yield row("import gametheory", cold_seconds("import gametheory"), None, None, "lazy: no solver is imported yet")
    ours = cold_seconds(OURS)
    for peer, code in PEERS.items():
        there = installed(peer)
        note = "a game of one profile" if there else f"{peer} is not installed"
        yield row("import to first pure equilibrium", ours, cold_seconds(code) if there else None, peer, note)


def row(case, ours, theirs, peer, note):
    return {
        "question": "import",
        "case": case,
        "ours": ours,
        "peer": theirs,
        "peer_name": peer,
        "unit": "seconds",
        "start": "cold",
        "note": note,
    }
