"""Recheck that incentive constraints over a family of games are what the family and the strategy say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.proofs.linear_forms import Form, Space
from gametheory.proofs.reading import Table, number, require
from gametheory.proofs.strategy import Machine, Mix, read_machine

Key = tuple[Any, ...]


@dataclass(frozen=True)
class FamilyTable(Table):
    """A game whose payoffs are forms: they add up and multiply like numbers."""


def derive_constraints(setting: Any, space: Space) -> dict[Key, Form]:
    """
    Check the values of states and derive what each actor must not gain: value of following minus departing.

    The equations V = (1 - d) g + d P V have one solution because d < 1; V and g are forms here.
    """
    machine = _machine(setting, space)
    actors = machine.table.actors
    discount = [number(d) for d in setting["discount"]]
    require(len(discount) == len(actors), "there is not one discount factor per actor.")
    require(all(0 < d < 1 for d in discount), "a discount factor is not strictly between 0 and 1.")
    values = {state: [space.form(row) for row in rows] for state, rows in setting["values"]}
    complete = list(values) == list(machine.actions) and all(len(rows) == len(actors) for rows in values.values())
    require(complete, "there is not one row of values per state with one value per actor.")
    for state, mixture in machine.actions.items():
        payoffs, leads = machine.outcome(state, mixture)
        for i, d in enumerate(discount):
            worth = (1 - d) * _form(payoffs[i]) + d * _mean(leads, values, i)
            require(
                worth == values[state][i], f"the value of state {state!r} to {actors[i]} does not solve its equation."
            )
    return _gains(machine, discount, values, setting["actor"])


def _gains(machine: Machine, discount: list[Fraction], values: Any, only: str) -> dict[Key, Form]:
    found = {}
    for state, mixture in machine.actions.items():
        for i, actor in enumerate(machine.table.actors):
            for name in machine.table.actions[i]:
                if mixture[i].get(name) != 1 and only in ("", actor):
                    payoff, leads = machine.deviation(state, i, name)
                    d = discount[i]
                    later = d * _mean(leads, values, i)
                    found[actor, state, name] = values[state][i] - (1 - d) * _form(payoff) - later
    return found


def _mean(leads: Mix, values: Any, actor: int) -> Form:
    total = Form({})
    for state, chance in leads.items():
        total = total + chance * values[state][actor]
    return total


def _form(value: Any) -> Form:
    return value if isinstance(value, Form) else Form({0: value})


def _machine(setting: Any, space: Space) -> Machine:
    """Read the automaton in a game without payoffs, then put the family's payoffs in."""
    family = setting["family"]
    actors, actions = list(family["actors"]), [list(names) for names in family["actions"]]
    count = sum(1 for _ in product(*actions))
    blank = {"actors": actors, "actions": actions, "payoffs": ["0"] * (count * len(actors))}
    machine = read_machine({**setting, "game": blank})
    columns: dict[tuple[int, int], list[Any]] = {}
    for profile, actor, column, text in family["payoffs"]:
        legal = type(profile) is type(actor) is int and 0 <= profile < count and 0 <= actor < len(actors)
        require(legal, f"a payoff is given for profile {profile!r} and actor {actor!r}, which do not exist.")
        columns.setdefault((profile, actor), []).append([column, text])
    payoffs: list[Any] = [
        space.form(columns.get((profile, actor), [])) for profile in range(count) for actor in range(len(actors))
    ]
    table = FamilyTable(machine.table.actors, machine.table.actions, tuple(payoffs))
    return Machine(table, machine.start, machine.actions, machine.rows, machine.default, machine.signals, machine.slips)
