"""How far several punishers, each mixing on its own, can hold one actor down: the best product found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.zero_sum import Mix, punishment_program
from gametheory.linear_programs import solve_exactly, solve_floats
from gametheory.linear_programs.program import integers

Floats = NDArray[np.float64]
Product = tuple[Mix, ...]
"""One mixture per punisher."""

_SWEEPS = 40
_VISIBLE = 1e-9  # a sweep that gains less, on payoffs scaled to [0, 1], is the last
_GRID = 2**40  # payoffs of a step in the search, as integers
_SIMPLE = 1_000  # largest denominator of the simple answers that are tried
_POLISHED_ENDS = 3
_POLISHED = 10**30  # no exact step beyond this common denominator


def held_to(table: NDArray[Any], product: Product) -> Fraction:
    """Largest payoff of the first axis's actor against independent mixtures, exactly."""
    tops, scale = _integer_mixes(product)
    return Fraction(int(_contracted(table.astype(object), tops, keep=None).max()), scale)


def best_product(table: NDArray[Any], starts: Sequence[Product], goal: Fraction) -> tuple[Fraction, Product]:
    """Improve one punisher at a time by linear programs from each start; stop at the goal, which none can beat."""
    best = held_to(table, starts[0]), starts[0]
    for product in _candidates(table, starts):
        if best[0] == goal:
            break
        best = min(best, (held_to(table, product), product), key=lambda pair: pair[0])
    return best


def _candidates(table: NDArray[Any], starts: Sequence[Product]) -> Iterator[Product]:
    """What the search in floats leads to; then, for the best of that, simple neighbours and exact steps from there."""
    unit = _unit(table)
    found: list[tuple[float, list[Floats]]] = []
    for start in starts:
        mixes = _search(unit, [np.array(mix, dtype=np.float64) for mix in start])
        found.append((float(_contracted(unit, mixes, keep=None).max()), mixes))
        yield _simple(mixes)
    for _, mixes in sorted(found, key=lambda pair: pair[0])[:_POLISHED_ENDS]:
        yield tuple(_normalised([Fraction(float(p)) for p in mix]) for mix in mixes)
        product = _simple(mixes)
        for punisher in range(len(mixes)):
            product = _exact_step(table, product, punisher)
            yield product


def _simple(mixes: Sequence[Floats]) -> Product:
    return tuple(_normalised([Fraction(float(p)).limit_denominator(_SIMPLE) for p in mix]) for mix in mixes)


def _unit(table: NDArray[Any]) -> Floats:
    """Payoffs from 0 to 1, the same for every positive affine change of them."""
    exact = table.astype(object)
    low, high = int(exact.min()), int(exact.max())
    return ((exact - low) / max(high - low, 1)).astype(np.float64)


def _search(unit: Floats, mixes: list[Floats]) -> list[Floats]:
    before = np.inf
    for _ in range(_SWEEPS):
        for punisher in range(len(mixes)):
            matrix = _contracted(unit, mixes, keep=punisher)
            answer = solve_floats(punishment_program(np.rint(matrix * _GRID).astype(np.int64)))
            if answer.status != "optimal":
                return mixes
            mix = np.maximum(answer.x[:-1], 0.0)
            mixes = [*mixes[:punisher], mix / mix.sum(), *mixes[punisher + 1 :]]
        now = float(_contracted(unit, mixes, keep=None).max())
        if now > before - _VISIBLE:
            break
        before = now
    return mixes


def _exact_step(table: NDArray[Any], product: Product, punisher: int) -> Product:
    tops, scale = _integer_mixes(product)
    if scale > _POLISHED:
        return product
    answer = solve_exactly(punishment_program(integers(_contracted(table.astype(object), tops, keep=punisher))))
    return (*product[:punisher], answer.x[:-1], *product[punisher + 1 :]) if answer.status == "optimal" else product


def _contracted(table: NDArray[Any], mixes: Sequence[NDArray[Any]], keep: int | None) -> NDArray[Any]:
    """Average over every punisher, or over all but one whose axis is kept as the second."""
    left = table if keep is None else np.moveaxis(table, keep + 1, 1)
    for punisher in reversed(range(len(mixes))):
        if punisher != keep:
            axis = punisher + 1 if keep is None or punisher > keep else punisher + 2
            left = np.tensordot(left, mixes[punisher], axes=(axis, 0))
    return left


def _integer_mixes(product: Product) -> tuple[list[NDArray[Any]], int]:
    """Mixtures as integers, and the product of their denominators."""
    commons = [lcm(*(p.denominator for p in mix)) for mix in product]
    tops = [np.array([int(p * c) for p in mix], dtype=object) for mix, c in zip(product, commons, strict=True)]
    return tops, prod(commons)


def _normalised(mix: Sequence[Fraction]) -> Mix:
    total = sum(mix, Fraction(0))
    return tuple(p / total for p in mix)
