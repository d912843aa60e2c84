"""Who departed from a profile: nobody, one actor alone, or several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from gametheory.errors import StrategyError
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.strategies.automaton import ANY

Profile = tuple[Any, ...]
Row = dict[tuple[str, ...], Any]


def read_profile(profile: Any, what: str) -> Profile:
    """Read one action, or lottery over actions, per actor into a form that can be compared and hashed."""
    if isinstance(profile, str | Mapping) or not isinstance(profile, Sequence):
        raise StrategyError(f"{what} is {profile!r}; give one action per actor in their order, as a tuple of names.")
    return tuple(_read_action(action, what) for action in profile)


def _read_action(action: Any, what: str) -> Any:
    if not isinstance(action, Mapping):
        return action
    return FrozenMap((name, exact(p, f"the probability of {name!r} in {what}")) for name, p in action.items())


def read_profiles(*named: tuple[str, Any]) -> tuple[Profile, ...]:
    """Read several profiles, given with what each is called; refuse different numbers of actors."""
    read = tuple(read_profile(profile, what) for what, profile in named)
    for (what, _), profile in zip(named, read, strict=True):
        if len(profile) != len(read[0]):
            raise StrategyError(
                f"{named[0][0]} has {len(read[0])} actions but {what} has {len(profile)}; "
                "every profile names one action per actor."
            )
    return read


def supports(profile: Profile) -> list[tuple[str, ...]]:
    """List, per actor, the actions that a profile may lead to."""
    return [
        tuple(name for name, p in action.items() if p) if isinstance(action, Mapping) else (action,)
        for action in profile
    ]


def followed(profile: Profile, leads: Any) -> Row:
    """Say where a profile leads when everybody follows it; a mixed action is followed by any action it may draw."""
    return dict.fromkeys(product(*supports(profile)), leads)


def by_departing(profile: Profile, leads: Any, alone: Sequence[Any]) -> Row:
    """
    Say where a profile leads when everybody follows it, and when one actor alone departs.

    Profiles in which several actors depart fit no pattern: they are left to the default.
    """
    row = followed(profile, leads)
    lists = supports(profile)
    for i, target in enumerate(alone):
        for others in product(*lists[:i], (ANY,), *lists[i + 1 :]):
            row[others] = target
    return row


def read_periods(periods: Any, instead: str = "") -> int:
    """Read for how many periods something lasts; say what to use `instead` where there is something."""
    if isinstance(periods, bool) or not isinstance(periods, int) or periods < 1:
        raise StrategyError(f"a punishment of {periods!r} periods; give a positive whole number{instead}.")
    return periods


def read_position(position: Any, size: int, what: str) -> int:
    """Read an actor's position in the order of actors."""
    if isinstance(position, bool) or not isinstance(position, int) or not 0 <= position < size:
        raise StrategyError(f"{what} is number {position!r}; positions run from 0 to {size - 1}.")
    return position
