"""To and from QuantEcon, where every actor's payoff array begins with its own axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, MissingDependencyError
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["from_quantecon", "to_quantecon"]


def to_quantecon(game: NormalFormGame) -> Any:
    """
    Give a game to QuantEcon (``quantecon.game_theory``).

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors. Integer payoffs stay integers, others become floats.

    Returns
    -------
    quantecon.game_theory.NormalFormGame
        The same game: actor i's payoff array has the axes i, i + 1, ..., and then those before i.

    Raises
    ------
    MissingDependencyError
        If QuantEcon is not installed.
    """
    try:
        from quantecon import game_theory
    except ImportError:
        raise MissingDependencyError(
            "to_quantecon() needs QuantEcon, which is not installed; install it with: pip install quantecon"
        ) from None
    table = game.payoffs if game.payoffs.dtype == np.int64 else game.payoffs.astype(np.float64)
    count = len(game.actors)
    players = [
        game_theory.Player(np.ascontiguousarray(table[..., i].transpose(_own_first(i, count)))) for i in range(count)
    ]
    return game_theory.NormalFormGame(players)


def from_quantecon(
    game: Any,
    *,
    actors: Sequence[str] | None = None,
    actions: Mapping[str, Sequence[str]] | Sequence[Any] | None = None,
) -> NormalFormGame:
    """
    Take a game from QuantEcon.

    Parameters
    ----------
    game : quantecon.game_theory.NormalFormGame
        The game; floats are read as the decimals that they print as.
    actors, actions : optional
        Names, as `NormalFormGame` takes them.

    Returns
    -------
    NormalFormGame
        The same game, with the axes in the order of the actors.
    """
    players = getattr(game, "players", None)
    if players is None:
        raise GameError(f"{game!r} is no game of QuantEcon; give a quantecon.game_theory.NormalFormGame.")
    count = len(players)
    tables = [
        np.asarray(player.payoff_array).transpose(np.argsort(_own_first(i, count))) for i, player in enumerate(players)
    ]
    return NormalFormGame(np.stack(tables, axis=-1), actors=actors, actions=actions)


def _own_first(actor: int, count: int) -> tuple[int, ...]:
    return tuple((actor + k) % count for k in range(count))
