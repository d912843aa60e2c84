"""What a scenario file may hold. Frozen records; pydantic checks them when a file is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

__all__ = [
    "ActionSpec",
    "ActorSpec",
    "FeatureSpec",
    "InequalitySpec",
    "Number",
    "ScenarioSpec",
    "StakeSpec",
    "StateSpec",
    "StrategySpec",
    "Tag",
]

Number = int | str
"""Exact numbers: integers, or decimals and fractions as text; TOML decimals are turned into their text."""

Tag = Literal["definition", "stated", "attributed", "reported", "revealed", "assumption"]
"""Whence an inequality: stated by the actor, attributed by an opponent, reported by press, revealed by conduct ..."""

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class ActionSpec:
    """
    One action of an actor.

    Parameters
    ----------
    meaning : str
        What the actor does.
    sources : tuple of str
        Positions that speak of it.
    assumption : str
        Why it is among the actions, where no position speaks of it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    meaning: str
    sources: tuple[str, ...] = ()
    assumption: str = ""


@dataclass(frozen=True)
class ActorSpec:
    """
    One actor of a scenario.

    Parameters
    ----------
    name : str
        How it is called in games and reports.
    actions : dict of str to ActionSpec
        By action id.
    one_of : tuple of str
        Register actors that can take this part; the first is the default. Empty: the actor with this id.
    note : str
        What to know of it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    name: str
    actions: dict[str, ActionSpec]
    one_of: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class StakeSpec:
    """
    A named quantity in one actor's payoff; not negative.

    Parameters
    ----------
    actor : str
        Whose payoff it is in.
    meaning : str
        What it is.
    reference : number
        Its value at the reference point, in the unit of the actor's numeraire.
    sources : tuple of str
        Positions from which it is drawn.
    assumption : str
        Why it is assumed, where no position speaks of it.
    numeraire : bool
        Whether it is the unit of its actor's stakes.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    actor: str
    meaning: str
    reference: Number
    sources: tuple[str, ...] = ()
    assumption: str = ""
    numeraire: bool = False


@dataclass(frozen=True)
class InequalitySpec:
    """
    What is known of stakes.

    Parameters
    ----------
    holds : str
        An inequality linear in stakes, with >= or <=.
    tag : str
        Where it comes from.
    sources : tuple of str
        Positions behind it.
    reason : str
        Why it follows from them, or why it is assumed.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    holds: str
    tag: Tag
    reason: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeatureSpec:
    """
    A named number that depends on the action profile.

    Parameters
    ----------
    value : str
        Expression in actions and earlier features.
    meaning : str
        What it stands for.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    value: str
    meaning: str


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
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    when: str
    to: str


@dataclass(frozen=True)
class StateSpec:
    """
    One state of a strategy.

    Parameters
    ----------
    play : dict of actor to action
        What everybody does.
    moves : tuple of MoveSpec
        The first whose condition holds is taken.
    then : str
        Where play goes when no move is taken; by default it stays.
    periods : int
        How many periods the state lasts before `then`; each is a state of its own.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    play: dict[str, str]
    moves: tuple[MoveSpec, ...] = ()
    then: str = ""
    periods: int = 1


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
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    title: str
    meaning: str
    start: str
    states: dict[str, StateSpec]


@dataclass(frozen=True)
class ScenarioSpec:
    """
    A scenario file.

    Parameters
    ----------
    title, asks, assumes : str
        In words.
    discount : number
        Reference discount factor.
    discount_reason : str
        Why this one.
    actors, features, stakes, inequalities, payoffs, strategies : dict
        By id, in the order of the file.
    questions : tuple of str
        Questions that the scenario answers.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    title: str
    asks: str
    assumes: str
    discount: Number
    discount_reason: str
    actors: dict[str, ActorSpec]
    stakes: dict[str, StakeSpec]
    payoffs: dict[str, str]
    inequalities: dict[str, InequalitySpec]
    strategies: dict[str, StrategySpec]
    features: dict[str, FeatureSpec]
    questions: tuple[str, ...] = ()
