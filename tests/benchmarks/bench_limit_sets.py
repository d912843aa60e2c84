"""Limits of payoff sets under public monitoring: programs per second, ours exact, the peer's in floats; whole sets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from statistics import median

import numpy as np

from gametheory import NormalFormGame, PublicMonitoring, limit_payoff_set
from gametheory.equilibria.limits.programs import Frame, reach, temptation
from gametheory.equilibria.limits.watched import watched
from tests.benchmarks.timing import loop_seconds, warm_seconds
from tests.oracles.limit_sets import score

SEED = 1994
DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]])
SIZES = ((2, 2), (3, 4), (5, 6))  # actions per actor, signals
GAMES = 5


def rows() -> Iterator[dict]:
    """Programs of all enforceable profiles in a few directions; then seconds per set, without a peer."""
    for size, signals in SIZES:
        cases = [drawn(size, signals, k) for k in range(GAMES)]
        yield programs(f"{GAMES} random integer games, {size} x {size}, {signals} signals", cases)
    for size, signals in SIZES:
        cases = [drawn(size, signals, k) for k in range(GAMES)]
        yield whole(f"{GAMES} random integer games, {size} x {size}, {signals} signals", cases)
    yield whole("prisoner's dilemma, perfect monitoring", [(DILEMMA, None)])
    p, q, r = Fraction(9, 10), Fraction(1, 2), Fraction(3, 10)
    noisy = PublicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])
    yield whole("prisoner's dilemma, one noisy signal", [(DILEMMA, noisy)])


def drawn(size, signals, k):
    """A game and monitoring in which every signal can follow every profile."""
    generator = np.random.default_rng([SEED, size, k])
    stage = NormalFormGame(generator.integers(0, 10, (size, size, 2)))
    weights = generator.integers(1, 10, (size, size, signals))
    chances = [[[Fraction(int(x), int(sum(row))) for x in row] for row in rows] for rows in weights]
    return stage, PublicMonitoring([f"y{y}" for y in range(signals)], chances)


def programs(case, cases):
    """How many programs a second; both sides solve the same ones."""
    directions = [(1, 2), (-1, 1), (3, -1), (-2, -1)]
    tasks = [
        (stage, seen, profile, direction)
        for stage, seen in cases
        for profile, direction in product(watched(stage, seen), directions)
        if not profile.is_equilibrium and temptation(profile, ((1, 0), (0, 1))) is None
    ]
    basis = ((1, 0), (0, 1))
    ours = loop_seconds(lambda: [reach(profile, Frame.within(basis, d)) for _, _, profile, d in tasks], 1)
    theirs = loop_seconds(lambda: [score(stage, seen, p.profile, d) for stage, seen, p, d in tasks], 1)
    return {
        "question": "linear programs of Fudenberg and Levine",
        "case": case,
        "ours": len(tasks) / ours,
        "peer": len(tasks) / theirs,
        "peer_name": "scipy linprog",
        "unit": "per second",
        "note": f"{len(tasks)} programs; ours verified in integers, the peer's in floats",
    }


def whole(case, cases):
    """Median seconds per set."""
    seconds = [
        warm_seconds(lambda stage=s, seen=m: limit_payoff_set(stage, monitoring=seen), repeats=3) for s, m in cases
    ]
    return {
        "question": "limit of payoff sets",
        "case": case,
        "ours": median(seconds),
        "peer": None,
        "peer_name": None,
        "unit": "seconds",
        "note": "exact",
    }


if __name__ == "__main__":
    for line in rows():
        print(line, flush=True)
