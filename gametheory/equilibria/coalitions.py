"""Which coalitions can leave a profile together, and which profiles nobody leaves."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.equilibria.coalition_scan import gainful_moves, minimal
from gametheory.equilibria.pure_scan import stable_positions
from gametheory.errors import GameTooLargeError
from gametheory.frozen import FrozenMap
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "CoalitionDeviation",
    "DeviatingCoalitions",
    "StrongEquilibria",
    "deviating_coalitions",
    "strong_equilibria",
]

_MOST = 20_000_000_000  # payoffs compared: some minutes
_MOST_COALITIONS = 10_000

Profile = tuple[str, ...]


@dataclass(frozen=True)
class CoalitionDeviation(Jsonable):
    """
    A coalition moves together, and every member is strictly better off.

    Parameters
    ----------
    actions : mapping of actor to str
        Who moves, and to which action.
    profile : tuple of str
        The profile that results.
    gains : mapping of actor to Fraction
        What each member gains; all are positive.
    """

    actions: FrozenMap[str, str]
    profile: Profile
    gains: FrozenMap[str, Fraction]

    @property
    def coalition(self) -> tuple[str, ...]:
        """The members, in the order of the game's actors."""
        return tuple(self.actions)

    def __str__(self) -> str:
        moves = ", ".join(f"{actor} to {action!r} (+{self.gains[actor]})" for actor, action in self.actions.items())
        return f"{' and '.join(self.coalition)} move: {moves}"


@dataclass(frozen=True)
class DeviatingCoalitions(Jsonable):
    """
    The minimal coalitions that gain by leaving a profile; iterate to get one deviation of each.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    profile : tuple of str
        The profile that would be left.
    deviations : tuple of CoalitionDeviation
        Per minimal coalition, smallest first: its first gainful deviation in the order of ``game.profiles()``.
    method : str
        How they were found.
    """

    game: NormalFormGame
    profile: Profile
    deviations: tuple[CoalitionDeviation, ...]
    method: str = "every profile compared exactly with the one that would be left"

    def __iter__(self) -> Iterator[CoalitionDeviation]:
        return iter(self.deviations)

    def __len__(self) -> int:
        return len(self.deviations)

    @property
    def coalitions(self) -> tuple[tuple[str, ...], ...]:
        """The minimal coalitions, smallest first."""
        return tuple(deviation.coalition for deviation in self.deviations)

    @property
    def converged(self) -> bool:
        """Always true: the search is finite and exact."""
        return True

    @property
    def certificate(self) -> Certificate:
        """The profile with one deviation per minimal coalition, for `gametheory.verify`."""
        return Certificate(
            "deviating_coalitions",
            {
                "game": plain_game(self.game),
                "profile": list(self.profile),
                "deviations": [list(deviation.profile) for deviation in self.deviations],
            },
        )

    def __str__(self) -> str:
        if not self.deviations:
            return f"no coalition gains by leaving {self.profile}"
        return "\n".join(str(deviation) for deviation in self.deviations)


@dataclass(frozen=True)
class StrongEquilibria(Jsonable):
    """
    All strong equilibria in pure actions; iterate to get profiles as tuples of action names.

    Parameters
    ----------
    game : NormalFormGame
        The game asked about.
    profiles : tuple of tuple of str
        The strong equilibria, in the order of ``game.profiles()``.
    blocked : mapping of tuple of str to CoalitionDeviation
        The other pure equilibria, each with a smallest coalition that leaves it.
    method : str
        How they were found.
    """

    game: NormalFormGame
    profiles: tuple[Profile, ...]
    blocked: FrozenMap[Profile, CoalitionDeviation]
    method: str = "every pure equilibrium compared exactly with every profile"

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.profiles)

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def converged(self) -> bool:
        """Always true: the search is finite and exact."""
        return True


def deviating_coalitions(game: NormalFormGame, profile: Sequence[str] | Mapping[str, str]) -> DeviatingCoalitions:
    """
    Find the minimal coalitions that leave a profile together, every member strictly better off.

    The others are held to their actions. No coalition that contains a minimal one is listed.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.
    profile : sequence of str, or mapping of actor to action
        The profile that would be left.

    Returns
    -------
    DeviatingCoalitions
        One deviation per minimal coalition, and a certificate.

    Raises
    ------
    UnknownNameError
        If an actor or action does not exist.
    GameTooLargeError
        If there are more than ten thousand minimal coalitions.

    Examples
    --------
    >>> from gametheory import NormalFormGame, deviating_coalitions
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> print(deviating_coalitions(game, ("D", "D")))
    Ann and Bob move: Ann to 'C' (+2), Bob to 'C' (+2)
    """
    index = game.index(profile)
    position = int(np.ravel_multi_index(index, game.shape))
    found = tuple(islice(_deviations(game, comparable(game), position), _MOST_COALITIONS + 1))
    if len(found) > _MOST_COALITIONS:
        raise GameTooLargeError(
            f"more than {_MOST_COALITIONS:,} minimal coalitions of the {len(game.actors)} actors gain by "
            f"leaving {_names(game, position)}; the smallest has {len(found[0].coalition)} members. "
            "Use strong_equilibria(game), which needs only one, or fewer actors."
        )
    return DeviatingCoalitions(game, _names(game, position), found)


def strong_equilibria(game: NormalFormGame) -> StrongEquilibria:
    """
    Find every pure profile that no coalition leaves (Aumann 1959): strong equilibria.

    A coalition leaves if some joint switch makes every member strictly better off.

    Parameters
    ----------
    game : NormalFormGame
        The game, with any number of actors.

    Returns
    -------
    StrongEquilibria
        Iterating gives profiles; `blocked` shows why the other equilibria are not strong.

    Raises
    ------
    GameTooLargeError
        If comparing every equilibrium with every profile would take very long; the message counts.

    Examples
    --------
    >>> from gametheory import NormalFormGame, strong_equilibria
    >>> hunt = NormalFormGame([[[4, 4], [0, 3]], [[3, 0], [3, 3]]], actions=["stag", "hare"])
    >>> list(strong_equilibria(hunt))
    [('stag', 'stag')]
    """
    payoffs = comparable(game)
    positions = stable_positions(payoffs)
    _refuse_if_too_many(game, len(positions))
    profiles, blocked = [], {}
    for position in map(int, positions):
        deviation = next(_deviations(game, payoffs, position), None)
        names = _names(game, position)
        if deviation is None:
            profiles.append(names)
        else:
            blocked[names] = deviation
    return StrongEquilibria(game, tuple(profiles), FrozenMap(blocked))


def _refuse_if_too_many(game: NormalFormGame, equilibria: int) -> None:
    needed = equilibria * game.n_profiles * len(game.actors)
    if needed > _MOST:
        raise GameTooLargeError(
            f"the game has {equilibria:,} pure equilibria and {game.n_profiles:,} profiles; comparing each with each "
            f"for {len(game.actors)} actors takes {needed:,} comparisons, more than {_MOST:,}. "
            "Ask deviating_coalitions(game, profile) about the equilibria that matter."
        )


def _deviations(game: NormalFormGame, payoffs: NDArray[Any], position: int) -> Iterator[CoalitionDeviation]:
    """One deviation per minimal coalition, smallest first."""
    places, movers = gainful_moves(payoffs, position)
    for bits in minimal(movers):
        yield _deviation(game, position, int(places[np.flatnonzero(movers == bits)[0]]), bits)


def _deviation(game: NormalFormGame, home: int, away: int, bits: int) -> CoalitionDeviation:
    members = [i for i in range(len(game.actors)) if bits >> i & 1]
    profile = _names(game, away)
    before, after = game.payoff(_names(game, home)), game.payoff(profile)
    return CoalitionDeviation(
        FrozenMap((game.actors[i], profile[i]) for i in members),
        profile,
        FrozenMap((game.actors[i], after[i] - before[i]) for i in members),
    )


def _names(game: NormalFormGame, position: int) -> Profile:
    index = np.unravel_index(position, game.shape)
    return tuple(names[int(k)] for names, k in zip(game.actions, index, strict=True))
