"""Sweeps: points a second by engine, what a block costs beside its points, memory at ten million points."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import models
from gametheory import GameFamily, Polytope, sweeps
from models.sweeping import sweep_outputs, sweep_scenario
from tests.gametheory.sweeps.cluster import cluster

SEED = 9
WORKERS = 2
HEADLINE = 1_000_000
PAYOFF_SETS = 300
CHEAP = 10_000_000
BLOCKS = 1_000
DILEMMA = GameFamily(
    [[[[9, 0], [9, 0]], [[1, 0], [0, 1]]], [[[0, 1], [1, 0]], [[3, 0], [3, 0]]]], Polytope(["T"]), actions=["C", "D"]
)


def rows():
    """Each question once per engine, on the same points; then overhead and memory."""
    with ExitStack() as stack:
        for case, call in questions():
            for engine, made in (("one process", lambda: sweeps.serial), *others(stack)):
                seconds, processor, points = timed(call, made())
                note = f"{points / processor:,.0f} per second of processor time" if engine == "one process" else ""
                yield row(case, f"{points:,} points, {engine}", points / seconds, "per second", note)
    yield row("overhead per block", f"{BLOCKS:,} blocks of one cheap point, kept on disk", per_block(), "seconds")
    for count in (CHEAP // 10, CHEAP):
        seconds, peak = fresh_run(count)
        note = f"peak memory of the process {peak:,.0f} MB"
        case = f"{count:,} points kept on disk, one process"
        yield row("a cheap output", case, count / seconds, "per second", note)


def questions():
    """What the headline scenario is asked; and payoff sets, one after the other."""
    scenario = models.load("five-powers")
    outputs = sweep_outputs(scenario, ["equilibria", "region"], only=["reversion"])
    box = {"china_trade": (2, 6), "intermediary_listing_loss": (1, 6)}

    def headline(engine):
        sweep_scenario(scenario, sweeps.sobol(HEADLINE, box, seed=SEED), outputs, engine=engine, quiet=True)
        return HEADLINE

    def payoff_sets(engine):
        points = sweeps.sobol(PAYOFF_SETS, T=(9, 14), discount=("1/5", "9/10"), seed=SEED)
        sweeps.sweep(DILEMMA, points, [sweeps.PayoffCorners()], engine=engine, quiet=True)
        return PAYOFF_SETS

    yield "stage equilibria and discount region, five-powers", headline
    yield "payoff sets of two actors", payoff_sets


def others(stack):
    yield f"{WORKERS} processes (started afresh)", lambda: sweeps.processes(WORKERS)
    if find_spec("distributed"):
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address, _ = stack.enter_context(cluster(folder, WORKERS))
        yield f"dask, {WORKERS} workers", lambda: sweeps.dask(address, workers=WORKERS)


def timed(call, engine):
    start, processor = time.perf_counter(), time.process_time()
    points = call(engine)
    return time.perf_counter() - start, time.process_time() - processor, points


def per_block():
    """Seconds that a block costs beside its points: many of one point each, kept on disk."""
    family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["x"]))
    with tempfile.TemporaryDirectory() as folder:
        points = sweeps.sobol(BLOCKS, x=(0, 2), seed=SEED)
        start = time.perf_counter()
        sweeps.sweep(family, points, [sweeps.EquilibriumCount()], out=Path(folder) / "kept", chunk=1, quiet=True)
        return (time.perf_counter() - start) / BLOCKS


def fresh_run(count):
    """Seconds and peak megabytes of a fresh process that sweeps a cheap output to disk."""
    program = f"""
import resource, tempfile, time
from pathlib import Path
from gametheory import GameFamily, Polytope, sweeps
family = GameFamily([[[0, 1]], [[1, 0]]], Polytope(["x"]))
with tempfile.TemporaryDirectory() as folder:
    start = time.perf_counter()
    points = sweeps.sobol({count}, x=(0, 2), seed={SEED})
    sweeps.sweep(family, points, [sweeps.EquilibriumCount()], out=Path(folder) / "kept", quiet=True)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def row(question, case, ours, unit, note=""):
    return {
        "question": question,
        "case": case,
        "ours": ours,
        "peer": None,
        "peer_name": None,
        "unit": unit,
        "start": "warm",
        "note": note,
    }
