"""Self-generating sets as strategies: every point is a state, what follows it a public lottery over states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.results import Jsonable
from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.lottery import Lottery

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium

__all__ = ["GeneratedPoint"]


@dataclass(frozen=True)
class GeneratedPoint(Jsonable):
    """
    A proved equilibrium payoff: what is played now, and the public lottery over points that follows.

    Parameters
    ----------
    value : tuple of Fraction
        Discounted average payoffs, in the order of the actors.
    profile : tuple of str or None
        The action profile played now; None where a listed stage equilibrium is played.
    equilibrium : int or None
        Which listed stage equilibrium is played now.
    then : tuple of tuple of int and Fraction
        Positions of the points that follow, with their chances; after a deviation the deviator's worst point follows.
    """

    value: tuple[Fraction, ...]
    profile: tuple[str, ...] | None
    equilibrium: int | None
    then: tuple[tuple[int, Fraction], ...]


def strategy_from(
    points: Sequence[GeneratedPoint], equilibria: Sequence[StageEquilibrium], start: dict[int, Fraction]
) -> Automaton:
    """Start with a lottery over points and keep the states that some history enters."""
    count = len(points[0].value)
    worst = [min(range(len(points)), key=lambda k: points[k].value[i]) for i in range(count)]
    states = _reached(points, [*start, *worst])
    actions: dict[int, Any] = {}
    transitions: dict[int, dict[tuple[str, ...], Any]] = {}
    default: dict[int, Any] = {}
    for k in states:
        point, follows = points[k], Lottery(points[k].then)
        if point.profile is None:
            assert point.equilibrium is not None
            actions[k], default[k] = equilibria[point.equilibrium].profile, follows
            continue
        profile = point.profile
        actions[k], default[k] = profile, worst[0]
        transitions[k] = {profile: follows}
        for i in range(count):
            transitions[k].setdefault((*profile[:i], ANY, *profile[i + 1 :]), worst[i])
    return Automaton(start, actions, transitions, default)


def _reached(points: Sequence[GeneratedPoint], start: Sequence[int]) -> list[int]:
    found: set[int] = set()
    todo = list(start)
    while todo:
        k = todo.pop()
        if k not in found:
            found.add(k)
            todo.extend(j for j, _ in points[k].then)
    return sorted(found)
