"""Which inequalities say something that the others do not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gametheory.frozen import FrozenMap
from models.exact_lp import connected, implies, lowest
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
        Where it is redundant: the inequalities that imply it, each with how often it is added. Checked coefficient by
        coefficient.
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
    others = [scenario.inequality(other) for other in scenario.spec.inequalities if other in scenario.kept - {name}]
    bearing = connected(asked, others)
    found = lowest(asked, bearing)
    if found.value is not None and found.value >= 0:
        assert implies(bearing, found.multipliers, asked)
        by = zip(bearing, found.multipliers, strict=True)
        return Redundancy(name, FrozenMap((item.name, times) for item, times in by if times), FrozenMap())
    return Redundancy(name, FrozenMap(), found.point)
