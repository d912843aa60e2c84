"""The graph of unilateral improvements: its cycles, and ranks that rise along it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from gametheory.equilibria.pure_scan import strides
from gametheory.errors import GameTooLargeError

_MOST_EDGES = 50_000_000

Edges = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]
"""From, to, and whether the actor who switches is strictly better off; otherwise it is as well off."""


def improvements(payoffs: NDArray[Any]) -> Edges:
    """Every unilateral switch that does not make the actor worse off."""
    shape, n = payoffs.shape[:-1], payoffs.shape[-1]
    table, steps = payoffs.reshape(-1, n), strides(shape)
    needed = len(table) * sum(k - 1 for k in shape)
    if needed > _MOST_EDGES:
        raise GameTooLargeError(
            f"the game has no exact or weighted potential; looking for improvement cycles among its {len(table):,} "
            f"profiles means up to {needed:,} switches, more than {_MOST_EDGES:,}. Use fewer actors or actions."
        )
    sources, targets, strict = [], [], []
    everywhere = np.arange(len(table))
    for i, (count, step) in enumerate(zip(shape, steps, strict=True)):
        digit = everywhere // step % count
        for shift in range(1, count):
            target = everywhere + ((digit + shift) % count - digit) * step
            now, then = table[everywhere, i], table[target, i]
            kept = np.flatnonzero((then >= now).astype(np.bool_))
            sources.append(kept)
            targets.append(target[kept])
            strict.append((then > now).astype(np.bool_)[kept])
    return _joined(sources), _joined(targets), np.concatenate([np.zeros(0, dtype=np.bool_), *strict])


def _joined(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def components(count: int, edges: Edges) -> NDArray[np.int64]:
    """Label of each profile's strongly connected component."""
    graph = _graph(count, edges)
    labels: NDArray[np.int64] = connected_components(graph, directed=True, connection="strong")[1].astype(np.int64)
    return labels


def _graph(count: int, edges: Edges) -> csr_array:
    return csr_array((np.ones(len(edges[0]), dtype=np.int8), (edges[0], edges[1])), shape=(count, count))


def cycle(edges: Edges, labels: NDArray[np.int64]) -> list[int] | None:
    """A closed walk along the edges with a strict one, given by its profiles; None if no component has any."""
    source, target, strict = edges
    inside = np.flatnonzero(strict & (labels[source] == labels[target]))
    if not len(inside):
        return None
    start, first = int(source[inside[0]]), int(target[inside[0]])
    _, before = breadth_first_order(_graph(len(labels), edges), first, directed=True)
    walk = [start]
    while walk[-1] != first:
        walk.append(int(before[walk[-1]]))
    return [start, *reversed(walk[1:])]


def ranks(edges: Edges, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Longest number of strict steps into each profile, where no cycle has a strict step."""
    between = labels[edges[0]] != labels[edges[1]]
    source, target = labels[edges[0]][between], labels[edges[1]][between]
    count = int(labels.max()) + 1
    order = np.argsort(source, kind="stable")
    starts = np.searchsorted(source[order], np.arange(count + 1))
    waiting = np.bincount(target, minlength=count)
    rank = np.zeros(count, dtype=np.int64)
    ready, level = np.flatnonzero(waiting == 0), 0
    while len(ready):
        rank[ready] = level
        lengths = starts[ready + 1] - starts[ready]
        first = np.repeat(starts[ready] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
        reached = target[order[first + np.arange(lengths.sum())]]
        np.subtract.at(waiting, reached, 1)
        candidates = np.unique(reached)
        ready, level = candidates[waiting[candidates] == 0], level + 1
    return rank[labels]
