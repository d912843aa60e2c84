"""What can vary in a scenario: stakes, chances of its signals, discount factors; each with unit, meaning and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from models.chance_uses import refuse_other_uses
from models.errors import ModelError
from models.why import position_lines

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.symbolic import SymbolicMonitoring
    from models.scenario import Scenario

__all__ = ["about", "chances", "held", "seen"]

DISCOUNT = "discount"

Ranges = Mapping[str, tuple["Fraction", "Fraction"]]


def chances(scenario: Scenario) -> Mapping[str, Fraction]:
    """
    Name the chances in a scenario's signals.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    mapping of str to Fraction
        With their values; empty where actions are seen.
    """
    return {} if scenario.signals is None else scenario.signals.chances


def seen(scenario: Scenario, ranges: Ranges) -> PublicMonitoring | SymbolicMonitoring | None:
    """
    Give what is seen, with symbols for the chances.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    ranges : mapping of str to (Fraction, Fraction)
        The lowest and the highest value of whatever varies.

    Returns
    -------
    PublicMonitoring, SymbolicMonitoring or None
        None where actions are seen; numbers where chances are multiplied and none varies.

    Raises
    ------
    ModelError
        If a chance that varies leaves [0, 1], is multiplied by another, or stands outside the signals too.
    """
    if scenario.signals is None:
        return None
    moved = [name for name in chances(scenario) if name in ranges]
    for name in moved:
        low, high = ranges[name]
        if low < 0 or high > 1:
            raise ModelError(f"the chance {name} runs from {low} to {high}; give values from 0 to 1.")
    refuse_other_uses(scenario.spec, moved)
    return scenario.signals.symbolic if moved or not scenario.signals.multiplied else scenario.signals.public


def held(scenario: Scenario, varying: Iterable[str], stakes: Mapping[str, Any]) -> dict[str, Any]:
    """
    Give the value of whatever does not vary.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    varying : iterable of str
        What varies.
    stakes : mapping of str to number
        Values of stakes that differ from the reference.

    Returns
    -------
    dict of str to number
        Stakes, chances where they are symbols, and discount factors.
    """
    moved = set(varying)
    symbols = {} if scenario.signals is None or scenario.signals.multiplied else chances(scenario)
    told: dict[str, Any] = {**scenario.values(**stakes), **symbols}
    if not any(name.startswith(DISCOUNT) for name in moved):
        told[DISCOUNT] = scenario.spec.discount
    elif DISCOUNT not in moved:
        told |= {f"{DISCOUNT}[{actor}]": scenario.spec.discount for actor in scenario.actors.values()}
    return {name: value for name, value in told.items() if name not in moved}


def about(scenario: Scenario, name: str) -> dict[str, str]:
    """
    Give unit, meaning and sources of something that varies.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    name : str
        A stake, a chance, or a discount factor.

    Returns
    -------
    dict of str to str
        ``units``, ``long_name`` and ``provenance``.
    """
    if name in scenario.spec.stakes:
        return _of_stake(scenario, name)
    if name in chances(scenario):
        return _of_chance(scenario, name)
    return {"units": "1", "long_name": "discount factor", "provenance": scenario.spec.discount_reason}


def _of_chance(scenario: Scenario, name: str) -> dict[str, str]:
    feature = scenario.spec.features[name]
    assumed = [f"assumption: {feature.assumption}"] if feature.assumption else []
    file = f"in the file: {chances(scenario)[name]}"
    provenance = "\n".join([*assumed, *position_lines(feature.sources, ""), file])
    return {"units": "1 (probability)", "long_name": feature.meaning, "provenance": provenance}


def _of_stake(scenario: Scenario, name: str) -> dict[str, str]:
    stake = scenario.spec.stakes[name]
    unit = scenario.unit_of(name)
    of_reference = f"{unit} = {scenario.reference[unit]}" if unit else "its actor's payoff"
    sources = list(position_lines(stake.sources, ""))
    assumed = [f"assumption: {stake.assumption}"] if stake.assumption else []
    known = [f"known: {scenario.spec.inequalities[rule].holds} [{rule}]" for rule in scenario.inequalities_on(name)]
    return {
        "units": f"payoff of {stake.actor}, on the scale on which {of_reference}",
        "long_name": stake.meaning,
        "provenance": "\n".join([*assumed, *sources, *known]),
    }
