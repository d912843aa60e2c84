"""A scenario's critical discount factors as formulas, and which lever moves them most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy

from gametheory.equilibria.threshold import ThresholdFormula, threshold_formula
from gametheory.errors import GameError
from models.completion import complete
from models.describe import Table
from models.region_text import end_text, region_text
from models.scenario import Scenario

__all__ = ["Threshold", "lever_table", "threshold_table", "thresholds"]


@dataclass(frozen=True)
class Threshold:
    """
    One strategy's critical discount factor.

    Parameters
    ----------
    name, title : str
        The strategy.
    formula : ThresholdFormula
        Constraints, the binding one, the formula and the levers.
    """

    name: str
    title: str
    formula: ThresholdFormula


def thresholds(
    scenario: Scenario, stakes: Mapping[str, Any] | None = None, only: Iterable[str] = ()
) -> Iterator[Threshold]:
    """
    Write the critical discount factor of a scenario's strategies as formulas in its stakes and chances of signals.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    stakes : mapping of str to number, optional
        Values that differ from the reference; they settle which constraint binds.
    only : iterable of str, optional
        Names of strategies; by default all.

    Yields
    ------
    Threshold
        One per strategy.

    Examples
    --------
    >>> import models
    >>> told = next(thresholds(models.load("five-powers"), only=["reversion"]))
    >>> print(told.formula.binding.constraint)
    China must not gain by 'supply' in state 'compliance'
    """
    point = scenario.values(**(stakes or {}))
    game = scenario.stage(**point)
    seen = scenario.signals
    chances = {} if seen is None else dict(seen.chances)
    for name in only or scenario.plans:
        automaton = complete(scenario, name, game).automaton
        monitoring = None if seen is None else seen.symbolic
        formula = threshold_formula(scenario.family, automaton, at={**point, **chances}, monitoring=monitoring)
        yield Threshold(name, scenario.spec.strategies[name].title, formula)


def threshold_table(told: Iterable[Threshold]) -> Table:
    """
    List formulas, numbers and who binds.

    Parameters
    ----------
    told : iterable of Threshold
        The strategies.

    Returns
    -------
    Table
        One row per strategy.
    """
    rows = tuple((of.name, _formula(of.formula), _number(of.formula), _binding(of.formula)) for of in told)
    return Table("Critical discount factors", ("strategy", "delta* =", "at these stakes", "who binds"), rows)


def lever_table(told: Threshold) -> Table:
    """
    List the stakes that move a critical discount factor, the strongest lever first.

    Parameters
    ----------
    told : Threshold
        The strategy.

    Returns
    -------
    Table
        One row per stake or chance: its value, the elasticity, and how large it must be at a given discount factor.
    """
    rows = []
    for lever in told.formula.levers:
        effect = "less patience needed" if lever.derivative < 0 else "more patience needed"
        needed = _inverse(told.formula, lever.parameter)
        rows.append((lever.parameter, str(lever.value), f"{lever.elasticity:+.3f}", effect, needed))
    heads = ("stake", "value", "elasticity", "when it grows", "value at which the constraint just binds")
    return Table(f"What moves delta* of {told.name}, the strongest lever first", heads, tuple(rows))


def _formula(formula: ThresholdFormula) -> str:
    if formula.formula is not None:
        return str(formula.formula)
    if formula.binding is None:
        return "none"
    return f"root of {sympy.collect(formula.binding.condition, sympy.Symbol('delta', positive=True))} = 0"


def _number(formula: ThresholdFormula) -> str:
    if formula.threshold is None:
        return "no discount factor will do"
    if formula.binding is None:
        return f"holds for {region_text(formula.reference_region)}"
    return end_text(formula.threshold)


def _binding(formula: ThresholdFormula) -> str:
    return "nobody" if formula.binding is None else str(formula.binding.constraint)


def _inverse(formula: ThresholdFormula, stake: str) -> str:
    try:
        return str(formula.inverse(stake))
    except GameError as error:
        return f"no formula: {error}"
