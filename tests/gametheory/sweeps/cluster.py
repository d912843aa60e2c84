"""A Dask cluster on this machine, for tests and benchmarks."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECONDS = 180


@contextmanager
def cluster(folder, workers):
    """A scheduler and workers as processes of their own, on loopback, at ports that the system chooses."""
    file = folder / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(file)]
    with (folder / "log").open("w") as log:
        started = [begin(["scheduler", "--host", "127.0.0.1", "--port", "0", *common], log)]
        try:
            wait_for(file, started[0])
            options = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", *common]
            started += [begin(["worker", *options, "--local-directory", str(folder)], log) for _ in range(workers)]
            yield json.loads(file.read_text())["address"], started[1:]
        finally:
            for process in started:
                process.kill()
            for process in started:
                process.wait(timeout=SECONDS)


def begin(words, log):
    command = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]]
    return subprocess.Popen(command, stdout=log, stderr=log, env={"PYTHONPATH": str(ROOT)})


def wait_for(path, scheduler):
    for _ in range(SECONDS * 10):
        if path.exists() and path.read_text().strip().endswith("}"):
            return
        assert scheduler.poll() is None, "the scheduler ended at once"
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start in time")
