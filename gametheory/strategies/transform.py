"""The same strategy written differently, to go with a game under other names or in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.errors import StrategyError
from gametheory.frozen import FrozenMap
from gametheory.strategies.automaton import Automaton, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["rename_actions", "rename_states", "reorder_profiles"]


def reorder_profiles(automaton: Automaton, positions: Sequence[int]) -> Automaton:
    """
    Write an automaton for the same game with its actors in another order.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    positions : sequence of int
        Where each actor of the new order stands in the old one: ``(1, 0)`` swaps two actors.

    Returns
    -------
    Automaton
        The strategy with every profile in the new order.

    Raises
    ------
    StrategyError
        If the positions are not a permutation.

    Examples
    --------
    >>> from gametheory import strategies
    >>> reorder_profiles(strategies.reversion(("C", "D"), ("D", "D")), (1, 0)).actions["target"]
    ('D', 'C')
    """
    if sorted(positions) != list(range(automaton.size)):
        raise StrategyError(f"the positions {tuple(positions)} are no order of the actors 0 to {automaton.size - 1}.")
    return _rewritten(automaton, lambda profile: tuple(profile[i] for i in positions))


def rename_actions(automaton: Automaton, names: Sequence[Mapping[str, str]]) -> Automaton:
    """
    Write an automaton for the same game with other names of actions.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    names : sequence of mapping of str to str
        One mapping per actor in their order, from old names to new; names left out stay.

    Returns
    -------
    Automaton
        The strategy under the new names.

    Raises
    ------
    StrategyError
        If there is not one mapping per actor.

    Examples
    --------
    >>> from gametheory import strategies
    >>> rename_actions(strategies.reversion(("C", "C"), ("D", "D")), [{"C": "wait"}, {}]).actions["target"]
    ('wait', 'C')
    """
    if len(names) != automaton.size:
        raise StrategyError(f"{len(names)} mappings of names for {automaton.size} actors; give one per actor.")
    return _rewritten(
        automaton, lambda profile: tuple(_renamed(entry, new) for entry, new in zip(profile, names, strict=True))
    )


def rename_states(automaton: Automaton, names: Mapping[State, State]) -> Automaton:
    """
    Write an automaton with other names of states.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    names : mapping of state to state
        From old names to new; states left out keep theirs.

    Returns
    -------
    Automaton
        The same strategy.

    Raises
    ------
    StrategyError
        If two states get the same name.

    Examples
    --------
    >>> from gametheory import strategies
    >>> rename_states(strategies.reversion(("C", "C"), ("D", "D")), {"punishment": "war"}).states
    ('target', 'war')
    """
    if len({names.get(state, state) for state in automaton.states}) < len(automaton.states):
        raise StrategyError("two states would get the same name; every state needs its own.")
    return Automaton(
        start=_renamed(automaton.start, names),
        actions={names.get(s, s): profile for s, profile in automaton.actions.items()},
        transitions={
            names.get(s, s): {profile: _renamed(target, names) for profile, target in row.items()}
            for s, row in automaton.transitions.items()
        },
        default={names.get(s, s): _renamed(target, names) for s, target in automaton.default.items()},
        notes=automaton.notes,
    )


def _rewritten(automaton: Automaton, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Automaton:
    return Automaton(
        start=automaton.start,
        actions={state: change(profile) for state, profile in automaton.actions.items()},
        transitions={
            state: {key if isinstance(key, str) else change(key): target for key, target in row.items()}
            for state, row in automaton.transitions.items()
        },
        default=automaton.default,
        notes=automaton.notes,
    )


def _renamed(entry: Any, names: Mapping[Any, Any]) -> Any:
    """Rename a sure thing or the prizes of a lottery."""
    if isinstance(entry, FrozenMap):
        return FrozenMap((names.get(prize, prize), chance) for prize, chance in entry.items())
    return names.get(entry, entry)
