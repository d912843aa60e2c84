"""Many games at once: parameters in, labelled arrays out, on one machine or many."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__
from gametheory.errors import GameError, MissingDependencyError
from gametheory.sweeps.blocks import Blocks, cut, usual_points
from gametheory.sweeps.engines import Engine, serial
from gametheory.sweeps.identity import identity
from gametheory.sweeps.layout import layout
from gametheory.sweeps.points import Grid, Points
from gametheory.sweeps.problem import Problem, read_problem
from gametheory.sweeps.progress import progress
from gametheory.sweeps.store import IDENTITY, Memory, Store, ZarrStore
from gametheory.sweeps.work import Answer, Task, Work

if TYPE_CHECKING:
    from gametheory.sweeps.variables import Output

__all__ = ["sweep"]


def sweep(
    games: Any,
    points: Points,
    outputs: Sequence[Output],
    *,
    at: Mapping[str, Any] | None = None,
    monitoring: Any = None,
    engine: Engine = serial,
    out: str | Path | None = None,
    chunk: int | None = None,
    about: Mapping[str, Mapping[str, str]] | None = None,
    title: str = "",
    quiet: bool = False,
) -> Any:
    """
    Work some outputs out at many points.

    Points are exact, and so are verdicts and counts: floats decide where they can, exact arithmetic where they cannot.
    The numbers do not depend on the engine, on the number of workers, or on how the work is cut.

    Parameters
    ----------
    games : GameFamily or callable
        Games by parameters: a family, or a function that takes the parameters by name (all but discount factors and
        symbols of the monitoring) and returns a NormalFormGame or a ThreatGame; slower, one game at a time.
    points : Grid, Sample or Draws
        What varies, and where: see `grid`, `sobol`, `halton`, `latin_hypercube`, `saltelli` and `draws`. Parameters of
        the family, symbols of the monitoring, ``discount`` for all, or ``discount[NAME]`` for one actor.
    outputs : sequence of Output
        What to find: `EquilibriumCount`, `EquilibriumProfiles`, `DiscountRange`, `IsEquilibrium`, `PayoffCorners`,
        `ThreatOutcomes`, `Consistent`, or `Each` for a function of one's own.
    at : mapping of str to number, optional
        Values of all parameters that do not vary.
    monitoring : PublicMonitoring or SymbolicMonitoring, optional
        What everybody sees; by default every action.
    engine : callable, default: serial
        Who works: `serial`, ``processes(workers)`` or ``dask(address)``.
    out : str or Path, optional
        A folder to keep the result in, as a Zarr store. Whatever is finished there is not done again; results of
        another sweep, or of another version, are refused. By default everything stays in memory.
    chunk : int, optional
        Points that are worked on at once; by default a few thousand, fewer where each takes long. A store that is
        resumed keeps its own.
    about : mapping of str to mapping of str to str, optional
        Attributes by parameter, such as ``{"prize": {"units": "million", "provenance": "..."}}``.
    title : str, optional
        Kept with the result.
    quiet : bool, default: False
        Whether to show no progress; none is shown off a terminal anyhow.

    Returns
    -------
    xarray.Dataset
        Dimensions named after the parameters of a grid, or "point" for a sample, whose parameters are coordinates; its
        attributes hold units, seed, version and what was asked. From a store it is read lazily. ``.to_dataframe()``
        makes it a table.

    Raises
    ------
    GameError
        If the points, the values held fixed and the outputs do not fit together.
    SweepError
        If `out` holds another sweep, or workers fail.
    MissingDependencyError
        If xarray, or what a store or an engine needs, is not installed.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, strategies, sweeps
    >>> R, S, T, P = sympy.symbols("R S T P")
    >>> family = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> data = sweeps.sweep(
    ...     family, sweeps.grid(T=[3, 4, 6]), [sweeps.DiscountRange(grim, "grim")], at={"R": 2, "S": -1, "P": 0})
    >>> data["grim_low"].sel(T=4).item()
    0.5
    """
    _need_xarray()
    chosen = _read_outputs(outputs)
    problem = read_problem(games, points.ranges, at or {}, monitoring)
    evaluators = tuple(output.prepare(problem) for output in chosen)
    work = Work(problem, points.denominators, evaluators, keeps_points=not isinstance(points, Grid))
    said = identity(problem, points, chosen)
    plan = layout(points, work.variables, about or {}, _told(problem, points, title, said))
    slow = callable(games) or any(evaluator.slow for evaluator in evaluators)
    blocks = cut(points.shape, _read_chunk(chunk, prod(points.shape), slow=slow))
    store = Memory(plan, blocks) if out is None else ZarrStore(Path(out), plan, blocks, said)
    _work_off(work, points, store, engine, quiet=quiet)
    return store.dataset()


def _told(problem: Problem, points: Points, title: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of the whole result."""
    told: dict[str, Any] = {"title": title, "version": __version__, "points": repr(points), IDENTITY: json.dumps(said)}
    told |= {} if points.seed is None else {"seed": points.seed}
    told |= {} if problem.monitoring is None else {"signals": ", ".join(problem.monitoring.signals)}
    return told | {f"at {name}": str(value) for name, value in problem.fixed.items()}


def _work_off(work: Work, points: Points, store: Store, engine: Engine, *, quiet: bool) -> None:
    blocks, left = store.blocks, [k for k in range(len(store.blocks)) if k not in store.finished]
    if not left:
        return
    done = prod(points.shape) - sum(_size(blocks, k) for k in left)
    with (
        progress(prod(points.shape), done, quiet=quiet) as advance,
        closing(_answers(engine, work, _tasks(points, blocks, left))) as answers,
    ):
        for number, found in answers:
            store.write(number, found)
            advance(_size(blocks, number))


def _answers(engine: Engine, work: Work, tasks: Iterable[Task]) -> Generator[Answer]:
    """A generator whatever the engine gives, so that it can be closed."""
    yield from engine(work, tasks)


def _tasks(points: Points, blocks: Blocks, numbers: list[int]) -> Iterator[Task]:
    return zip(numbers, points.numerators(blocks.span(number) for number in numbers), strict=True)


def _size(blocks: Blocks, number: int) -> int:
    start, stop = blocks.span(number)
    return stop - start


def _read_chunk(chunk: int | None, total: int, *, slow: bool) -> int:
    if chunk is None:
        return usual_points(total, slow=slow)
    if isinstance(chunk, bool) or not isinstance(chunk, int) or chunk < 1:
        raise GameError(f"chunk is {chunk!r}; give a whole number of points that are worked on at once.")
    return chunk


def _read_outputs(outputs: Any) -> tuple[Output, ...]:
    listed = tuple(outputs) if isinstance(outputs, Iterable) else ()
    if not listed or not all(hasattr(output, "prepare") for output in listed):
        raise GameError(
            f"the outputs are {outputs!r}; give a list of outputs, such as [sweeps.EquilibriumCount()], or "
            "sweeps.Each(function, name) for a function of your own."
        )
    return listed


def _need_xarray() -> None:
    try:
        import xarray  # noqa: F401 -- only whether it can be imported is asked, before any work is done
    except ImportError:
        raise MissingDependencyError(
            "sweeps need the package xarray; install it with: pip install 'sanction-games[sweeps]'"
        ) from None
