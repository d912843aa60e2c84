"""Which inequalities say something that the others do not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gametheory.frozen import FrozenMap
from gametheory.regions.necessary import negative_point
from gametheory.regions.programs import connected, lowest
from models.scenario import Scenario

__all__ = ["Redundancy", "redundancies"]


@dataclass(frozen=True)
class Redundancy:
    """
    Whether dropping one inequality changes the polytope.

    Parameters
    ----------
    name : str
        The inequality.
    by : mapping of str to Fraction
        Where it is redundant: the inequalities that imply it, each with how often it is added; the rest are signs of
        stakes.
    witness : mapping of str to Fraction
        Where it is not: a point that only this inequality excludes.
    """

    name: str
    by: FrozenMap[str, Fraction]
    witness: FrozenMap[str, Fraction]

    @property
    def is_redundant(self) -> bool:
        """Whether the others imply it."""
        return not self.witness

    def __str__(self) -> str:
        if not self.is_redundant:
            point = ", ".join(f"{stake} = {value}" for stake, value in self.witness.items())
            return f"{self.name}: dropping it lets in {point}"
        by = " + ".join(f"{times} x {name}" if times != 1 else name for name, times in self.by.items())
        return f"{self.name}: redundant, it follows from {by or 'the signs of stakes'}"


def redundancies(scenario: Scenario) -> tuple[Redundancy, ...]:
    """
    Ask of each inequality whether dropping it changes the polytope; exact.

    Parameters
    ----------
    scenario : Scenario
        The scenario, with whatever inequalities it keeps.

    Returns
    -------
    tuple of Redundancy
        One per inequality of the file that is kept.

    Examples
    --------
    >>> import models
    >>> [str(one) for one in redundancies(models.load("five-powers")) if one.is_redundant][1:]
    ['diversion_at_most_trade: redundant, it follows from supplying_pays_alone']
    """
    return tuple(_redundancy(scenario, name) for name in scenario.spec.inequalities if name in scenario.kept)


def _redundancy(scenario: Scenario, name: str) -> Redundancy:
    asked = scenario.inequality(name)
    bearing = connected(asked, scenario.polytope.without(name).inequalities)
    inside = FrozenMap((stake, scenario.reference[stake]) for one in (asked, *bearing) for stake in one.coefficients)
    found = lowest(asked, bearing, inside)
    if found.value is not None and found.value >= 0:
        by = ((one.name, times) for one, times in zip(bearing, found.multipliers, strict=True) if times)
        return Redundancy(name, FrozenMap((one, times) for one, times in by if one in scenario.kept), FrozenMap())
    return Redundancy(name, FrozenMap(), negative_point(asked, found, tuple(inside)))
