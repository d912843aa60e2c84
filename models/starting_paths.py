"""What strategies play when nobody departs, and whether any equilibrium at all can play it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gametheory.frozen import FrozenMap
from gametheory.games.repeated import read_discount
from gametheory.regions import Sustainable, sustainable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.simple_profiles import Path
from models.completion import complete
from models.sampling import with_units
from models.scenario import Scenario

__all__ = ["Bounds", "played", "starting_bounds"]


def played(automaton: Automaton) -> Path:
    """
    Say what is played when nobody departs.

    Parameters
    ----------
    automaton : Automaton
        A strategy that moves on actions, without chance.

    Returns
    -------
    Path
        Its profiles, and from where they repeat.
    """
    state, seen = automaton.start, []
    while state not in seen:
        seen.append(state)
        assert isinstance(state, str | int), "a scenario's strategies move without chance where actions are seen"
        state = automaton.next_state(state, tuple(map(str, automaton.actions[state])))
    return Path([automaton.actions[s] for s in seen], repeat=len(seen) - seen.index(state))  # type: ignore[index]  # no lotteries, as above


class Bounds:
    """
    Whether any equilibrium can play a path, over a scenario's stakes; each path is worked out once.

    Parameters
    ----------
    scenario : Scenario
        A scenario whose actions are seen; numeraires stay at their references.
    discount : number
        One discount factor for all.
    """

    def __init__(self, scenario: Scenario, discount: Any) -> None:
        self._family = scenario.family.within(with_units(scenario))
        self._discount = discount
        self._known: dict[Path, Sustainable] = {}

    def of(self, automaton: Automaton) -> Sustainable:
        """
        Ask of what a strategy plays when nobody departs.

        Parameters
        ----------
        automaton : Automaton
            The strategy.

        Returns
        -------
        Sustainable
            The bound.
        """
        path = played(automaton)
        if path not in self._known:
            self._known[path] = sustainable(self._family, path, discount=self._discount)
        return self._known[path]


def starting_bounds(scenario: Scenario, discount: Any = None) -> FrozenMap[str, Sustainable]:
    """
    Ask of each strategy's starting path whether any equilibrium can play it, over all payoffs that are known of.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    discount : number, optional
        One discount factor for all; by default the file's.

    Returns
    -------
    mapping of str to Sustainable
        By strategy; empty where signals are seen instead of actions, which the bound does not speak of.

    Examples
    --------
    >>> import models
    >>> found = starting_bounds(models.load("secondary-sanctions"))
    >>> any(bound.is_impossible for bound in found.values())
    False
    """
    return FrozenMap(_bounds(scenario, read_discount(scenario.spec.discount if discount is None else discount)))


def _bounds(scenario: Scenario, factor: Any) -> Iterator[tuple[str, Sustainable]]:
    if scenario.monitoring is None:
        bounds = Bounds(scenario, factor)
        yield from ((name, bounds.of(complete(scenario, name).automaton)) for name in scenario.plans)
