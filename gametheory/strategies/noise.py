"""Execution errors: with a given probability an actor's hand slips to another action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.strategies.lottery import Lottery

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

Slips = Any
"""One probability for all actors, one per actor, a mapping of actor to probability, or None for no errors."""


def read_slips(slips: Slips, stage: NormalFormGame) -> tuple[Fraction, ...]:
    """Read slip probabilities, one per actor; actors that a mapping leaves out make no errors."""
    if slips is None:
        return (Fraction(0),) * len(stage.actors)
    if isinstance(slips, Mapping):
        for actor in slips:
            stage.actor_index(actor)
        given = [slips.get(actor, 0) for actor in stage.actors]
    elif isinstance(slips, Sequence) and not isinstance(slips, str):
        given = list(slips)
    else:
        given = [slips] * len(stage.actors)
    if len(given) != len(stage.actors):
        raise GameError(
            f"{len(given)} slip probabilities are given for {len(stage.actors)} actors; give one per actor."
        )
    return tuple(_slip(p, actor) for p, actor in zip(given, stage.actors, strict=True))


def _slip(given: Any, actor: str) -> Fraction:
    slip = exact(given, f"the slip probability of {actor}")
    if not 0 <= slip < 1:
        raise GameError(f"the slip probability of {actor} is {given}; it must be at least 0 and below 1.")
    return slip


def executed(intended: Lottery, actions: tuple[str, ...], slip: Fraction) -> Lottery:
    """
    Say what is played when something else may be played by mistake.

    An error leads to each of the actor's other actions with the same probability.
    """
    if slip == 0 or len(actions) == 1:
        return intended
    share = slip / (len(actions) - 1)
    chances = {name: Fraction(0) for name in actions}
    for name, p in intended.items():
        for other in actions:
            chances[other] += p * ((1 - slip) if other == name else share)
    return FrozenMap((name, p) for name, p in chances.items() if p)
