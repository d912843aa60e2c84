"""All mixed equilibria of many two-actor games at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.batch_numbers import Numbers, exact_numbers, read_numbers
from gametheory.equilibria.batch_vertices import Candidacy
from gametheory.equilibria.mixed import MixedEquilibria, mixed_equilibria
from gametheory.errors import GameError
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import read_payoffs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.equilibria.batch_vertices import Candidates, Flags

__all__ = ["MixedEquilibriaBatch", "mixed_equilibria_batch"]

_ARRAYS = 3  # actions up to which extreme strategies have these simple formulas
_BLOCK = 2**13  # games at a time, so that the working arrays stay in the processor's cache


@dataclass(frozen=True, eq=False)
class MixedEquilibriaBatch:
    """
    The extreme equilibria of many games of the same shape.

    Parameters
    ----------
    payoffs : numpy.ndarray of shape (m, k1, k2, 2)
        The games asked about.
    counts : numpy.ndarray of shape (m,)
        How many extreme equilibria each game has.
    strategies : tuple of two numpy.ndarray of shapes (m, max(counts), k1) and (m, max(counts), k2)
        Probabilities per actor, NaN beyond a game's count; largest probabilities of first actions first.
    degenerate : numpy.ndarray of bool, shape (m,)
        Whether some strategy has more best responses than actions in use. The extreme equilibria of such a game may
        span continua: ``batch[i].components`` tells.
    complete : bool
        Always true: no extreme equilibrium is missing.
    method : str
        How they were found.
    """

    payoffs: NDArray[Any] = field(repr=False)
    counts: NDArray[np.int64]
    strategies: tuple[NDArray[np.float64], NDArray[np.float64]] = field(repr=False)
    degenerate: NDArray[np.bool_] = field(repr=False)
    complete: bool = True
    method: str = "label pairs of all extreme strategies, every sign decided exactly"

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, position: int) -> MixedEquilibria:
        """Solve one of the games by itself: exact probabilities and components."""
        return mixed_equilibria(NormalFormGame(self.payoffs[position]))

    @property
    def converged(self) -> bool:
        """Always true: the enumeration is finite and exact."""
        return True


def mixed_equilibria_batch(payoffs: Any) -> MixedEquilibriaBatch:
    """
    Find all extreme equilibria of many two-actor games of the same shape.

    Which equilibria there are is decided exactly for every game: payoffs that are small integers (or have few decimals)
    are compared as 64-bit integers; others as floats with an error bound, and where that leaves a sign open, as
    integers of any size. The probabilities are given as floats.

    Parameters
    ----------
    payoffs : array_like of shape (m, k1, k2, 2)
        One game per entry of the first axis; up to three actions per actor.

    Returns
    -------
    MixedEquilibriaBatch
        Counts, strategies and flags as arrays; index it to get one game's answer exactly.

    Raises
    ------
    GameError
        If the shape does not fit, or there are more than three actions.
    NumberError
        If a payoff is NaN, infinite or no number.

    Examples
    --------
    >>> from gametheory import mixed_equilibria_batch
    >>> pennies = [[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]
    >>> battle = [[[3, 2], [0, 0]], [[0, 0], [2, 3]]]
    >>> batch = mixed_equilibria_batch([pennies, battle])
    >>> batch.counts.tolist()
    [1, 3]
    >>> batch.strategies[0][0, 0].tolist()
    [0.5, 0.5]
    """
    table = read_payoffs(payoffs)
    _check_shape(table.shape)
    first, second = read_numbers(table[..., 0]), read_numbers(table[..., 1])
    blocks = _solved(first, second)
    again = np.flatnonzero(np.concatenate([block.unsure for block in blocks]))
    surely = _solved(exact_numbers(table[again, ..., 0]), exact_numbers(table[again, ..., 1]))
    degenerate = np.concatenate([block.degenerate for block in blocks])
    degenerate[again] = np.concatenate([block.degenerate for block in surely])
    found = [block.equilibria(np.arange(len(table))) for block in blocks] + [
        block.equilibria(again) for block in surely
    ]
    return _assembled(table, found, degenerate)


def _check_shape(shape: tuple[int, ...]) -> None:
    if len(shape) != 4 or shape[3] != 2 or not all(1 <= k <= _ARRAYS for k in shape[1:3]):
        raise GameError(
            f"the payoffs have shape {shape}; a batch of mixed equilibria needs shape (m, k1, k2, 2): m games of two "
            f"actors with at most {_ARRAYS} actions each. Solve larger games one by one with mixed_equilibria."
        )


@dataclass(frozen=True, slots=True)
class _Block:
    """Candidates of both actors in consecutive games."""

    start: int
    first: Candidates
    second: Candidates
    unsure: Flags

    @property
    def degenerate(self) -> Flags:
        return self.first.degenerate() | self.second.degenerate()

    def equilibria(self, names: NDArray[np.int64]) -> list[NDArray[Any]]:
        """Pair candidates that have every label between them: positions of the games, and both strategies."""
        own, other = self.first.weights.shape[1], self.second.weights.shape[1]
        low = self.second.labels >> other | (self.second.labels & (1 << other) - 1) << own
        complete = (self.first.labels[:, None] | low) == (1 << own + other) - 1
        a, b, games = np.nonzero(complete & ~self.unsure)
        x, y = self.first.weights[a, :, games], self.second.weights[b, :, games]
        return [names[games + self.start], _normalised(x), _normalised(y)]


def _solved(first: Numbers, second: Numbers) -> list[_Block]:
    """Find the candidates, block by block; there is at least one block, if an empty one."""
    starts = range(0, max(len(first.tolerance), 1), _BLOCK)
    return [_block(first.part(start, _BLOCK), second.part(start, _BLOCK), start) for start in starts]


def _block(first: Numbers, second: Numbers, start: int) -> _Block:
    """The opponent's payoffs make an actor's candidates; its table has the opponent's actions first."""
    left = Candidacy(second.values.swapaxes(0, 1), second.tolerance).all()
    right = Candidacy(first.values, first.tolerance).all()
    return _Block(start, left, right, left.unsure | right.unsure | first.unsure | second.unsure)


def _normalised(weights: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float64)


def _assembled(
    table: NDArray[Any], found: list[list[NDArray[Any]]], degenerate: NDArray[np.bool_]
) -> MixedEquilibriaBatch:
    """Sort by game and then as `mixed_equilibria` does (as far as floats tell), and pad."""
    games, x, y = (np.concatenate(parts) for parts in zip(*found, strict=True))
    keys = (*(-y.T[::-1]), *(-x.T[::-1]), games)
    order = np.lexsort(keys)
    games, x, y = games[order], x[order], y[order]
    counts = np.bincount(games, minlength=len(table)).astype(np.int64)
    place = np.arange(len(games)) - (np.cumsum(counts) - counts)[games]
    strategies = tuple(np.full((len(table), int(counts.max(initial=0)), v.shape[1]), np.nan) for v in (x, y))
    for padded, values in zip(strategies, (x, y), strict=True):
        padded[games, place] = values
    return MixedEquilibriaBatch(table, counts, (strategies[0], strategies[1]), degenerate)
