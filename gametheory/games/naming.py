"""Names of actors and actions: given, defaulted, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gametheory.errors import GameError, UnknownNameError, closest


def read_actors(actors: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """Check actors' names, or number them from 1."""
    if actors is None:
        return tuple(str(i + 1) for i in range(count))
    names = _names(actors, "actor")
    if len(names) != count:
        raise GameError(
            f"{len(names)} actors are named ({', '.join(names)}), but the payoffs' last axis has {count} entries; "
            "payoffs need shape (k1, ..., kn, n) with n the number of actors."
        )
    return names


def read_actions(
    actions: Mapping[str, Sequence[str]] | Sequence[Any] | None,
    actors: tuple[str, ...],
    shape: tuple[int, ...],
) -> tuple[tuple[str, ...], ...]:
    """Check actions' names (per actor, or one list for all), or number them from 1."""
    if actions is None:
        return tuple(tuple(str(a + 1) for a in range(k)) for k in shape)
    lists = _per_actor(actions, actors)
    named = tuple(_names(names, f"action of {actor}") for actor, names in zip(actors, lists, strict=True))
    for actor, names, k in zip(actors, named, shape, strict=True):
        if len(names) != k:
            raise GameError(
                f"{actor} has {len(names)} named actions ({', '.join(names)}), but its payoff axis has length {k}; "
                f"name {k} actions or change the payoffs' shape."
            )
    return named


def _per_actor(actions: Mapping[str, Sequence[str]] | Sequence[Any], actors: tuple[str, ...]) -> list[Sequence[str]]:
    if isinstance(actions, Mapping):
        for name in actions:
            if name not in actors:
                raise UnknownNameError(f"actions are given for {name!r}, which is no actor. {closest(name, actors)}")
        missing = [actor for actor in actors if actor not in actions]
        if missing:
            raise GameError(f"no actions are given for {missing[0]}; add a list of action names for it.")
        return [actions[actor] for actor in actors]
    _refuse_no_list(actions, "action")
    lists = list(actions)
    if lists and all(isinstance(name, str) for name in lists):
        return [lists] * len(actors)
    if len(lists) != len(actors):
        raise GameError(
            f"actions are given for {len(lists)} actors, but the game has {len(actors)}: {', '.join(actors)}."
        )
    return lists


def _refuse_no_list(names: object, what: str) -> None:
    if isinstance(names, str):
        raise GameError(f"the names {names!r} are one text; give a list of names, one per {what}.")
    if not isinstance(names, Iterable):
        raise GameError(f"the names are {names!r}; give a list of names, one per {what}.")


def _names(names: Sequence[str], what: str) -> tuple[str, ...]:
    _refuse_no_list(names, what)
    for name in names:
        if not isinstance(name, str) or not name.strip() or name == "*":
            raise GameError(f"{what} {name!r} is no name; use non-empty text other than '*' (which means any action).")
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise GameError(f"the name {name!r} is given twice as {what}; every name must be different.")
        seen.add(name)
    return tuple(str(name) for name in names)
