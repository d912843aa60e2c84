"""Pure-action equilibria of the stage game, all of them, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.best_response import best_responses, comparable
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["PureEquilibria", "pure_equilibria"]


@dataclass(frozen=True)
class PureEquilibria(Jsonable):
    """
    All pure-action equilibria of a game; iterate to get profiles as tuples of action names.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    profiles : tuple of tuple of str
        The equilibria, in the order of ``game.profiles()``.
    strict : tuple of bool
        Per equilibrium: whether every other action of every actor is strictly worse.
    method : str
        How they were found.
    """

    game: NormalFormGame
    profiles: tuple[tuple[str, ...], ...]
    strict: tuple[bool, ...]
    method: str = "every profile compared exactly with every unilateral switch"

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.profiles)

    def __len__(self) -> int:
        return len(self.profiles)

    def __contains__(self, profile: object) -> bool:
        return profile in self.profiles

    def _repr_html_(self) -> str:
        from gametheory.interop.results_html import pure_html

        return pure_html(self)

    @property
    def payoffs(self) -> tuple[tuple[Fraction, ...], ...]:
        """Payoffs at each equilibrium, in the order of ``game.actors``."""
        return tuple(self.game.payoff(profile) for profile in self.profiles)

    @property
    def converged(self) -> bool:
        """Always true: the enumeration is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The list with its game, for `gametheory.verify`: nothing listed wrongly, nothing missing."""
        equilibria = [[list(p), s] for p, s in zip(self.profiles, self.strict, strict=True)]
        return Certificate("pure_equilibria", {"game": plain_game(self.game), "equilibria": equilibria})


def pure_equilibria(game: NormalFormGame) -> PureEquilibria:
    """
    Find every pure-action Nash equilibrium (Nash 1951), strict and weak, with exact comparisons.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    PureEquilibria
        Iterating gives profiles as tuples of action names.

    Examples
    --------
    >>> from gametheory import NormalFormGame, pure_equilibria
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> list(pure_equilibria(game))
    [('D', 'D')]
    """
    found = np.argwhere(best_responses(game).all(axis=-1))
    payoffs = comparable(game)
    profiles = tuple(tuple(names[k] for names, k in zip(game.actions, index, strict=True)) for index in found.tolist())
    return PureEquilibria(game, profiles, tuple(_is_strict(payoffs, tuple(index)) for index in found.tolist()))


def _is_strict(payoffs: NDArray[Any], profile: tuple[int, ...]) -> bool:
    for i in range(len(profile)):
        line: tuple[Any, ...] = (*profile[:i], slice(None), *profile[i + 1 :], i)
        own = payoffs[line]
        if np.count_nonzero(own == own[profile[i]]) > 1:
            return False
    return True
