"""What a scenario file may ask: claims, comparisons, what was observed, other points of the polytope."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

__all__ = ["ClaimSpec", "ComparisonSpec", "ConflictSpec", "ObservedSpec", "VariantSpec"]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class ClaimSpec:
    """
    That an actor does at least as well by one action as by others, played once.

    Parameters
    ----------
    asks : str
        The question.
    actor, action : str
        Whose choice, and which.
    over : tuple of str
        The actions that it is held against; by default all others.
    when : str
        Condition on the profile; by default always.
    shift : dict of actor to (action, action)
        Asks instead whether the gain from the action is at least as large when these actors play the second action
        rather than the first, all others alike.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    asks: str
    actor: str
    action: str
    over: tuple[str, ...] = ()
    when: str = "1 == 1"
    shift: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ComparisonSpec:
    """
    An inequality between stakes, asked about rather than known.

    Parameters
    ----------
    asks : str
        The question.
    holds : str
        An inequality linear in stakes, with >= or <=.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    asks: str
    holds: str


@dataclass(frozen=True)
class ConflictSpec:
    """
    There is a conflict where the target, left alone, would not comply.

    Parameters
    ----------
    target, complies : str
        The actor, and the action that complies.
    when : str
        Condition on the profile: nobody threatens or punishes.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    target: str
    complies: str
    when: str


@dataclass(frozen=True)
class ObservedSpec:
    """
    One step of what happened.

    Parameters
    ----------
    events : tuple of str
        Events of the timeline.
    profile : dict of actor to action
        What the documents say that some actors did; the others' actions are left open.
    note : str
        What is inferred in reading the events so.
    variant : str
        The variant whose stakes hold at this step.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    events: tuple[str, ...]
    profile: dict[str, str]
    note: str = ""
    variant: str = ""


@dataclass(frozen=True)
class VariantSpec:
    """
    Another point of the polytope.

    Parameters
    ----------
    meaning : str
        What has changed.
    stakes : dict of str to number
        Values that differ from the reference.
    sources : tuple of str
        Positions from which the change is drawn.
    assumption : str
        Why it is assumed.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    meaning: str
    stakes: dict[str, int | str]
    sources: tuple[str, ...] = ()
    assumption: str = ""
