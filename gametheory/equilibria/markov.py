"""Finite Markov chains in exact arithmetic: recurrent classes, how they are reached, and time spent in each state."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gametheory.strategies.play import Row


def recurrent_classes(rows: Sequence[Row]) -> list[list[int]]:
    """List the sets of states that are never left once entered and hold no smaller such set, by first member."""
    reach = [_reachable(rows, s) for s in range(len(rows))]
    closed = (s for s in range(len(rows)) if all(s in reach[t] for t in reach[s]))
    return [sorted(reach[s]) for s in closed if s == min(reach[s])]


def _reachable(rows: Sequence[Row], start: int) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        for t in rows[todo.pop()]:
            if t not in found:
                found.add(t)
                todo.append(t)
    return found


def absorption(rows: Sequence[Row], start: Row, recurrent: Collection[int]) -> Row:
    """Give the chances of the recurrent state that is entered first, by eliminating the transient states one by one."""
    chain = [dict(row) for row in rows]
    entered = dict(start)
    transient = [s for s in range(len(rows)) if s not in recurrent]
    for k, s in enumerate(transient):
        onward = _leaving(chain[s], s)
        for row in [entered, *(chain[t] for t in transient[k + 1 :])]:
            _reroute(row, s, onward)
    return entered


def stationary(rows: Sequence[Row], states: Sequence[int]) -> Row:
    """
    Give the share of time spent in each state of a recurrent class.

    States are eliminated one by one and weights built up again; nothing is subtracted (Grassmann, Taksar and Heyman
    1985).
    """
    chain = {s: dict(rows[s]) for s in states}
    inflow: list[tuple[int, Row]] = []
    for k in reversed(range(1, len(states))):
        s, left = states[k], states[:k]
        onward = _leaving(chain[s], s)
        leaves = 1 - chain[s].get(s, Fraction(0))
        inflow.append((s, {t: chain[t][s] / leaves for t in left if s in chain[t]}))
        for t in left:
            _reroute(chain[t], s, onward)
    weights: Row = {states[0]: Fraction(1)}
    for s, sources in reversed(inflow):
        weights[s] = sum((weights[t] * p for t, p in sources.items()), Fraction(0))
    total = sum(weights.values())
    return {s: weights[s] / total for s in states}


def _leaving(row: Row, s: int) -> Row:
    """Where a state leads when it is left at last."""
    stays = row.get(s, Fraction(0))
    return {t: p / (1 - stays) for t, p in row.items() if t != s}


def _reroute(row: Row, s: int, onward: Row) -> None:
    """Let what leads to a state lead straight on."""
    share = row.pop(s, Fraction(0))
    if share:
        for t, p in onward.items():
            row[t] = row.get(t, Fraction(0)) + share * p
