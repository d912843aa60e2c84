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

_HALVINGS = 60
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
        once = np.flatnonzero(changes == 1)
        if len(once):
            at = cell.low + (cell.high - cell.low) * _root(forms.values(batch)[once], first[once])
            falls = first[once] > 0
            start[once] = np.where(falls, np.maximum(start[once], at), start[once])
            end[once] = np.where(falls, end[once], np.minimum(end[once], at))
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


def _root(coefficients: Floats, first: NDArray[np.int8]) -> Floats:
    """The only root in (0, 1) of each row: by division where the polynomial is linear, by halving elsewhere."""
    if coefficients.shape[1] == 2:
        return coefficients[:, 0] / (coefficients[:, 0] - coefficients[:, 1])
    low, high = np.zeros(len(coefficients)), np.ones(len(coefficients))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        sign = np.sign(_value(coefficients, middle)) * first
        low, high = np.where(sign >= 0, middle, low), np.where(sign <= 0, middle, high)
    return (low + high) / 2


def _value(coefficients: Floats, t: Floats) -> Floats:
    """De Casteljau's algorithm."""
    rows: list[Floats] = list(coefficients.T)
    while len(rows) > 1:
        rows = [(1 - t) * a + t * b for a, b in pairwise(rows)]
    return rows[0]
