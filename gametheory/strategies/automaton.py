"""A strategy of the repeated game as a finite automaton that all actors follow."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gametheory.errors import StrategyError, UnknownNameError, closest
from gametheory.frozen import FrozenMap
from gametheory.results import Jsonable
from gametheory.strategies.lottery import Lottery, as_lottery, read_lottery

__all__ = ["ANY", "Automaton", "State"]

State = str | int
ANY = "*"
"""In a transition's profile: whatever this actor plays."""


@dataclass(frozen=True, init=False)
class Automaton(Jsonable):
    """
    States, what everybody plays in each, and where each observed profile leads.

    Parameters
    ----------
    start : state, or mapping of state to probability
        Where play begins; a lottery is drawn in public.
    actions : mapping of state to profile
        The profile that each state prescribes, one entry per actor: an action name, or a mapping of action to
        probability.
    transitions : mapping of state to (mapping of profile or signal to next), optional
        Where a played profile leads: a state, or a lottery over states (public randomisation). ``"*"`` in a profile
        stands for any action. A profile written out wins over patterns; among patterns, the first that fits wins.
        Under imperfect monitoring the keys are names of public signals instead.
    default : mapping of state to next, optional
        Where every profile or signal leads that no transition names.
    notes : tuple of str, optional
        Remarks to keep; what is changed while reading, such as probabilities normalised after rounding, is added.

    Raises
    ------
    StrategyError
        If a state has no way on, a lottery does not sum to one, or profiles differ in length.
    UnknownNameError
        If a state is named that has no actions.

    Examples
    --------
    >>> grim = Automaton(
    ...     start="friendly",
    ...     actions={"friendly": ("C", "C"), "war": ("D", "D")},
    ...     transitions={"friendly": {("C", "C"): "friendly"}},
    ...     default={"friendly": "war", "war": "war"})
    >>> grim.next_state("friendly", ("C", "D"))
    'war'
    """

    start: State | Lottery
    actions: FrozenMap[State, tuple[str | Lottery, ...]]
    transitions: FrozenMap[State, FrozenMap[tuple[str, ...] | str, State | Lottery]]
    default: FrozenMap[State, State | Lottery]
    notes: tuple[str, ...] = field(default=(), compare=False)
    _patterns: FrozenMap[State, Any] = field(init=False, repr=False)

    def __init__(
        self,
        start: Any,
        actions: Mapping[Any, Any],
        transitions: Mapping[Any, Mapping[Any, Any]] | None = None,
        default: Mapping[Any, Any] | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        said = list(notes)
        _are_mappings(actions=actions, transitions=transitions or {}, default=default or {})
        if not actions:
            raise StrategyError("the automaton has no states; give actions={state: profile} with at least one state.")
        reader = _Reader(tuple(actions), said.append)
        set_once = object.__setattr__
        set_once(self, "actions", FrozenMap((s, reader.profile(s, p)) for s, p in actions.items()))
        set_once(self, "start", reader.target(start, "the start"))
        set_once(self, "transitions", FrozenMap((s, reader.row(s, r)) for s, r in (transitions or {}).items()))
        set_once(self, "default", FrozenMap((s, reader.fallback(s, t)) for s, t in (default or {}).items()))
        set_once(self, "notes", tuple(said))
        set_once(self, "_patterns", _patterns_in_order(self.transitions))
        reader.check(self)

    @property
    def states(self) -> tuple[State, ...]:
        """The states, in the order in which their actions were given."""
        return tuple(self.actions)

    @property
    def size(self) -> int:
        """How many actors the prescribed profiles have."""
        return len(next(iter(self.actions.values())))

    def mixture(self, state: State) -> tuple[Lottery, ...]:
        """
        Give what a state prescribes as one lottery over actions per actor.

        Parameters
        ----------
        state : str or int
            The state.

        Returns
        -------
        tuple of mapping of action to Fraction
            One per actor; a pure action has probability one.
        """
        return tuple(as_lottery(action) for action in self.actions[self._known(state)])

    @property
    def signals(self) -> tuple[str, ...]:
        """The public signals that transitions name; empty when they name profiles."""
        named = (key for row in self.transitions.values() for key in row if isinstance(key, str))
        return tuple(dict.fromkeys(named))

    def next_state(self, state: State, profile: tuple[str, ...] | str) -> State | Lottery:
        """
        Say where a played profile, or a signal, leads.

        Parameters
        ----------
        state : str or int
            The state in which it is played.
        profile : tuple of str, or str
            One action name per actor; or the signal that was seen.

        Returns
        -------
        state, or mapping of state to Fraction
            The next state, or the public lottery over next states.

        Raises
        ------
        StrategyError
            If the state says nothing of it.
        """
        row = self.transitions.get(self._known(state), FrozenMap())
        if not isinstance(profile, str) and len(profile) != self.size:
            raise StrategyError(f"the profile {profile} has {len(profile)} actions; the automaton is for {self.size}.")
        if profile in row:
            return row[profile]
        for pattern, target in row.items():
            if not isinstance(profile, str) and _covers(pattern, profile):
                return target
        if state in self.default:
            return self.default[state]
        what = f"signal {profile!r}" if isinstance(profile, str) else f"profile {profile}"
        raise StrategyError(
            f"the automaton is incomplete: in state {state!r} nothing says where the {what} leads. "
            f"Add it to transitions[{state!r}], or give default[{state!r}] a state."
        )

    def reachable(self, profiles: Any = None) -> frozenset[State]:
        """
        Find the states that some history enters.

        Parameters
        ----------
        profiles : iterable of tuple of str, or of str, optional
            The profiles or signals that can occur; by default all transitions written down count as possible.

        Returns
        -------
        frozenset of state
            States on the path of play, or after deviations.
        """
        listed = None if profiles is None else list(profiles)
        found: set[State] = set()
        todo = list(as_lottery(self.start))
        while todo:
            state = todo.pop()
            if state not in found:
                found.add(state)
                todo.extend(s for target in self._targets(state, listed) for s in as_lottery(target))
        return frozenset(found)

    def _targets(self, state: State, profiles: list[tuple[str, ...] | str] | None) -> list[State | Lottery]:
        if profiles is not None:
            return [self.next_state(state, profile) for profile in profiles]
        written = list(self.transitions.get(state, FrozenMap()).values())
        return [*written, self.default[state]] if state in self.default else written

    def _known(self, state: State) -> State:
        if state not in self.actions:
            raise UnknownNameError(f"the automaton has no state {state!r}. {closest(state, self.states)}")
        return state

    def __repr__(self) -> str:
        return f"<Automaton of {len(self.states)} states, start {self.start!r}>"

    def _repr_html_(self) -> str:
        from gametheory.interop.results_html import automaton_html

        return automaton_html(self)


def _are_mappings(**parts: Any) -> None:
    for name, part in parts.items():
        if not isinstance(part, Mapping):
            raise StrategyError(f"{name} is {part!r}; give a mapping with states as keys.")


def _is_name(state: object, what: str, allowed: str) -> None:
    if isinstance(state, bool) or not isinstance(state, str | int):
        raise StrategyError(f"{what} {state!r}, a {type(state).__name__}; give {allowed}.")


def _covers(pattern: tuple[str, ...] | str, profile: tuple[str, ...]) -> bool:
    return _is_pattern(pattern) and all(p in (ANY, a) for p, a in zip(pattern, profile, strict=True))


def _is_pattern(key: tuple[str, ...] | str) -> bool:
    """Whether a key is a profile with stars; signals may hold any character."""
    return isinstance(key, tuple) and ANY in key


def _patterns_in_order(transitions: Mapping[State, Mapping[Any, Any]]) -> FrozenMap[State, Any]:
    """Patterns in their order, which matters (the first that fits wins) though equality of mappings passes it over."""
    return FrozenMap((state, tuple(p for p in row if _is_pattern(p))) for state, row in transitions.items())


@dataclass(frozen=True)
class _Reader:
    """Reads the parts of an automaton against its states."""

    states: tuple[Hashable, ...]
    note: Any

    def profile(self, state: Hashable, given: Any) -> tuple[Any, ...]:
        _is_name(state, "actions are given for", "states that are text or integers")
        if isinstance(given, str | Mapping) or not hasattr(given, "__iter__"):
            raise StrategyError(
                f"state {state!r} prescribes {given!r}; give one action per actor in their order, as a tuple of names."
            )
        for entry in given:
            for action in entry if isinstance(entry, Mapping) else (entry,):
                if not isinstance(action, str):
                    raise StrategyError(f"state {state!r} prescribes the action {action!r}; actions are named by text.")
        return tuple(read_lottery(a, f"the actions of state {state!r}", self.note) for a in given)

    def target(self, given: Any, what: str) -> Any:
        for state in given if isinstance(given, Mapping) else (given,):
            _is_name(state, f"{what} leads to", "a state, or a mapping of state to probability")
        target = read_lottery(given, what, self.note)
        for state in as_lottery(target):
            if state not in self.states:
                raise UnknownNameError(
                    f"{what} leads to {state!r}, a state without actions. {closest(state, self.states)}"
                )
        return target

    def row(self, state: Hashable, given: Any) -> FrozenMap[tuple[str, ...] | str, Any]:
        self._source(state, "transitions")
        if not isinstance(given, Mapping):
            raise StrategyError(f"transitions[{state!r}] is {given!r}; give a mapping of profile to next state.")
        for key in given:
            if not isinstance(key, tuple | str):
                raise StrategyError(
                    f"transitions[{state!r}] has the key {key!r}; keys are profiles, as tuples of names, or signals."
                )
        return FrozenMap((key, self.target(t, f"{key!r} in state {state!r}")) for key, t in given.items())

    def fallback(self, state: Hashable, given: Any) -> Any:
        self._source(state, "default")
        return self.target(given, f"the default of state {state!r}")

    def _source(self, state: Hashable, what: str) -> None:
        if state not in self.states:
            raise UnknownNameError(f"{what} names {state!r}, a state without actions. {closest(state, self.states)}")

    def check(self, automaton: Automaton) -> None:
        lengths = {len(p) for p in automaton.actions.values()}
        keys = [key for row in automaton.transitions.values() for key in row]
        lengths |= {len(key) for key in keys if isinstance(key, tuple)}
        if len(lengths) > 1:
            raise StrategyError(
                f"profiles of lengths {sorted(lengths)} are mixed; every profile names one action per actor."
            )
        if automaton.signals and len({type(key) for key in keys}) > 1:
            raise StrategyError("transitions name both profiles and signals; an automaton moves on one or the other.")
        for state in automaton.states:
            if state not in automaton.default and not automaton.transitions.get(state):
                raise StrategyError(
                    f"the automaton is incomplete: state {state!r} has no way on. "
                    f"Add default[{state!r}] or transitions[{state!r}]."
                )


def probability(lottery: Any, prize: Hashable) -> Fraction:
    """Probability of a prize in a sure thing or lottery."""
    return as_lottery(lottery).get(prize, Fraction(0))
