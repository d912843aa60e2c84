"""Strategies written in scenario files, compiled to plans: automata in which some choices may be left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np

from gametheory.errors import closest
from gametheory.frozen import FrozenMap
from gametheory.strategies.automaton import Automaton
from models.errors import ExpressionError, ModelError
from models.expressions import Form, Scope, linear_form
from models.schema_strategies import StateSpec, StrategySpec

__all__ = ["OPEN", "Plan", "compile_strategy"]

Names = Mapping[str, Mapping[str, str]]
Profile = tuple[str, ...]

OPEN = "?"
"""In a state's play: any action; the solver completes it."""


@dataclass(frozen=True)
class Plan:
    """
    A strategy in which some choices may be left open.

    Parameters
    ----------
    start : str
        First state.
    options : mapping of state to tuple of tuple of str
        Per state and actor, the actions that the strategy allows; one each where nothing is open.
    transitions, default : mapping
        As for `gametheory.Automaton`.
    pruned : tuple of str
        States of the file that no history enters; they are left out.
    """

    start: str
    options: FrozenMap[str, tuple[Profile, ...]]
    transitions: FrozenMap[str, FrozenMap[Any, str]]
    default: FrozenMap[str, str]
    pruned: tuple[str, ...] = ()

    @property
    def slots(self) -> tuple[tuple[str, int], ...]:
        """The open choices: state and position of the actor."""
        return tuple(
            (state, i) for state, of in self.options.items() for i, allowed in enumerate(of) if len(allowed) > 1
        )

    def profiles(self, state: str) -> Iterator[Profile]:
        """
        Give what a state can prescribe.

        Parameters
        ----------
        state : str
            The state.

        Yields
        ------
        tuple of str
            One profile per way of filling the slots of this state.
        """
        yield from product(*self.options[state])

    def completions(self) -> Iterator[Automaton]:
        """
        Fill the slots in every way.

        Yields
        ------
        Automaton
            One per way; their number is the product over the slots.
        """
        for filling in product(*(tuple(self.profiles(state)) for state in self.options)):
            yield self.automaton(dict(zip(self.options, filling, strict=True)))

    def undecided(self) -> Automaton:
        """
        Leave the slots open: each is a lottery that may draw any action it allows.

        Returns
        -------
        Automaton
            A strategy that prescribes whatever some completion prescribes, in each state.
        """
        shown = (
            (state, tuple({name: Fraction(1, len(names)) for name in names} for names in of))
            for state, of in self.options.items()
        )
        return self.automaton(dict(shown))

    @property
    def possible(self) -> int:
        """How many ways there are to fill the slots."""
        return prod(len(names) for of in self.options.values() for names in of)

    def next_state(self, state: str, seen: Any) -> str:
        """
        Say where what was seen leads.

        Parameters
        ----------
        state : str
            The state in which it is seen.
        seen : tuple of str, or str
            The profile, one action name per actor; where only signals are seen, the signal.

        Returns
        -------
        str
            The next state.
        """
        return self.transitions[state].get(seen, self.default[state])

    def leads(self, state: str, seen: Mapping[Any, Fraction]) -> dict[str, Fraction]:
        """
        Say where a period leads of which this can be seen.

        Parameters
        ----------
        state : str
            The state.
        seen : mapping of profile or signal to Fraction
            What can be seen, with its chances.

        Returns
        -------
        dict of str to Fraction
            Next states with their chances.
        """
        chances: dict[str, Fraction] = {}
        for key, chance in seen.items():
            target = self.next_state(state, key)
            chances[target] = chances.get(target, Fraction(0)) + chance
        return chances

    def automaton(self, play: Mapping[str, Sequence[Any]] | None = None) -> Automaton:
        """
        Fill the slots.

        Parameters
        ----------
        play : mapping of state to profile, optional
            What each state prescribes, lotteries included; by default the first action that each slot allows.

        Returns
        -------
        Automaton
            The strategy with nothing left open.
        """
        told = play or {}
        actions = {state: told.get(state) or tuple(names[0] for names in of) for state, of in self.options.items()}
        notes = (f"states that no history enters were left out: {', '.join(self.pruned)}",) if self.pruned else ()
        return Automaton(
            start=self.start, actions=actions, transitions=self.transitions, default=self.default, notes=notes
        )


def compile_strategy(spec: StrategySpec, scope: Scope, names: Names, signals: tuple[str, ...] = ()) -> Plan:
    """
    Turn a strategy of a scenario file into a plan.

    A state that lasts several periods becomes as many states. The most frequent next state becomes the default, so that
    only the other profiles are written out. States that no history enters are left out.

    Parameters
    ----------
    spec : StrategySpec
        What the file says.
    scope : Scope
        Actors, actions and features for the conditions.
    names : mapping of actor id to mapping of action id to name
        Names that games use.
    signals : tuple of str, optional
        What is seen where actions are not: moves then speak of ``signal`` alone.

    Returns
    -------
    Plan
        The strategy.

    Raises
    ------
    ModelError
        If a state, actor or action does not exist, or somebody's action is missing.
    ExpressionError
        If a condition cannot be read.
    """
    entry = {state: _phases(state, of)[0] for state, of in spec.states.items()}
    seen = Scope({"signal": signals}, (), {}) if signals else scope
    if spec.start not in entry:
        raise ModelError(f"the start {spec.start!r} is no state. {closest(spec.start, entry)}")
    options: dict[str, tuple[Profile, ...]] = {}
    transitions: dict[str, FrozenMap[Any, str]] = {}
    default: dict[str, str] = {}
    for state, of in spec.states.items():
        allowed = _options(state, of, scope, names)
        phases = _phases(state, of)
        after = _entry(entry, of.then or state, f"then of state {state!r}")
        for phase, following in zip(phases, [*phases[1:], after], strict=True):
            if phase in options:
                raise ModelError(
                    f"two states are called {phase!r}; a state of several periods is numbered, rename one."
                )
            targets = _targets(state, of, following, seen, entry)
            common = Counter(targets.ravel().tolist()).most_common(1)[0][0]
            options[phase], default[phase] = allowed, common
            transitions[phase] = (
                _written_signals(targets, common, signals) if signals else _written(targets, common, names)
            )
    return _pruned(Plan(entry[spec.start], FrozenMap(options), FrozenMap(transitions), FrozenMap(default)))


def _pruned(plan: Plan) -> Plan:
    """Leave out what no history enters: deviations count as history, also joint ones."""
    found, todo = set(), [plan.start]
    while todo:
        state = todo.pop()
        if state not in found:
            found.add(state)
            todo += [plan.default[state], *plan.transitions[state].values()]
    kept = [state for state in plan.options if state in found]
    return Plan(
        plan.start,
        FrozenMap((state, plan.options[state]) for state in kept),
        FrozenMap((state, plan.transitions[state]) for state in kept),
        FrozenMap((state, plan.default[state]) for state in kept),
        tuple(state for state in plan.options if state not in found),
    )


def _phases(state: str, of: StateSpec) -> list[str]:
    if not 1 <= of.periods <= 100:
        raise ModelError(f"state {state!r} lasts {of.periods} periods; give 1 to 100.")
    return [state] if of.periods == 1 else [f"{state} {k}" for k in range(1, of.periods + 1)]


def _entry(entry: Mapping[str, str], state: str, what: str) -> str:
    if state not in entry:
        raise ModelError(f"{what} is {state!r}, no state. {closest(state, entry)}")
    return entry[state]


def _options(state: str, of: StateSpec, scope: Scope, names: Names) -> tuple[Profile, ...]:
    for actor in of.play:
        if actor not in scope.actions:
            raise ModelError(f"state {state!r}: there is no actor {actor!r}. {closest(actor, scope.actions)}")
    allowed = []
    for actor, legal in scope.actions.items():
        if actor not in of.play:
            raise ModelError(
                f"state {state!r} does not say what {actor} does; give one of {', '.join(legal)}, a list of them, or "
                f"{OPEN!r} to leave it open."
            )
        told = of.play[actor]
        chosen = legal if told == OPEN else (told,) if isinstance(told, str) else told
        for action in chosen:
            if action not in legal:
                raise ModelError(f"state {state!r}: {actor} has no action {action!r}. {closest(action, legal)}")
        if not chosen or len(set(chosen)) < len(chosen):
            raise ModelError(
                f"state {state!r}: the choices of {actor} are {list(chosen)}; name each once, at least one."
            )
        allowed.append(tuple(names[actor][action] for action in chosen))
    return tuple(allowed)


def _targets(state: str, of: StateSpec, following: str, scope: Scope, entry: Mapping[str, str]) -> Any:
    """Next state after every profile: the first move whose condition holds, else the following state."""
    targets = np.full(scope.shape, following, dtype=object)
    undecided = np.ones(scope.shape, dtype=bool)
    for move in of.moves:
        target = _entry(entry, move.to, f"a move of state {state!r}")
        form = _condition(move.when, scope, f"a move of state {state!r}")
        if form.stakes:
            raise ModelError(f"a move of state {state!r} depends on the stake {form.stakes[0]}; use actions only.")
        holds = np.broadcast_to(form.constant != 0, scope.shape) & undecided
        targets[holds] = target
        undecided &= ~holds
    return targets


def _condition(when: str, scope: Scope, what: str) -> Form:
    try:
        return linear_form(f"1 * ({when})", scope, what)
    except ExpressionError as error:
        if "signal" not in scope.actions:
            raise
        shown = ", ".join(scope.actions["signal"])
        raise ModelError(f"{error} Only signals are seen here: write (signal == ...), with one of {shown}.") from None


def _written_signals(targets: Any, common: str, signals: tuple[str, ...]) -> FrozenMap[Any, str]:
    return FrozenMap((name, target) for name, target in zip(signals, targets, strict=True) if target != common)


def _written(targets: Any, common: str, names: Names) -> FrozenMap[Any, str]:
    lists = [list(of.values()) for of in names.values()]
    return FrozenMap(
        (tuple(options[k] for options, k in zip(lists, index, strict=True)), target)
        for index, target in np.ndenumerate(targets)
        if target != common
    )
