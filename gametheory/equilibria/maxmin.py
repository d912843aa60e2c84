"""What an actor can secure with one pure action, whatever the others do."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

__all__ = ["MaxminValues", "maxmin_values"]


@dataclass(frozen=True)
class MaxminValues(Jsonable):
    """
    Every actor's pure maxmin value; index by an actor's name to get its value.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    values : tuple of Fraction
        Security levels in the order of ``game.actors``.
    actions : tuple of str
        Per actor: the first action that secures it.
    method : str
        How they were found.
    """

    game: NormalFormGame
    values: tuple[Fraction, ...]
    actions: tuple[str, ...]
    method: str = "pure actions, every profile of the others compared exactly"

    def __getitem__(self, actor: str) -> Fraction:
        return self.values[self.game.actor_index(actor)]

    @property
    def converged(self) -> bool:
        """Always true: the enumeration is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The values with an action that secures each, for `gametheory.verify`."""
        values = [str(value) for value in self.values]
        return Certificate("maxmin", {"game": plain_game(self.game), "values": values, "actions": list(self.actions)})


def maxmin_values(game: NormalFormGame) -> MaxminValues:
    """
    Find what each actor can secure with a pure action.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    MaxminValues
        Security levels and the actions that secure them.

    See Also
    --------
    mixed_minmax_values : What mixtures secure (its `lower`), which is at least as much.

    Examples
    --------
    >>> from gametheory import NormalFormGame, maxmin_values
    >>> pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actors=["Even", "Odd"])
    >>> maxmin_values(pennies)["Even"]
    Fraction(-1, 1)
    """
    payoffs, values, actions = comparable(game), [], []
    for i, names in enumerate(game.actions):
        own = np.moveaxis(payoffs[..., i], i, 0).reshape(len(names), -1)
        best = int(own.min(axis=1).argmax())
        place = np.unravel_index(int(own[best].argmin()), (*game.shape[:i], *game.shape[i + 1 :]))
        others = tuple(int(k) for k in place)
        values.append(game.payoff_at((*others[:i], best, *others[i:]))[i])
        actions.append(names[best])
    return MaxminValues(game, tuple(values), tuple(actions))
