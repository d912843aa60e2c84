"""Mixed equilibria and logit responses against the peers, on the same random games in one run; all calls are warm."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from statistics import median

import numpy as np

from gametheory import NormalFormGame, mixed_equilibria, mixed_equilibria_batch, quantal_response

SEED = 2024
PAYOFFS = {
    "floats": lambda generator, shape: generator.random(shape),
    "integers 0..100": lambda generator, shape: generator.integers(0, 101, shape),
    "integers 0..2 (degenerate)": lambda generator, shape: generator.integers(0, 3, shape),
}
SIZES = {3: 40, 5: 40, 8: 15, 10: 7, 12: 5}  # actions per actor: games measured


def rows() -> Iterator[dict]:
    yield from all_equilibria()
    yield from bulk()
    yield from logit()


def row(question, case, ours, peer, peer_name, unit="seconds", note=""):
    return {
        "question": question,
        "case": case,
        "ours": ours,
        "peer": peer,
        "peer_name": peer_name,
        "unit": unit,
        "note": note,
    }


def all_equilibria() -> Iterator[dict]:
    for size, count in SIZES.items():
        for kind, draw in PAYOFFS.items():
            generator = np.random.default_rng([SEED, size])
            tables = [draw(generator, (size, size, 2)) for _ in range(count)]
            ours, _ = timed(lambda table: mixed_equilibria(NormalFormGame(table)), tables)
            for name, solve in two_actor_peers(size):
                peer, failed = timed(solve, tables)
                note = f"ours: all extreme equilibria, exact, with components{failed}"
                yield row("all equilibria", f"{size} x {size}, {kind}", ours, peer, name, note=note)


def two_actor_peers(size: int) -> Iterator[tuple[str, Callable]]:
    """Name solvers from payoff table to answer; reading the table is part of the question for all."""
    if find_spec("quantecon"):
        import quantecon.game_theory as qe

        yield (
            "quantecon vertex_enumeration (floats)",
            lambda table: qe.vertex_enumeration(qe.NormalFormGame(table.astype(float))),
        )
        if size <= 8:
            yield (
                "quantecon support_enumeration (floats)",
                lambda table: qe.support_enumeration(qe.NormalFormGame(table.astype(float))),
            )
    if find_spec("pygambit") and size <= 8:
        import pygambit

        def gambit(table, rational):
            game = pygambit.Game.from_arrays(table[..., 0], table[..., 1])
            return pygambit.nash.enummixed_solve(game, rational=rational)

        yield "gambit enummixed (floats)", lambda table: gambit(table, rational=False)
        if size <= 5:
            yield "gambit enummixed (exact)", lambda table: gambit(table, rational=True)
    if find_spec("nashpy") and size <= 3:
        import nashpy

        yield (
            "nashpy support_enumeration (floats)",
            lambda table: list(nashpy.Game(table[..., 0], table[..., 1]).support_enumeration()),
        )


def bulk() -> Iterator[dict]:
    for size in (2, 3):
        for kind, draw in PAYOFFS.items():
            tables = draw(np.random.default_rng([SEED, size]), (10_000, size, size, 2))
            seconds, _ = timed(mixed_equilibria_batch, [tables] * 5)
            for name, solve in two_actor_peers(size):
                peer, failed = timed(solve, tables[:300], centre=mean)
                case = f"10,000 games of {size} x {size}, {kind}"
                note = f"peers: a loop over 300 games{failed}"
                yield row("all equilibria in bulk", case, len(tables) / seconds, 1 / peer, name, "per second", note)


def logit() -> Iterator[dict]:
    if not find_spec("pygambit"):
        return
    import pygambit

    def gambit(table, solve):
        return solve(pygambit.Game.from_arrays(*np.moveaxis(table, -1, 0)))

    for actors in (2, 3, 4, 5):
        generator = np.random.default_rng([SEED, actors])
        tables = [generator.random((3,) * actors + (actors,)) for _ in range(10)]
        case = f"{actors} actors, 3 actions"
        for goal in (10.0, 1000.0):
            ours, _ = timed(lambda table, goal=goal: quantal_response(NormalFormGame(table), rationality=goal), tables)
            follow = partial(pygambit.qre.logit_solve_lambda, lam=[goal])
            peer, failed = timed(partial(gambit, solve=follow), tables)
            note = f"ours keeps the whole path{failed}"
            yield row(
                "logit branch", f"{case}, rationality {goal:g}", ours, peer, "gambit logit_solve_lambda", note=note
            )
        ours, _ = timed(lambda table: quantal_response(NormalFormGame(table), rationality=1e6), tables)
        peer, failed = timed(partial(gambit, solve=pygambit.qre.logit_solve_branch), tables)
        note = f"ours to rationality 1,000,000, the peer to a regret of 1e-8{failed}"
        yield row("logit branch", f"{case}, to the limit", ours, peer, "gambit logit_solve_branch", note=note)


def mean(times):
    return sum(times) / len(times)


def timed(solve, inputs, centre=median) -> tuple[float, str]:
    """Processor seconds a call takes after one call to warm up, and a remark where calls failed."""
    times, failures = [], 0
    with warnings.catch_warnings(action="ignore"), np.errstate(all="ignore"):
        for given in (inputs[0], *inputs):
            before = time.process_time()
            try:
                solve(given)
            except Exception:  # noqa: BLE001 - peers fail on degenerate games in many ways; that is part of the result
                failures += 1
            times.append(time.process_time() - before)
    return centre(times[1:]), f"; {failures} of {len(times)} calls raised" if failures else ""
