"""Divide the line of possible replies until every piece has no equilibrium, one, or too little left to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.equilibria.resolve import is_far
from gametheory.equilibria.threat_response import FAR_ERROR, Point, Stakes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.resolve import Floats

    Positions = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_FAR = 50.0  # beyond this probit the reply is constant in 64-bit numbers
_QUIET_END = -38.5
_NARROWEST = 1e-11
_LEVELS = 90
_FIRST_CELLS = 12
_CERTAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Cells:
    """Intervals of probits: the game each belongs to and the reply at both ends."""

    game: Positions
    left: Point
    right: Point

    def take(self, positions: Positions | Flags | slice) -> Cells:
        """Some of the cells."""
        return Cells(self.game[positions], self.left.take(positions), self.right.take(positions))

    def joined(self, other: Cells) -> Cells:
        """The cells of both."""
        game = np.concatenate([self.game, other.game])
        return Cells(game, self.left.joined(other.left), self.right.joined(other.right))

    def __len__(self) -> int:
        return len(self.game)


@dataclass(frozen=True, slots=True)
class Search:
    """
    What the division found.

    `single` holds cells in which H(z) - z is strictly monotone (its slope stays `away` from zero), so that a change of
    sign is exactly one root; `open_cells` those too narrow to decide. All others hold no root.
    """

    single: Cells
    away: Floats
    open_cells: Cells


def search(stakes: Stakes) -> Search:
    """Find all cells that can hold an equilibrium; a bound that overflows says nothing, and its cell is halved."""
    with np.errstate(over="ignore"):
        return _search(stakes)


def _search(stakes: Stakes) -> Search:
    rising = stakes.increasing
    feedback, fixed = np.flatnonzero(rising), np.flatnonzero(~rising)
    once = _whole(stakes.take(fixed), fixed)
    found = _divided(stakes, _first(stakes.take(feedback), feedback))
    return Search(found.single.joined(once), np.concatenate([found.away, np.ones(len(once))]), found.open_cells)


def _whole(stakes: Stakes, names: Positions) -> Cells:
    """Where H does not increase, H(z) - z has slope -1 or less: one root, between the limits of H."""
    low = stakes.at(np.full(len(stakes), _FAR)).low
    high = stakes.at(np.full(len(stakes), -_FAR)).high
    return Cells(names, stakes.at(_outward(low, -1)), stakes.at(_outward(high, 1)))


def _first(stakes: Stakes, names: Positions) -> Cells:
    """
    Where H increases, its roots lie between H(low) and H(high); repeating this closes in from both sides.

    With S_A > V_A, W_A < a and V_B < C_B, H falls to minus infinity with z. Where it is below a million at z = -38.5
    no root is left further out: with s = 1/p, H <= W_B - V_B - (C_B - V_B) exp(l(s - s0)), l > 0, while
    z >= -sqrt(2 log s), and from there on the first falls faster.
    """
    quiet = (stakes.lure > 0) & stakes.firm_is_weak & (stakes.gain < 0)
    quiet &= stakes.at(np.full(len(stakes), _QUIET_END)).high < -1e6
    low = np.where(quiet, _QUIET_END, stakes.at(np.full(len(stakes), -_FAR)).low)
    high = stakes.at(np.full(len(stakes), _FAR)).high
    for _ in range(2):
        low = np.maximum(low, stakes.at(low).low)
        high = np.minimum(high, stakes.at(high).high)
    low, high = _outward(low, -1), _outward(high, 1)
    some = np.flatnonzero(low < high)
    ends = np.linspace(np.arcsinh(low[some]), np.arcsinh(high[some]), _FIRST_CELLS + 1, axis=1)
    z = np.sinh(ends)
    z[:, 0], z[:, -1] = low[some], high[some]
    owners = np.repeat(some, _FIRST_CELLS + 1)
    points = stakes.take(owners).at(z.ravel())
    places = np.arange(len(owners)).reshape(z.shape)
    owner = np.repeat(names[some], _FIRST_CELLS)
    return Cells(owner, points.take(places[:, :-1].ravel()), points.take(places[:, 1:].ravel()))


def _outward(z: Floats, sign: int) -> Floats:
    return np.asarray(z + sign * 1e-9 * (1 + np.abs(z)))


def _divided(stakes: Stakes, cells: Cells) -> Search:
    """Halve what is not decided."""
    single, away, open_cells = [cells.take(slice(0))], [np.empty(0)], cells.take(slice(0))
    for _ in range(_LEVELS):
        if not len(cells):
            break
        low, high = slopes(stakes.take(cells.game), cells)
        alive = ~_empty(cells, low, high)
        monotone = alive & ((high < 1 - _CERTAIN) | (low > 1 + _CERTAIN))
        single.append(cells.take(monotone))
        away.append(np.maximum(low - 1, 1 - high)[monotone])
        alive &= ~monotone
        stop = alive & _exhausted(cells, low, high)
        open_cells = open_cells.joined(cells.take(stop))
        cells = _halved(stakes, cells.take(alive & ~stop))
    return Search(_join(single), np.concatenate(away), open_cells.joined(cells))


def _join(parts: list[Cells]) -> Cells:
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.joined(part)
    return whole


def slopes(stakes: Stakes, cells: Cells) -> tuple[Floats, Floats]:
    """
    Bounds of H' over each cell.

    H' = |S_A-V_A| |V_B-C_B| (φ/Φ²)(z) (1-p_F)/p_F (weak - strong), and each factor but the last is monotone in z, as
    are both hazards. Far out, where these are normal hazards, their difference is monotone too, as they are convex.
    """
    left, right = cells.left, cells.right
    odds = (left.log_back - left.log_stand, right.log_back - right.log_stand)
    slack = np.maximum(left.slack, right.slack)
    most = np.maximum(left.weak, right.weak) * (1 + slack) - np.minimum(left.strong, right.strong) * (1 - slack)
    least = np.minimum(left.weak, right.weak) * (1 - slack) - np.maximum(left.strong, right.strong) * (1 + slack)
    far = is_far(np.minimum(left.threshold, right.threshold), stakes.gap)
    most = np.where(far, np.maximum(left.excess, right.excess) * (1 + FAR_ERROR), most)
    least = np.where(far, np.minimum(left.excess, right.excess) * (1 - FAR_ERROR), least)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        high = stakes.log_product + left.log_pull + np.maximum(*odds) + slack + np.log(np.maximum(most, 0))
        low = stakes.log_product + right.log_pull + np.minimum(*odds) - slack + np.log(np.maximum(least, 0))
        return np.nan_to_num(np.exp(low), nan=0.0), np.nan_to_num(np.exp(high), nan=np.inf)


def _empty(cells: Cells, low: Floats, high: Floats) -> Flags:
    """No root: by the monotony of H, or by the mean value theorem from either end."""
    left, right = cells.left, cells.right
    width = right.z - left.z
    with np.errstate(invalid="ignore"):
        rise, fall = np.maximum(high - 1, 0) * width, np.maximum(1 - low, 0) * width
    below = np.minimum.reduce([right.high - left.z, left.high - left.z + rise, right.high - right.z + fall]) < 0
    above = np.maximum.reduce([left.low - right.z, left.low - left.z - fall, right.low - right.z - rise]) > 0
    return np.asarray(below | above)


def _exhausted(cells: Cells, low: Floats, high: Floats) -> Flags:
    """Whether what H bends within the cell is lost in the error of H itself."""
    left, right = cells.left, cells.right
    width = right.z - left.z
    error = np.minimum(left.high - left.low, right.high - right.low)
    narrow = width < _NARROWEST * (1 + np.abs(left.z))
    with np.errstate(invalid="ignore"):
        return np.asarray(narrow | (width * (high - low) < 0.01 * error))


def middle(left: Floats, right: Floats) -> Floats:
    """A point between, on a scale that is linear near zero and logarithmic far from it."""
    inside = np.sinh(0.5 * (np.arcsinh(left) + np.arcsinh(right)))
    return np.clip(inside, left, right)


def _halved(stakes: Stakes, cells: Cells) -> Cells:
    centre = stakes.take(cells.game).at(middle(cells.left.z, cells.right.z))
    return Cells(cells.game, cells.left, centre).joined(Cells(cells.game, centre, cells.right))
