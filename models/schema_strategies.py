"""What a scenario file may say of strategies and signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

__all__ = ["MoveSpec", "SignalSpec", "StateSpec", "StrategySpec"]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class MoveSpec:
    """
    Where play goes after some profiles.

    Parameters
    ----------
    when : str
        Condition on the profile that was played.
    to : str
        The next state; a state with several periods is entered at its first.
    each : str
        A group: one such move for each member, `it` standing for the member; a next state that is written for each
        member of the group is entered for this one.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    when: str
    to: str
    each: str = ""


@dataclass(frozen=True)
class StateSpec:
    """
    One state of a strategy.

    Parameters
    ----------
    play : dict of actor to action
        What everybody does; a group's name speaks for all its members, `it` for the one for whom the state is written.
        A slot, ``"?"`` or a list of actions, leaves the choice open.
    moves : tuple of MoveSpec
        The first whose condition holds is taken.
    then : str
        Where play goes when no move is taken; by default it stays.
    periods : int
        How many periods the state lasts before `then`; each is a state of its own.
    each : str
        A group: one such state for each member, called "state 1", "state 2" ...
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    play: dict[str, str | tuple[str, ...]]
    moves: tuple[MoveSpec, ...] = ()
    then: str = ""
    periods: int = 1
    each: str = ""


@dataclass(frozen=True)
class StrategySpec:
    """
    A strategy worth asking about.

    Parameters
    ----------
    title, meaning : str
        In words.
    start : str
        First state.
    states : dict of str to StateSpec
        By name.
    sources : tuple of str
        Positions that it takes at their word.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    title: str
    meaning: str
    start: str
    states: dict[str, StateSpec]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignalSpec:
    """
    One thing that may be seen of a period's actions.

    Parameters
    ----------
    meaning : str
        What is seen.
    probability : str
        Expression in actions and features; over all signals they sum to one at every profile.
    sources : tuple of str
        Positions from which it is drawn.
    assumption : str
        Why it is assumed.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    meaning: str
    probability: str
    sources: tuple[str, ...] = ()
    assumption: str = ""
