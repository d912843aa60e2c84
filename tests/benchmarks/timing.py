"""Medians of repeated runs, warm in this process and cold in fresh ones."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from statistics import median

SHORTEST = 0.02
"""Seconds that one measurement lasts at least, so that the clock's grain does not show."""


def warm_seconds(call, *, repeats=7):
    """Median seconds of a call after one that is not counted (imports, caches, compilation)."""
    call()
    loops = loops_for(call)
    return median(loop_seconds(call, loops) for _ in range(repeats))


def loops_for(call):
    """How often to run a call so that one measurement is long enough."""
    loops = 1
    while loop_seconds(call, loops) * loops < SHORTEST:
        loops *= 4
    return loops


def loop_seconds(call, loops):
    """Seconds per run of so many runs."""
    start = time.perf_counter()
    for _ in range(loops):
        call()
    return (time.perf_counter() - start) / loops


def cold_seconds(code, *, setup="pass", repeats=5):
    """Median seconds that code takes in a fresh interpreter, after its start and the setup."""
    program = f"import time\n{setup}\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    return median(fresh(program) for _ in range(repeats))


def fresh(program):
    """Run a program in a fresh interpreter and read the number that it prints last."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def installed(package):
    """Whether a peer can be imported here."""
    return find_spec(package) is not None
