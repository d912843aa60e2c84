"""Expected payoffs against mixed actions, and how they change with each of the others' probabilities."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.games.normal_form import NormalFormGame

    Floats = NDArray[np.float64]


def unit_payoffs(game: NormalFormGame) -> tuple[list[Floats], float]:
    """
    Give each actor's payoffs as floats from 0 upwards, own action first, in units of the largest payoff range.

    The range is returned too (1 where all actors are indifferent). Differences are taken before anything is rounded.
    """
    numerators, denominators = game.integers()
    shifted = [_from_zero(numerators[..., i]) for i in range(len(denominators))]
    unit = max(int(table.max()) / d for table, d in zip(shifted, denominators, strict=True)) or 1.0
    tables = [_divided(table, d) / unit for table, d in zip(shifted, denominators, strict=True)]
    return [np.ascontiguousarray(np.moveaxis(table, i, 0)) for i, table in enumerate(tables)], unit


def own_unit_payoffs(payoffs: NDArray[Any]) -> list[Floats]:
    """Give each actor's payoffs as floats from 0 to 1, own action first (all zero where it is indifferent)."""
    tables = []
    for i in range(payoffs.shape[-1]):
        shifted = np.moveaxis(_from_zero(payoffs[..., i]), i, 0)
        tables.append(_divided(shifted, int(shifted.max()) or 1))
    return tables


def _from_zero(table: NDArray[Any]) -> NDArray[Any]:
    low = int(table.min())
    fits = int(table.max()) - low < 2**63
    return (table if fits else table.astype(object)) - low


def _divided(table: NDArray[Any], denominator: int) -> Floats:
    if table.dtype != object:
        return np.asarray(table / denominator, dtype=np.float64)
    return np.array([x / denominator for x in table.ravel().tolist()]).reshape(table.shape)


def pairwise(tables: Sequence[Floats], strategies: Sequence[Floats], out: Floats, starts: Sequence[int]) -> None:
    """
    Fill the matrix of payoffs per pair of actions, all other actors mixing.

    Entry ``[starts[i] + a, starts[h] + b]`` is actor i's expected payoff when it plays a, and h plays b.
    """
    actors = range(len(strategies))
    for i, table in enumerate(tables):
        others = [h for h in actors if h != i]
        if others:
            rows = slice(starts[i], starts[i + 1])
            _fill(table, others, strategies, out[rows], starts)


def _fill(
    table: Floats, others: Sequence[int], strategies: Sequence[Floats], out: Floats, starts: Sequence[int]
) -> None:
    """Halve the others; average one half out and go on with the other."""
    if len(others) == 1:
        h = others[0]
        out[:, starts[h] : starts[h + 1]] = table.reshape(len(table), -1)
        return
    middle = len(others) // 2
    first, second = others[:middle], others[middle:]
    p, q = _joint(strategies, first), _joint(strategies, second)
    cube = table.reshape(len(table), len(p), len(q))
    _fill(cube @ q, first, strategies, out, starts)
    _fill(p @ cube, second, strategies, out, starts)


def _joint(strategies: Sequence[Floats], actors: Sequence[int]) -> Floats:
    return reduce(lambda a, b: (a[:, None] * b).ravel(), (strategies[h] for h in actors))
