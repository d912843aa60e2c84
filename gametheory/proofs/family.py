"""Recheck that incentive constraints over a family of games are what the family and the strategy say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from gametheory.proofs.linear_forms import Form, Space
from gametheory.proofs.reading import Table, number, read_table, require
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
    machine = read_family_machine(setting, space)
    actors = machine.table.actors
    discount = _discount(setting, machine.table)
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


@dataclass(frozen=True)
class PathBound:
    """A path of pure profiles in a family of games, with what each period on is worth."""

    table: Table
    path: list[tuple[int, ...]]
    discount: list[Fraction]
    values: list[list[Form]]

    def others(self, i: int) -> Iterator[tuple[int, ...]]:
        """What the others can play."""
        return product(*(range(len(names)) for j, names in enumerate(self.table.actions) if j != i))

    def constraints(self, i: int, others: tuple[int, ...], answers: list[int]) -> list[Form]:
        """Staying minus departing once and then answering what the others play for ever; each form once, in order."""
        found: dict[Form, None] = {}
        d = self.discount[i]
        for place, profile in enumerate(self.path):
            for action in range(len(self.table.actions[i])):
                if action != profile[i]:
                    once = _form(self.table.payoff((*profile[:i], action, *profile[i + 1 :]))[i])
                    for answer in answers:
                        after = _form(self.table.payoff((*others[:i], answer, *others[i:]))[i])
                        found[self.values[place][i] - (1 - d) * once - d * after] = None
        return list(found)


def read_path(setting: Any, space: Space) -> PathBound:
    """Read a path in a family, and check what it is worth."""
    table = _read_family(setting["family"], space)
    path = [table.index(profile) for profile in setting["path"]]
    repeat, discount = setting["repeat"], _discount(setting, table)
    require(type(repeat) is int and 1 <= repeat <= len(path), "the path does not say which of its periods recur.")
    values = [[space.form(row) for row in rows] for _, rows in setting["values"]]
    complete = len(values) == len(path) and all(len(rows) == len(table.actors) for rows in values)
    require(complete, "there is not one row of values per period with one value per actor.")
    for place, profile in enumerate(path):
        after = place + 1 if place + 1 < len(path) else len(path) - repeat
        for i, d in enumerate(discount):
            worth = (1 - d) * _form(table.payoff(profile)[i]) + d * values[after][i]
            told = f"the value of period {place + 1} to {table.actors[i]} does not solve its equation."
            require(worth == values[place][i], told)
    return PathBound(table, path, discount, values)


def _discount(setting: Any, table: Table) -> list[Fraction]:
    discount = [number(d) for d in setting["discount"]]
    require(len(discount) == len(table.actors), "there is not one discount factor per actor.")
    require(all(0 < d < 1 for d in discount), "a discount factor is not strictly between 0 and 1.")
    return discount


def read_family_machine(setting: Any, space: Space) -> Machine:
    """Read the automaton in a game without payoffs, then put the family's payoffs in."""
    table = _read_family(setting["family"], space)
    machine = read_machine({**setting, "game": _blank(setting["family"])})
    return Machine(table, machine.start, machine.actions, machine.rows, machine.default, machine.signals, machine.slips)


def _blank(family: Any) -> dict[str, Any]:
    """A game of the same actors and actions without payoffs."""
    actors, actions = list(family["actors"]), [list(names) for names in family["actions"]]
    count = prod(len(names) for names in actions) * len(actors)
    return {"actors": actors, "actions": actions, "payoffs": ["0"] * count}


def _read_family(family: Any, space: Space) -> Table:
    """Read a family as a game whose payoffs are forms."""
    blank = read_table(_blank(family))
    actors, count = blank.actors, prod(len(names) for names in blank.actions)
    columns: dict[tuple[int, int], list[Any]] = {}
    for profile, actor, column, text in family["payoffs"]:
        legal = type(profile) is type(actor) is int and 0 <= profile < count and 0 <= actor < len(actors)
        require(legal, f"a payoff is given for profile {profile!r} and actor {actor!r}, which do not exist.")
        columns.setdefault((profile, actor), []).append([column, text])
    payoffs: list[Any] = [
        space.form(columns.get((profile, actor), [])) for profile in range(count) for actor in range(len(actors))
    ]
    return FamilyTable(blank.actors, blank.actions, tuple(payoffs))
