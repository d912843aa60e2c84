"""A scenario with other chances of its signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gametheory.errors import UnknownNameError, closest
from gametheory.exact import exact
from models.build import build_scenario
from models.errors import ModelError

if TYPE_CHECKING:
    from fractions import Fraction

    from models.scenario import Scenario

__all__ = ["with_chances"]


def with_chances(scenario: Scenario, chances: Mapping[str, Any]) -> Scenario:
    """
    Put other chances into a scenario's signals, and wherever else its file uses them.

    Parameters
    ----------
    scenario : Scenario
        A scenario from a file, with signals.
    chances : mapping of str to number
        Values strictly between 0 and 1 that differ from the file's.

    Returns
    -------
    Scenario
        The scenario that the file with these numbers would give; inequalities that were dropped stay dropped.

    Raises
    ------
    UnknownNameError
        If there is no such chance.
    ModelError
        If a value is not strictly between 0 and 1, or the scenario comes from no file.

    Examples
    --------
    >>> import models
    >>> moved = with_chances(models.load("bank-delisting"), {"flag_full": "9/10"})
    >>> moved.signals.chances["flag_full"]
    Fraction(9, 10)
    """
    known = {} if scenario.signals is None else scenario.signals.chances
    told = {name: _chance(name, value, known) for name, value in chances.items()}
    if all(known[name] == value for name, value in told.items()):
        return scenario
    if scenario.path is None:
        raise ModelError(f"{scenario.name} comes from no file; load it with models.load to change its chances.")
    sizes = {group: len(members) for group, members in scenario.groups.items()}
    built = build_scenario(scenario.path, scenario.parts, sizes, {**known, **told}, own=scenario.copies)
    return replace(built, polytope=scenario.polytope)


def _chance(name: str, value: Any, known: Mapping[str, Fraction]) -> Fraction:
    if name not in known:
        raise UnknownNameError(f"the signals have no chance {name!r}. {closest(name, known)}")
    number = exact(value, f"the chance {name}")
    if not 0 < number < 1:
        raise ModelError(f"the chance {name} is {value}; give a number strictly between 0 and 1.")
    return number
