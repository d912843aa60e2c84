"""Bounds on what can be sustained in many games of two actors at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.batch import mixed_equilibria_batch
from gametheory.equilibria.sets.descent import STILL
from gametheory.equilibria.sets.solve import ROUNDING
from gametheory.errors import GameError
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import read_payoffs
from gametheory.games.repeated import RepeatedGame, read_discount

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Part = tuple[Floats, Whole, Floats, Whole, Whole, Floats, Floats]

__all__ = ["PayoffSetBatch", "payoff_set_batch"]

_BLOCK = 2**10  # games at a time at most, so that the working arrays stay small
_PROFILES = 2**19  # profiles at a time
_ROUNDS = 20
_STEPS = np.array([1e-9, 1e-7, 1e-5])
_MIXED = 3  # actions up to which mixed equilibria are found for all games at once
_LARGEST = 2.0**53


@dataclass(frozen=True, eq=False)
class PayoffSetBatch:
    """
    Bounds on the equilibrium payoffs of many repeated games of the same shape; arrays have one row a game.

    Each set is the one that `PayoffSet` describes. Floats throughout: `margin` allows for all rounding, so that the
    outer bounds hold; a gap that is not NaN means that a self-generating set was verified in floats with room to spare
    for rounding. Index the batch to get one game's answer in exact numbers with its certificate.

    Parameters
    ----------
    payoffs : numpy.ndarray of shape (m, k1, k2, 2)
        The games asked about.
    discount : numpy.ndarray of shape (m,)
        The discount factor of both actors, per game.
    counts : numpy.ndarray of int, shape (m,)
        How many vertices each outer bound has; 0 where there is no equilibrium of the kind asked for.
    vertices : numpy.ndarray of shape (m, max(counts), 2)
        Vertices of outer bounds, counter-clockwise, NaN beyond a game's count.
    margin : numpy.ndarray of shape (m, 2)
        How far, per actor, an equilibrium payoff can lie outside those polygons, because of rounding; up to some 1e-9
        of the game's scale where what slow sweeps lead to was guessed and proved.
    threat_points : numpy.ndarray of shape (m, 2)
        No equilibrium pays an actor less, rounding allowed for; NaN where there is none.
    gap : numpy.ndarray of shape (m,)
        Hausdorff distance of the outer bound and a verified self-generating set at most, in units in which every
        actor's stage payoffs run from 0 to 1; 0 where there is no equilibrium, NaN where nothing was verified.
    sweeps : numpy.ndarray of int, shape (m,)
        How often each outer bound was shrunk.
    listed : numpy.ndarray of int, shape (m,)
        How many stage equilibria each set is relative to, besides pure profiles.
    tolerance : float
        The gap up to which an answer counts as converged.
    method : str
        How the bounds were found.
    """

    payoffs: NDArray[Any] = field(repr=False)
    discount: Floats = field(repr=False)
    counts: NDArray[np.int64]
    vertices: Floats = field(repr=False)
    margin: Floats = field(repr=False)
    threat_points: Floats = field(repr=False)
    gap: Floats
    sweeps: NDArray[np.int64] = field(repr=False)
    listed: NDArray[np.int64] = field(repr=False)
    tolerance: float
    method: str = "floats with bounded rounding, outer bounds shrunk, inner ones verified"

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, position: int) -> PayoffSet | PayoffRegion:
        """Solve one of the games by itself, relative to the same kind of list: exact numbers, strategies, proofs."""
        from gametheory.equilibria.payoff_set import payoff_set

        game = NormalFormGame(self.payoffs[position])
        listed = None if self.listed[position] else ()
        return payoff_set(RepeatedGame(game, float(self.discount[position])), stage_equilibria=listed)

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """Whether there is no equilibrium of the kind asked for."""
        empty: NDArray[np.bool_] = self.counts == 0
        return empty

    @property
    def converged(self) -> NDArray[np.bool_]:
        """Whether the gap between the bounds is verified to be within the tolerance."""
        close: NDArray[np.bool_] = self.gap <= self.tolerance
        return close

    def support(self, direction: Any) -> Floats:
        """
        Bound a weighted sum of payoffs over every game's equilibria.

        Parameters
        ----------
        direction : sequence of two numbers
            One weight per actor, of any sign.

        Returns
        -------
        numpy.ndarray of shape (m,)
            No equilibrium exceeds it, rounding allowed for; NaN where there is none.
        """
        weights = np.array([float(x) for x in direction])
        if weights.shape != (2,) or not np.isfinite(weights).all():
            raise GameError(f"the direction is {direction!r}; give two finite weights, one per actor.")
        values = self.vertices @ weights
        reach = np.where(np.isnan(values), -np.inf, values).max(axis=1, initial=-np.inf)
        slack = self.margin @ np.abs(weights) + 8 * np.spacing(np.abs(weights).sum() * np.abs(self.payoffs).max())
        bound: Floats = np.where(self.is_empty, np.nan, reach + slack)
        return bound


def payoff_set_batch(
    payoffs: Any, discount: Any, *, mixed: bool = True, tolerance: float = 1e-6, sweeps: int = 10_000
) -> PayoffSetBatch:
    """
    Bound the subgame-perfect payoffs of many repeated games of the same shape, in floats that are safe to rely on.

    The same sweeps as in `payoff_set`, compiled, without holding the interpreter's lock: threads share the work. After
    some of them it is guessed what they lead to (policy iteration, or extrapolation in the manner of Aitken 1926), and
    where the guess is proved to hold the set it is the bound. The first call on a machine compiles, which takes some
    seconds; the machine code is kept on disk.

    Parameters
    ----------
    payoffs : array_like of shape (m, k1, k2, 2)
        One stage game per entry of the first axis.
    discount : number or array_like of shape (m,)
        One discount factor for all games, or one per game.
    mixed : bool, default: True
        Whether mixed stage equilibria may be played too: the extreme ones, where both actors have at most three
        actions. With more actions, or without this, sets are those of pure profiles.
    tolerance : float, default: 1e-6
        The gap (in units of each game's scale) up to which an answer counts as converged.
    sweeps : int, default: 10_000
        How often to shrink an outer bound at most; what was reached by then is valid.

    Returns
    -------
    PayoffSetBatch
        One row a game.

    Raises
    ------
    GameError
        If the shape does not fit, or a discount factor is not strictly between 0 and 1.
    NumberError
        If a payoff is NaN, infinite or no number.

    Examples
    --------
    >>> from gametheory import payoff_set_batch
    >>> dilemma = [[[9, 9], [1, 10]], [[10, 1], [3, 3]]]
    >>> pennies = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
    >>> batch = payoff_set_batch([dilemma, pennies], 0.3)
    >>> batch.counts.tolist(), batch.converged.tolist()
    ([4, 1], [True, True])
    >>> batch.vertices[0].round(9).tolist()
    [[3.0, 3.0], [9.75, 3.0], [9.0, 9.0], [3.0, 9.75]]
    """
    table = read_payoffs(payoffs)
    if table.ndim != 4 or table.shape[3] != 2 or 0 in table.shape[1:]:
        raise GameError(
            f"the payoffs have shape {table.shape}; a batch of payoff sets needs shape (m, k1, k2, 2): m games of two "
            "actors. Solve games of other kinds one by one with payoff_set."
        )
    if isinstance(sweeps, bool) or not isinstance(sweeps, int) or sweeps < 1:
        raise GameError(f"sweeps is {sweeps!r}; give a whole number of at least 1.")
    factors = _discounts(discount, len(table))
    scaled = _Scaled.of(table, factors)
    listed, counts = _mixed(table, scaled) if mixed else _none(len(table))
    step = min(_BLOCK, 1 + _PROFILES // (table.shape[1] * table.shape[2]))
    blocks = [slice(k, k + step) for k in range(0, max(len(table), 1), step)]
    parts = [_solved(scaled, listed, counts, factors, block, sweeps) for block in blocks]
    return _assembled(table, scaled, factors, counts, parts, float(tolerance))


def _discounts(given: Any, count: int) -> Floats:
    array = np.asarray(given, dtype=object)
    if array.ndim == 0:
        return np.full(count, float(read_discount(given)))
    if array.shape != (count,):
        raise GameError(f"the discount factors have shape {array.shape}; give one number, or {count}, one per game.")
    return np.array([float(read_discount(d)) for d in array.tolist()])


@dataclass(frozen=True)
class _Scaled:
    """Every game in units: payoffs, best-response payoffs and gains of deviations per profile; origins and lengths."""

    payoff: Floats
    best: Floats
    gain: Floats
    low: Floats
    span: Floats

    @classmethod
    def of(cls, table: NDArray[Any], discount: Floats) -> _Scaled:
        """Read off everything, rounded by a few units in the last place."""
        raw = table.astype(float)
        if table.dtype != np.float64 and np.abs(raw).max(initial=0) > _LARGEST:
            raise GameError("a payoff has more digits than floats hold; solve such games one by one with payoff_set.")
        low, high = raw.min(axis=(1, 2)), raw.max(axis=(1, 2))
        constant = np.where(low == 0, 1.0, np.abs(low))
        span = np.where(high > low, high - low, constant)
        best = np.stack(
            [np.broadcast_to(raw[..., i].max(axis=i + 1, keepdims=True), raw.shape[:3]) for i in (0, 1)], -1
        )
        patience = ((1 - discount) / discount)[:, None, None]
        flat, tops = (part.reshape(len(raw), raw.shape[1] * raw.shape[2], 2) for part in (raw, best))
        payoff, reply = ((part - low[:, None]) / span[:, None] for part in (flat, tops))
        return cls(payoff, reply, (tops - flat) / span[:, None] * patience, low, span)

    @property
    def blur(self) -> Floats:
        """Rounding when units become payoffs again, in units."""
        return 16 * 2.0**-53 * (np.abs(self.low) + self.span) / self.span


def _none(count: int) -> tuple[Floats, NDArray[np.int64]]:
    return np.empty((count, 0, 2)), np.zeros(count, dtype=np.int64)


def _mixed(table: NDArray[Any], scaled: _Scaled) -> tuple[Floats, NDArray[np.int64]]:
    """Payoffs, in units, of all extreme equilibria; pure ones among them, which are there anyway."""
    count, rows, columns = table.shape[:3]
    if max(rows, columns) > _MIXED:
        return _none(count)
    found = mixed_equilibria_batch(table)
    x, y = (np.nan_to_num(part) for part in found.strategies)
    units = scaled.payoff.reshape(count, rows, columns, 2)
    return np.einsum("mea,mabi,meb->mei", x, units, y), found.counts  # optimised, sums would differ from batch to batch


def _solved(
    scaled: _Scaled, listed: Floats, counts: NDArray[np.int64], factors: Floats, block: slice, limit: int
) -> Part:
    from gametheory.equilibria.sets import compiled_batch as kernels  # loads the compiler

    payoff = np.ascontiguousarray(scaled.payoff[block])
    games, profiles = payoff.shape[:2]
    vertices = np.empty((games, listed.shape[1] + 5 * profiles + 8, 2))
    sizes, dropped, sweeps = (np.zeros(games, dtype=np.int64) for _ in range(3))
    threats, gaps, reaches = np.empty((games, 2)), np.empty(games), np.empty(games)
    best, gain, some, d = (np.ascontiguousarray(part[block]) for part in (scaled.best, scaled.gain, listed, factors))
    sums = np.ascontiguousarray(counts[block])
    answers = (vertices, sizes, threats, dropped, sweeps, gaps, reaches)
    kernels.solve_many(payoff, best, gain, some, sums, d, _STEPS, _ROUNDS, ROUNDING, STILL, limit, *answers)
    return vertices[:, : sizes.max(initial=0)].copy(), sizes, threats, dropped, sweeps, gaps, reaches


def _assembled(
    table: NDArray[Any],
    scaled: _Scaled,
    factors: Floats,
    listed: NDArray[np.int64],
    parts: list[Part],
    tolerance: float,
) -> PayoffSetBatch:
    """Join the blocks, pad, and go back to the games' payoffs."""
    counts, threats, dropped, sweeps, gaps, reaches = (np.concatenate([part[k] for part in parts]) for k in range(1, 7))
    vertices = np.full((len(table), int(counts.max(initial=0)), 2), np.nan)
    done = 0
    for part in parts:
        vertices[done : done + len(part[0]), : part[0].shape[1]] = part[0]
        done += len(part[0])
    vertices[np.arange(vertices.shape[1]) >= counts[:, None]] = np.nan
    reach = reaches[:, None] + scaled.blur
    margin = reach + (4 * dropped * ROUNDING / (1 - factors))[:, None]  # so near the line past it a vertex is dropped
    lowest = scaled.low + (threats - reach) * scaled.span
    lowest[counts == 0] = np.nan
    outer = scaled.low[:, None] + vertices * scaled.span[:, None]
    return PayoffSetBatch(
        payoffs=table,
        discount=factors,
        counts=counts,
        vertices=outer,
        margin=margin * scaled.span,
        threat_points=lowest,
        gap=gaps + np.where(counts > 0, scaled.blur.max(axis=1, initial=0), 0.0),
        sweeps=sweeps,
        listed=listed,
        tolerance=tolerance,
    )
