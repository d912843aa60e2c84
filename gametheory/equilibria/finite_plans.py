"""From an equilibrium payoff of a game that ends to an automaton that keeps time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.strategies.automaton import Automaton
from gametheory.strategies.departures import by_departing

if TYPE_CHECKING:
    from gametheory.equilibria.finite_levels import Levels, Vector

_END = "after the end"
Node = tuple[int, "Vector"]


def plan_automaton(levels: Levels, vector: Vector, actors: tuple[str, ...]) -> Automaton:
    """
    Build an equilibrium with a given payoff vector.

    Its states say the period. An actor that departs alone is given its worst equilibrium of the periods that remain;
    departures of several at once are passed over. After the end a stage equilibrium is played, which nobody asks about.
    """
    horizon = len(levels.levels) - 1
    names = _names(levels, vector, actors)
    actions: dict[str, tuple[str, ...]] = {}
    transitions, default = {}, {}
    for (periods, here), name in names.items():
        option, after = levels.origin(periods, here)
        actions[name] = option.profile
        default[name] = names.get((periods - 1, after), _END)
        alone = [names.get((periods - 1, levels.worst(periods - 1, i)), _END) for i in range(len(actors))]
        transitions[name] = by_departing(option.profile, default[name], alone)
    actions[_END] = next(option.profile for option in levels.options if not any(option.temptation))
    default[_END] = _END
    return Automaton(names[horizon, vector], actions, transitions, default)


def _names(levels: Levels, vector: Vector, actors: tuple[str, ...]) -> dict[Node, str]:
    """Name the continuations on the path by the period, and punishments by whom they punish since when."""
    horizon = len(levels.levels) - 1
    names = _path(levels, (horizon, vector), "")
    for left in range(horizon - 1, 0, -1):
        for i, who in enumerate(actors):
            since = horizon - left + 1
            punishment = _path(levels, (left, levels.worst(left, i)), f", {who} punished since {since}")
            names = punishment | names
    return {node: names[node] for node in sorted(names, key=lambda node: (-node[0], len(names[node]), names[node]))}


def _path(levels: Levels, node: Node, remark: str) -> dict[Node, str]:
    horizon, (left, vector) = len(levels.levels) - 1, node
    found = {}
    while left:
        found[left, vector] = f"period {horizon - left + 1}{remark}"
        vector = levels.origin(left, vector)[1]
        left -= 1
    return found
