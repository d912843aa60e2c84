"""Who does the work: this process, a pool of processes, or workers on many machines. The numbers are the same."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__
from gametheory.errors import GameError, MissingDependencyError, SweepError

if TYPE_CHECKING:
    from gametheory.sweeps.work import Answer, Task, Work

__all__ = ["Engine", "dask", "processes", "serial"]

Engine = Callable[["Work", Iterable["Task"]], Iterator["Answer"]]
"""A function that answers tasks, in any order."""

_AHEAD = 2  # tasks per worker that are handed out at once: nobody waits, and memory stays bounded


def serial(work: Work, tasks: Iterable[Task]) -> Iterator[Answer]:
    """
    Work in this process, one block after the other.

    Parameters
    ----------
    work : callable
        What to do with a task.
    tasks : iterable
        The blocks.

    Yields
    ------
    tuple
        Number of a block and its arrays.
    """
    yield from map(work, tasks)


def processes(workers: int | None = None) -> Engine:
    """
    Work in a pool of processes on this machine.

    They are started afresh, so a script must call the sweep under ``if __name__ == "__main__":``, and functions of
    yours must be defined at the top of a module.

    Parameters
    ----------
    workers : int, optional
        How many; by default as many as there are processors.

    Returns
    -------
    callable
        To be given to `sweep` as `engine`.

    Raises
    ------
    GameError
        If the number makes no sense.
    """
    if workers is not None and (isinstance(workers, bool) or not isinstance(workers, int) or workers < 1):
        raise GameError(f"{workers!r} workers are asked for; give a whole number of at least 1.")

    def engine(work: Work, tasks: Iterable[Task]) -> Iterator[Answer]:
        count = workers or os.cpu_count() or 1
        pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _receive, (_packed(work),))
        try:
            yield from _bounded(lambda task: pool.submit(_answer, task), tasks, _AHEAD * count)
        except BrokenProcessPool:
            raise SweepError(
                "a worker process died or could not start. In a script, call the sweep under "
                'if __name__ == "__main__":. Blocks that were finished are kept where out= was given: run it again.'
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    return engine


_received: list[Work] = []


def _receive(packed: bytes) -> None:
    """Start a worker process; Ctrl-C is the main process's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _received[:] = [pickle.loads(packed)]  # noqa: S301 -- written by the process that started this one


def _answer(task: Task) -> Answer:
    return _received[0](task)


def _bounded(submit: Callable[[Task], Future[Answer]], tasks: Iterable[Task], limit: int) -> Iterator[Answer]:
    """Hand out so many tasks at once, and one more for each that comes back."""
    pending: set[Future[Answer]] = set()
    for task in tasks:
        pending.add(submit(task))
        if len(pending) >= limit:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)


def _packed(work: Work) -> bytes:
    try:
        return pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise SweepError(
            f"the work cannot be sent to other processes ({error}); define your functions at the top of a module (no "
            "lambdas, nothing inside other functions), or leave engine= out."
        ) from None


def dask(address: str, *, workers: int = 1, timeout: float = 30) -> Engine:
    """
    Work on the workers of a Dask scheduler, wherever they run.

    The same version of this package must be installed there. A worker that dies is replaced by the others; what it had
    not handed in is done again. Machines with different processors can differ in the last digits of probabilities in
    `ThreatOutcomes`, whose exponentials they round differently.

    Parameters
    ----------
    address : str
        Of the scheduler, such as "tcp://127.0.0.1:8786".
    workers : int, default: 1
        How many workers to wait for; more may come, and some may go.
    timeout : float, default: 30
        Seconds to wait for the scheduler, and for so many workers.

    Returns
    -------
    callable
        To be given to `sweep` as `engine`.

    Raises
    ------
    MissingDependencyError
        If the package distributed is not installed.
    """
    try:
        import distributed
    except ImportError:
        raise MissingDependencyError(
            "sweeps on many machines need the package distributed; install it with: "
            "pip install 'sanction-games[distributed]'"
        ) from None

    def engine(work: Work, tasks: Iterable[Task]) -> Iterator[Answer]:
        with _connected(distributed, address, workers, timeout) as client:
            _refuse_other_versions(client, address)
            # a task of its own, not scattered data: the scheduler can make it again when the worker that held it dies
            ready = client.submit(pickle.loads, _packed(work), pure=False)
            back = distributed.as_completed(loop=client.loop)
            limit = _AHEAD * max(1, sum(client.nthreads().values()))
            try:
                for task in tasks:
                    back.add(client.submit(_call, ready, task, pure=False))
                    if back.count() >= limit:
                        yield next(back).result()
                for future in back:
                    yield future.result()
            except distributed.scheduler.KilledWorker as error:
                raise SweepError(f"the same block brought several workers down: {error}") from None

    return engine


def _call(work: Work, task: Task) -> Answer:
    return work(task)


def _connected(distributed: Any, address: str, workers: int, timeout: float) -> Any:
    try:
        client = distributed.Client(address, timeout=timeout, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SweepError(
            f"no scheduler answers at {address!r} ({error}); start one with 'dask scheduler' and give the address that "
            "it prints."
        ) from None
    try:
        client.wait_for_workers(workers, timeout=timeout)
    except TimeoutError:
        client.close()
        raise SweepError(
            f"the scheduler at {address!r} has fewer than {workers} workers; start them with 'dask worker {address}'."
        ) from None
    return client


def _version() -> str:
    return __version__


def _refuse_other_versions(client: Any, address: str) -> None:
    """The same numbers are promised, so the same package must compute them."""
    for worker, found in client.run(_version).items():
        if found != __version__:
            raise SweepError(
                f"the worker {worker} of {address} has version {found} of this package, not {__version__}; install the "
                "same version everywhere."
            )
