"""
Prove that bases found in floating point are feasible, with rigorous error bounds.

For a basis with tight rows J and positive coordinates I, the tableau holds R, nearly the inverse of M[J, I]. If
I - R M[J, I] has norm a < 1, the basis is regular and the exact solution differs from the float one, x, by at most
|R| |1 - M[J] x| / (1 - a) (Rump 1983). Every bound below counts the rounding of its own operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gametheory.equilibria.float_bases import Bases, Floats

_UNIT = 2.0**-53
_SLACK = 1.01  # covers the rounding in the bounds themselves


@dataclass(frozen=True, slots=True)
class Solutions:
    """
    Float solutions of many bases with bounds on their errors.

    ``values[k]`` lists the coordinates and then the slacks; those that are tight in basis k are exactly zero.
    """

    values: Floats
    errors: Floats


def solutions(bases: Bases, matrix: Floats, right: Floats) -> Solutions | None:
    """Solve every basis for a right-hand side; None where one cannot be shown to be regular."""
    height, width = matrix.shape
    inverses = _inverses(bases, height, width)
    points = inverses @ right
    slacks = right - points @ matrix.T
    gamma = (height + width + 10) * _UNIT
    reach = matrix.sum(axis=1).max() * _SLACK
    norms = np.abs(inverses).sum(axis=2).max(axis=1) * _SLACK
    contraction = (_distance(bases, inverses, matrix) + gamma * reach * norms) * _SLACK
    if not (contraction < 0.5).all():
        return None
    tight = bases.tight[:, None] >> np.arange(width + height) & 1 == 1
    rounding = gamma * (np.abs(right).max() + reach * np.abs(points).max(axis=1))
    residual = np.where(tight[:, width:], np.abs(slacks), 0).max(axis=1) + rounding
    away = norms * residual / (1 - contraction) * _SLACK
    values = np.where(tight, 0, np.concatenate([points, slacks], axis=1))
    errors = np.empty_like(values)
    errors[:, :width] = away[:, None]
    errors[:, width:] = ((reach * away + rounding) * _SLACK)[:, None]
    return Solutions(values, np.where(tight, 0, errors))


def _inverses(bases: Bases, height: int, width: int) -> Floats:
    """Put the tableaus' inverses where their coordinate and row stand: shape (bases, width, height), zero elsewhere."""
    full = np.zeros((len(bases.tight), width + 1, height + 1))  # the last row and column take what is not wanted
    rows = np.minimum(bases.variables[:, width:], width)
    columns = np.where(bases.variables[:, :width] < width, height, bases.variables[:, :width] - width)
    full[np.arange(len(full))[:, None, None], rows[:, :, None], columns[:, None, :]] = bases.tables[:, :, 1:]
    return np.ascontiguousarray(full[:, :width, :height])


def _distance(bases: Bases, inverses: Floats, matrix: Floats) -> Floats:
    """Give the norm of I - R M[J, I] per basis."""
    width = matrix.shape[1]
    positive = (bases.tight[:, None] >> np.arange(width) & 1 == 0).astype(np.float64)
    error = np.abs(np.eye(width) - inverses @ matrix)
    distance: Floats = (positive * (error @ positive[:, :, None])[:, :, 0]).max(axis=1)
    return distance
