"""A scenario with other chances of its signals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gametheory.errors import UnknownNameError, closest
from gametheory.exact import exact
from models.build import build_scenario
from models.errors import ModelError
from models.signals import speaks_of

if TYPE_CHECKING:
    from fractions import Fraction

    from models.scenario import Scenario

__all__ = ["refuse_other_uses", "with_chances"]


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


def refuse_other_uses(scenario: Scenario, chances: Iterable[str]) -> None:
    """
    Refuse chances that stand outside the signals' own probabilities too: moving them there alone moves too little.

    Parameters
    ----------
    scenario : Scenario
        A scenario with signals.
    chances : iterable of str
        Names of chances that are to be moved as symbols.

    Raises
    ------
    ModelError
        If one of them is used by another feature, a payoff or a strategy's moves; the place is named.
    """
    for name in chances:
        speaks = speaks_of(name)
        for place, text in _expressions(scenario, name):
            if speaks(text):
                raise ModelError(
                    f"the chance {name} of {scenario.name} also stands in {place}, so it cannot vary in the signals "
                    "alone; give the signals a chance of their own, or load the scenario once per value with "
                    "models.chances.with_chances."
                )


def _expressions(scenario: Scenario, chance: str) -> Iterator[tuple[str, str]]:
    """Places with expressions, other than the probabilities of signals and the chance itself."""
    spec = scenario.spec
    yield from ((f"the feature {name}", of.value) for name, of in spec.features.items() if name != chance)
    yield from ((f"the payoff of {actor}", text) for actor, text in spec.payoffs.items())
    for name, strategy in spec.strategies.items():
        for state, of in strategy.states.items():
            yield from ((f"a move from {state!r} of {name}", move.when) for move in of.moves)
