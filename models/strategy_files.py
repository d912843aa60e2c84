"""Strategies written in scenario files, compiled to automata of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from gametheory.errors import closest
from gametheory.frozen import FrozenMap
from gametheory.strategies.automaton import Automaton
from models.errors import ModelError
from models.expressions import Scope, linear_form
from models.schema import StateSpec, StrategySpec

__all__ = ["compile_strategy"]

Names = Mapping[str, FrozenMap[str, str]]


def compile_strategy(spec: StrategySpec, scope: Scope, names: Names) -> Automaton:
    """
    Turn a strategy of a scenario file into an automaton.

    A state that lasts several periods becomes as many states. The most frequent next state becomes the default, so that
    only the other profiles are written out.

    Parameters
    ----------
    spec : StrategySpec
        What the file says.
    scope : Scope
        Actors, actions and features for the conditions.
    names : mapping of actor id to mapping of action id to name
        Names that games use.

    Returns
    -------
    Automaton
        The strategy.

    Raises
    ------
    ModelError
        If a state, actor or action does not exist, or somebody's action is missing.
    ExpressionError
        If a condition cannot be read.
    """
    entry = {state: _phases(state, of)[0] for state, of in spec.states.items()}
    if spec.start not in entry:
        raise ModelError(f"the start {spec.start!r} is no state. {closest(spec.start, entry)}")
    actions: dict[str, tuple[str, ...]] = {}
    transitions: dict[str, dict[tuple[str, ...], str]] = {}
    default: dict[str, str] = {}
    for state, of in spec.states.items():
        play = _profile(state, of, scope, names)
        phases = _phases(state, of)
        after = _entry(entry, of.then or state, f"then of state {state!r}")
        for phase, following in zip(phases, [*phases[1:], after], strict=True):
            actions[phase] = play
            targets = _targets(state, of, following, scope, entry)
            common = Counter(targets.ravel().tolist()).most_common(1)[0][0]
            default[phase] = common
            transitions[phase] = _written(targets, common, names)
    return Automaton(start=entry[spec.start], actions=actions, transitions=transitions, default=default)


def _phases(state: str, of: StateSpec) -> list[str]:
    if of.periods < 1:
        raise ModelError(f"state {state!r} lasts {of.periods} periods; give 1 or more.")
    return [state] if of.periods == 1 else [f"{state} {k}" for k in range(1, of.periods + 1)]


def _entry(entry: Mapping[str, str], state: str, what: str) -> str:
    if state not in entry:
        raise ModelError(f"{what} is {state!r}, no state. {closest(state, entry)}")
    return entry[state]


def _profile(state: str, of: StateSpec, scope: Scope, names: Names) -> tuple[str, ...]:
    for actor in of.play:
        if actor not in scope.actions:
            raise ModelError(f"state {state!r}: there is no actor {actor!r}. {closest(actor, scope.actions)}")
    for actor, legal in scope.actions.items():
        if actor not in of.play:
            raise ModelError(f"state {state!r} does not say what {actor} does; give one of {', '.join(legal)}.")
        if of.play[actor] not in legal:
            raise ModelError(
                f"state {state!r}: {actor} has no action {of.play[actor]!r}. {closest(of.play[actor], legal)}"
            )
    return tuple(names[actor][of.play[actor]] for actor in scope.actions)


def _targets(state: str, of: StateSpec, following: str, scope: Scope, entry: Mapping[str, str]) -> Any:
    """Next state after every profile: the first move whose condition holds, else the following state."""
    targets = np.full(scope.shape, following, dtype=object)
    undecided = np.ones(scope.shape, dtype=bool)
    for move in of.moves:
        target = _entry(entry, move.to, f"a move of state {state!r}")
        form = linear_form(f"1 * ({move.when})", scope, f"a move of state {state!r}")
        if form.stakes:
            raise ModelError(f"a move of state {state!r} depends on the stake {form.stakes[0]}; use actions only.")
        holds = np.broadcast_to(form.constant != 0, scope.shape) & undecided
        targets[holds] = target
        undecided &= ~holds
    return targets


def _written(targets: Any, common: str, names: Names) -> dict[tuple[str, ...], str]:
    lists = [list(of.values()) for of in names.values()]
    return {
        tuple(options[k] for options, k in zip(lists, index, strict=True)): target
        for index, target in np.ndenumerate(targets)
        if target != common
    }
