"""Strategies that every text book has, for any stage game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gametheory.errors import StrategyError
from gametheory.strategies.automaton import ANY, Automaton, State
from gametheory.strategies.departures import followed, read_periods, read_position, read_profiles

__all__ = ["graduated_response", "limited_punishment", "reversion"]

Profile = Sequence[Any]


def reversion(target: Profile, punishment: Profile) -> Automaton:
    """
    Play a target profile until anybody departs from it, then a punishment profile for ever.

    With a stage equilibrium as punishment this is Nash reversion (Friedman 1971); in the prisoner's dilemma it is the
    grim trigger.

    Parameters
    ----------
    target : sequence of str
        The profile to sustain, one action per actor in their order.
    punishment : sequence of str
        The profile played for ever after a departure.

    Returns
    -------
    Automaton
        States "target" and "punishment".

    Examples
    --------
    >>> reversion(("C", "C"), ("D", "D")).states
    ('target', 'punishment')
    """
    goal, threat = read_profiles(("the target", target), ("the punishment", punishment))
    return Automaton(
        start="target",
        actions={"target": goal, "punishment": threat},
        transitions={"target": followed(goal, "target")},
        default={"target": "punishment", "punishment": "punishment"},
    )


def limited_punishment(target: Profile, punishment: Profile, *, periods: int) -> Automaton:
    """
    Play a target profile; after a departure, a punishment profile for some periods, then the target again.

    The punishment runs its course whatever is played meanwhile (Green and Porter 1984; Mailath and Samuelson 2006,
    section 2.5).

    Parameters
    ----------
    target : sequence of str
        The profile to sustain.
    punishment : sequence of str
        The profile of every punishment period.
    periods : int
        How long punishment lasts, at least 1.

    Returns
    -------
    Automaton
        States "target", "punishment 1", ..., "punishment T".

    Raises
    ------
    StrategyError
        If `periods` is not a positive integer.

    Examples
    --------
    >>> limited_punishment(("C", "C"), ("D", "D"), periods=2).states
    ('target', 'punishment 1', 'punishment 2')
    """
    length = read_periods(periods, ", or use reversion()")
    goal, threat = read_profiles(("the target", target), ("the punishment", punishment))
    phases = [f"punishment {k}" for k in range(1, length + 1)]
    return Automaton(
        start="target",
        actions={"target": goal, **dict.fromkeys(phases, threat)},
        transitions={"target": followed(goal, "target")},
        default={"target": phases[0], **dict(zip(phases, [*phases[1:], "target"], strict=True))},
    )


def graduated_response(rungs: Mapping[State, Profile], *, watched: int, complies: str) -> Automaton:
    """
    Climb a ladder of responses while one actor violates, and come down a rung whenever it complies.

    Parameters
    ----------
    rungs : mapping of state to profile
        The rungs from the lowest (where play starts) to the highest, with what everybody plays on each.
    watched : int
        Position of the actor whose conduct moves the ladder (0 for the first).
    complies : str
        The action of that actor that counts as compliance; every other action counts as violation.

    Returns
    -------
    Automaton
        One state per rung; only the watched actor's action moves it.

    Raises
    ------
    StrategyError
        If there are fewer than two rungs, or `watched` is no actor's position.

    Examples
    --------
    >>> ladder = graduated_response(
    ...     {"calm": ("wait", "comply"), "list": ("list", "comply"), "cut": ("cut", "comply")},
    ...     watched=1, complies="comply")
    >>> ladder.next_state("list", ("list", "violate")), ladder.next_state("list", ("list", "comply"))
    ('cut', 'calm')
    """
    names = list(rungs)
    if len(names) < 2:
        raise StrategyError(f"a ladder of {len(names)} rungs; give at least two, from the lowest to the highest.")
    size = len(tuple(rungs[names[0]]))
    read_position(watched, size, "the watched actor")
    compliance = tuple(complies if i == watched else ANY for i in range(size))
    below = [names[0], *names[:-1]]
    above = [*names[1:], names[-1]]
    return Automaton(
        start=names[0],
        actions={name: tuple(rungs[name]) for name in names},
        transitions={name: {compliance: down} for name, down in zip(names, below, strict=True)},
        default=dict(zip(names, above, strict=True)),
    )
