"""The strategic form of a game tree: pure strategies and what they pay on average, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameTooLargeError
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.interop.tokens import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MOST = 10_000_000  # choices to name, over all strategies of an actor: some seconds and some hundred megabytes


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """What all nodes of an information set share; chance has probabilities, and -1 as its actor."""

    actor: int
    number: int
    label: str
    actions: Sequence[str]
    chances: Sequence[int | Fraction] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node: who moves there (nobody at the end), what it pays, and the branch of which earlier node leads to it."""

    move: Move | None
    payoffs: Sequence[int | Fraction]
    parent: int
    branch: int


def steps_to(nodes: Sequence[Node], node: Node) -> Iterator[tuple[Move, int]]:
    """Run through the moves that lead to a node, and the actions chosen there, the last first."""
    while node.parent >= 0:
        branch, node = node.branch, nodes[node.parent]
        assert node.move is not None
        yield node.move, branch


def strategic_form(nodes: Sequence[Node], actors: Sequence[str]) -> NormalFormGame:
    """Give the game of the tree's pure strategies, one action at every information set."""
    found = {(n.move.actor, n.move.number): n.move for n in nodes if n.move is not None and not n.move.chances}
    moves = [found[key] for key in sorted(found)]
    own = [[move for move in moves if move.actor == i] for i in range(len(actors))]
    shape = tuple(prod(len(move.actions) for move in sets) for sets in own)
    for actor, sets, count in zip(actors, own, shape, strict=True):
        _refuse_too_many(actor, len(sets), count)
    refuse_if_too_large((*shape, len(actors)))
    payoffs = _payoffs(nodes, moves, len(actors)).reshape((*shape, len(actors)))
    return NormalFormGame(payoffs, actors=actors, actions=[_names(sets) for sets in own])


def _refuse_too_many(actor: str, sets: int, count: int) -> None:
    if count * sets > _MOST:
        shown = f"{count:,}" if count < 10**30 else f"over 10^{int((count.bit_length() - 1) * 0.30102)}"
        raise GameTooLargeError(
            f"{actor} moves at {sets:,} information sets and so has {shown} pure strategies; strategies times "
            f"information sets may be at most {_MOST:,}. Nothing was allocated. Give {actor} fewer information sets or "
            "actions, or write down the strategies that matter as a NormalFormGame."
        )


def _names(sets: Sequence[Move]) -> list[str]:
    """Name an actor's strategies; in quotation marks only where names would otherwise be the same."""
    if len(sets) < 2:
        return list(sets[0].actions) if sets else ["no move"]
    labels = [move.label for move in sets]
    if len(set(labels)) < len(labels) or not all(label.strip() for label in labels):
        labels = [str(move.number) for move in sets]
    plain = _joined(sets, labels, str)
    return plain if len(set(plain)) == len(plain) else _joined(sets, labels, quoted)


def _joined(sets: Sequence[Move], labels: Sequence[str], written: Callable[[str], str]) -> list[str]:
    parts = [[f"{label}: {written(a)}" for a in move.actions] for label, move in zip(labels, sets, strict=True)]
    return [", ".join(chosen) for chosen in product(*parts)]


def _payoffs(nodes: Sequence[Node], moves: Sequence[Move], actors: int) -> Any:
    """Sum what every node pays where it is reached, over one axis per information set with a choice."""
    axes = [move for move in moves if len(move.actions) > 1]  # the others would exceed NumPy's number of axes
    paid = [_paid(nodes, node, axes) for node in nodes if any(node.payoffs)]
    denominator = lcm(*(x.denominator for _, vector in paid for x in vector))
    rows = [(where, [x.numerator * (denominator // x.denominator) for x in vector]) for where, vector in paid]
    small = sum(max(map(abs, row)) for _, row in rows) < 2**62
    table = np.zeros((*(len(move.actions) for move in axes), actors), dtype=np.int64 if small else object)
    for where, row in rows:
        table[where] += np.array(row, dtype=table.dtype)
    if denominator == 1:
        return table
    shared = np.empty(table.size, dtype=object)
    shared[:] = [Fraction(x, denominator) for x in table.ravel().tolist()]
    return shared


def _paid(nodes: Sequence[Node], node: Node, axes: Sequence[Move]) -> tuple[tuple[int | slice, ...], list[Fraction]]:
    """Where in the table a node is reached, and its payoffs times the probability of chance's moves there."""
    chosen: dict[int, int] = {}
    probability = Fraction(1)
    for move, branch in steps_to(nodes, node):
        if move.chances:
            probability *= move.chances[branch]
        else:
            chosen[id(move)] = branch
    where = tuple(chosen.get(id(move), slice(None)) for move in axes)
    return where, [probability * x for x in node.payoffs]
