"""What a strategy is worth in each of its states, by exact linear algebra over the rationals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.strategies.play import Play, Row


def expectation(row: Row, values: Sequence[Fraction]) -> Fraction:
    """Expected value over next states."""
    return sum((chance * values[state] for state, chance in row.items()), Fraction(0))


def discounted_values(played: Play, discount: Sequence[Fraction]) -> tuple[tuple[Fraction, ...], ...]:
    """
    Solve V = (1 - d) g + d P V for every actor.

    Parameters
    ----------
    played : Play
        Stage payoffs g and transitions P of the automaton.
    discount : sequence of Fraction
        One discount factor d per actor.

    Returns
    -------
    tuple of tuple of Fraction
        Discounted average values, one row per state, one entry per actor.
    """
    columns: list[Sequence[Fraction]] = [()] * len(discount)
    for d in set(discount):
        actors = [i for i, own in enumerate(discount) if own == d]
        solved = _solve(played, d, actors)
        for k, i in enumerate(actors):
            columns[i] = [row[k] for row in solved]
    return tuple(zip(*columns, strict=True))


def _solve(played: Play, d: Fraction, actors: list[int]) -> list[list[Fraction]]:
    """Gauss-Jordan on sparse rows; I - dP is strictly diagonally dominant, so no pivot vanishes."""
    size = len(played.states)
    matrix = [{t: -d * p for t, p in row.items()} for row in played.leads]
    right = [[(1 - d) * played.payoffs[s][i] for i in actors] for s in range(size)]
    for s, row in enumerate(matrix):
        row[s] = row.get(s, Fraction(0)) + 1
    uses: list[set[int]] = [set() for _ in range(size)]
    for s, row in enumerate(matrix):
        for t in row:
            uses[t].add(s)
    for s in reversed(range(size)):
        _eliminate(matrix, right, uses, s)
    return right


def _eliminate(matrix: list[Row], right: list[list[Fraction]], uses: list[set[int]], s: int) -> None:
    pivot = matrix[s].pop(s)
    row = {t: x / pivot for t, x in matrix[s].items()}
    own = [x / pivot for x in right[s]]
    matrix[s], right[s] = row, own
    for r in uses[s] - {s}:
        factor = matrix[r].pop(s)
        for t, x in row.items():
            matrix[r][t] = matrix[r].get(t, Fraction(0)) - factor * x
            uses[t].add(r)
        right[r] = [a - factor * b for a, b in zip(right[r], own, strict=True)]
