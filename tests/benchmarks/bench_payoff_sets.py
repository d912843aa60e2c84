"""Payoff sets of two actors against QuantEcon's solver (Abreu and Sannikov 2014), on the same games in one run."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from fractions import Fraction
from importlib.util import find_spec
from statistics import median

import numpy as np

from gametheory import NormalFormGame, RepeatedGame, payoff_set

SEED = 2014
DILEMMA = [[[9, 9], [1, 10]], [[10, 1], [3, 3]]]
FACTORS = (0.3, 0.5, 0.9, 0.99, 0.999)
SIZES = {2: 40, 3: 20, 5: 10, 10: 3, 20: 1}  # actions per actor: games measured


def rows() -> Iterator[dict]:
    """Seconds per game, warm; the note says which answers came with a proof, and where the peer's differ."""
    for d in FACTORS:
        yield row(f"prisoner's dilemma at {d}", [np.array(DILEMMA)], d)
    for size, count in SIZES.items():
        generator = np.random.default_rng([SEED, size])
        tables = [generator.integers(0, 10, (size, size, 2)) for _ in range(count)]
        for d in (0.6, 0.99):
            yield row(f"{count} random integer games, {size} x {size}, at {d}", tables, d)
    yield row("Cournot, 15 actions each, at 0.6", [cournot()], 0.6)


def cournot():
    """Price 14 less the total, unit cost 1, quantities 0 to 14."""
    grid = range(15)
    return np.array([[[max(14 - a - b, 0) * q - q for q in (a, b)] for b in grid] for a in grid])


def row(case, tables, d):
    """One comparison: pure profiles alone on both sides, as the peer has no mixed ones."""
    found, ours = timed(lambda table: payoff_set(RepeatedGame(NormalFormGame(table), d), stage_equilibria=()), tables)
    proved = sum(result.gap <= 1e-6 for result in found)
    note = f"ours: gap at most 1e-6 with proof in {proved} of {len(found)}"
    theirs = None
    if find_spec("quantecon"):
        answers, theirs = timed(lambda table: peer(table, d), tables)
        note += "; peer: " + told(found, answers)
    return {
        "question": "equilibrium payoff set",
        "case": case,
        "ours": ours,
        "peer": theirs,
        "peer_name": "quantecon",
        "unit": "seconds",
        "note": note,
    }


def timed(call, tables):
    """Answers, and median seconds per game after one call that is not counted."""
    call(tables[0])
    answers, seconds = [], []
    for table in tables:
        start = time.perf_counter()
        answers.append(call(table))
        seconds.append(time.perf_counter() - start)
    return answers, median(seconds)


def peer(table, d):
    """Vertices by the peer; an exception is an answer too."""
    import quantecon.game_theory as qe

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            game = qe.RepeatedGame(qe.NormalFormGame(table.astype(float)), d)
            answer = game.equilibrium_payoffs()
            return answer.points[answer.vertices]
        except Exception as error:  # noqa: BLE001 -- whatever it raises is its answer
            return error


def told(found, answers):
    """Count where the peer raises, and where its lowest payoffs are off by more than 1e-6."""
    raised = sum(isinstance(answer, Exception) for answer in answers)
    off = 0
    for result, answer in zip(found, answers, strict=True):
        if not isinstance(answer, Exception) and result.inner:
            lowest = [float(min(v[i] for v in result.inner)) for i in (0, 1)]
            off += bool(result.converged and np.abs(answer.min(axis=0) - lowest).max() > 1e-6)
    return f"raises in {raised}, another lowest payoff in {off} of {len(answers)}"


if __name__ == "__main__":
    for line in rows():
        ratio = line["peer"] / line["ours"] if line["peer"] else Fraction(0)
        print(f"{line['case']}: ours {1e3 * line['ours']:.2f} ms, ratio {float(ratio):.1f}; {line['note']}", flush=True)
