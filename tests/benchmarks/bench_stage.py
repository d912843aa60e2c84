"""Stage-game questions: pure equilibria against plain numpy and the peers; linear programs; batches."""

from __future__ import annotations

import time
from importlib.util import find_spec
from statistics import median

import numpy as np

from gametheory import (
    NormalFormGame,
    commitment,
    correlated_equilibrium,
    deviating_coalitions,
    dominated_actions,
    minmax_values_batch,
    mixed_minmax_values,
    potential,
    pure_equilibria,
    pure_equilibria_batch,
)

SEED = 1
SIZES = ((8, 3), (10, 3), (16, 2), (20, 2))
QUANTECON_UP_TO = 10_000  # profiles
GAMBIT_UP_TO = 100_000


def rows():
    """All measurements, random payoffs unless the case says otherwise."""
    yield from pure_rows()
    yield from program_rows()
    yield from dominance_rows()
    yield from scan_rows()
    yield from batch_rows()


def pure_rows():
    """The four sizes, with random payoffs and with constant ones, which are the hardest: nothing can be left out."""
    for actors, actions in SIZES:
        shape = (actions,) * actors + (actors,)
        random = np.random.default_rng(SEED).random(shape)
        for kind, table in (("random", random), ("constant", np.zeros(shape))):
            game = NormalFormGame(table)
            case = f"{actors} actors, {actions} actions, {kind}"
            ours = seconds(lambda g=game: pure_equilibria(g))
            plain = seconds(lambda t=table: numpy_pure(t))
            yield row("pure equilibria", case, ours, plain, "plain numpy", "read each payoff once, compare once")
            if kind == "random":
                yield from peer_rows(case, table, ours)


def peer_rows(case, table, ours):
    """Peers where they are installed, on sizes that they finish."""
    profiles = table[..., 0].size
    if find_spec("quantecon") and profiles <= QUANTECON_UP_TO:
        game = to_quantecon(table)
        from quantecon.game_theory import pure_nash_brute

        theirs = seconds(lambda: pure_nash_brute(game), repeats=3)
        yield row("pure equilibria", case, ours, theirs, "quantecon", "absolute tolerance 1e-8")
    if find_spec("pygambit") and profiles <= GAMBIT_UP_TO:
        import pygambit

        game = pygambit.Game.from_arrays(*np.moveaxis(table, -1, 0))
        theirs = seconds(lambda: pygambit.nash.enumpure_solve(game), repeats=3)
        yield row("pure equilibria", case, ours, theirs, "pygambit", "in rationals")


def to_quantecon(table):
    """QuantEcon's players see their own axis first, then the others in turn."""
    from quantecon.game_theory import NormalFormGame as Theirs
    from quantecon.game_theory import Player

    n = table.shape[-1]
    turned = [table[..., i].transpose([(i + k) % n for k in range(n)]) for i in range(n)]
    return Theirs([Player(np.ascontiguousarray(own)) for own in turned])


def numpy_pure(table):
    """What anybody would write first."""
    stable = np.ones(table.shape[:-1], dtype=bool)
    for i in range(table.shape[-1]):
        own = table[..., i]
        stable &= own >= own.max(axis=i, keepdims=True)
    return np.argwhere(stable)


def program_rows():
    """Linear programs, all solved exactly; no peer answers these questions."""
    for shape in ((10, 10), (5, 5, 5, 5), (10, 10, 10, 10), (2,) * 13, (100, 100)):
        game = integer_game(shape)
        ours = seconds(lambda g=game: correlated_equilibrium(g), repeats=3)
        yield row("best correlated equilibrium", sizes(shape), ours, None, None, "exact, with certificate")
    for shape in ((10, 10), (40, 40), (3, 3, 3), (3, 3, 3, 3)):
        game = integer_game(shape)
        ours = seconds(lambda g=game: mixed_minmax_values(g), repeats=3)
        yield row("mixed minmax values", sizes(shape), ours, None, None, "exact bounds for every actor")
    for shape in ((10, 10), (40, 40)):
        game = integer_game(shape)
        ours = seconds(lambda g=game: commitment(g, leader="1"), repeats=3)
        yield row("commitment", sizes(shape), ours, None, None, "pure and mixed, strong and weak, exact")


def dominance_rows():
    """Dominated actions by mixtures; QuantEcon solves the same programs in floats, strict dominance alone."""
    for count in (5, 20):
        game = integer_game((count, count))
        ours = seconds(lambda g=game: dominated_actions(g), repeats=3)
        theirs = quantecon_dominance(game.payoffs) if find_spec("quantecon") else None
        name = "quantecon" if theirs else None
        yield row("dominated actions", sizes((count, count)), ours, theirs, name, "ours: strict and weak, exact")


def quantecon_dominance(table):
    """Seconds for all players, with scipy's solver: its own fails on some of these programs."""
    players = to_quantecon(table.astype(float)).players
    return seconds(lambda: [player.dominated_actions(method="highs") for player in players], repeats=3)


def scan_rows():
    """Scans over all profiles; no peer answers these questions."""
    for shape in ((2,) * 10, (2,) * 16):
        game = integer_game(shape)
        start = ("1",) * len(shape)
        ours = seconds(lambda g=game, s=start: deviating_coalitions(g, s), repeats=3)
        yield row("deviating coalitions", sizes(shape), ours, None, None, "all minimal ones from one profile")
        ours = seconds(lambda g=game: potential(g), repeats=3)
        yield row("kind of potential", sizes(shape), ours, None, None, "random payoffs: ends with an improvement cycle")


def batch_rows():
    """Many small games at once, per second."""
    for shape in ((2, 2), (3, 3), (2, 2, 2)):
        games = 10_000
        table = np.random.default_rng(SEED).integers(0, 10, (games, *shape, len(shape)))
        ours = games / seconds(lambda t=table: pure_equilibria_batch(t))
        theirs = quantecon_one_by_one(table[:200]) if find_spec("quantecon") else None
        name = "quantecon" if theirs else None
        case = f"{games:,} games of {sizes(shape)}"
        yield row("pure equilibria in bulk", case, ours, theirs, name, "the peer one by one", unit="per second")
        ours = games / seconds(lambda t=table: minmax_values_batch(t))
        yield row("pure minmax values in bulk", case, ours, None, None, "no peer has batches", unit="per second")


def quantecon_one_by_one(tables):
    from quantecon.game_theory import pure_nash_brute

    made = [to_quantecon(table.astype(float)) for table in tables]
    return len(made) / seconds(lambda: [pure_nash_brute(game) for game in made], repeats=3)


def integer_game(shape):
    return NormalFormGame(np.random.default_rng(SEED).integers(0, 100, (*shape, len(shape))))


def sizes(shape):
    return " x ".join(map(str, shape)) if len(shape) < 6 else f"{len(shape)} actors, {shape[0]} actions"


def seconds(call, repeats=5):
    """Median seconds after one call that is not counted."""
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return median(times)


def row(question, case, ours, peer, peer_name, note, unit="seconds"):
    return {
        "question": question,
        "case": case,
        "ours": ours,
        "peer": peer,
        "peer_name": peer_name,
        "unit": unit,
        "note": note,
    }
