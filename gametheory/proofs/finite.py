"""Recheck the equilibria of a game that ends: the whole set of payoffs again, and every strategy by its deviations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.proofs.reading import Table, number, read_table, require
from gametheory.proofs.strategy import Machine, State, read_machine

Vector = tuple[Fraction, ...]


def recheck_finite(data: dict[str, Any]) -> None:
    """
    Recompute the set of payoffs period by period, and check each strategy after every history.

    A set with one more period to go is never smaller, since a stage equilibrium can precede all of it: so no set on the
    way outgrows the one that is claimed.
    """
    table = read_table(data["game"])
    discount = [number(d) for d in data["discount"]]
    require(len(discount) == len(table.actors), "there is not one discount factor per actor.")
    require(all(0 < d <= 1 for d in discount), "a discount factor is not above 0 and at most 1.")
    horizon = data["horizon"]
    require(isinstance(horizon, int) and not isinstance(horizon, bool) and horizon > 0, "the horizon is no number.")
    listed = [tuple(number(x) for x in row) for row in data["payoffs"]]
    require(len(set(listed)) == len(listed), "a payoff vector is listed twice.")
    require(bool(data["strategies"]) is bool(listed), "strategies and payoff vectors do not go together.")
    for vector, automaton in data["strategies"]:
        claimed = tuple(number(x) for x in vector)
        require(claimed in listed, "a strategy is given for a payoff vector that is not listed.")
        plain = {"game": data["game"], "automaton": automaton, "monitoring": None, "slips": ["0"] * len(discount)}
        _recheck_plan(read_machine(plain), discount, horizon, claimed)
    _recheck_set(table, discount, horizon, set(listed))


def _recheck_set(table: Table, discount: list[Fraction], horizon: int, listed: set[Vector]) -> None:
    found = {(Fraction(0),) * len(discount)}
    for _ in range(horizon):
        found = _one_more(table, discount, found)
        if not found:
            break
        require(len(found) <= len(listed), "payoff vectors are missing from the list.")
    require(found <= listed, "payoff vectors are missing from the list.")
    require(listed <= found, "a payoff vector is listed that no pure equilibrium pays.")


def _one_more(table: Table, discount: list[Fraction], later: set[Vector]) -> set[Vector]:
    """Payoffs with one more period to go, every profile and continuation held against every departure."""
    floor = [d * min(column) for d, column in zip(discount, zip(*later, strict=True), strict=True)]
    found: set[Vector] = set()
    for profile in table.profiles():
        now = table.payoff(profile)
        departing = [_best_departure(table, profile, i) for i in range(len(now))]
        for after in later:
            worth = tuple(x + d * v for x, d, v in zip(now, discount, after, strict=True))
            if all(best is None or x >= best + f for x, best, f in zip(worth, departing, floor, strict=True)):
                found.add(worth)
    return found


def _best_departure(table: Table, profile: tuple[int, ...], i: int) -> Fraction | None:
    others = (a for a in range(len(table.actions[i])) if a != profile[i])
    return max((table.payoff((*profile[:i], a, *profile[i + 1 :]))[i] for a in others), default=None)


def _recheck_plan(machine: Machine, discount: list[Fraction], horizon: int, claimed: Vector) -> None:
    """Value every state that a history enters at its time; compare with each one-shot departure."""
    require(len(machine.actions) > horizon, "a strategy has fewer states than there are periods.")
    entered = _entered(machine, horizon)
    zero = [Fraction(0)] * len(discount)
    values: dict[State, list[Fraction]] = dict.fromkeys(entered[horizon], zero)
    for states in reversed(entered[:horizon]):
        values = {state: _worth(machine, discount, state, values) for state in states}
    total = tuple(sum((p * values[s][i] for s, p in machine.start.items()), Fraction(0)) for i in range(len(discount)))
    require(total == claimed, f"a strategy pays {[str(x) for x in total]}, not {[str(x) for x in claimed]}.")


def _entered(machine: Machine, horizon: int) -> list[set[State]]:
    """States that some history enters in each period, and after the last."""
    entered: list[set[State]] = [set(machine.start)]
    profiles = [machine.table.names(profile) for profile in machine.table.profiles()]
    for _ in range(horizon):
        entered.append({t for s in entered[-1] for p in profiles for t in machine.next_state(s, p)})
    return entered


def _worth(
    machine: Machine, discount: list[Fraction], state: State, later: dict[State, list[Fraction]]
) -> list[Fraction]:
    """What following pays from a state on; refuse it if an actor gains by departing once."""
    payoffs, leads = machine.outcome(state, machine.actions[state])
    worth = []
    for i, d in enumerate(discount):
        worth.append(payoffs[i] + d * sum((p * later[s][i] for s, p in leads.items()), Fraction(0)))
        for name in machine.table.actions[i]:
            now, onward = machine.deviation(state, i, name)
            gain = now + d * sum((p * later[s][i] for s, p in onward.items()), Fraction(0)) - worth[i]
            require(gain <= 0, f"{machine.table.actors[i]} gains {gain} by playing {name!r} in state {state!r}.")
    return worth
