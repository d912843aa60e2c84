"""The exact set of discount factors for which a strategy is an equilibrium for every payoff of a polytope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from gametheory.equilibria.discount_region import DiscountInterval, discount_region
from gametheory.errors import GameError
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.proofs.certificate import Certificate
from gametheory.regions.outline import outline
from gametheory.regions.programs import Point, connected_names
from gametheory.regions.vertices import corners
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.noise import read_slips

__all__ = ["DiscountSet", "discounts_for_all"]

Intervals = tuple[DiscountInterval, ...]


@dataclass(frozen=True)
class DiscountSet(Jsonable):
    """
    For which common discount factors a strategy is an equilibrium for every parameter of a polytope.

    Parameters
    ----------
    family : GameFamily
        The games, with what is known of their parameters.
    automaton : Automaton
        The strategy.
    intervals : tuple of DiscountInterval
        Disjoint, in increasing order, with exact ends; empty where it is an equilibrium for all at no discount factor.
    corners : int
        How many games, one for each corner of the polytope as each actor sees it, the set is the intersection of.
    monitoring : PublicMonitoring or None
        What is seen; None where actions are.
    slips : tuple of Fraction
        Probability per actor of playing something else by mistake; empty for none.
    """

    family: GameFamily
    automaton: Automaton
    intervals: Intervals
    corners: int
    monitoring: PublicMonitoring | None = None
    slips: tuple[Fraction, ...] = ()

    @property
    def certificate(self) -> Certificate:
        """
        Why the set is this one, for `gametheory.verify`; worked out when it is asked for.

        On the set every constraint is a sum of known inequalities whose multipliers are polynomials in the discount
        factor, not negative there; off it some constraint fails at a corner, or along a direction without end.
        """
        from gametheory.regions.discount_proof import discount_certificate  # loads SymPy

        return discount_certificate(self)

    def __iter__(self) -> Iterator[DiscountInterval]:
        return iter(self.intervals)

    def __contains__(self, discount: Any) -> bool:
        return any(discount in interval for interval in self.intervals)

    def __str__(self) -> str:
        return " and ".join(map(str, self.intervals)) or "no discount factor"


def discounts_for_all(
    family: GameFamily,
    automaton: Automaton,
    *,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
    most: int = 300,
) -> DiscountSet:
    """
    Find exactly for which discount factors a strategy is an equilibrium for every parameter of a polytope.

    Constraints are linear in the parameters, so they hold on the whole polytope exactly when they hold at its corners
    and along its extreme rays. Each of these is one game, and the set is the intersection of their discount regions.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope that contains no whole line.
    automaton : Automaton
        The strategy.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `discount_region`.
    most : int, default: 300
        The largest number of corners to look at.

    Returns
    -------
    DiscountSet
        The set with exact ends, and its certificate.

    Raises
    ------
    GameError
        If the polytope is empty, contains whole lines, or has too many corners; ask `discount_levels` then.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, regions, strategies
    >>> R, T = sympy.symbols("R T")
    >>> family = GameFamily.from_expressions(
    ...     [[[R, R], [0, T]], [[T, 0], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"T": 1, "R": -1}), LinearInequality({"R": 3, "T": -1}), LinearInequality({"R": 1})])
    >>> print(regions.discounts_for_all(family, strategies.reversion(("C", "C"), ("D", "D"))))
    [2/3, 1)
    """
    inside = outline(family.polytope).refuse_empty().inside
    found: Intervals = (DiscountInterval(Fraction(0), Fraction(1), False, False),)
    count = 0
    for i, actor in enumerate(family.actors):
        for game in _games(family, i, inside):
            count += 1
            if count > most:
                raise GameError(f"the polytope has more than {most} corners; raise 'most', or ask discount_levels.")
            found = _both(found, discount_region(game, automaton, monitoring=monitoring, slips=slips).of(actor))
    mistakes = read_slips(slips, family.part(None))
    return DiscountSet(family, automaton, found, count, as_monitoring(monitoring), mistakes)


def _games(family: GameFamily, i: int, inside: Point) -> Iterator[NormalFormGame]:
    """One game for each corner and extreme ray of the parameters that bear on one actor's payoffs."""
    own = {family.polytope.parameters[column - 1] for column in family.own_columns[i][1:]}
    names, known = connected_names(own, family.polytope.inequalities)
    ordered = [name for name in family.polytope.parameters if name in names]
    points, ways = corners(known, ordered)
    for point in points:
        yield _game(family, {**inside, **point}, 1)
    for way in ways:
        yield _game(family, way, 0)


def _game(family: GameFamily, values: Any, constant: int) -> NormalFormGame:
    row = [Fraction(constant), *(values.get(name, Fraction(0)) for name in family.polytope.parameters)]
    table = family.coefficients @ np.array(row, dtype=object)
    return NormalFormGame(table, actors=family.actors, actions=family.actions)


def _both(one: Intervals, two: Intervals) -> Intervals:
    """What two sets of intervals share."""
    shared = (_overlap(a, b) for a in one for b in two)
    return tuple(interval for interval in shared if interval is not None)


def _overlap(a: DiscountInterval, b: DiscountInterval) -> DiscountInterval | None:
    low = max((a, b), key=lambda x: _Low(x))
    high = min((a, b), key=lambda x: _High(x))
    if high.high < low.low or (high.high == low.low and not (low.low_closed and high.high_closed)):
        return None
    return DiscountInterval(low.low, high.high, low.low_closed, high.high_closed, low.low_bindings, high.high_bindings)


@dataclass(frozen=True)
class _Low:
    """Orders intervals by where they begin; an open end begins later than a closed one at the same place."""

    of: DiscountInterval

    def __lt__(self, other: _Low) -> bool:
        if self.of.low == other.of.low:
            return self.of.low_closed and not other.of.low_closed
        return bool(self.of.low < other.of.low)


@dataclass(frozen=True)
class _High:
    """Orders intervals by where they end; an open end ends earlier than a closed one at the same place."""

    of: DiscountInterval

    def __lt__(self, other: _High) -> bool:
        if self.of.high == other.of.high:
            return other.of.high_closed and not self.of.high_closed
        return bool(self.of.high < other.of.high)
