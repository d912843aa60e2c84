"""To and from Nashpy, whose learning dynamics then apply; two actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["from_nashpy", "to_nashpy"]


def to_nashpy(game: NormalFormGame) -> Any:
    """
    Give a two-actor game to Nashpy.

    Parameters
    ----------
    game : NormalFormGame
        The game. Integer payoffs stay integers, others become floats.

    Returns
    -------
    nashpy.Game
        The same game; the first actor chooses rows.

    Raises
    ------
    GameError
        If there are not two actors.

    Examples
    --------
    >>> from gametheory import catalog
    >>> [x.tolist() for x in next(to_nashpy(catalog.matching_pennies()).vertex_enumeration())]
    [[0.5, 0.5], [0.5, 0.5]]
    """
    import nashpy

    if len(game.actors) != 2:
        raise GameError(
            f"Nashpy knows games of two actors, and this one has {len(game.actors)} ({', '.join(game.actors)}); "
            "to_quantecon() takes any number."
        )
    table = game.payoffs if game.payoffs.dtype == np.int64 else game.payoffs.astype(np.float64)
    return nashpy.Game(table[..., 0].copy(), table[..., 1].copy())


def from_nashpy(
    game: Any,
    *,
    actors: Sequence[str] | None = None,
    actions: Mapping[str, Sequence[str]] | Sequence[Any] | None = None,
) -> NormalFormGame:
    """
    Take a game from Nashpy.

    Parameters
    ----------
    game : nashpy.Game
        The game; floats are read as the decimals that they print as.
    actors, actions : optional
        Names, as `NormalFormGame` takes them.

    Returns
    -------
    NormalFormGame
        The same game.

    Examples
    --------
    >>> import nashpy
    >>> from_nashpy(nashpy.Game([[1, -1], [-1, 1]]), actors=["Even", "Odd"]).payoff(("1", "2"))
    (Fraction(-1, 1), Fraction(1, 1))
    """
    matrices = getattr(game, "payoff_matrices", None)
    if matrices is None:
        raise GameError(f"{game!r} is no game of Nashpy; give a nashpy.Game.")
    return NormalFormGame(np.stack([np.asarray(m) for m in matrices], axis=-1), actors=actors, actions=actions)
