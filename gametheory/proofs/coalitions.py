"""Recheck which coalitions gain by leaving a profile, by looking at every profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gametheory.proofs.reading import Table, read_table, require

Coalition = frozenset[int]


def recheck_deviating_coalitions(data: dict[str, Any]) -> None:
    """All who move in a listed deviation gain; every profile that a coalition gains at is covered by a listed one."""
    table = read_table(data["game"])
    home = table.index(data["profile"])
    listed = []
    for names in data["deviations"]:
        away = table.index(names)
        coalition = _movers(home, away)
        require(coalition and _all_gain(table, home, away), f"not everybody who moves to {names} gains there.")
        listed.append(coalition)
    for coalition in listed:
        require(sum(other <= coalition for other in listed) == 1, f"{_named(table, coalition)} is not minimal.")
    for away in table.profiles():
        coalition = _movers(home, away)
        if coalition and _all_gain(table, home, away):
            covered = any(other <= coalition for other in listed)
            require(covered, f"{_named(table, coalition)} gains at {table.names(away)} and is missing.")


def _movers(home: Sequence[int], away: Sequence[int]) -> Coalition:
    return frozenset(i for i, (a, b) in enumerate(zip(home, away, strict=True)) if a != b)


def _all_gain(table: Table, home: Sequence[int], away: Sequence[int]) -> bool:
    before, after = table.payoff(home), table.payoff(away)
    return all(after[i] > before[i] for i in _movers(home, away))


def _named(table: Table, coalition: Coalition) -> str:
    return " and ".join(table.actors[i] for i in sorted(coalition))
