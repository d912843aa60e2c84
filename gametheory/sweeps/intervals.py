"""Discount factors for which all incentive constraints hold, at many points at once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.sweeps.incentives import bernstein

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.batch import Batch
    from gametheory.sweeps.forms import Forms
    from gametheory.sweeps.incentives import Gain

    Floats = NDArray[np.float64]
    Marks = NDArray[np.bool_]

_STEPS = 200  # a third of them halve: more than enough for 64 bits
_NARROW = 2.0**-52
_APART = 1e-9  # ends nearer than this are compared exactly
_CELLS = 7  # sevenths are no usual thresholds: a constraint that is zero where cells meet is left to the exact solver


@dataclass(frozen=True, eq=False)
class Region:
    """
    Where all constraints hold, at each point: `pieces` intervals, of which the first begins at `low`.

    Where `unsure`, nothing is said: constraints cross more than once in a cell, or ends are too near to compare.
    """

    low: Floats
    high: Floats
    pieces: NDArray[np.int64]
    unsure: Marks


@dataclass(frozen=True, eq=False)
class Cell:
    """The constraints on a part of (0, 1), in Bernstein's basis."""

    low: float
    high: float
    constraints: tuple[Forms, ...]


def cells(gains: tuple[Gain, ...], count: int) -> tuple[Cell, ...]:
    """Cut (0, 1) into equal parts."""
    ends = [Fraction(k, count) for k in range(count + 1)]
    return tuple(Cell(float(a), float(b), tuple(bernstein(gain, a, b) for gain in gains)) for a, b in pairwise(ends))


def cell_counts() -> tuple[int, int]:
    """Give the numbers of parts to try: first the whole, then finer where it did not do."""
    return 1, _CELLS


def region(parts: tuple[Cell, ...], batch: Batch) -> Region:
    """Join what holds in neighbouring parts."""
    size = len(batch)
    low, high, before = np.full(size, np.nan), np.full(size, np.nan), np.full(size, np.nan)
    pieces, unsure = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_)
    for cell in parts:
        start, end, holds, doubtful = _in_cell(cell, batch)
        unsure |= doubtful
        joined = holds & (start == cell.low) & (before == cell.low)
        pieces += holds & ~joined
        low = np.where(holds & np.isnan(low), start, low)
        high = np.where(holds, end, high)
        before = np.where(holds, end, np.nan)
    return Region(low, high, pieces, unsure)


def _in_cell(cell: Cell, batch: Batch) -> tuple[Floats, Floats, Marks, Marks]:
    """Where all constraints hold inside one part: an interval, or nothing."""
    start, end = np.full(len(batch), cell.low), np.full(len(batch), cell.high)
    never, unsure = np.zeros(len(batch), dtype=np.bool_), np.zeros(len(batch), dtype=np.bool_)
    for forms in cell.constraints:
        signs = forms.signs(batch)
        first, changes = _sign_changes(signs)
        never |= (changes == 0) & (first > 0)
        unsure |= changes > 1
        if cell.low > 0:
            unsure |= (signs[:, 0] == 0) & (first != 0)
        if cell.high < 1:
            unsure |= (signs[:, -1] == 0) & (first != 0)
        values = forms.values(batch)
        told = np.isfinite(values).all(axis=1)
        unsure |= ~told
        _narrow(cell, values, (changes == 1) & told & ~never, first, (start, end))
    unsure |= ~never & (np.abs(start - end) <= _APART)
    return start, end, ~never & (start < end), unsure & ~never


def _sign_changes(signs: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """
    Count sign changes along coefficients, zeros left out; give the first sign too.

    By Descartes' rule in Bernstein's basis no change means no root in the open interval, one change exactly one.
    """
    first, last = signs[:, 0].copy(), signs[:, 0].copy()
    changes = np.zeros(len(signs), dtype=np.int64)
    for sign in signs.T[1:]:
        changes += (sign != 0) & (last != 0) & (sign != last)
        first = np.where(first == 0, sign, first)
        last = np.where(sign != 0, sign, last)
    return first, changes


def _narrow(
    cell: Cell, coefficients: Floats, once: Marks, first: NDArray[np.int8], ends: tuple[Floats, Floats]
) -> None:
    """Move the ends of the intervals to the only root of a constraint, where it lies inside."""
    start, end = ends
    for falls, side in ((True, start), (False, end)):
        rows = np.flatnonzero(once & ((first > 0) == falls))
        at = (side[rows] - cell.low) / (cell.high - cell.low)
        beyond = _value(coefficients[rows], at)[0] > 0  # elsewhere it holds at the end already
        rows = rows[beyond]
        if len(rows):
            side[rows] = cell.low + (cell.high - cell.low) * _root(coefficients[rows], first[rows])


def _root(coefficients: Floats, first: NDArray[np.int8]) -> Floats:
    """
    The only root in (0, 1) of each row: by division where it is linear, else by Newton's method in brackets.

    Every third step halves, so that it ends. Each row is done for itself: its answer does not depend on the others.
    """
    if coefficients.shape[1] == 2:
        return np.asarray(coefficients[:, 0] / (coefficients[:, 0] - coefficients[:, 1]))
    signed = coefficients * first[:, None]
    low, high, t = np.zeros(len(signed)), np.ones(len(signed)), np.full(len(signed), 0.5)
    active = np.arange(len(signed))
    for step in range(_STEPS):
        value, slope = _value(signed[active], t[active])
        low[active] = np.where(value >= 0, t[active], low[active])
        high[active] = np.where(value <= 0, t[active], high[active])
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            newton = t[active] - value / slope
        inside = (newton > low[active]) & (newton < high[active]) & (step % 3 != 2)
        following = np.where(inside, newton, (low[active] + high[active]) / 2)
        done = (np.abs(following - t[active]) <= _NARROW) | (value == 0)
        t[active] = np.where(value == 0, t[active], following)
        active = active[~done]
        if not len(active):
            break
    return t


def _value(coefficients: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Value and slope, by De Casteljau's algorithm."""
    rows: list[Floats] = list(coefficients.T)
    degree, slope = len(rows) - 1, np.zeros(len(t))
    while len(rows) > 1:
        if len(rows) == 2:
            slope = degree * (rows[1] - rows[0])
        rows = [(1 - t) * a + t * b for a, b in pairwise(rows)]
    return rows[0], slope
