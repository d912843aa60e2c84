"""Recheck an iterated elimination of strictly dominated actions: every step, and that it stops where it should."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.proofs.punishment import mixture
from gametheory.proofs.reading import Table, read_table, require

Left = list[list[int]]
"""Per actor: the actions that are left."""


def recheck_dominance(data: dict[str, Any]) -> None:
    """Every eliminated action is strictly dominated by what was left before its round; no survivor is."""
    table = read_table(data["game"])
    left = [list(range(len(names))) for names in table.actions]
    for eliminated in data["rounds"]:
        gone = {_dominated(table, left, *row) for row in eliminated}
        left = [[a for a in actions if (i, a) not in gone] for i, actions in enumerate(left)]
    for i, (actions, names) in enumerate(zip(left, data["survivors"], strict=True)):
        require(
            [table.actions[i][a] for a in actions] == list(names),
            f"the survivors of {table.actors[i]} are not {names}.",
        )
    if data["mixed"]:
        _all_best_somewhere(table, left, data["beliefs"])
    else:
        _none_dominated(table, left)


def _dominated(table: Table, left: Left, actor: str, action: str, by: Any) -> tuple[int, int]:
    i = _actor(table, actor)
    a, mix = table.action(i, action), [(table.action(i, name), p) for name, p in mixture(by, f"what beats {action!r}")]
    require({a, *(b for b, _ in mix)} <= set(left[i]), f"{action!r} of {actor} or what beats it was eliminated before.")
    for others in _others(left, i):
        gain = sum((p * _payoff(table, i, b, others) for b, p in mix), Fraction(0)) - _payoff(table, i, a, others)
        require(gain > 0, f"{action!r} of {actor} is not strictly dominated: the mixture gains {gain} at {others}.")
    return i, a


def _all_best_somewhere(table: Table, left: Left, rows: Any) -> None:
    beliefs = {(_actor(table, actor), action): (actor, belief) for actor, action, belief in rows}
    for i, actions in enumerate(left):
        for a in actions:
            name = table.actions[i][a]
            require((i, name) in beliefs, f"no belief makes {name!r} of {table.actors[i]} a best response.")
            _best_against(table, left, i, a, beliefs[i, name][1])


def _best_against(table: Table, left: Left, i: int, a: int, rows: Any) -> None:
    name = f"{table.actions[i][a]!r} of {table.actors[i]}"
    places = [j for j in range(len(table.actors)) if j != i]
    belief = []
    for profile, p in mixture(rows, f"the belief for {name}"):
        others = tuple(table.action(j, action) for j, action in zip(places, profile, strict=True))
        alive = all(k in left[j] for j, k in zip(places, others, strict=True))
        require(alive, f"the belief for {name} holds an eliminated action.")
        belief.append((others, p))
    worth = {b: sum((p * _payoff(table, i, b, others) for others, p in belief), Fraction(0)) for b in left[i]}
    best = max(worth, key=lambda b: worth[b])
    require(
        worth[a] == worth[best],
        f"{name} is no best response to its belief: {table.actions[i][best]!r} gains {worth[best] - worth[a]}.",
    )


def _none_dominated(table: Table, left: Left) -> None:
    for i, actions in enumerate(left):
        for a, b in product(actions, actions):
            beaten = a != b and all(
                _payoff(table, i, b, others) > _payoff(table, i, a, others) for others in _others(left, i)
            )
            require(not beaten, f"{table.actions[i][a]!r} of {table.actors[i]} is still dominated.")


def _actor(table: Table, name: str) -> int:
    require(name in table.actors, f"there is no actor {name!r} in the certificate's game.")
    return table.actors.index(name)


def _others(left: Left, actor: int) -> Iterator[tuple[int, ...]]:
    return product(*(actions for j, actions in enumerate(left) if j != actor))


def _payoff(table: Table, actor: int, action: int, others: tuple[int, ...]) -> Fraction:
    return table.payoff((*others[:actor], action, *others[actor:]))[actor]
