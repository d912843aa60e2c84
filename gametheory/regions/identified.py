"""What observed play teaches about payoffs: if this is an equilibrium, each parameter lies between bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.polytope import LinearInequality
from gametheory.proofs.certificate import Certificate
from gametheory.regions.incentives import incentives
from gametheory.regions.outline import outline
from gametheory.regions.programs import Lowest, Point, lowest, margin
from gametheory.regions.statement import Statement
from gametheory.regions.writing import pairs, plain_point
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Bound", "IdentifiedSet", "Range", "identification", "identified_set"]


@dataclass(frozen=True)
class Bound(Jsonable):
    """
    One end of what a parameter can be.

    Parameters
    ----------
    value : Fraction or None
        The end, which is taken; None where there is no end.
    at : mapping of str to Fraction
        A point at which the end is taken, or from which the parameter goes without end along `ray`.
    ray : mapping of str to Fraction
        Where there is no end: a direction that keeps every inequality.
    binding : tuple of str
        Names of the inequalities and forms that put the end where it is.
    multipliers : tuple of Fraction
        How often each inequality, then each form, is added to prove it.
    """

    value: Fraction | None
    at: Point
    ray: Point
    binding: tuple[str, ...]
    multipliers: tuple[Fraction, ...]


@dataclass(frozen=True)
class Range(Jsonable):
    """
    What a parameter can be.

    Parameters
    ----------
    low, high : Bound
        The ends.
    """

    low: Bound
    high: Bound

    @property
    def is_point(self) -> bool:
        """Whether the parameter can have only one value."""
        return self.low.value is not None and self.low.value == self.high.value

    def __str__(self) -> str:
        low = "(-inf" if self.low.value is None else f"[{self.low.value}"
        high = "inf)" if self.high.value is None else f"{self.high.value}]"
        return f"{low}, {high}"


@dataclass(frozen=True)
class IdentifiedSet(Jsonable):
    """
    For each parameter, the smallest interval that holds its value wherever a statement is true.

    Parameters
    ----------
    statement : Incentives or Conditions
        What was observed to be true, and over which polytope.
    ranges : mapping of str to Range
        By parameter.
    prior : mapping of str to Range
        The same from the polytope alone, before anything was observed.
    """

    statement: Statement
    ranges: FrozenMap[str, Range]
    prior: FrozenMap[str, Range]

    @property
    def learnt(self) -> tuple[str, ...]:
        """The parameters whose range is narrower than the polytope's."""
        return tuple(name for name, of in self.ranges.items() if str(of) != str(self.prior[name]))

    def __getitem__(self, parameter: str) -> Range:
        return self.ranges[parameter]

    @property
    def certificate(self) -> Certificate:
        """Points and multipliers for each end, for `gametheory.verify`."""
        ends = [
            [name, sign, *_plain_end(end)]
            for name, of in self.ranges.items()
            for sign, end in ((1, of.low), (-1, of.high))
        ]
        return Certificate("identified_set", {**self.statement.plain(), "ends": ends})

    def __str__(self) -> str:
        return "; ".join(f"{name} in {of}" for name, of in self.ranges.items())


def identified_set(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
    parameters: Sequence[str] | None = None,
) -> IdentifiedSet:
    """
    Say between which bounds each parameter lies if a strategy is an equilibrium; exact.

    Where payoffs have no unit, whatever scales them up is an equilibrium too and the bounds tell little: fix a unit
    first, `family.within(family.polytope.fixed(profit=1))`.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope.
    automaton : Automaton
        The play that is taken to be an equilibrium.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `check_strategy`.
    parameters : sequence of str, optional
        Which parameters; by default all.

    Returns
    -------
    IdentifiedSet
        An interval per parameter, with the inequalities that bind at its ends; missing ends are told.

    Raises
    ------
    GameError
        If the strategy is an equilibrium nowhere in the polytope; `possible` gives the proof.

    Examples
    --------
    >>> from gametheory import GameFamily, LinearInequality, Polytope, regions, strategies
    >>> known = Polytope(["gain", "loss"], [LinearInequality({"gain": 1}, -1)])
    >>> family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
    >>> keep = strategies.Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
    >>> print(regions.identified_set(family, keep, discount="1/2"))
    gain in [1, inf); loss in [1, inf)
    """
    asked = incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips)
    return identification(asked, parameters)


def identification(
    statement: Statement, parameters: Sequence[str] | None = None, prior: Mapping[str, Range] | None = None
) -> IdentifiedSet:
    """
    Say between which bounds each parameter lies wherever a statement is true.

    Parameters
    ----------
    statement : Incentives or Conditions
        Forms that are not negative, over a polytope.
    parameters : sequence of str, optional
        Which parameters; by default all.
    prior : mapping of str to Range, optional
        Their ranges from the polytope alone, where they have been worked out before.

    Returns
    -------
    IdentifiedSet
        An interval per parameter.

    Raises
    ------
    GameError
        If the polytope is empty, what contradicts itself being named, or the statement is true nowhere in it.
    """
    names = statement.polytope.parameters
    chosen = names if parameters is None else tuple(parameters)
    for name in chosen:
        if name not in names:
            raise UnknownNameError(f"there is no parameter {name!r}. {closest(name, names)}")
    known = statement.polytope.inequalities
    if prior is None:
        outline(statement.polytope).refuse_empty()
    before = FrozenMap(_ranges(chosen, names, known, "the polytope is empty") if prior is None else prior)
    told = "the statement is true nowhere in the polytope; ask 'possible' for the proof, or drop an inequality"
    return IdentifiedSet(statement, FrozenMap(_ranges(chosen, names, [*known, *statement.forms], told)), before)


def _ranges(
    chosen: Sequence[str], names: Sequence[str], forms: Sequence[LinearInequality], told: str
) -> Iterator[tuple[str, Range]]:
    inside = margin(forms, limit=Fraction(0))
    if inside.value < 0:
        raise GameError(f"{told}.")
    full = FrozenMap((name, inside.point.get(name, Fraction(0))) for name in names)
    for name in chosen:
        low, high = (lowest(LinearInequality({name: sign}), forms, full) for sign in (1, -1))
        yield name, Range(_bound(low, 1, forms), _bound(high, -1, forms))


def _plain_end(end: Bound) -> list[Any]:
    value = None if end.value is None else exact_text(end.value)
    return [value, plain_point(end.at), plain_point(end.ray), pairs(end.multipliers)]


def _bound(found: Lowest, sign: int, forms: Sequence[LinearInequality]) -> Bound:
    value = None if found.value is None else sign * found.value
    used = zip(forms, found.multipliers, strict=False)
    return Bound(value, found.point, found.ray, tuple(one.name for one, times in used if times), found.multipliers)
