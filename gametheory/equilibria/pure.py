"""Pure-action equilibria of the stage game, all of them, exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.equilibria.pure_scan import stable_positions, strict_marks, strides
from gametheory.errors import GameTheoryError
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["PureEquilibria", "pure_equilibria"]


@dataclass(frozen=True, eq=False)
class PureEquilibria(Jsonable):
    """
    All pure-action equilibria of a game; iterate to get profiles as tuples of action names.

    A game can have very many. Each is kept as one integer, names are made while iterating, and the tuples `profiles`,
    `strict` and `payoffs` are built when they are first asked for.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    positions : numpy.ndarray of int64
        Where the equilibria stand in the order of ``game.profiles()``, ascending, read-only.
    method : str
        How they were found.
    """

    game: NormalFormGame
    positions: NDArray[np.int64] = field(repr=False)
    method: str = "every profile compared exactly with every unilateral switch"

    def __post_init__(self) -> None:
        self.positions.setflags(write=False)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        for position in self.positions:
            yield self._names(int(position))

    def __len__(self) -> int:
        return len(self.positions)

    def __contains__(self, profile: object) -> bool:
        if not isinstance(profile, tuple) or len(profile) != len(self.game.actors):
            return False
        if any(name not in names for name, names in zip(profile, self.game.actions, strict=True)):
            return False
        position = int(np.ravel_multi_index(self.game.index(profile), self.game.shape))
        place = int(np.searchsorted(self.positions, position))
        return place < len(self) and int(self.positions[place]) == position

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PureEquilibria):
            return NotImplemented
        return self.game == other.game and np.array_equal(self.positions, other.positions)

    def __hash__(self) -> int:
        return hash((self.game, len(self)))

    def __repr__(self) -> str:
        shown = ", ".join(str(self._names(int(position))) for position in self.positions[:6])
        more = f" and {len(self) - 6:,} more" if len(self) > 6 else ""
        return f"<PureEquilibria: {shown or 'none'}{more}>"

    @cached_property
    def profiles(self) -> tuple[tuple[str, ...], ...]:
        """The equilibria, in the order of ``game.profiles()``."""
        return tuple(self)

    @cached_property
    def strict(self) -> tuple[bool, ...]:
        """Per equilibrium: whether every other action of every actor is strictly worse."""
        return tuple(strict_marks(comparable(self.game), self.positions).tolist())

    @cached_property
    def payoffs(self) -> tuple[tuple[Fraction, ...], ...]:
        """Payoffs at each equilibrium, in the order of ``game.actors``."""
        return tuple(self.game.payoff(profile) for profile in self)

    @property
    def converged(self) -> bool:
        """Always true: the enumeration is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The list with its game, for `gametheory.verify`: nothing listed wrongly, nothing missing."""
        equilibria = [[list(p), s] for p, s in zip(self, self.strict, strict=True)]
        return Certificate("pure_equilibria", {"game": plain_game(self.game), "equilibria": equilibria})

    def _names(self, position: int) -> tuple[str, ...]:
        steps = strides(self.game.shape)
        return tuple(names[position // step % len(names)] for names, step in zip(self.game.actions, steps, strict=True))

    def _to_data(self) -> dict[str, Any]:
        return {"game": self.game, "profiles": self.profiles, "strict": self.strict, "method": self.method}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        game = data["game"]
        indices = [game.index(profile) for profile in data["profiles"]]
        positions = np.array([np.ravel_multi_index(index, game.shape) for index in indices], dtype=np.int64)
        result = cls(game, positions, data["method"])
        if result.strict != data["strict"]:
            raise GameTheoryError("this text claims strictness that its game does not have; write it again.")
        return result


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

    Notes
    -----
    Beside the payoffs this takes about nine bytes per profile at most (when every profile is an equilibrium) and one
    or two where equilibria are few. Payoffs that are fractions are first written as integers, which is a second table.

    Examples
    --------
    >>> from gametheory import NormalFormGame, pure_equilibria
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> list(pure_equilibria(game))
    [('D', 'D')]
    """
    return PureEquilibria(game, stable_positions(comparable(game)))
