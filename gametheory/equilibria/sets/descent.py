"""Outer bounds in floats, shrunk until they stand still: by the interpreter while that is quick, compiled after."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.polygon import Point, hausdorff, hull
from gametheory.equilibria.sets.sweep import Bound, Origin, Profile, contributions, sweep
from gametheory.equilibria.sets.units import Arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

STILL = 1e-15
"""Movement in one sweep that counts as none."""
KERNELS = "gametheory.equilibria.sets.compiled_sweep"
_INTERPRETED = 60_000
"""Profiles looked at (about ten microseconds each) before the compiled sweep is loaded, or compiled if need be."""
_PATIENCE = 2_000_000
"""Profiles looked at by compiled code before an interruption can be noticed; under a second."""


@dataclass(frozen=True)
class Brought:
    """Points brought to the last polygon, a row each; what generates them, and whether that is played for ever."""

    points: NDArray[np.float64]
    made: NDArray[np.int64]
    rests: NDArray[np.bool_]


@dataclass(frozen=True)
class Reached:
    """
    Where sweeping ended: an outer bound in floats, numbers of the live profiles, sweeps, and what it was made of.

    `still` is whether it stood still; `interrupted` whether somebody stopped it. It is an outer bound all the same.
    """

    polygon: list[Point[float]]
    threats: Point[float]
    live: list[int]
    origin: Origin[float]
    sweeps: int
    still: bool
    brought: Brought
    interrupted: bool = False


@dataclass
class _Work:
    """How many profiles the interpreter has looked at in this process; then compiling pays."""

    done: int = 0

    def compiles(self) -> bool:
        return self.done > _INTERPRETED or KERNELS in sys.modules


_work = _Work()


def compiling() -> bool:
    """Whether so much has been interpreted in this process that compiled code pays, or it is loaded anyway."""
    return _work.compiles()


def first(arrays: Arrays, floors: Point[float]) -> Reached:
    """Start from the hull of all stage payoffs with these lowest payoffs."""
    points = np.concatenate([arrays.payoff, arrays.equilibria])
    if compiling():
        from gametheory.equilibria.sets.compiled_sweep import outline

        polygon = [(x, y) for x, y in outline(points).tolist()]
    else:
        polygon = hull([(x, y) for x, y in np.unique(points, axis=0).tolist()])
    return Reached(polygon, floors, list(range(len(arrays.payoff))), {}, 0, False, _nothing())


def _nothing() -> Brought:
    return Brought(np.empty((0, 2)), np.empty(0, dtype=np.int64), np.empty(0, dtype=bool))


def descend(arrays: Arrays, start: Reached, limit: int, slack: float) -> Reached:
    """
    Sweep in floats until the polygon and the threats stand still, or `limit` times.

    Both ways give the same floats, so it does not matter when one hands over to the other.
    """
    reached = start if compiling() else _interpreted(arrays, start, limit, slack)
    if not reached.still and not reached.interrupted and reached.sweeps < limit:
        reached = _compiled(arrays, reached, limit, slack)
    return reached


def _interpreted(arrays: Arrays, start: Reached, limit: int, slack: float) -> Reached:
    setting = arrays.setting()
    before = bound = Bound(start.polygon, start.threats, [arrays.profile(k) for k in start.live], {})
    count, still, interrupted = 0, False, False
    try:
        while count < limit and not still and not compiling():
            _work.done += len(bound.live)
            before, bound, count = bound, sweep(setting, bound, slack), count + 1
            still = _moved(before, bound) <= STILL
    except KeyboardInterrupt:
        interrupted = True
    brought = _brought(arrays, before.live, before, slack) if bound.polygon else _nothing()
    live = [p.number for p in bound.live]
    return Reached(bound.polygon, bound.threats, live, bound.origin, count, still, brought, interrupted)


def _moved(before: Bound[float], after: Bound[float]) -> float:
    if not after.polygon:
        return 0.0
    threats = max(abs(x - y) for x, y in zip(before.threats, after.threats, strict=True))
    return max(threats, hausdorff(before.polygon, after.polygon))


def _brought(arrays: Arrays, live: Iterable[Profile[float]], bound: Bound[float], slack: float) -> Brought:
    rows = [(-1 - k, v, True) for k, v in enumerate(arrays.equilibria.tolist())]
    for profile in live:
        brought = contributions(profile, bound, arrays.discount, slack)[1]
        rows += [(profile.number, [*v], later is None) for v, later in brought.items()]
    made, points, rests = zip(*rows, strict=True)
    return Brought(np.array(points), np.array(made, dtype=np.int64), np.array(rests))


def _compiled(arrays: Arrays, start: Reached, limit: int, slack: float) -> Reached:
    """Call the kernel for so many sweeps at a time that Control-C is noticed in between."""
    from gametheory.equilibria.sets import compiled_sweep as kernels

    polygon, size, threats, live, alive, room = _laid_out(arrays, start)
    brought, count, still, safe = 0, start.sweeps, False, start
    try:
        while count < limit and not still:
            some = min(limit - count, 1 + _PATIENCE // (1 + alive))
            size, alive, brought, done, still = kernels.descend(
                *arrays.columns(), slack, STILL, polygon, size, threats, live, alive, some, room
            )
            count += done
            safe = _reached(polygon[:size], threats, live[:alive], count, still)
    except KeyboardInterrupt:
        return replace(safe, interrupted=True)
    return _explained(safe, brought, room)


def _laid_out(arrays: Arrays, start: Reached) -> tuple[Floats, int, Floats, Whole, int, Any]:
    """For the kernels: vertices and their number, threats, live profiles and their number, and room to work in."""
    from gametheory.equilibria.sets.compiled_sweep import make_room

    room = make_room(len(arrays.payoff), len(arrays.equilibria))
    polygon, live = np.empty((len(room[0]), 2)), np.empty(len(arrays.payoff), dtype=np.int64)
    size, alive = len(start.polygon), len(start.live)
    polygon[:size], live[:alive] = np.array(start.polygon).reshape(-1, 2), start.live
    return polygon, size, np.array(start.threats), live, alive, room


def _explained(reached: Reached, brought: int, room: Any) -> Reached:
    """Say what was brought to the last sweep, and what generates the vertices."""
    found = Brought(room[0][:brought].copy(), room[2][:brought].copy(), room[3][:brought].copy())
    return replace(reached, brought=found, origin=_origin(reached.polygon, found, room[1][:brought]))


def _reached(polygon: Floats, threats: Floats, live: Whole, count: int, still: bool) -> Reached:
    vertices = [(x, y) for x, y in polygon.tolist()]
    return Reached(vertices, (float(threats[0]), float(threats[1])), live.tolist(), {}, count, bool(still), _nothing())


def _origin(vertices: list[Point[float]], brought: Brought, later: NDArray[np.float64]) -> Origin[float]:
    """Say per vertex what generates it: what can be played for ever before the rest, as in `sweep`."""
    origin: Origin[float] = {}
    wanted = set(vertices)
    near = np.isin(brought.points[:, 0], [x for x, _ in vertices])
    columns = (brought.points, brought.made, later, brought.rests)
    rows = zip(*(column[near].tolist() for column in columns), strict=True)
    for (x, y), number, (z, w), rest in rows:
        if (x, y) in wanted and (rest or (x, y) not in origin or origin[x, y][0] == number):
            origin[x, y] = (number, None if rest else (z, w))
    return origin
