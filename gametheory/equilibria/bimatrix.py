"""All extreme equilibria of two actors: vertices of the best-response polytopes whose labels complement each other."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from gametheory.equilibria.complements import complementary
from gametheory.equilibria.dominance_filter import undominated
from gametheory.equilibria.polytope import all_vertices

if TYPE_CHECKING:
    from collections.abc import Sequence

Matrix = list[list[int]]
Weights = tuple[int, ...]


def extreme_equilibria(first: Matrix, second: Matrix) -> list[tuple[Weights, Weights]]:
    """
    Find all pairs of extreme strategies (as integer weights) that are equilibria.

    Parameters
    ----------
    first, second : list of list of int
        Payoffs with one row per own action: ``first[i][j]`` and ``second[j][i]``.

    Returns
    -------
    list of pairs of tuple of int
        Probabilities up to a common factor per actor.

    Raises
    ------
    TooManyBases
        Where the polytopes have more vertices than can be listed in a few seconds.
    """
    sizes = len(first), len(second)
    rows, columns = undominated(first, second)
    if len(rows) < sizes[0] or len(columns) < sizes[1]:
        first, second = _part(first, rows, columns), _part(second, columns, rows)
    found = _solve(first, second) if len(rows) >= len(columns) else [(x, y) for y, x in _solve(second, first)]
    return [(_spread(x, rows, sizes[0]), _spread(y, columns, sizes[1])) for x, y in found]


def _solve(first: Matrix, second: Matrix) -> list[tuple[Weights, Weights]]:
    """
    Enumerate the second actor's strategies, then the first's among actions that are ever a best response.

    The second actor is the one with fewer actions, since its polytope then has the lower dimension.
    """
    height, width = len(first), len(second)
    right = all_vertices(positive(first))
    rows = _ever_tight(right.labels, width, height)
    left = all_vertices(positive([[line[i] for i in rows] for line in second]))
    part = len(rows)
    own = [_moved(labels, part, width) for labels in left.labels]
    kept = right.labels if part == height else [_with_rows(labels, rows, width) for labels in right.labels]
    pairs = complementary(own, kept, part + width)
    ours = {a: _spread(left.weights(a), rows, height) for a in {a for a, _ in pairs}}
    theirs = {b: right.weights(b) for b in {b for _, b in pairs}}
    return [(ours[a], theirs[b]) for a, b in pairs]


def positive(matrix: Matrix) -> Matrix:
    """Shift payoffs so that none is negative and no column is small throughout, and take out common factors."""
    low = min(map(min, matrix))
    spread = max(map(max, matrix)) - low
    peak = min(map(max, zip(*matrix, strict=True))) - low
    if 4 * peak < spread or not peak:
        low -= spread // 4 + 1
    common = gcd(*(x - low for row in matrix for x in row))
    return [[(x - low) // common for x in row] for row in matrix]


def _ever_tight(found: Sequence[int], width: int, height: int) -> list[int]:
    union = 0
    for labels in found:
        union |= labels
    return [i for i in range(height) if union >> (width + i) & 1]


def _moved(labels: int, part: int, width: int) -> int:
    """Put the other actor's labels first, as they stand in that actor's own polytope."""
    return labels >> part | (labels & (1 << part) - 1) << width


def _with_rows(labels: int, rows: Sequence[int], width: int) -> int:
    """Keep only the labels of these rows, renumbered."""
    kept = labels & (1 << width) - 1
    for position, i in enumerate(rows):
        kept |= (labels >> (width + i) & 1) << (width + position)
    return kept


def _part(matrix: Matrix, own: Sequence[int], others: Sequence[int]) -> Matrix:
    return [[matrix[i][j] for j in others] for i in own]


def _spread(weights: Weights, where: Sequence[int], size: int) -> Weights:
    if len(where) == size:
        return weights
    full = [0] * size
    for position, weight in zip(where, weights, strict=True):
        full[position] = weight
    return tuple(full)
