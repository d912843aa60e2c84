"""
Square systems of linear equations in integers, solved exactly (Dixon 1982).

The inverse modulo one prime gives the solution modulo ever higher powers of it; the fractions are then read off and
checked against the system. The check makes the answer right whatever happened before.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PRIMES = (67_108_859, 67_108_837, 67_108_819)  # below 2^26: sums of 2,048 products fit into 64 bits
_SAFE = 2**62
_MOST = 2_048

Solution = tuple[list[int], int]
"""Numerators over one positive denominator."""


def solve(matrix: NDArray[Any], right: Sequence[int] | NDArray[Any]) -> Solution | None:
    """
    Solve matrix @ x = right exactly; None where the matrix is singular.

    A matrix that is singular modulo three large primes is called singular.
    """
    size = len(right)
    if size == 0:
        return [], 1
    if size > _MOST:
        raise ValueError(f"{size} equations are more than the {_MOST} that this solver takes.")
    for prime in _PRIMES:
        inverse = _inverse(np.asarray(matrix % prime, dtype=np.int64), prime)
        if inverse is not None:
            return _lift(matrix, [int(b) for b in right], inverse, prime)
    return None


def _inverse(matrix: NDArray[np.int64], prime: int) -> NDArray[np.int64] | None:
    """Gauss and Jordan modulo the prime."""
    size = len(matrix)
    work = np.hstack([matrix, np.eye(size, dtype=np.int64)])
    for k in range(size):
        pivots = np.flatnonzero(work[k:, k])
        if not len(pivots):
            return None
        row = k + int(pivots[0])
        work[[k, row]] = work[[row, k]]
        work[k] = work[k] * pow(int(work[k, k]), -1, prime) % prime
        factors = work[:, k].copy()
        factors[k] = 0
        rows = np.flatnonzero(factors)
        work[rows] = (work[rows] - factors[rows, None] * work[k]) % prime
    return work[:, size:]


def _lift(matrix: NDArray[Any], right: list[int], inverse: NDArray[np.int64], prime: int) -> Solution:
    """Add digits in base prime; try to read the fractions whenever their number has doubled."""
    exact = matrix.astype(object)
    quick = _fits(matrix, right, prime)
    residue: NDArray[Any] = np.array(right, dtype=np.int64 if quick else object)
    factor = matrix.astype(np.int64) if quick else exact
    digits: list[NDArray[np.int64]] = []
    while True:
        for _ in range(max(4, len(digits))):
            digit = inverse @ np.asarray(residue % prime, dtype=np.int64) % prime
            digits.append(digit)
            residue = (residue - factor @ digit.astype(residue.dtype)) // prime
        solution = _read(_evaluate(digits, prime), prime ** len(digits))
        if solution is not None and _holds(exact, right, solution):
            return solution


def _fits(matrix: NDArray[Any], right: list[int], prime: int) -> bool:
    """Whether residues stay within 64 bits: they never exceed the larger of both bounds."""
    largest = max(abs(int(matrix.max())), abs(int(matrix.min())))
    return largest * prime * len(right) + max(map(abs, right)) < _SAFE


def _evaluate(digits: list[NDArray[np.int64]], prime: int) -> list[int]:
    """Join digits pairwise, so that long multiplications are few."""
    level = [digit.astype(object) for digit in digits]
    base = prime
    while len(level) > 1:
        if len(level) % 2:
            level.append(level[0] * 0)
        level = [low + high * base for low, high in zip(level[::2], level[1::2], strict=True)]
        base *= base
    return [int(x) for x in level[0]]


def _read(values: list[int], modulus: int) -> Solution | None:
    """Read all residues as fractions over one denominator, or say that there are too few digits."""
    bound = isqrt(modulus // 2)
    numerators: list[int] = []
    denominator = 1
    for value in values:
        scaled = value * denominator % modulus
        whole = scaled - modulus if scaled > modulus // 2 else scaled
        if abs(whole) <= bound:
            numerators.append(whole)
            continue
        fraction = _reconstruct(scaled, modulus, bound)
        if fraction is None or fraction[1] * denominator > bound:
            return None
        numerators = [x * fraction[1] for x in numerators]
        numerators.append(fraction[0])
        denominator *= fraction[1]
    return numerators, denominator


def _reconstruct(value: int, modulus: int, bound: int) -> tuple[int, int] | None:
    """Fraction p/q with p = value q modulo the modulus and both at most the bound, if there is one."""
    before, now = modulus, value
    q_before, q = 0, 1
    while now > bound:
        quotient = before // now
        before, now = now, before - quotient * now
        q_before, q = q, q_before - quotient * q
    if not 0 < abs(q) <= bound:
        return None
    return (now, q) if q > 0 else (-now, -q)


def _holds(matrix: NDArray[Any], right: list[int], solution: Solution) -> bool:
    numerators, denominator = solution
    left = matrix @ np.array(numerators, dtype=object)
    return all(int(x) == b * denominator for x, b in zip(left, right, strict=True))
