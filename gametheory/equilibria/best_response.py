"""Which action is best against what the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["best_responses"]


def comparable(game: NormalFormGame) -> NDArray[Any]:
    """Payoffs that compare exactly: integers and floats as stored (decimals keep floats' order), else integers."""
    return game.payoffs if game.payoffs.dtype != object else game.integers()[0]


def best_responses(game: NormalFormGame) -> NDArray[np.bool_]:
    """
    Mark every best response, exactly.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    numpy.ndarray of bool, shape (k1, ..., kn, n)
        Entry ``[profile, i]`` says whether actor i's action in the profile is a best response to the others' actions.

    Notes
    -----
    The answer has one byte per payoff. `pure_equilibria` does not build it.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]])
    >>> best_responses(game)[1, 1]
    array([ True,  True])
    """
    payoffs = comparable(game)
    marks = np.empty(payoffs.shape, dtype=np.bool_)
    for i in range(payoffs.shape[-1]):
        own = np.moveaxis(payoffs[..., i], i, 0)
        best = own[0]
        for row in own[1:]:
            best = np.maximum(best, row, dtype=payoffs.dtype)  # one actor: rows are bare numbers
        np.equal(own, best, out=np.moveaxis(marks[..., i], i, 0), casting="unsafe")
    return marks
