"""Recheck a correlated equilibrium and the prices that prove it best."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from gametheory.proofs.punishment import mixture
from gametheory.proofs.reading import Table, number, read_table, require

Switch = tuple[int, int, int]
"""Actor, the action that it is told, the action that it plays instead."""


def recheck_correlated_equilibrium(data: dict[str, Any]) -> None:
    """Nobody gains by disobeying, the value is as claimed, and no profile is worth more after paying the prices."""
    table = read_table(data["game"])
    weights = [number(text) for text in data["weights"]]
    require(len(weights) == len(table.actors), "not every actor has a weight.")
    lottery = [(table.index(profile), p) for profile, p in mixture(data["distribution"], "the lottery")]
    _obedient(table, lottery)
    value = sum((p * _worth(table, weights, profile) for profile, p in lottery), Fraction(0))
    claimed = number(data["value"])
    require(value == claimed, f"the lottery is worth {value}, not {claimed}.")
    _best(table, weights, _prices(table, data["multipliers"]), claimed)


def _obedient(table: Table, lottery: list[tuple[tuple[int, ...], Fraction]]) -> None:
    gains: dict[Switch, Fraction] = defaultdict(Fraction)
    for profile, p in lottery:
        now = table.payoff(profile)
        for i, told in enumerate(profile):
            for instead in range(len(table.actions[i])):
                other = table.payoff((*profile[:i], instead, *profile[i + 1 :]))
                gains[i, told, instead] += p * (other[i] - now[i])
    for (i, told, instead), gain in gains.items():
        names = table.actions[i]
        require(gain <= 0, f"{table.actors[i]}, told {names[told]!r}, gains {gain} by playing {names[instead]!r}.")


def _worth(table: Table, weights: list[Fraction], profile: tuple[int, ...]) -> Fraction:
    return sum((w * x for w, x in zip(weights, table.payoff(profile), strict=True)), Fraction(0))


def _prices(table: Table, rows: Any) -> list[tuple[Switch, Fraction]]:
    prices = []
    for actor, told, instead, text in rows:
        require(actor in table.actors, f"there is no actor {actor!r} in the certificate's game.")
        i, price = table.actors.index(actor), number(text)
        require(price >= 0, f"the price for {actor} of playing {instead!r} when told {told!r} is negative.")
        prices.append(((i, table.action(i, told), table.action(i, instead)), price))
    return prices


def _best(table: Table, weights: list[Fraction], prices: list[tuple[Switch, Fraction]], claimed: Fraction) -> None:
    told: dict[tuple[int, int], list[tuple[int, Fraction]]] = defaultdict(list)
    for (i, action, instead), price in prices:
        told[i, action].append((instead, price))
    for profile in table.profiles():
        worth, now = _worth(table, weights, profile), table.payoff(profile)
        for i, action in enumerate(profile):
            for instead, price in told[i, action]:
                other = table.payoff((*profile[:i], instead, *profile[i + 1 :]))
                worth -= price * (other[i] - now[i])
        require(worth <= claimed, f"the prices leave {worth} at {table.names(profile)}: {claimed} is not proved best.")
