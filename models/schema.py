"""What a scenario file may hold. Frozen records; pydantic checks them when a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from models.schema_detection import DetectionSpec
from models.schema_questions import ClaimSpec, ComparisonSpec, ConflictSpec, ObservedSpec, VariantSpec
from models.schema_strategies import SignalSpec, StrategySpec
from models.schema_threat import ThreatSpec

__all__ = [
    "ActionSpec",
    "ActorSpec",
    "FeatureSpec",
    "HitSpec",
    "InequalitySpec",
    "Number",
    "ScenarioSpec",
    "StakeSpec",
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
        Register actors that can take this part; the first is the default. Empty: the actor with this id. For a group
        of interchangeable actors: those that it stands for.
    count : int
        Size of a group of interchangeable actors, numbered from 1; 0 for a single actor.
    most : int
        Largest size that the group may be given.
    note : str
        What to know of it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    name: str
    actions: dict[str, ActionSpec]
    one_of: tuple[str, ...] = ()
    count: int = 0
    most: int = 8
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
    per_member : bool
        For a group's stake: whether each member has its own; by default all share one value.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    actor: str
    meaning: str
    reference: Number
    sources: tuple[str, ...] = ()
    assumption: str = ""
    numeraire: bool = False
    per_member: bool = False


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
    count_over : str
        A group: the value is summed over its members, the group's name standing for one of them.
    sources : tuple of str
        Positions from which it is drawn.
    assumption : str
        Why it is assumed; a number that no action moves needs this or sources.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    value: str
    meaning: str
    count_over: str = ""
    sources: tuple[str, ...] = ()
    assumption: str = ""


@dataclass(frozen=True)
class HitSpec:
    """
    When an instrument bites: checked against the payoffs.

    Parameters
    ----------
    stake : str
        What it takes from whom.
    when : str
        Condition on the profile under which that stake is lost.
    reason : str
        Why then.
    sources : tuple of str
        Positions that say so.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    stake: str
    when: str
    reason: str
    sources: tuple[str, ...] = ()


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
    hits : dict of str to HitSpec
        When instruments bite.
    signals : dict of str to SignalSpec
        What is seen of actions, where they are not seen themselves.
    variants : dict of str to VariantSpec
        Other points of the polytope worth asking about: a stake that changed over time.
    observed : tuple of ObservedSpec
        What happened, step by step.
    conflict : ConflictSpec, optional
        What tells a conflict from a target that would comply anyway.
    claims, comparisons : dict
        Statements whose strength is asked.
    threat : ThreatSpec, optional
        A threat whose sender's resolve is private, in the same stakes.
    detection : DetectionSpec, optional
        Which of the chances in the signals are detection and false alarm.
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
    strategies: dict[str, StrategySpec] = field(default_factory=dict)
    features: dict[str, FeatureSpec] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    hits: dict[str, HitSpec] = field(default_factory=dict)
    signals: dict[str, SignalSpec] = field(default_factory=dict)
    variants: dict[str, VariantSpec] = field(default_factory=dict)
    observed: tuple[ObservedSpec, ...] = ()
    conflict: ConflictSpec | None = None
    claims: dict[str, ClaimSpec] = field(default_factory=dict)
    comparisons: dict[str, ComparisonSpec] = field(default_factory=dict)
    threat: ThreatSpec | None = None
    detection: DetectionSpec | None = None
