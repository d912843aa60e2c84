"""Responses to one watched actor: in proportion to what it did, and punishments that snap back once lifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gametheory.errors import StrategyError, UnknownNameError, closest
from gametheory.strategies.automaton import ANY, Automaton, State
from gametheory.strategies.departures import read_periods, read_position, read_profile, read_profiles

__all__ = ["proportional_response", "snap_back"]


def proportional_response(
    target: Sequence[Any],
    *,
    watched: int,
    responses: Mapping[str, Sequence[Any]],
    periods: Mapping[str, int] | None = None,
) -> Automaton:
    """
    Answer each action of one watched actor with the response that is due to it, then play the target again.

    A violation during a response is answered in the same way, by the response due to it, from its beginning; compliance
    lets the response run out. Axelrod (1984, chapter 7) advises answers somewhat milder than the provocation.

    Parameters
    ----------
    target : sequence of str
        The profile to sustain, one action per actor.
    watched : int
        Position of the actor whose conduct is answered (0 for the first).
    responses : mapping of action to profile
        What everybody plays in answer to each action of that actor; actions left out are let pass.
    periods : mapping of action to int, optional
        How long the response to an action lasts, where that is not one period.

    Returns
    -------
    Automaton
        State "target", and for each action answered "response to it", numbered where it lasts several periods. Only
        the watched actor's action moves it.

    Raises
    ------
    StrategyError
        If `watched` is no actor's position or a number of periods is not positive.
    UnknownNameError
        If `periods` names an action that is not answered.

    Examples
    --------
    >>> strategy = proportional_response(
    ...     ("wait", "comply"), watched=1, responses={"leak": ("fine", "comply"), "break": ("cut", "comply")})
    >>> strategy.next_state("target", ("wait", "leak")), strategy.next_state("response to leak", ("fine", "break"))
    ('response to leak', 'response to break')
    """
    named = [(f"the response to {action!r}", profile) for action, profile in responses.items()]
    goal, *read = read_profiles(("the target", target), *named)
    read_position(watched, len(goal), "the watched actor")
    lengths = _lengths(responses, periods or {})
    phases = {action: _phases(action, lengths[action]) for action in responses}
    actions: dict[str, Any] = {"target": goal}
    default = {"target": "target"}
    for states, profile in zip(phases.values(), read, strict=True):
        actions |= dict.fromkeys(states, profile)
        default |= dict(zip(states, [*states[1:], "target"], strict=True))
    row = {_watching(watched, action, len(goal)): states[0] for action, states in phases.items()}
    return Automaton(start="target", actions=actions, transitions=dict.fromkeys(actions, row), default=default)


def _lengths(responses: Mapping[str, Any], periods: Mapping[str, int]) -> dict[str, int]:
    for action in periods:
        if action not in responses:
            raise UnknownNameError(f"periods names {action!r}, which no response answers. {closest(action, responses)}")
    return {action: read_periods(periods.get(action, 1)) for action in responses}


def _phases(action: str, length: int) -> list[str]:
    return [f"response to {action}" + (f" {k}" if length > 1 else "") for k in range(1, length + 1)]


def _watching(watched: int, action: str, size: int) -> tuple[str, ...]:
    return tuple(action if i == watched else ANY for i in range(size))


def snap_back(
    rungs: Mapping[State, Sequence[Any]], *, watched: int, complies: str, probation: int | None = None
) -> Automaton:
    """
    Climb a ladder of punishments slowly, lift them all on compliance, and return at once to the same rung on relapse.

    The first time, each violation leads one rung up, as in `graduated_response`. Compliance lifts the punishment
    altogether, but it is remembered: a violation after that leads straight back to the rung from which it was lifted,
    without climbing again, and a violation there leads one rung further up.

    Parameters
    ----------
    rungs : mapping of state to profile
        The rungs from the lowest (where play starts) to the highest, with what everybody plays on each.
    watched : int
        Position of the actor whose conduct moves the ladder (0 for the first).
    complies : str
        The action of that actor that counts as compliance; every other action counts as violation.
    probation : int, optional
        After how many periods of compliance since the lifting it is forgotten; by default never.

    Returns
    -------
    Automaton
        One state per rung, and for each rung above the lowest the state "lifted from it", numbered by the periods
        of probation; while lifted, the lowest rung's profile is played.

    Raises
    ------
    StrategyError
        If there are fewer than two rungs, `watched` is no actor's position, or `probation` is not positive.

    Examples
    --------
    >>> strategy = snap_back(
    ...     {"calm": ("wait", "comply"), "list": ("list", "comply"), "cut": ("cut", "comply")},
    ...     watched=1, complies="comply")
    >>> lifted = strategy.next_state("cut", ("cut", "comply"))
    >>> lifted, strategy.next_state(lifted, ("wait", "violate"))
    ('lifted from cut', 'cut')
    """
    names = list(rungs)
    if len(names) < 2:
        raise StrategyError(f"a ladder of {len(names)} rungs; give at least two, from the lowest to the highest.")
    profiles = {name: read_profile(rungs[name], f"the rung {name!r}") for name in names}
    size = len(profiles[names[0]])
    compliance = _watching(read_position(watched, size, "the watched actor"), complies, size)
    above = dict(zip(names, [*names[1:], names[-1]], strict=True))
    onward: dict[State, State] = {names[0]: names[0]}
    back: dict[State, State] = dict(above)
    for rung in names[1:]:
        lifted = _lifted(rung, probation)
        onward |= dict(zip([rung, *lifted], [*lifted, lifted[0] if probation is None else names[0]], strict=True))
        back |= dict.fromkeys(lifted, rung)
    return Automaton(
        start=names[0],
        actions={state: profiles.get(state, profiles[names[0]]) for state in back},
        transitions={state: {compliance: leads} for state, leads in onward.items()},
        default=back,
    )


def _lifted(rung: State, probation: int | None) -> list[State]:
    if probation is None or read_periods(probation, " of probation, or leave it out") == 1:
        return [f"lifted from {rung}"]
    return [f"lifted from {rung} {k}" for k in range(1, probation + 1)]
