"""The same game written differently: other names, another order, other scales. No answer may change with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, closest
from gametheory.exact import exact
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["affine", "rename", "reorder_actions", "reorder_actors"]


def affine(game: NormalFormGame, scales: Sequence[Any], shifts: Sequence[Any]) -> NormalFormGame:
    """
    Multiply each actor's payoffs by a positive number and add a number; preferences stay the same.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    scales : sequence of number
        One positive factor per actor, in the order of ``game.actors``.
    shifts : sequence of number
        One number to add per actor.

    Returns
    -------
    NormalFormGame
        The game with ``scale * payoff + shift`` in place of each payoff.

    Raises
    ------
    GameError
        If a scale is not positive, or there is not one scale and one shift per actor.

    Examples
    --------
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]])
    >>> affine(game, (2, 1), (10, 0)).payoff(("1", "1"))
    (Fraction(14, 1), Fraction(2, 1))
    """
    _one_per_actor(game, scales, "scales")
    _one_per_actor(game, shifts, "shifts")
    factors = [exact(scale, f"the scale of {actor}") for actor, scale in zip(game.actors, scales, strict=True)]
    added = [exact(shift, f"the shift of {actor}") for actor, shift in zip(game.actors, shifts, strict=True)]
    for actor, factor in zip(game.actors, factors, strict=True):
        if factor <= 0:
            raise GameError(f"the scale of {actor} is {factor}; a factor that keeps preferences is positive.")
    table = np.empty((game.n_profiles, len(game.actors)), dtype=object)
    for row, profile in enumerate(game.profiles()):
        table[row] = [a * x + b for x, a, b in zip(game.payoff(profile), factors, added, strict=True)]
    return NormalFormGame(table.reshape(game.payoffs.shape), actors=game.actors, actions=game.actions)


def reorder_actors(game: NormalFormGame, order: Sequence[str]) -> NormalFormGame:
    """
    Write the same game with its actors in another order.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    order : sequence of str
        All actors' names, in the order wanted.

    Returns
    -------
    NormalFormGame
        The game with its axes, names and payoffs in that order.

    Raises
    ------
    GameError
        If the order is not a permutation of the actors.

    Examples
    --------
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"])
    >>> reorder_actors(game, ["Bob", "Ann"]).payoff(("1", "2"))
    (Fraction(-1, 1), Fraction(3, 1))
    """
    _permutation(order, game.actors, "actors")
    axes = [game.actor_index(actor) for actor in order]
    table = game.payoffs.transpose(*axes, len(axes))[..., axes]
    return NormalFormGame(table, actors=order, actions=[game.actions[i] for i in axes])


def reorder_actions(game: NormalFormGame, orders: Mapping[str, Sequence[str]]) -> NormalFormGame:
    """
    Write the same game with some actors' actions in another order.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    orders : mapping of actor to sequence of str
        Per actor, all its actions in the order wanted; actors left out keep theirs.

    Returns
    -------
    NormalFormGame
        The game with its actions in that order.

    Raises
    ------
    GameError
        If an order is not a permutation of the actor's actions.
    UnknownNameError
        If there is no such actor.

    Examples
    --------
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> reorder_actions(game, {"Bob": ["D", "C"]}).payoff_at((0, 0))
    (Fraction(-1, 1), Fraction(3, 1))
    """
    table, actions = game.payoffs, list(game.actions)
    for actor, order in orders.items():
        i = game.actor_index(actor)
        _permutation(order, game.actions[i], f"actions of {actor}")
        table = table.take([game.actions[i].index(name) for name in order], axis=i)
        actions[i] = tuple(order)
    return NormalFormGame(table, actors=game.actors, actions=actions)


def rename(
    game: NormalFormGame,
    actors: Mapping[str, str] | None = None,
    actions: Mapping[str, Mapping[str, str]] | None = None,
) -> NormalFormGame:
    """
    Write the same game with other names.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    actors : mapping of str to str, optional
        New names of actors; those left out keep theirs.
    actions : mapping of actor to mapping of str to str, optional
        Per actor (by its old name), new names of actions.

    Returns
    -------
    NormalFormGame
        The game under its new names.

    Raises
    ------
    GameError
        If two names become the same.
    UnknownNameError
        If an actor or action to rename does not exist.

    Examples
    --------
    >>> game = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> rename(game, {"Bob": "Bill"}, {"Ann": {"C": "wait"}}).actions
    (('wait', 'D'), ('C', 'D'))
    """
    new_actors, new_actions = actors or {}, actions or {}
    for actor in [*new_actors, *new_actions]:
        game.actor_index(actor)
    for actor, names in new_actions.items():
        for name in names:
            game.action_index(actor, name)
    lists = [
        [new_actions.get(actor, {}).get(name, name) for name in names]
        for actor, names in zip(game.actors, game.actions, strict=True)
    ]
    return NormalFormGame(game.payoffs, actors=[new_actors.get(actor, actor) for actor in game.actors], actions=lists)


def _one_per_actor(game: NormalFormGame, numbers: Sequence[Any], what: str) -> None:
    if len(numbers) != len(game.actors):
        raise GameError(f"{len(numbers)} {what} are given for {len(game.actors)} actors; give one per actor.")


def _permutation(order: Sequence[str], names: tuple[str, ...], what: str) -> None:
    for name in order:
        if name not in names:
            raise GameError(f"the order names {name!r}. {closest(name, names)}")
    if sorted(order) != sorted(names):
        raise GameError(f"the order {tuple(order)} does not hold each of the {what} once: {', '.join(names)}.")
