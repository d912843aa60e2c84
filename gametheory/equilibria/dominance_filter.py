"""Leave out actions that another action beats whatever the other actor does; no equilibrium uses them."""

from __future__ import annotations

from operator import gt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix = list[list[int]]


def undominated(first: Matrix, second: Matrix) -> tuple[list[int], list[int]]:
    """
    Find which actions of two actors survive iterated strict dominance by pure actions.

    Both matrices have one row per own action: `first[i][j]` and `second[j][i]`.
    """
    rows, columns = list(range(len(first))), list(range(len(second)))
    while True:
        kept_rows = _survivors(first, rows, columns)
        kept_columns = _survivors(second, columns, kept_rows)
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            return rows, columns
        rows, columns = kept_rows, kept_columns


def _survivors(payoffs: Matrix, own: Sequence[int], others: Sequence[int]) -> list[int]:
    lines = payoffs if len(others) == len(payoffs[0]) else [[row[j] for j in others] for row in payoffs]
    return [i for i in own if not any(i != k and _beats(lines[k], lines[i]) for k in own)]


def _beats(winner: Sequence[int], loser: Sequence[int]) -> bool:
    return all(map(gt, winner, loser))
