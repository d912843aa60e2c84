"""The payoff to which the others can hold an actor: the floor of every equilibrium."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.exact import exact_text
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MinmaxValues", "minmax_values"]


@dataclass(frozen=True)
class MinmaxValues(Jsonable):
    """
    Every actor's pure minmax value; index by an actor's name to get its value.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    values : tuple of Fraction
        Minmax payoffs in the order of ``game.actors``.
    punishments : tuple of tuple of str
        Per actor: a profile in which the others hold it to its value and it plays a best response.
    method : str
        How they were found.
    """

    game: NormalFormGame
    values: tuple[Fraction, ...]
    punishments: tuple[tuple[str, ...], ...]
    method: str = "pure actions, every profile of the others compared exactly"

    def __getitem__(self, actor: str) -> Fraction:
        return self.values[self.game.actor_index(actor)]

    @property
    def converged(self) -> bool:
        """Always true: the enumeration is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The values with a punishing profile each, for `gametheory.verify`."""
        return Certificate(
            "minmax",
            {
                "game": plain_game(self.game),
                "values": [exact_text(value) for value in self.values],
                "punishments": [list(profile) for profile in self.punishments],
            },
        )


def minmax_values(game: NormalFormGame) -> MinmaxValues:
    """
    Find each actor's minmax payoff in pure actions (Fudenberg and Maskin 1986).

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    MinmaxValues
        Values and the profiles that attain them.

    Examples
    --------
    >>> from gametheory import NormalFormGame, minmax_values
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"])
    >>> minmax_values(game)["Ann"]
    Fraction(0, 1)
    """
    payoffs = comparable(game)
    found = [_punishment(payoffs[..., i], i) for i in range(len(game.actors))]
    names = tuple(tuple(list_[k] for list_, k in zip(game.actions, index, strict=True)) for index in found)
    values = tuple(game.payoff_at(index)[i] for i, index in enumerate(found))
    return MinmaxValues(game, values, names)


def _punishment(own: NDArray[Any], actor: int) -> tuple[int, ...]:
    """Index of the profile: the others' best punishment, then the actor's best response."""
    best = own.max(axis=actor, keepdims=True)
    others = [int(k) for k in np.unravel_index(int(np.argmin(best)), best.shape)]
    line: tuple[Any, ...] = (*others[:actor], slice(None), *others[actor + 1 :])
    return (*others[:actor], int(np.argmax(own[line])), *others[actor + 1 :])
