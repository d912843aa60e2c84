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
    alive = np.arange(len(numerators))
    for form in forms:  # what one form rules out, the next need not look at
        alive = alive[_one(form, columns, numerators[alive], denominator, strictly)]
    true = np.zeros(len(numerators), dtype=bool)
    true[alive] = True
    return true


def _one(
    form: LinearInequality, columns: Mapping[str, int], numerators: Integers, denominator: int, strictly: bool
) -> Truth:
    constant = float(form.constant) * denominator
    total, size = np.full(len(numerators), constant), np.full(len(numerators), abs(constant))
    for name, c in form.coefficients.items():
        term = float(c) * numerators[:, columns[name]]
        total += term
        size += np.abs(term)
    true = total > 0
    doubtful = np.flatnonzero(np.abs(total) <= _ROUNDING * size)
    if len(doubtful):
        true[doubtful] = _exactly(form, columns, numerators[doubtful], denominator, strictly)
    return np.asarray(true, dtype=bool)


def _exactly(
    form: LinearInequality, columns: Mapping[str, int], numerators: Integers, denominator: int, strictly: bool
) -> Truth:
    scale = lcm(form.constant.denominator, *(c.denominator for c in form.coefficients.values()))
    total: Any = np.full(len(numerators), int(form.constant * scale) * denominator, dtype=object)
    for name, c in form.coefficients.items():
        total = total + int(Fraction(c) * scale) * numerators[:, columns[name]].astype(object)
    return np.asarray(total > 0 if strictly else total >= 0, dtype=bool)
