"""Punishments built from a stage game's minmax profiles, and the stick and the carrot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.best_response import comparable
from gametheory.equilibria.minmax import minmax_values
from gametheory.errors import StrategyError
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.classic import reversion
from gametheory.strategies.departures import followed, read_periods, read_profiles
from gametheory.strategies.simple_profiles import simple_strategy

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["minmax_reversion", "mutual_minmax_reversion", "stick_and_carrot"]


def minmax_reversion(stage: NormalFormGame, target: Sequence[Any], *, periods: int | None = None) -> Automaton:
    """
    Play a target profile; hold an actor that departs alone to its pure minmax payoff.

    While one actor is held down, the others play what minmaxes it and it plays its best response; who departs from
    that is held down in its turn (Fudenberg and Maskin 1986). Departures of several actors at once are passed over.
    Whether the others are willing to punish is for `gametheory.check_strategy` to say.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    target : sequence of str
        The profile to sustain.
    periods : int, optional
        How long an actor is held down before the target is played again; by default for ever.

    Returns
    -------
    Automaton
        States "path" and one per period and actor to punish, "punishment of Ann" and so on.

    Raises
    ------
    StrategyError
        If `periods` is not a positive whole number.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> stage = NormalFormGame([[[2, 2], [1, 0]], [[0, 1], [0, 0]]], actors=["Ann", "Bob"], actions=["L", "R"])
    >>> strategy = minmax_reversion(stage, ("L", "L"))
    >>> strategy.actions["punishment of Ann"], strategy.actions["punishment of Bob"]
    (('L', 'R'), ('R', 'L'))
    """
    found = minmax_values(stage).punishments
    if periods is None:
        return simple_strategy(target, found, actors=stage.actors)
    length = read_periods(periods, " or leave it out")
    return simple_strategy(target, [[*[profile] * length, target] for profile in found], actors=stage.actors)


def mutual_minmax_reversion(stage: NormalFormGame, target: Sequence[Any], *, periods: int | None = None) -> Automaton:
    """
    Play a target profile; after any departure, a profile that holds all actors to their minmax payoffs at once.

    With two actors each plays what minmaxes the other (Fudenberg and Maskin 1986, theorem 1: with a number of
    `periods` this sustains any payoffs above the minmax between patient actors). With more actors such a profile need
    not exist.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    target : sequence of str
        The profile to sustain.
    periods : int, optional
        How many periods in a row the punishment has to be followed by all before the target is played again, any
        departure beginning it anew; by default it lasts for ever.

    Returns
    -------
    Automaton
        States "target" and "punishment", or "carrot" and "stick 1", ... where `periods` is given.

    Raises
    ------
    StrategyError
        If no pure profile minmaxes everybody, or `periods` is not a positive whole number.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> mutual_minmax_reversion(stage, ("C", "C")).actions["punishment"]
    ('D', 'D')
    """
    payoffs = comparable(stage)
    marks = np.ones(stage.shape, dtype=np.bool_)
    for i in range(len(stage.actors)):
        best = payoffs[..., i].max(axis=i, keepdims=True)
        marks &= best == best.min()
    found = np.argwhere(marks).tolist()
    if not found:
        raise StrategyError(
            f"no pure profile holds all of {', '.join(stage.actors)} to their minmax payoffs at once; "
            "use minmax_reversion(), which punishes each actor by its own profile."
        )
    mutual = tuple(names[k] for names, k in zip(stage.actions, found[0], strict=True))
    if periods is None:
        return reversion(target, mutual)
    return stick_and_carrot(mutual, target, periods=periods)


def stick_and_carrot(stick: Sequence[Any], carrot: Sequence[Any], *, periods: int = 1) -> Automaton:
    """
    Play the carrot; after any departure the stick, and the carrot again once all have followed the stick.

    The worst symmetric punishments have this form (Abreu 1986). Any departure, of one actor or of several, from the
    carrot or from the stick, begins the stick anew.

    Parameters
    ----------
    stick : sequence of str
        The profile that punishes, one action per actor.
    carrot : sequence of str
        The profile that rewards, and with which play begins.
    periods : int, default: 1
        How many periods in a row the stick has to be followed.

    Returns
    -------
    Automaton
        States "carrot" and "stick", or "carrot" and "stick 1", "stick 2", ...

    Raises
    ------
    StrategyError
        If `periods` is not a positive whole number.

    Examples
    --------
    >>> strategy = stick_and_carrot(("D", "D"), ("C", "C"))
    >>> strategy.next_state("stick", ("D", "D")), strategy.next_state("stick", ("C", "D"))
    ('carrot', 'stick')
    """
    reward, threat = read_profiles(("the carrot", carrot), ("the stick", stick))
    length = read_periods(periods)
    sticks = ["stick"] if length == 1 else [f"stick {k}" for k in range(1, length + 1)]
    following = {"carrot": "carrot", **dict(zip(sticks, [*sticks[1:], "carrot"], strict=True))}
    actions = {"carrot": reward, **dict.fromkeys(sticks, threat)}
    return Automaton(
        start="carrot",
        actions=actions,
        transitions={state: followed(actions[state], leads) for state, leads in following.items()},
        default=dict.fromkeys(actions, sticks[0]),
    )
