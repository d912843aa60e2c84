"""A game with public signals, in units in which every actor's payoffs run from 0 to 1: options, and what tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.equilibria.sets.table import Table, read_table

if TYPE_CHECKING:
    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.repeated import RepeatedGame

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Temptation:
    """A deviation: whose, by how much it moves the signals' chances, and its gain today, (1-d)/d times the payoffs'."""

    actor: int
    shift: Vector
    gain: Fraction


@dataclass(frozen=True)
class Option:
    """
    What may be played in a period: numbers from -1 downwards are listed equilibria.

    These, and profiles that nobody gains by leaving, are options without temptations: nothing needs to be told apart.

    Signals whose chances are proportional under the profile and under every deviation of one actor are one group.
    Replacing the continuations after them by their average, with weights in that proportion, changes no expectation; it
    lies in the same convex sets. So what follows them may be taken to be the same. Signals that neither the profile nor
    a single deviation leads to are in no group; anything may follow them.
    """

    number: int
    payoff: Vector
    groups: tuple[tuple[int, ...], ...]
    chances: Vector
    temptations: tuple[Temptation, ...]


@dataclass(frozen=True)
class PublicTable:
    """Everything in units: options, and the units themselves."""

    units: Table
    options: tuple[Option, ...]
    signals: tuple[str, ...]

    @property
    def discount(self) -> Vector:
        """One discount factor per actor."""
        return self.units.discount

    @property
    def is_common(self) -> bool:
        """Whether all actors share one discount factor."""
        return len(set(self.discount)) == 1


def read_public_table(repeated: RepeatedGame, equilibria: Sequence[StageEquilibrium]) -> PublicTable:
    """Read off everything exactly; profiles that no continuation can support are left out."""
    monitoring = repeated.monitoring
    assert monitoring is not None
    units = read_table(repeated, equilibria)
    everything = tuple(range(len(monitoring.signals)))
    options = [Option(-1 - k, e, (everything,), (Fraction(1),), ()) for k, e in enumerate(units.equilibria)]
    for number in range(len(units.payoffs)):
        option = _option(units, monitoring, number)
        if all(t.gain <= 0 or any(t.shift) for t in option.temptations):
            options.append(option)
        if all(t.gain <= 0 for t in option.temptations) and option.payoff not in units.equilibria:
            options.append(Option(number, option.payoff, (everything,), (Fraction(1),), ()))
    return PublicTable(units, tuple(options), monitoring.signals)


def _option(units: Table, monitoring: PublicMonitoring, number: int) -> Option:
    deviations = list(_deviations(monitoring.shape, number))
    rows = [monitoring.rows[number], *(monitoring.rows[k] for _, k in deviations)]
    groups = _groups(rows)
    merged = [tuple(sum((row[y] for y in group), Fraction(0)) for group in groups) for row in rows]
    temptations = []
    for (i, k), row in zip(deviations, merged[1:], strict=True):
        d = units.discount[i]
        gain = (1 - d) / d * (units.payoffs[k][i] - units.payoffs[number][i])
        shift = tuple(p - q for p, q in zip(row, merged[0], strict=True))
        if gain > 0 or any(shift):
            temptations.append(Temptation(i, shift, gain))
    return Option(number, units.payoffs[number], groups, merged[0], tuple(temptations))


def _deviations(shape: Sequence[int], number: int) -> Iterator[tuple[int, int]]:
    """Per actor and other action of its own: the actor, and the number of the profile that results."""
    stride = 1
    for i in reversed(range(len(shape))):
        own = number // stride % shape[i]
        for a in range(shape[i]):
            if a != own:
                yield i, number + (a - own) * stride
        stride *= shape[i]


def _groups(rows: Sequence[Sequence[Fraction]]) -> tuple[tuple[int, ...], ...]:
    found: dict[tuple[Fraction, ...], list[int]] = {}
    for y in range(len(rows[0])):
        column = [row[y] for row in rows]
        total = sum(column)
        if total:
            found.setdefault(tuple(p / total for p in column), []).append(y)
    return tuple(tuple(group) for group in found.values())
