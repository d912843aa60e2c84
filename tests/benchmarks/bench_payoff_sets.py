"""Payoff sets of two actors against QuantEcon's solver (Abreu and Sannikov 2014), on the same games in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from statistics import median

import numpy as np

from gametheory import NormalFormGame, RepeatedGame, payoff_set, payoff_set_batch
from tests.benchmarks.timing import installed, warm_seconds

SEED = 2014
DILEMMA = [[[9, 9], [1, 10]], [[10, 1], [3, 3]]]
FACTORS = (0.3, 0.5, 0.9, 0.99, 0.999)
SIZES = {2: 40, 3: 40, 5: 40, 10: 20, 20: 10}  # actions per actor: games measured
BATCH = 10_000
FIRST = (
    "from gametheory import NormalFormGame, RepeatedGame, payoff_set; "
    f"payoff_set(RepeatedGame(NormalFormGame({DILEMMA}), 0.9))"
)
ABORTS = (
    "import numpy as np, quantecon.game_theory as qe; q = np.arange(15.0); "
    "table = np.stack([np.maximum(14 - q[:, None] - q, 0) * x - x for x in (q[:, None], q[None])], axis=-1); "
    "print(len(qe.RepeatedGame(qe.NormalFormGame(table), 0.3).equilibrium_payoffs().vertices))"
)


def rows() -> Iterator[dict]:
    """Seconds per game, warm; the note says which answers came with a proof, and where the peer's differ."""
    for d in FACTORS:
        yield row(f"prisoner's dilemma at {d}", [np.array(DILEMMA)] * 9, d)
    for size, count in SIZES.items():
        generator = np.random.default_rng([SEED, size])
        tables = [generator.integers(0, 10, (size, size, 2)) for _ in range(count)]
        for d in (0.6, 0.99):
            yield row(f"{count} random integer games, {size} x {size}, at {d}", tables, d)
    yield aborting()
    yield row("Cournot, 15 actions each, at 0.6", [cournot()] * 5, 0.6)
    for size in (2, 3):
        for d in (0.3, 0.6, 0.9, 0.99, 0.999, 0.9999):
            yield batch(size, d)
    yield from first_solves()


def cournot():
    """Price 14 less the total, unit cost 1, quantities 0 to 14."""
    grid = range(15)
    return np.array([[[max(14 - a - b, 0) * q - q for q in (a, b)] for b in grid] for a in grid])


def ours(table, d):
    """Pure profiles alone, as the peer has no mixed ones."""
    return payoff_set(RepeatedGame(NormalFormGame(table), d), stage_equilibria=())


def row(case, tables, d):
    """One comparison, both compiled before the clock starts."""
    payoff_set_batch([DILEMMA], 0.5)  # loads the kernels, as any longer use of payoff_set does
    found, seconds = timed(lambda table: ours(table, d), tables)
    note = (
        f"ours: gap 0 with proof in {sum(r.gap == 0 for r in found)}, at most 1e-6 in "
        f"{sum(r.gap <= 1e-6 for r in found)} of {len(found)}, slowest {max(seconds):.2g} s"
    )
    theirs = None
    if installed("quantecon"):
        answers, times = timed(lambda table: peer(table, d), tables)
        note += "; peer: " + told(found, answers) + f", slowest {max(times):.2g} s; medians over what it answers"
        answered = [k for k, answer in enumerate(answers) if not isinstance(answer, Exception)]
        seconds = [seconds[k] for k in answered] or seconds
        theirs = median([times[k] for k in answered]) if answered else None
    return line(case, median(seconds), note, theirs)


def line(case, seconds, note, theirs=None, question="equilibrium payoff set"):
    """A row of the report."""
    return {
        "question": question,
        "case": case,
        "ours": seconds,
        "peer": theirs,
        "peer_name": "quantecon",
        "unit": "seconds",
        "note": note,
    }


def timed(call, tables):
    """Answers, and seconds per game: the best of three, after one call that is not counted."""
    call(tables[0])
    answers, seconds = [], []
    for table in tables:
        tries = []
        for _ in range(3):
            start = time.perf_counter()
            answer = call(table)
            tries.append(time.perf_counter() - start)
        answers.append(answer)
        seconds.append(min(tries))
    return answers, seconds


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
    """Count where the peer raises, and where its set reaches less or further by more than 1e-6 of the scale."""
    raised = sum(isinstance(answer, Exception) for answer in answers)
    off = sum(
        result.converged and bool(result.inner) and differs(result, answer)
        for result, answer in zip(found, answers, strict=True)
        if not isinstance(answer, Exception)
    )
    return f"raises in {raised}, WRONG in {off} of {len(answers)}"


def differs(result, answer):
    """Whether its payoffs have another range than the set that is proved to be right, for either actor."""
    truth = np.array([[float(x) for x in v] for v in result.inner])
    scale = np.ptp(result.repeated.stage.payoffs.reshape(-1, 2), axis=0).astype(float).max()
    apart = [np.abs(end(answer, axis=0) - end(truth, axis=0)).max() for end in (np.min, np.max)]
    return max(apart) > 1e-6 * scale


def aborting():
    """The peer writes beyond its arrays here; in a process of its own, so that this one survives."""
    found, seconds = timed(lambda table: ours(table, 0.3), [cournot()] * 5)
    note = f"ours: gap 0 with proof in {sum(r.gap == 0 for r in found)} of {len(found)}"
    if installed("quantecon"):
        done = subprocess.run([sys.executable, "-c", ABORTS], capture_output=True, text=True, check=False)
        note += f"; peer: {'ends' if done.returncode == 0 else 'ABORTS'} with exit code {done.returncode}"
    return line("Cournot, 15 actions each, at 0.3", median(seconds), note)


def batch(size, d):
    """Many games in one call, on one core."""
    tables = np.random.default_rng([SEED, size, BATCH]).integers(0, 10, (BATCH, size, size, 2))
    found = payoff_set_batch(tables, d)
    seconds = warm_seconds(lambda: payoff_set_batch(tables, d), repeats=3)
    note = (
        f"{BATCH / seconds:.0f} games a second; gap at most 1e-6 in {found.converged.mean():.1%}, "
        f"nothing verified in {np.isnan(found.gap).mean():.1%}"
    )
    return line(f"{BATCH} games {size} x {size} at {d}", seconds, note, question="equilibrium payoff sets, batch")


def first_solves():
    """From the start of a new interpreter to its end."""
    with tempfile.TemporaryDirectory() as empty:
        cold = fresh(FIRST, empty)
        yield line("first small solve in a new process, empty cache", cold, "interpreter and imports included")
        compile_once = FIRST.replace("; payoff_set(", "; from gametheory import payoff_set_batch; payoff_set(")
        compile_once += f"; payoff_set_batch([{DILEMMA}], 0.9)"
        both = fresh(compile_once, empty)
        yield line("first batch in a new process, empty cache", both, "compiles, once per machine")
        yield line("first small solve in a new process, full cache", fresh(FIRST, empty), "interpreter included")
        yield line("first batch in a new process, full cache", fresh(compile_once, empty), "loads the compiler's cache")


def fresh(code, cache):
    """Seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "NUMBA_CACHE_DIR": cache})
    return time.perf_counter() - start


if __name__ == "__main__":
    for told_row in rows():
        ratio = f", ratio {told_row['peer'] / told_row['ours']:.1f}" if told_row["peer"] else ""
        print(f"{told_row['case']}: ours {1e3 * told_row['ours']:.2f} ms{ratio}; {told_row['note']}", flush=True)
