"""Recheck a verdict on a strategy: values solve their equations, no deviation beats the one named as worst."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from gametheory.exact import exact_text
from gametheory.proofs.reading import Table, distinct, number, read_table, require

State = str | int
Mix = dict[Any, Fraction]


def read_mix(pairs: Any, allowed: Any, what: str) -> Mix:
    """Read a lottery over allowed prizes: positive probabilities that sum to one."""
    lottery = {prize: number(chance) for prize, chance in pairs}
    require(len(lottery) == len(pairs) > 0, f"{what} lists a prize twice, or none.")
    for prize in lottery:
        require(type(prize) in (str, int) and prize in allowed, f"{what} names {prize!r}, which does not exist.")
    require(all(chance > 0 for chance in lottery.values()), f"{what} has a probability that is not positive.")
    require(sum(lottery.values()) == 1, f"the probabilities in {what} do not sum to one.")
    return lottery


@dataclass(frozen=True)
class Machine:
    """An automaton in plain terms, bound to its game."""

    table: Table
    start: Mix
    actions: dict[State, list[Mix]]
    rows: dict[State, list[tuple[tuple[Any, ...], Mix]]]
    default: dict[State, Mix]
    signals: list[Mix] | None
    slips: list[Fraction]

    def next_state(self, state: State, seen: tuple[Any, ...] | str) -> Mix:
        """Where a profile or signal leads: written out, else the first pattern that fits, else the default."""
        rows = self.rows.get(state, [])
        exactly = [target for written, target in rows if written == seen]
        fitting = [target for written, target in rows if _fits(written, seen)]
        found = exactly or fitting or ([self.default[state]] if state in self.default else [])
        require(found, f"the automaton does not say where {seen} leads in state {state!r}.")
        return found[0]

    def observed(self, index: tuple[int, ...]) -> Mix:
        """What is seen of a profile: itself, or a signal."""
        if self.signals is None:
            return {self.table.names(index): Fraction(1)}
        return self.signals[self.table.position(index)]

    def executed(self, actor: int, mix: Mix) -> Mix:
        """What an actor plays that may slip to each of its other actions."""
        names, slip = self.table.actions[actor], self.slips[actor]
        if slip == 0 or len(names) == 1:
            return mix
        other = slip / (len(names) - 1)
        chances = {name: mix.get(name, Fraction(0)) for name in names}
        return {name: p * (1 - slip) + (1 - p) * other for name, p in chances.items()}

    def outcome(self, state: State, mixture: list[Mix]) -> tuple[list[Fraction], Mix]:
        """Expected stage payoffs and next states when actors mix independently."""
        payoffs = [Fraction(0)] * len(mixture)
        leads: Mix = {}
        for draw in product(*(self.executed(i, mix).items() for i, mix in enumerate(mixture))):
            chance = Fraction(1)
            for _, p in draw:
                chance *= p
            index = self.table.index([name for name, _ in draw])
            for i, x in enumerate(self.table.payoff(index)):
                payoffs[i] += chance * x
            for seen, q in self.observed(index).items():
                for target, p in self.next_state(state, seen).items():
                    leads[target] = leads.get(target, Fraction(0)) + chance * q * p
        return payoffs, leads

    def deviation(self, state: State, actor: int, name: str) -> tuple[Fraction, Mix]:
        """One actor's payoff now, and next states, when it alone plays something else."""
        mixture = self.actions[state]
        payoffs, leads = self.outcome(state, [*mixture[:actor], {name: Fraction(1)}, *mixture[actor + 1 :]])
        return payoffs[actor], leads


def read_machine(data: dict[str, Any]) -> Machine:
    """Read the game and the automaton of a certificate and check that they fit."""
    table, plain = read_table(data["game"]), data["automaton"]
    prescribed = distinct(plain["actions"], "actions")
    require(prescribed, "the automaton has no states.")
    states, actions = list(prescribed), {}
    for state, profile in prescribed.items():
        require(len(profile) == len(table.actors), f"state {state!r} does not prescribe one action per actor.")
        actions[state] = [
            read_mix(pairs, names, f"the actions of state {state!r}")
            for pairs, names in zip(profile, table.actions, strict=True)
        ]
    written = distinct(plain["transitions"], "transitions")
    rows = {state: _row(row, table, states, state) for state, row in written.items()}
    fallback = distinct(plain["default"], "defaults")
    default = {state: read_mix(pairs, states, f"the default of {state!r}") for state, pairs in fallback.items()}
    require({*rows, *default} <= {*states}, "transitions or defaults are given for a state that does not exist.")
    start = read_mix(plain["start"], states, "the start")
    slips = [number(p) for p in data["slips"]]
    require(len(slips) == len(table.actors) and all(0 <= p < 1 for p in slips), "the slip probabilities are wrong.")
    return Machine(table, start, actions, rows, default, read_signals(table, data["monitoring"]), slips)


def _key(key: Any) -> Any:
    return key if isinstance(key, str) else tuple(key)


def _fits(written: Any, seen: Any) -> bool:
    """Whether a written profile with stars covers a profile that was seen."""
    if isinstance(written, str) or isinstance(seen, str):
        return False
    return all(x in ("*", y) for x, y in zip(written, seen, strict=True))


def read_signals(table: Table, plain: Any) -> list[Mix] | None:
    """Chances of signals by profile; None where actions are seen as they are."""
    if plain is None:
        return None
    names = plain["signals"]
    require(len(set(names)) == len(names) > 0, "the signals are not distinct.")
    rows = [[number(p) for p in row] for row in plain["rows"]]
    require(len(rows) == sum(1 for _ in table.profiles()), "there is not one row of signal probabilities per profile.")
    for row in rows:
        require(len(row) == len(names) and sum(row) == 1 and min(row) >= 0, "a row of signal probabilities is wrong.")
    return [{name: p for name, p in zip(names, row, strict=True) if p} for row in rows]


def _row(row: Any, table: Table, states: Any, state: State) -> list[tuple[Any, Mix]]:
    written = distinct([(_key(key), pairs) for key, pairs in row], "transitions")
    for key in written:
        if isinstance(key, str):
            continue
        require(len(key) == len(table.actors), f"a transition of {state!r} does not name one action per actor.")
        known = all(name == "*" or name in names for name, names in zip(key, table.actions, strict=True))
        require(known, f"a transition of {state!r} names an action that does not exist.")
    return [(key, read_mix(pairs, states, f"a transition of {state!r}")) for key, pairs in written.items()]


def require_table(rows: dict[State, list[Any]], machine: Machine) -> None:
    """Require one row per state, in their order, with one entry per actor."""
    complete = list(rows) == list(machine.actions)
    complete = complete and all(len(row) == len(machine.table.actors) for row in rows.values())
    require(complete, "there is not one row of values per state with one value per actor.")


def recheck_strategy(data: dict[str, Any]) -> None:
    """
    Recheck a verdict on one discount factor per actor.

    The equations V = (1 - d) g + d P V have one solution because d < 1, so values that satisfy them are the values.
    """
    machine = read_machine(data)
    actors = machine.table.actors
    discount = [number(d) for d in data["discount"]]
    require(len(discount) == len(actors), "there is not one discount factor per actor.")
    require(all(0 < d < 1 for d in discount), "a discount factor is not strictly between 0 and 1.")
    values = {state: [number(x) for x in row] for state, row in distinct(data["values"], "values").items()}
    require_table(values, machine)
    for state, mixture in machine.actions.items():
        payoffs, leads = machine.outcome(state, mixture)
        for i, d in enumerate(discount):
            worth = (1 - d) * payoffs[i] + d * _mean(leads, values, i)
            claimed = values[state][i]
            require(
                worth == claimed,
                f"the value of state {state!r} to {actors[i]} is {exact_text(worth)}, not {exact_text(claimed)}.",
            )
    _recheck_worst(machine, discount, values, data)


def _recheck_worst(
    machine: Machine, discount: list[Fraction], values: dict[State, list[Fraction]], data: dict[str, Any]
) -> None:
    gains = _gains(machine, discount, values)
    if data["worst"] is None:
        require(not gains, "the certificate names no deviation, but there are some.")
    else:
        actor, state, action, text = data["worst"]
        claimed = number(text)
        require((actor, state, action) in gains, f"{actor} playing {action!r} in state {state!r} is no deviation.")
        true = gains[actor, state, action]
        require(claimed == true, f"{actor} playing {action!r} in state {state!r} gains {exact_text(true)}, not {text}.")
    worst = max(gains, key=lambda key: gains[key], default=None)
    if worst is not None:
        actor, state, action = worst
        told = f"{actor} gains {exact_text(gains[worst])} by playing {action!r} in state {state!r}"
        require(gains[worst] == number(data["worst"][3]), f"{told}, more than the deviation claimed as worst.")
        require(data["is_equilibrium"] is (gains[worst] <= 0), f"the verdict is wrong: {told}.")
    else:
        require(data["is_equilibrium"] is True, "the verdict is wrong: nobody can deviate.")


def _gains(
    machine: Machine, discount: list[Fraction], values: dict[State, list[Fraction]]
) -> dict[tuple[str, State, str], Fraction]:
    gains = {}
    for state, mixture in machine.actions.items():
        for i, actor in enumerate(machine.table.actors):
            for name in machine.table.actions[i]:
                if mixture[i].get(name) != 1:
                    payoff, leads = machine.deviation(state, i, name)
                    d = discount[i]
                    gains[actor, state, name] = (1 - d) * payoff + d * _mean(leads, values, i) - values[state][i]
    return gains


def _mean(leads: Mix, values: dict[State, list[Fraction]], actor: int) -> Fraction:
    return sum((p * values[state][actor] for state, p in leads.items()), Fraction(0))
