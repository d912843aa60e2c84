"""How play goes on from a chosen point of a payoff set: which proved points it runs through, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from textwrap import fill
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.sets.public_play import PublicPoint
from gametheory.equilibria.sets.questions import read_vector
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.words import chances_in_words

if TYPE_CHECKING:
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet

Chances = dict[int, Fraction]


@dataclass(frozen=True)
class Play:
    """Payoffs chosen, the public lottery over positions in ``found.points`` that begins play, and what follows each."""

    chosen: tuple[Fraction, ...]
    start: Chances
    then: dict[int, Chances]


def play_from(found: PayoffSet | PayoffRegion, point: Any) -> Play:
    """Follow the equilibrium that pays this, without departures."""
    start: Chances = dict(as_lottery(found.strategy(point).start))
    then: dict[int, Chances] = {}
    todo = list(start)
    while todo:
        k = todo.pop(0)
        if k not in then:
            then[k] = _follows(found, k)
            todo.extend(then[k])
    return Play(read_vector(found.repeated.stage.actors, point, "payoff"), start, then)


def _follows(found: PayoffSet | PayoffRegion, k: int) -> Chances:
    """What follows a point while nobody departs: its lottery, or the mixture of those that the signals lead to."""
    point, stage, monitoring = found.points[k], found.repeated.stage, found.repeated.monitoring
    if not isinstance(point, PublicPoint):
        return dict(point.then)
    if point.profile is None or monitoring is None:
        return dict(point.then[0])  # after a listed stage equilibrium every signal leads to the same
    chances = monitoring.chances(stage.index(point.profile))
    mixed: Chances = {}
    for signal, lottery in zip(monitoring.signals, point.then, strict=True):
        for j, p in lottery:
            mixed[j] = mixed.get(j, Fraction(0)) + chances.get(signal, Fraction(0)) * p
    return {j: p for j, p in mixed.items() if p}


def words_of(found: PayoffSet | PayoffRegion, k: int) -> str:
    """What is played at a point: the actions, or the chances of a listed stage equilibrium."""
    point = found.points[k]
    if point.profile is not None:
        return ", ".join(point.profile)
    assert point.equilibrium is not None
    mixed = found.stage_equilibria[point.equilibrium].profile
    return ",\n".join(fill(chances_in_words(as_lottery(entry)), 24) for entry in mixed)
