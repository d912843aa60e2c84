"""An automaton as a full table, from every state and observation to next states, and back to a short form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.lottery import Lottery, as_lottery
from gametheory.strategies.play import refuse_misfit

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame

Table = dict[State, dict[Any, Any]]
"""Per state, per profile or signal: the next state or lottery over next states."""


def observations(stage: NormalFormGame, monitoring: PublicMonitoring | None = None) -> list[Any]:
    """List what can be seen in a period: the profiles, or the signals where only these are public."""
    return list(stage.profiles()) if monitoring is None else list(monitoring.signals)


def full_table(stage: NormalFormGame, automaton: Automaton, monitoring: PublicMonitoring | None = None) -> Table:
    """Write out where everything leads from every state that some history enters; refuse an automaton that misfits."""
    refuse_misfit(stage, automaton, monitoring)
    seen = observations(stage, monitoring)
    entered = automaton.reachable(seen)
    return {s: {key: automaton.next_state(s, key) for key in seen} for s in automaton.states if s in entered}


def compact(start: Any, actions: Mapping[State, Sequence[Any]], table: Table) -> Automaton:
    """Build an automaton from a full table: each state's most frequent target becomes its default."""
    default = {state: Counter(row.values()).most_common(1)[0][0] for state, row in table.items()}
    written = {
        state: {key: target for key, target in row.items() if target != default[state]} for state, row in table.items()
    }
    return Automaton(start, actions, {state: row for state, row in written.items() if row}, default)


def renamed(target: Any, names: Mapping[State, State]) -> Any:
    """Send a state, or a lottery over states, through a mapping of states that may merge some."""
    merged: dict[State, Any] = {}
    for state, p in as_lottery(target).items():
        merged[names[state]] = merged.get(names[state], 0) + p
    return next(iter(merged)) if len(merged) == 1 else Lottery(merged)
