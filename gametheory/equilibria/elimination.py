"""Ranks and linear dependencies of rows of fractions, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

Row = Sequence[Fraction]


def dependencies(rows: Sequence[Row]) -> list[list[Fraction]]:
    """Weights, one per row, with which the rows sum to zero: a basis, each for one row in terms of those before it."""
    reduced: list[tuple[int, list[Fraction], list[Fraction]]] = []
    found = []
    for k, row in enumerate(rows):
        left, weights = list(row), [Fraction(int(j == k)) for j in range(len(rows))]
        for pivot, other, used in reduced:
            if factor := left[pivot]:
                left = [x - factor * y for x, y in zip(left, other, strict=True)]
                weights = [x - factor * y for x, y in zip(weights, used, strict=True)]
        place = next((j for j, x in enumerate(left) if x), None)
        if place is None:
            found.append(weights)
        else:
            head = left[place]
            reduced.append((place, [x / head for x in left], [x / head for x in weights]))
    return found


def rank(rows: Sequence[Row]) -> int:
    """Number of rows that are independent."""
    return len(rows) - len(dependencies(rows))


def orthogonal(rows: Sequence[Row], width: int) -> list[tuple[int, ...]]:
    """A basis, in integers, of the vectors that are orthogonal to all rows."""
    columns = [[row[j] for row in rows] for j in range(width)]
    return [primitive(weights) for weights in dependencies(columns)]


def primitive(v: Row) -> tuple[int, ...]:
    """The shortest integer vector along a vector that is not zero."""
    scale = lcm(*(x.denominator for x in v))
    whole = [int(x * scale) for x in v]
    common = gcd(*whole)
    return tuple(x // common for x in whole)
