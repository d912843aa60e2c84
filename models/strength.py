"""How strongly a statement holds over all payoffs consistent with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.regions import Conditions, Outline, Sample, necessity, outline, possibility, share_interval
from models.sampling import with_units
from models.scenario import Scenario
from models.statements import Statement

__all__ = ["Strength", "strength"]


class Kind(Enum):
    """How strongly a statement holds."""

    BY_CONSTRUCTION = "by construction"
    PROVED = "proved"
    POSSIBLE = "possible, not necessary"
    KNIFE_EDGE = "knife edge"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Strength:
    """
    A statement with how strongly it holds.

    Parameters
    ----------
    statement : Statement
        What is said.
    kind : Kind
        By construction: the signs of stakes alone make it true, coefficient by coefficient. Proved: it follows from the
        inequalities, by an exact combination of them. Possible: there is an exact point where it holds strictly and one
        where it fails. Knife edge: it holds only where something is exactly equal. Impossible: it holds nowhere.
    uses : tuple of str
        The inequalities that the proof adds up.
    holds, draws : int
        In how many draws it holds, of how many; draws without a conflict are left out where that is asked.
    at_point : bool
        Whether it holds at the values asked about.
    counterexample : mapping of str to Fraction
        An exact point of the polytope where it fails; empty where there is none.
    """

    statement: Statement
    kind: Kind
    uses: tuple[str, ...]
    holds: int
    draws: int
    at_point: bool
    counterexample: FrozenMap[str, Fraction]

    @property
    def label(self) -> str:
        """The strength in words, with what it rests on."""
        if self.kind is Kind.BY_CONSTRUCTION:
            return "by construction: it follows from the signs of the stakes alone"
        if self.kind is Kind.PROVED:
            return f"proved for every payoff consistent with the inequalities; it uses {', '.join(self.uses)}"
        if self.kind is Kind.POSSIBLE:
            return f"possible, not necessary: {share_text(self.holds, self.draws)}"
        if self.kind is Kind.KNIFE_EDGE:
            return "knife edge: it holds only where some stakes are exactly equal"
        return "impossible: no payoff consistent with the inequalities makes it true"


def strength(
    scenario: Scenario,
    statement: Statement,
    sample: Sample,
    stakes: Mapping[str, Fraction] | None = None,
    only: NDArray[np.bool_] | None = None,
) -> Strength:
    """
    Say how strongly a statement holds.

    Parameters
    ----------
    scenario : Scenario
        The scenario, with whatever inequalities it keeps.
    statement : Statement
        What is asked.
    sample : Sample
        Draws from its polytope.
    stakes : mapping of str to Fraction, optional
        The point asked about; by default the reference.
    only : numpy.ndarray of bool, optional
        The draws to count, for example those with a conflict.

    Returns
    -------
    Strength
        Exact, except for the share, which is that of the draws.
    """
    point = stakes or scenario.reference
    at_point = all(form.slack(point) >= 0 for form in statement.forms)
    true = holds(statement, sample)
    counted = np.ones(len(sample), dtype=bool) if only is None else only
    counts = (int((true & counted).sum()), int(counted.sum()))
    if all(_by_signs(form) for form in statement.forms):
        return Strength(statement, Kind.BY_CONSTRUCTION, (), *counts, at_point, FrozenMap())
    uses, counterexample = _proof(scenario, statement) if true.all() else ((), sample.point(int(np.argmin(true))))
    if not counterexample:
        return Strength(statement, Kind.PROVED, uses, *counts, at_point, FrozenMap())
    return Strength(statement, _not_proved(scenario, statement, sample), (), *counts, at_point, counterexample)


def holds(statement: Statement, sample: Sample, strictly: bool = False) -> NDArray[np.bool_]:
    """
    Say in which draws a statement holds, in exact integers.

    Parameters
    ----------
    statement : Statement
        What is asked.
    sample : Sample
        The draws.
    strictly : bool, default: False
        Whether every form must be above zero.

    Returns
    -------
    numpy.ndarray of bool
        One entry per draw.
    """
    return sample.holds(statement.forms, strictly=strictly)


def share_text(holding: int, draws: int, where: str = "draws") -> str:
    """A share with its interval, in words."""
    if not draws:
        return f"no {where} to count"
    low, high = share_interval(holding, draws)
    return f"in {holding} of {draws} {where} ({holding / draws:.0%}; 95% interval {low:.0%} to {high:.0%})"


def _by_signs(form: LinearInequality) -> bool:
    return form.constant >= 0 and all(x >= 0 for x in form.coefficients.values())


def _proof(scenario: Scenario, statement: Statement) -> tuple[tuple[str, ...], FrozenMap[str, Fraction]]:
    """The inequalities that imply every form, or a point of the polytope where one fails."""
    found = necessity(Conditions(scenario.polytope, statement.forms), _shape(scenario.polytope))
    if not found.holds:
        return (), found.counterexample
    return tuple(name for name in found.uses if name in scenario.kept), FrozenMap()


def _not_proved(scenario: Scenario, statement: Statement, sample: Sample) -> Kind:
    """Possible where some draw, or else some point of the polytope, makes every form positive."""
    if holds(statement, sample, strictly=True).any():
        return Kind.POSSIBLE
    polytope = with_units(scenario)
    found = possibility(Conditions(polytope, statement.forms), _shape(polytope))
    if found.is_impossible:
        return Kind.IMPOSSIBLE
    return Kind.POSSIBLE if found.strict else Kind.KNIFE_EDGE


@lru_cache(maxsize=32)
def _shape(polytope: Polytope) -> Outline:
    """A polytope's outline, which many statements share."""
    return outline(polytope)
