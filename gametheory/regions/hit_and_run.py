"""
Hit and run (Smith 1984), many chains at once: for parts of a polytope that rejection hardly meets.

Every other direction is drawn in proportion to how far the polytope reaches, so that thin ones are crossed as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from gametheory.games.polytope import LinearInequality
from gametheory.regions.holding import Integers, holds
from gametheory.regions.programs import Point, lowest

Floats = NDArray[np.float64]

_CHAINS = 40
_BURN_IN = 60  # steps a dimension
_APART = 6  # steps a dimension between draws that are kept


def walk(
    forms: Sequence[LinearInequality],
    names: tuple[str, ...],
    inside: Point,
    draws: int,
    random: np.random.Generator,
    grid: int,
) -> tuple[Integers, int]:
    """Draw uniformly where the forms are not negative, moved to a grid; chains stand one after another."""
    table = np.array([[float(form.coefficients.get(name, 0)) for name in names] for form in forms])
    constants = np.array([float(form.constant) for form in forms])
    start = np.array([float(inside[name]) for name in names])
    chains, size = min(_CHAINS, draws), len(names)
    length = ceil(draws / chains)
    ends = _ends(forms, names, inside)
    x, kept = random.dirichlet(np.ones(len(ends)), chains) @ ends, []
    for step in range(_BURN_IN * size + length * _APART * size):
        x = _step(x, table, constants, random, ends - start if step % 2 else np.eye(size))
        if step >= _BURN_IN * size and (step - _BURN_IN * size) % (_APART * size) == 0:
            kept.append(x)
    points = np.stack(kept, axis=1).reshape(-1, size)[:draws]
    columns = {name: k for k, name in enumerate(names)}
    return _onto_grid(points, start, lambda moved: holds(forms, columns, moved, grid), grid), chains


def _ends(forms: Sequence[LinearInequality], names: tuple[str, ...], inside: Point) -> Floats:
    """Where each parameter is lowest and highest: they tell in which directions the polytope is long."""
    found = [lowest(LinearInequality({name: sign}), forms, inside).point for name in names for sign in (1, -1)]
    points = [[float(point[name]) for name in names] for point in found]
    return np.array([*points, [float(inside[name]) for name in names]])


def _step(x: Floats, table: Floats, constants: Floats, random: np.random.Generator, spread: Floats) -> Floats:
    """Move every chain, along a random combination of some directions, to anywhere in the polytope."""
    way = random.standard_normal((len(x), len(spread))) @ spread
    speed, room = way @ table.T, np.maximum(x @ table.T + constants, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = -room / speed
    high = np.where(speed < 0, reach, np.inf).min(axis=1)
    low = np.where(speed > 0, reach, -np.inf).max(axis=1)
    stay = ~(np.isfinite(low) & np.isfinite(high) & (low < high))
    share = random.random(len(x))
    moved = np.where(stay, 0.0, low + share * (np.where(stay, 0.0, high - low)))
    return np.asarray(x + np.where(stay, 0.0, moved)[:, None] * way)


def _onto_grid(points: Floats, start: Floats, inside: object, grid: int) -> Integers:
    """Round; what falls outside is pulled towards the inner point until it does not."""
    assert callable(inside)
    moved = np.rint(points * grid).astype(np.int64)
    for halvings in range(12, -1, -1):
        wrong = ~inside(moved)
        if not wrong.any():
            break
        share = 0.5**halvings
        moved[wrong] = np.rint(((1 - share) * points[wrong] + share * start) * grid).astype(np.int64)
    return moved
