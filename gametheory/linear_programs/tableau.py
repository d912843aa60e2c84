"""
The simplex method on an integer tableau, with Bland's rule: slow, and always right.

It is the way out where a float solver's basis does not stand up to exact rechecking. Numbers stay integers: a row of
the tableau is divided by the last pivot, which always goes without remainder (Edmonds 1967).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.linear_programs.program import Status


class Tableau:
    """
    Equations T x = b in nonnegative x, b nonnegative, with a basis; everything over the denominator `pivot`.

    The last row holds reduced costs of a maximisation, the last column the right-hand sides.
    """

    def __init__(self, body: NDArray[Any], basis: list[int]) -> None:
        self.body = body
        self.basis = basis
        self.pivot = 1

    def turn(self, row: int, column: int) -> None:
        """Let a column enter the basis at a row."""
        body, p = self.body, self.body[row, column]
        kept = body[row].copy()
        self.body = (body * p - np.outer(body[:, column], kept)) // self.pivot
        self.body[row] = kept
        self.pivot = p
        if p < 0:
            self.body, self.pivot = -self.body, -p
        self.basis[row] = column

    def maximise(self, allowed: int) -> bool:
        """Pivot until optimal among the first `allowed` columns; False where the objective grows without bound."""
        while True:
            entering = np.flatnonzero(self.body[-1, :allowed] > 0)
            if not len(entering):
                return True
            column = int(entering[0])
            rows = np.flatnonzero(self.body[:-1, column] > 0)
            if not len(rows):
                return False
            self.turn(self._leaving(rows, column), column)

    def _leaving(self, rows: NDArray[np.intp], column: int) -> int:
        best = int(rows[0])
        for row in map(int, rows[1:]):
            mine = self.body[row, -1] * self.body[best, column]
            other = self.body[best, -1] * self.body[row, column]
            if mine < other or (mine == other and self.basis[row] < self.basis[best]):
                best = row
        return best


def simplex(matrix: NDArray[Any], right: NDArray[Any], objective: NDArray[Any]) -> tuple[Status, list[int]]:
    """
    Maximise objective @ x over matrix @ x = right, x >= 0, in Python integers.

    Returns "optimal", "infeasible" or "unbounded", and the basic columns at an optimum (columns from len(objective)
    on stand for rows that are redundant).
    """
    rows, columns = matrix.shape
    signs = np.where(right < 0, -1, 1).astype(object)
    body = np.zeros((rows + 1, columns + rows + 1), dtype=object)
    body[:rows, :columns] = matrix * signs[:, None]
    body[:rows, columns:-1] = np.eye(rows, dtype=int)
    body[:rows, -1] = right * signs
    body[-1] = body[:rows].sum(axis=0)
    body[-1, columns:-1] = 0
    tableau = Tableau(body, list(range(columns, columns + rows)))
    tableau.maximise(columns)
    if tableau.body[-1, -1] != 0:
        return "infeasible", []
    _drive_out(tableau, columns)
    _set_objective(tableau, objective)
    return ("optimal" if tableau.maximise(columns) else "unbounded"), tableau.basis


def _drive_out(tableau: Tableau, columns: int) -> None:
    """Let real columns take the place of artificial ones that stand at zero; rows without any are redundant."""
    for row, basic in enumerate(tableau.basis):
        if basic >= columns:
            usable = np.flatnonzero(tableau.body[row, :columns])
            if len(usable):
                tableau.turn(row, int(usable[0]))


def _set_objective(tableau: Tableau, objective: NDArray[Any]) -> None:
    costs = np.zeros(tableau.body.shape[1], dtype=object)
    costs[: len(objective)] = objective
    reduced = costs * tableau.pivot
    for row, basic in enumerate(tableau.basis):
        reduced = reduced - costs[basic] * tableau.body[row]
    tableau.body[-1] = reduced
