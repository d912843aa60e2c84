"""From cells to equilibria: one root where there is exactly one, with an error bound; tangencies by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.resolve import EPS
from gametheory.equilibria.threat_cells import middle, search

if TYPE_CHECKING:
    from gametheory.equilibria.resolve import Floats
    from gametheory.equilibria.threat_cells import Cells, Flags, Positions
    from gametheory.equilibria.threat_response import Point, Stakes

_STEPS = 250
_FREE_STEPS = 8


@dataclass(frozen=True, slots=True)
class Roots:
    """Equilibria of many games by game and probit, and intervals in which two may have met."""

    game: Positions
    point: Point
    slope: Floats
    radius: Floats
    touching: Flags
    converged: Flags
    open_game: Positions
    open_low: Floats
    open_high: Floats


def roots(stakes: Stakes) -> Roots:
    """All equilibria of all games; what overflows on the way is at a bound that then says nothing."""
    with np.errstate(over="ignore"):
        return _roots(stakes)


def _roots(stakes: Stakes) -> Roots:
    found = search(stakes)
    crossing = _changes(found.single)
    single, away = found.single.take(crossing), found.away[crossing]
    merged = _merged(found.open_cells)
    odd = _changes(merged)
    cells = single.joined(merged.take(odd))
    game_stakes = stakes.take(cells.game)
    z, converged = _polished(game_stakes, cells)
    point = game_stakes.at(z)
    reach = np.concatenate([away, np.full(int(odd.sum()), np.nan)])
    touching = np.isnan(reach)
    with np.errstate(invalid="ignore", over="ignore"):
        offset = np.maximum(np.abs(point.high - z), np.abs(point.low - z))
        radius = np.where(touching, cells.right.z - cells.left.z, offset / reach + 4 * EPS * np.abs(z))
    slope = _slope(game_stakes, point)
    order = np.lexsort((z, cells.game))
    rest = merged.take(~odd)
    return Roots(
        cells.game[order],
        point.take(order),
        slope[order],
        radius[order],
        touching[order],
        converged[order],
        rest.game,
        rest.left.z,
        rest.right.z,
    )


def _slope(stakes: Stakes, point: Point) -> Floats:
    with np.errstate(over="ignore"):
        size = np.exp(point.log_slope(stakes))
    return np.asarray(np.where(stakes.increasing, size, -size))


def _sign(point: Point) -> Flags:
    return np.asarray(point.value >= point.z)


def _changes(cells: Cells) -> Flags:
    """Neighbours share their end, so that a root at the end is counted in one of them."""
    return np.asarray(_sign(cells.left) != _sign(cells.right))


def _merged(cells: Cells) -> Cells:
    """Join cells that touch."""
    cells = cells.take(np.lexsort((cells.left.z, cells.game)))
    same = (cells.game[1:] == cells.game[:-1]) & (cells.left.z[1:] <= cells.right.z[:-1])
    firsts = np.flatnonzero(np.concatenate([[True], ~same])) if len(cells) else np.empty(0, dtype=np.int64)
    lasts = np.concatenate([firsts[1:] - 1, [len(cells) - 1]]) if len(cells) else firsts
    return type(cells)(cells.game[firsts], cells.left.take(firsts), cells.right.take(lasts))


def _polished(stakes: Stakes, cells: Cells) -> tuple[Floats, Flags]:
    """
    Newton's method within brackets; where it does not halve the residual, bisection.

    Where the reply falls doubly exponentially Newton's method only divides it by e each time: after some steps every
    other one is a bisection.
    """
    low, high, rising = cells.left.z.copy(), cells.right.z.copy(), _sign(cells.right)
    z = middle(low, high)
    last = np.full(len(z), np.inf)
    active = np.arange(len(z))
    for turn in range(_STEPS):
        if not len(active):
            break
        own = stakes.take(active)
        point = own.at(z[active])
        gap = point.value - point.z
        above = (gap >= 0) == rising[active]
        high[active] = np.where(above, z[active], high[active])
        low[active] = np.where(above, low[active], z[active])
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            newton = z[active] - gap / (_slope(own, point) - 1)
        inside = (newton > low[active]) & (newton < high[active]) & (np.abs(gap) < 0.5 * last[active])
        inside &= (turn < _FREE_STEPS) | (turn % 2 == 1)
        following = np.where(inside, newton, middle(low[active], high[active]))
        last[active] = np.abs(gap)
        step = np.abs(following - z[active])
        least = 2 * EPS * (np.abs(z[active]) + 1e-3)
        done = (gap == 0) | (step <= least) | (high[active] - low[active] <= 2 * least)
        z[active] = np.where(gap == 0, z[active], following)
        active = active[~done]
    converged = np.ones(len(z), dtype=bool)
    converged[active] = False
    return z, converged
