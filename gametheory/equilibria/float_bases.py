"""Propose the bases of a best-response polytope in floating point, a whole breadth-first layer at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.vertices import TooManyBases

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_NO_RATE = 1e-200  # stands for rates that are not positive, so that they leave last


@dataclass(frozen=True, slots=True)
class Bases:
    """
    Tableaus of many bases of {x >= 0, matrix x <= right}.

    ``variables[k]`` lists the nonbasic ones (one per column of ``tables[k]`` after the first), then the basic ones (one
    per row). ``tight[k]`` holds the nonbasic ones as bits.
    """

    tight: Integers
    variables: Integers
    tables: Floats


def explore(matrix: Floats, right: Floats, smallest: float, limit: int) -> Bases | None:
    """
    Walk from the origin over all edges; None where a basic value is not above `smallest`.

    A neighbour of a layer lies in the layer before, in itself or in the next, so those are all that need comparing.
    """
    height, width = matrix.shape
    layer = Bases(
        np.array([(1 << width) - 1]),
        np.arange(width + height)[None],
        np.concatenate([right[:, None], matrix], axis=1)[None],
    )
    before = np.empty(0, dtype=np.int64)
    layers: list[Bases] = []
    count = 0
    while len(layer.tight):
        count += len(layer.tight)
        if count > limit:
            raise TooManyBases
        if layer.tables[:, :, 0].min() <= smallest:
            return None
        layers.append(layer)
        before, layer = layer.tight, _next(layer, before, width)
    return Bases(
        np.concatenate([layer.tight for layer in layers]),
        np.concatenate([layer.variables for layer in layers]),
        np.concatenate([layer.tables for layer in layers]),
    )


def _next(layer: Bases, before: Integers, width: int) -> Bases:
    rows = _leaving(layer.tables)
    leaving = np.take_along_axis(layer.variables, rows + width, axis=1)
    neighbours = layer.tight[:, None] ^ (1 << layer.variables[:, :width]) ^ (1 << leaving)
    tight, where = np.unique(neighbours, return_index=True)
    fresh = ~(_among(tight, before) | _among(tight, layer.tight))
    tight, where = tight[fresh], where[fresh]
    parents, columns = np.divmod(where, width)
    return _pivoted(layer, tight, parents, rows[parents, columns], columns)


def _among(values: Integers, ordered: Integers) -> NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.equal(ordered[places], values)


def _leaving(tables: Floats) -> Integers:
    """Per basis and column: the row whose basic variable reaches zero first."""
    ratios = np.maximum(tables[:, :, 1:], _NO_RATE)
    np.divide(tables[:, :, :1], ratios, out=ratios)
    rows: Integers = ratios.argmin(axis=1)
    return rows


def _pivoted(layer: Bases, tight: Integers, parents: Integers, rows: Integers, columns: Integers) -> Bases:
    width = layer.tables.shape[2] - 1
    each = np.arange(len(parents))
    tables = layer.tables[parents]
    lines = tables[each, rows]
    rates = tables[each, :, columns + 1]
    pivots = lines[each, columns + 1]
    lines /= pivots[:, None]
    tables -= rates[:, :, None] * lines[:, None, :]
    tables[each, :, columns + 1] = -rates / pivots[:, None]
    lines[each, columns + 1] = 1 / pivots
    tables[each, rows] = lines
    variables = layer.variables[parents]
    entering, leaving = variables[each, columns], variables[each, width + rows]
    variables[each, columns], variables[each, width + rows] = leaving, entering
    return Bases(tight, variables, tables)
