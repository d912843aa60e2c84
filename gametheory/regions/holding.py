"""Where linear forms are not negative, for many points at once: in floats, and in integers where those could err."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.games.polytope import LinearInequality

Integers = NDArray[np.int64]
Truth = NDArray[np.bool_]

_ROUNDING = 1e-13  # relative to the sum of absolute terms: far above what float sums of some dozens of terms can miss


def holds(
    forms: Sequence[LinearInequality],
    columns: Mapping[str, int],
    numerators: Integers,
    denominator: int,
    strictly: bool = False,
) -> Truth:
    """Say at which points (numerators / denominator, one a row) every form is at least zero, or above it; exactly."""
    true = np.ones(len(numerators), dtype=bool)
    if not forms or not len(numerators):
        return true
    table = np.array([[float(form.coefficients.get(name, 0)) for name in columns] for form in forms])
    constants = np.array([float(form.constant) for form in forms]) * denominator
    order = list(columns.values())
    points = numerators[:, order].astype(np.float64)
    values = points @ table.T + constants
    doubtful = np.abs(values) <= _ROUNDING * (np.abs(points) @ np.abs(table).T + np.abs(constants))
    true &= ((values > 0) | doubtful).all(axis=1)
    for k, form in enumerate(forms):
        rows = np.flatnonzero(true & doubtful[:, k])
        if len(rows):
            true[rows] = _exactly(form, columns, numerators[rows], denominator, strictly)
    return true


def _exactly(
    form: LinearInequality, columns: Mapping[str, int], numerators: Integers, denominator: int, strictly: bool
) -> Truth:
    scale = lcm(form.constant.denominator, *(c.denominator for c in form.coefficients.values()))
    total: Any = np.full(len(numerators), int(form.constant * scale) * denominator, dtype=object)
    for name, c in form.coefficients.items():
        total = total + int(Fraction(c) * scale) * numerators[:, columns[name]].astype(object)
    return np.asarray(total > 0 if strictly else total >= 0, dtype=bool)
