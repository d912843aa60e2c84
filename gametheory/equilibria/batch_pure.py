"""Pure equilibria and minmax values of many games of one shape at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError
from gametheory.games.payoffs import read_payoffs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["minmax_values_batch", "pure_equilibria_batch"]

_BLOCK = 2**17  # payoffs looked at together: about a megabyte


def pure_equilibria_batch(payoffs: Any, *, strict: bool = False) -> NDArray[np.bool_]:
    """
    Mark the pure equilibria of many games, with exact comparisons.

    Parameters
    ----------
    payoffs : array_like of shape (m, k1, ..., kn, n)
        One game after the other, each as for `NormalFormGame`: a last axis for whose payoff it is.
    strict : bool, default: False
        Mark only profiles from which every switch makes the actor strictly worse off.

    Returns
    -------
    numpy.ndarray of bool, shape (m, k1, ..., kn)
        Entry ``[game, profile]`` says whether the profile is an equilibrium of the game.

    Raises
    ------
    GameError
        If the shape does not fit.
    NumberError
        If a payoff is NaN, infinite or no number.

    See Also
    --------
    pure_equilibria : One game, with names and a certificate.

    Examples
    --------
    >>> from gametheory import pure_equilibria_batch
    >>> dilemma, hunt = [[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], [[[4, 4], [0, 3]], [[3, 0], [3, 3]]]
    >>> pure_equilibria_batch([dilemma, hunt]).sum(axis=(1, 2))
    array([1, 2])
    """
    table = _read(payoffs)
    marks = np.ones(table.shape[:-1], dtype=np.bool_)
    for block in _blocks(table):
        for i in range(table.shape[-1]):
            own = np.moveaxis(table[block, ..., i], i + 1, 0)
            _unmark(own, np.moveaxis(marks[block], i + 1, 0), strict=strict)
    return marks


def minmax_values_batch(payoffs: Any) -> NDArray[Any]:
    """
    Find every actor's pure minmax value in many games.

    Parameters
    ----------
    payoffs : array_like of shape (m, k1, ..., kn, n)
        One game after the other, each as for `NormalFormGame`: a last axis for whose payoff it is.

    Returns
    -------
    numpy.ndarray of shape (m, n)
        Values, of the payoffs' own type: integers, floats or fractions.

    Raises
    ------
    GameError
        If the shape does not fit.
    NumberError
        If a payoff is NaN, infinite or no number.

    See Also
    --------
    minmax_values : One game, with punishments and a certificate.

    Examples
    --------
    >>> from gametheory import minmax_values_batch
    >>> dilemma, hunt = [[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], [[[4, 4], [0, 3]], [[3, 0], [3, 3]]]
    >>> minmax_values_batch([dilemma, hunt])
    array([[0, 0],
           [3, 3]])
    """
    table = _read(payoffs)
    values = np.empty((len(table), table.shape[-1]), dtype=table.dtype)
    for block in _blocks(table):
        for i in range(table.shape[-1]):
            best = _largest(np.moveaxis(table[block, ..., i], i + 1, 0))
            values[block, i] = best.reshape(len(best), -1).min(axis=1)
    return values


def _read(payoffs: Any) -> NDArray[Any]:
    table = read_payoffs(payoffs)
    if table.ndim < 3 or table.shape[-1] != table.ndim - 2:
        raise GameError(
            f"the payoffs have shape {table.shape}; a batch needs shape (m, k1, ..., kn, n): games first, then one "
            "axis per actor, then a last axis of length n with one payoff per actor. One game alone is payoffs[None]."
        )
    if 0 in table.shape[1:]:
        raise GameError(f"the payoffs have shape {table.shape}: an actor without actions; give each at least one.")
    return table


def _blocks(table: NDArray[Any]) -> Iterator[slice]:
    """Games that fit a processor's cache together."""
    games = max(1, _BLOCK // max(1, table[:1].size))
    for start in range(0, len(table), games):
        yield slice(start, start + games)


def _largest(own: NDArray[Any]) -> NDArray[Any]:
    best: NDArray[Any] = own[0]
    for row in own[1:]:
        best = np.maximum(best, row)
    return best


def _unmark(own: NDArray[Any], marks: NDArray[np.bool_], *, strict: bool) -> None:
    """Unmark what is not the largest along the first axis, or not the only largest."""
    hits = (own == _largest(own)).astype(np.bool_)
    if strict:
        hits &= hits.sum(axis=0) == 1
    marks &= hits
