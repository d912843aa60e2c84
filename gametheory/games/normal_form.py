"""The one-shot game: named actors, named actions, exact payoffs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Self, final

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact, read_fraction
from gametheory.games.naming import read_actions, read_actors
from gametheory.games.payoffs import read_payoffs, refuse_if_too_large, to_integers
from gametheory.games.plain import plain_game
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["NormalFormGame"]


@final
class NormalFormGame(Jsonable):
    """
    A game in normal form, immutable, with exact payoffs and names for everything.

    Two games are equal when their actors, actions and payoffs are: ``0.5`` equals ``Fraction(1, 2)``.

    Parameters
    ----------
    payoffs : array_like of shape (k1, ..., kn, n)
        One axis per actor in the order of `actors`, and a last axis for whose payoff it is.
        Integers and fractions are exact; a float is the decimal that it prints as.
    actors : sequence of str, optional
        Names; by default "1", "2", ...
    actions : sequence of sequence of str, mapping of actor to sequence, or sequence of str, optional
        Each actor's action names in the order of its axis (one plain list serves all actors); by default "1", "2", ...

    Attributes
    ----------
    payoffs : numpy.ndarray
        The table as given, read-only: int64, float64 or objects (fractions).
    actors : tuple of str
        Names in axis order.
    actions : tuple of tuple of str
        Names per actor in axis order.

    Raises
    ------
    GameError
        If the shape, or a name, does not fit.
    NumberError
        If a payoff is NaN, infinite or no number.
    GameTooLargeError
        If the table would not fit in memory (nothing is allocated then).

    Examples
    --------
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> game.payoff(("C", "D"))
    (Fraction(-1, 1), Fraction(3, 1))
    """

    __slots__ = ("_integers", "actions", "actors", "payoffs")

    payoffs: NDArray[Any]
    actors: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    _integers: tuple[NDArray[Any], tuple[int, ...]] | None

    def __init__(
        self,
        payoffs: Any,
        *,
        actors: Sequence[str] | None = None,
        actions: Mapping[str, Sequence[str]] | Sequence[Any] | None = None,
    ) -> None:
        table = read_payoffs(payoffs)
        shape = _checked_shape(table.shape)
        names = read_actors(actors, len(shape))
        set_once = object.__setattr__
        set_once(self, "payoffs", table)
        set_once(self, "actors", names)
        set_once(self, "actions", read_actions(actions, names, shape))
        set_once(self, "_integers", None)

    @classmethod
    def from_function(
        cls,
        payoff: Callable[..., Sequence[Any]],
        *,
        actions: Mapping[str, Sequence[str]] | Sequence[Sequence[str]],
        actors: Sequence[str] | None = None,
    ) -> Self:
        """
        Build a game from a rule for payoffs.

        Parameters
        ----------
        payoff : callable
            Called with one action name per actor; returns one payoff per actor.
        actions : mapping of actor to sequence of str, or sequence of sequence of str
            Each actor's actions; the keys of a mapping name the actors.
        actors : sequence of str, optional
            Names where `actions` is a sequence.

        Returns
        -------
        NormalFormGame
            The game.

        Examples
        --------
        >>> game = NormalFormGame.from_function(
        ...     lambda a, b: (1, 1) if a == b else (0, 0), actions={"Ann": ["L", "R"], "Bob": ["L", "R"]})
        >>> game.shape
        (2, 2)
        """
        keys = getattr(actions, "keys", None)
        named = tuple(keys()) if keys else actors
        lists = [tuple(names) for names in (actions.values() if hasattr(actions, "values") else actions)]
        shape = tuple(len(names) for names in lists)
        refuse_if_too_large((*shape, len(shape)))
        table = np.empty((*shape, len(shape)), dtype=object)
        for index in np.ndindex(*shape):
            profile = tuple(names[k] for names, k in zip(lists, index, strict=True))
            table[index] = _one_each(payoff(*profile), profile, len(shape))
        return cls(table, actors=named, actions=lists)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a NormalFormGame cannot be changed (tried to set {name!r}); build a new one.")

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of actions per actor."""
        return tuple(int(k) for k in self.payoffs.shape[:-1])

    @property
    def n_profiles(self) -> int:
        """Number of action profiles."""
        return prod(self.shape)

    def profiles(self) -> Iterator[tuple[str, ...]]:
        """
        Run through all action profiles, the last actor's action changing fastest.

        Returns
        -------
        iterator of tuple of str
            Profiles, one action name per actor.
        """
        return product(*self.actions)

    def index(self, profile: Sequence[str] | Mapping[str, str]) -> tuple[int, ...]:
        """
        Find where a profile stands in the payoff table.

        Parameters
        ----------
        profile : sequence of str, or mapping of actor to action
            One action per actor.

        Returns
        -------
        tuple of int
            The index along each actor's axis.

        Raises
        ------
        UnknownNameError
            If an actor or action does not exist; the message suggests the closest.
        GameError
            If an actor's action is missing.
        """
        names = self._in_order(profile)
        return tuple(self.action_index(actor, name) for actor, name in zip(self.actors, names, strict=True))

    def action_index(self, actor: str, action: str) -> int:
        """
        Find where an action stands on its actor's axis.

        Parameters
        ----------
        actor, action : str
            Names.

        Returns
        -------
        int
            The index.

        Raises
        ------
        UnknownNameError
            If there is no such actor or action.
        """
        names = self.actions[self.actor_index(actor)]
        if action not in names:
            raise UnknownNameError(f"{actor} has no action {action!r}. {closest(action, names)}")
        return names.index(action)

    def actor_index(self, actor: str) -> int:
        """
        Find where an actor stands in the order of actors.

        Parameters
        ----------
        actor : str
            Name.

        Returns
        -------
        int
            The index.

        Raises
        ------
        UnknownNameError
            If there is no such actor.
        """
        if actor not in self.actors:
            raise UnknownNameError(f"there is no actor {actor!r}. {closest(actor, self.actors)}")
        return self.actors.index(actor)

    def payoff(self, profile: Sequence[str] | Mapping[str, str]) -> tuple[Fraction, ...]:
        """
        Give every actor's payoff at a profile.

        Parameters
        ----------
        profile : sequence of str, or mapping of actor to action
            One action per actor.

        Returns
        -------
        tuple of Fraction
            Payoffs in the order of `actors`.

        Raises
        ------
        UnknownNameError
            If an actor or action does not exist.
        """
        return self.payoff_at(self.index(profile))

    def payoff_at(self, index: tuple[int, ...]) -> tuple[Fraction, ...]:
        """
        Give every actor's payoff at an index of the payoff table.

        Parameters
        ----------
        index : tuple of int
            One index per actor's axis.

        Returns
        -------
        tuple of Fraction
            Payoffs in the order of `actors`.
        """
        return tuple(exact(x) for x in self.payoffs[index].tolist())

    def integers(self) -> tuple[NDArray[Any], tuple[int, ...]]:
        """
        Give the payoffs over one common denominator per actor.

        Returns
        -------
        numerators : numpy.ndarray of shape (k1, ..., kn, n)
            Integers: int64 where they fit, Python integers otherwise.
        denominators : tuple of int
            One per actor; payoff = numerator / denominator exactly.
        """
        if self._integers is None:
            object.__setattr__(self, "_integers", to_integers(self.payoffs))
        assert self._integers is not None
        return self._integers

    def _in_order(self, profile: Sequence[str] | Mapping[str, str]) -> tuple[str, ...]:
        if isinstance(profile, str):
            raise GameError(
                f"the profile {profile!r} is one text; give one action per actor, such as a tuple of names."
            )
        if not isinstance(profile, Mapping):
            if len(profile) != len(self.actors):
                raise GameError(
                    f"the profile {tuple(profile)} names {len(profile)} actions, but there are "
                    f"{len(self.actors)} actors: {', '.join(self.actors)}."
                )
            return tuple(profile)
        for actor in profile:
            self.actor_index(actor)
        missing = [actor for actor in self.actors if actor not in profile]
        if missing:
            raise GameError(f"the profile says nothing of {missing[0]}; give it one of its actions.")
        return tuple(profile[actor] for actor in self.actors)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NormalFormGame):
            return NotImplemented
        if (self.actors, self.actions) != (other.actors, other.actions):
            return False
        mine, theirs = self.integers(), other.integers()
        return mine[1] == theirs[1] and bool(np.array_equal(mine[0], theirs[0]))

    def __hash__(self) -> int:
        first = self.payoff_at((0,) * len(self.actors))
        return hash((self.actors, self.actions, first))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.payoffs, self.actors, self.actions))

    def __repr__(self) -> str:
        sizes = " x ".join(str(k) for k in self.shape)
        return f"<NormalFormGame of {', '.join(self.actors)}: {sizes} actions>"

    def _repr_html_(self) -> str:
        from gametheory.interop.html import game_html

        return game_html(self)

    def _to_data(self) -> dict[str, Any]:
        return plain_game(self)

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        shape = (*(len(names) for names in data["actions"]), len(data["actors"]))
        table = np.empty(len(data["payoffs"]), dtype=object)
        table[:] = [read_fraction(text) for text in data["payoffs"]]
        return cls(table.reshape(shape), actors=data["actors"], actions=data["actions"])


def _rebuild(payoffs: NDArray[Any], actors: tuple[str, ...], actions: tuple[tuple[str, ...], ...]) -> NormalFormGame:
    return NormalFormGame(payoffs, actors=actors, actions=actions)


def _checked_shape(shape: tuple[int, ...]) -> tuple[int, ...]:
    if len(shape) < 2 or shape[-1] != len(shape) - 1:
        raise GameError(
            f"the payoffs have shape {shape}; they need shape (k1, ..., kn, n): one axis per actor and a last axis "
            f"of length n with one payoff per actor. {max(len(shape) - 1, 0)} actors' axes go with a last axis of "
            f"{max(len(shape) - 1, 1)}, not {shape[-1] if shape else 'none'}."
        )
    if 0 in shape:
        raise GameError(f"the payoffs have shape {shape}: an actor without actions; give every actor at least one.")
    return shape[:-1]


def _one_each(values: Sequence[Any], profile: tuple[str, ...], count: int) -> list[Any]:
    listed = list(values)
    if len(listed) != count:
        raise GameError(f"the payoff rule gives {len(listed)} numbers at {profile}; give one per actor ({count}).")
    return listed
