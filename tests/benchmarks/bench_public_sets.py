"""Payoff sets under public signals: seconds, gaps, and linear programs per second against HiGHS."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from gametheory import NormalFormGame, PublicMonitoring, RepeatedGame, payoff_set
from gametheory.equilibria.sets.public_cuts import OuterBound, Programs
from gametheory.equilibria.sets.public_solve import standard
from gametheory.equilibria.sets.public_table import read_public_table
from gametheory.equilibria.sets.stage_list import default_stage_equilibria
from tests.oracles.public_sets import levels

SEED = None
FACTORS = ("3/5", "4/5", "9/10", "99/100")


def dilemma(d):
    """Prisoner's dilemma (2, -1, 3, 0), good signal with probability .9, .5, .3."""
    stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    table = [[[0.9, 0.1], [0.5, 0.5]], [[0.5, 0.5], [0.3, 0.7]]]
    return RepeatedGame(stage, Fraction(d), PublicMonitoring(["good", "bad"], table))


def rows() -> Iterator[dict]:
    """Seconds per set after one call that is not counted; then seconds per linear program, ours and scipy's HiGHS."""
    payoff_set(dilemma("9/10"), tolerance=1e-3)
    for d in FACTORS:
        start = time.perf_counter()
        found = payoff_set(dilemma(d), tolerance=1e-3)
        yield row(
            "public payoff set", f"noisy prisoner's dilemma at {d}", time.perf_counter() - start, None, told(found)
        )
    yield programs()


def told(found):
    """Gap, and effort."""
    return f"gap {found.gap:.1e}, {len(found.inner)} proved vertices, {found.sweeps} sweeps"


def programs():
    """One sweep over 32 directions and all profiles by both."""
    repeated = dilemma("9/10")
    listed = default_stage_equilibria(repeated.stage)
    solver = Programs(read_public_table(repeated, listed))
    solver.solved = 10**6  # enough to be compiled
    directions = standard(2)
    OuterBound(solver, directions).lower(0.0, 2)
    before, start = solver.solved, time.perf_counter()
    for _ in range(20):
        OuterBound(solver, directions).lower(0.0, 1)
    ours = (time.perf_counter() - start) / (solver.solved - before)
    start = time.perf_counter()
    levels(repeated.stage, repeated.monitoring, np.array(repeated.discount), [listed[0].payoffs], directions, 1)
    theirs = (time.perf_counter() - start) / (5 * len(directions))
    return row("linear program of one direction", "32 directions, 2 signals", ours, theirs, "peer: HiGHS through scipy")


def row(question, case, ours, peer, note):
    """One line of the report."""
    return {
        "question": question,
        "case": case,
        "ours": ours,
        "peer": peer,
        "peer_name": "highs" if peer else None,
        "unit": "seconds",
        "note": note,
    }


if __name__ == "__main__":
    for line in rows():
        ratio = f", ratio {line['peer'] / line['ours']:.0f}" if line["peer"] else ""
        print(f"{line['case']}: {1e3 * line['ours']:.3f} ms{ratio}; {line['note']}", flush=True)
