"""
All vertices of a best-response polytope: proposed in floating point, proved complete, decided exactly.

The vertices of a bounded simple polytope are connected by edges, so a set of feasible bases that holds every neighbour
of each of its members holds all of them. Without ties it is enough to prove that every basic value is positive. With
ties the right-hand sides are perturbed. A basis that is feasible both perturbed and unperturbed is so for every smaller
perturbation, and every vertex of the polytope is the limit of one of these, so none is missed.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.float_bases import explore
from gametheory.equilibria.float_proof import solutions
from gametheory.equilibria.integer_solution import solve_ones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.equilibria.float_bases import Bases, Floats
    from gametheory.equilibria.float_proof import Solutions

    Rows = Sequence[Sequence[int]]

_CLEAR = 1e-9  # basic values below this are treated as ties; a guess that costs time if wrong, never truth
_PERTURBATION = 2.0**-22
_SEED = 7  # the same perturbation every time; regular ones leave ties between ties


def proved_vertices(matrix: Rows, limit: int) -> tuple[list[int], list[int]] | None:
    """
    List the label sets of all vertices and a basis of each, the origin included; None where no proof succeeds.

    The matrix, the labels and the limit are as in `gametheory.equilibria.vertices`.
    """
    peak = max(map(max, matrix))
    scaled = np.array([[x / peak for x in row] for row in matrix])
    ones = np.ones(len(matrix))
    bases = explore(scaled, ones, _CLEAR, limit)
    if bases is not None:
        proof = solutions(bases, scaled, ones)
        if proof is not None and _all_positive(bases, proof):
            tight = bases.tight.tolist()
            return tight, tight
    return _with_ties(matrix, scaled, ones, limit)


def _all_positive(bases: Bases, proof: Solutions) -> bool:
    basic = _basic(bases, proof.values.shape[1])
    return bool((proof.values > proof.errors)[basic].all())


def _basic(bases: Bases, count: int) -> NDArray[np.bool_]:
    basic: NDArray[np.bool_] = bases.tight[:, None] >> np.arange(count) & 1 == 0
    return basic


def _with_ties(matrix: Rows, scaled: Floats, ones: Floats, limit: int) -> tuple[list[int], list[int]] | None:
    perturbed = ones + _PERTURBATION * (0.5 + np.random.default_rng(_SEED).random(len(ones)))
    bases = explore(scaled, perturbed, 0.0, limit)
    if bases is None:
        return None
    strictly = solutions(bases, scaled, perturbed)
    weakly = solutions(bases, scaled, ones)
    if strictly is None or weakly is None or not _all_positive(bases, strictly):
        return None
    zeros = _exact_zeros(bases, weakly, matrix)
    return None if zeros is None else _distinct(bases.tight, zeros)


def _exact_zeros(bases: Bases, proof: Solutions, matrix: Rows) -> NDArray[np.bool_] | None:
    """Tell which basic values are exactly zero; None where one is negative."""
    basic = _basic(bases, proof.values.shape[1])
    unit = _smallest_steps(bases, matrix, proof.values.shape[1])
    low, high = proof.values - proof.errors, proof.values + proof.errors
    if (basic & (high < 0)).any():
        return None
    zeros = basic & (np.maximum(np.abs(low), np.abs(high)) < unit)
    for k in np.flatnonzero((basic & ~zeros & (low <= 0)).any(axis=1)).tolist():
        exactly = _solved_values(matrix, int(bases.tight[k]))
        if min(exactly) < 0:
            return None
        zeros[k] = basic[k] & (np.array([x == 0 for x in exactly]))
    return zeros


def _smallest_steps(bases: Bases, matrix: Rows, count: int) -> Floats:
    """Bound from below how far from zero a value is if it is not zero: one over the determinant (Hadamard)."""
    width = count - len(matrix)
    peak = max(map(max, matrix))
    norms = np.array([log2(sum(x * x for x in row) or 1) / 2 for row in matrix])
    tight_rows = bases.tight[:, None] >> np.arange(width, count) & 1
    steps: Floats = np.exp2(np.maximum(-(tight_rows @ norms) * 1.0001 - 0.001, -1000.0))[:, None].repeat(count, axis=1)
    steps[:, :width] *= min(peak, 2**1000)
    return steps


def _solved_values(matrix: Rows, tight: int) -> list[int]:
    """Give coordinates and slacks of a basis exactly, times a positive number."""
    point, scale = solve_ones(matrix, tight)
    return [*point, *(scale - sum(a * x for a, x in zip(row, point, strict=True)) for row in matrix)]


def _distinct(tight: NDArray[np.int64], zeros: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
    labels = tight | (zeros @ (1 << np.arange(zeros.shape[1])))
    unique, first = np.unique(labels, return_index=True)
    return unique.tolist(), tight[first].tolist()
