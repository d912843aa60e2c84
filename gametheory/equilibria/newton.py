"""Newton's method for the indifference equations of many supports of the same sizes at once."""

from __future__ import annotations

from itertools import accumulate
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STARTS = 12
_ROUNDS = 30
_SEED = 3  # the same starting points every time
_CONVERGED = 1e-12
_REGULAR = 1e-7  # smallest singular value of an isolated solution; others lie on continua


def roots(tables: Sequence[Floats]) -> Iterator[tuple[int, list[Floats]]]:
    """
    Yield solutions in which every actor is indifferent between all its actions: which system, and the strategies.

    ``tables[i]`` has shape (systems, actor i's actions, the other actors' actions in order).
    """
    system = _System(tables)
    which = np.repeat(np.arange(len(tables[0])), _STARTS)
    points = _starts(system.sizes, len(which))
    for _ in range(_ROUNDS):
        values, slopes = system.linearised(which, points)
        points = points - _solved(slopes, values)
        near = np.abs(points).max(axis=1) < 10  # the others have left for infinity
        which, points = which[near], points[near]
    values, slopes = system.linearised(which, points)
    good = np.abs(values).max(axis=1, initial=0.0) < _CONVERGED
    if good.any():
        good[good] = np.linalg.svd(slopes[good], compute_uv=False)[:, -1] > _REGULAR
    for k in np.flatnonzero(good).tolist():
        yield int(which[k]), np.split(points[k], system.starts[1:-1])


class _System:
    """The equations: payoffs of later actions equal that of the first, and probabilities sum to one."""

    def __init__(self, tables: Sequence[Floats]) -> None:
        self._tables = tables
        self.sizes = [table.shape[1] for table in tables]
        self.starts = [0, *accumulate(self.sizes)]

    def linearised(self, which: NDArray[np.int64], points: Floats) -> tuple[Floats, Floats]:
        """Evaluate equations and derivatives; shapes (points, unknowns) and (points, unknowns, unknowns)."""
        count, size = points.shape
        values, slopes = np.zeros((count, size)), np.zeros((count, size, size))
        parts = np.split(points, self.starts[1:-1], axis=1)
        for i, table in enumerate(self._tables):
            rows = slice(self.starts[i], self.starts[i + 1])
            gaps = table[which]
            gaps = gaps[:, 1:] - gaps[:, :1]
            below = slice(self.starts[i] + 1, self.starts[i + 1])
            for h in range(len(parts)):
                if h != i:
                    columns = slice(self.starts[h], self.starts[h + 1])
                    slopes[:, below, columns] = _averaged(gaps, parts, i, h)
                    values[:, below] = (slopes[:, below, columns] @ parts[h][:, :, None])[:, :, 0]
            slopes[:, self.starts[i], rows] = 1.0
            values[:, self.starts[i]] = parts[i].sum(axis=1) - 1
        return values, slopes


def _averaged(gaps: Floats, parts: Sequence[Floats], actor: int, kept: int) -> Floats:
    """Average over all other actors but one."""
    axes = ascii_lowercase[: len(parts)]
    others = [h for h in range(len(parts)) if h not in (actor, kept)]
    order = axes[actor] + "".join(axes[h] for h in range(len(parts)) if h != actor)
    inputs = ",".join(["z" + order, *("z" + axes[h] for h in others)])
    averaged: Floats = np.einsum(f"{inputs}->z{axes[actor]}{axes[kept]}", gaps, *(parts[h] for h in others))
    return averaged


def _starts(sizes: Sequence[int], count: int) -> Floats:
    generator = np.random.default_rng(_SEED)
    blocks = [generator.dirichlet(np.ones(size), count) for size in sizes]
    return np.concatenate(blocks, axis=1)


def _solved(slopes: Floats, values: Floats) -> Floats:
    try:
        steps = np.linalg.solve(slopes, values[:, :, None])
    except np.linalg.LinAlgError:  # one of the systems is singular
        steps = np.linalg.pinv(slopes) @ values[:, :, None]
    return np.asarray(steps[:, :, 0], dtype=np.float64)
