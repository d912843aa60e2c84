"""Statements about payoffs, as linear forms in stakes that must not be negative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.games.polytope import LinearInequality
from gametheory.regions import Incentives, incentives
from gametheory.strategies.automaton import Automaton
from models.knowledge import read_inequality
from models.questions import others_where
from models.scenario import Scenario
from models.schema_questions import ClaimSpec

__all__ = [
    "Statement",
    "claim_statement",
    "comparison_statement",
    "conflict_statement",
    "dominance_statement",
    "equilibrium_statement",
    "strategy_incentives",
    "strategy_statement",
]


@dataclass(frozen=True)
class Statement:
    """
    Something that holds at a point of the stakes when all its forms are not negative there.

    Parameters
    ----------
    text : str
        The statement in words.
    forms : tuple of LinearInequality
        Distinct; a form that is zero everywhere is left out.
    """

    text: str
    forms: tuple[LinearInequality, ...]


def _distinct(stakes: tuple[str, ...], table: Iterable[tuple[Any, ...]], name: str) -> tuple[LinearInequality, ...]:
    """One inequality per direction: rows that are positive multiples say the same."""
    found: dict[tuple[Fraction, ...], LinearInequality] = {}
    for row in dict.fromkeys(table):
        largest = max((abs(x) for x in row), default=0)
        if largest:
            key = tuple(Fraction(x) / largest for x in row)
            coefficients = dict(zip(stakes, row[1:], strict=True))
            found.setdefault(key, LinearInequality(coefficients, row[0], name))
    return tuple(found.values())


def claim_statement(scenario: Scenario, name: str) -> Statement:
    """
    Turn a claim of the file into forms.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    name : str
        The claim.

    Returns
    -------
    Statement
        One form per profile of the others (and per action held against).
    """
    claim = scenario.spec.claims[name]
    names = scenario.actions[claim.actor]
    who, over = scenario.actors[claim.actor], claim.over or tuple(a for a in names if a != claim.action)
    against = " or ".join(f"'{names[action]}'" for action in over)
    where = "" if claim.when == "1 == 1" else f" whenever {claim.when}"
    if claim.shift:
        moved = " and ".join(
            f"{scenario.actors[a]} plays '{scenario.actions[a][new]}' rather than '{scenario.actions[a][old]}'"
            for a, (old, new) in claim.shift.items()
        )
        text = f"{who} has at least as much to gain from '{names[claim.action]}' over {against} when {moved}{where}"
    else:
        text = f"{who} does at least as well by '{names[claim.action]}' as by {against}{where}"
    stakes, table = scenario.own_rows[claim.actor]
    found = (row for other in over for row in _gains(scenario, claim, other, table))
    return Statement(text, _distinct(stakes, found, name))


def _gains(scenario: Scenario, claim: ClaimSpec, other: str, table: NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """What the claimed action gains over another at every profile of the others that is meant."""
    actors = list(scenario.actors)
    axis, own = actors.index(claim.actor), list(scenario.actions[claim.actor])
    gain = np.take(table, [own.index(claim.action)], axis=axis) - np.take(table, [own.index(other)], axis=axis)
    where = others_where(scenario.scope, claim.actor, claim.when)
    if claim.shift:
        gain = _shifted(scenario, claim, gain, 1) - _shifted(scenario, claim, gain, 0)
        where = _shifted(scenario, claim, where, 0) & _shifted(scenario, claim, where, 1)
    for row in gain[where]:
        yield tuple(row)


def _shifted(scenario: Scenario, claim: ClaimSpec, table: NDArray[Any], side: int) -> NDArray[Any]:
    for actor, pair in claim.shift.items():
        axis = list(scenario.actors).index(actor)
        table = np.take(table, [list(scenario.actions[actor]).index(pair[side])], axis=axis)
    return table


def comparison_statement(scenario: Scenario, name: str) -> Statement:
    """
    Turn a comparison of the file into a form.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    name : str
        The comparison.

    Returns
    -------
    Statement
        Its one inequality.
    """
    asked = scenario.spec.comparisons[name]
    return Statement(asked.holds, (read_inequality(name, asked.holds, scenario.stakes),))


def conflict_statement(scenario: Scenario) -> Statement | None:
    """
    Say when there is no conflict.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Statement or None
        That the target, left alone, complies; None where the file does not say what a conflict is.
    """
    told = scenario.spec.conflict
    if told is None:
        return None
    claim = ClaimSpec("", told.target, told.complies, (), told.when)
    stakes, table = scenario.own_rows[told.target]
    others = [action for action in scenario.actions[told.target] if action != told.complies]
    found = (row for other in others for row in _gains(scenario, claim, other, table))
    name = scenario.actors[told.target]
    return Statement(f"{name}, left alone ({told.when}), complies", _distinct(stakes, found, "no conflict"))


def dominance_statement(scenario: Scenario, actor: str, action: str, other: str) -> Statement:
    """
    Say that one action is never worse than another, played once.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    actor, action, other : str
        Whose actions; the better and the worse.

    Returns
    -------
    Statement
        One form per profile of the others.
    """
    stakes, table = scenario.own_rows[actor]
    found = _gains(scenario, ClaimSpec("", actor, action), other, table)
    names = scenario.actions[actor]
    text = f"'{names[other]}' is dominated by '{names[action]}' for {scenario.actors[actor]}, played once"
    return Statement(text, _distinct(stakes, found, f"{actor}: {action} over {other}"))


def equilibrium_statement(scenario: Scenario, profile: tuple[str, ...]) -> Statement:
    """
    Say that a profile is an equilibrium, played once.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    profile : tuple of str
        Names of actions.

    Returns
    -------
    Statement
        One form per deviation.
    """
    index = tuple(list(of.values()).index(name) for of, name in zip(scenario.actions.values(), profile, strict=True))
    forms: list[LinearInequality] = []
    for i, actor in enumerate(scenario.actors):
        stakes, table = scenario.own_rows[actor]
        others: tuple[Any, ...] = (*index[:i], slice(None), *index[i + 1 :])
        line = table[others]
        forms += _distinct(stakes, (tuple(line[index[i]] - row) for row in line), actor)
    told = ", ".join(f"{actor}: {action}" for actor, action in zip(scenario.actors.values(), profile, strict=True))
    return Statement(f"({told}) is an equilibrium of the game played once", tuple(forms))


def strategy_statement(scenario: Scenario, automaton: Automaton, discount: Fraction, text: str) -> Statement:
    """
    Say that a strategy is an equilibrium at a common discount factor.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    automaton : Automaton
        The strategy, pure and with pure moves, nothing left open.
    discount : Fraction
        The discount factor.
    text : str
        What to call it.

    Returns
    -------
    Statement
        One form per state, actor and one-shot deviation: what following gains over departing.
    """
    asked = strategy_incentives(scenario, automaton, discount)
    rows = {(form.coefficients, form.constant): form for form in asked.forms if form.coefficients or form.constant}
    return Statement(text, tuple(rows.values()))


def strategy_incentives(scenario: Scenario, automaton: Automaton, discount: Any) -> Incentives:
    """
    Write what it takes for a strategy to be an equilibrium as inequalities in a scenario's stakes.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    automaton : Automaton
        The strategy, nothing left open.
    discount : number, sequence or mapping
        Discount factors.

    Returns
    -------
    Incentives
        One inequality per state, actor and other action.
    """
    return incentives(scenario.family, automaton, discount=discount, monitoring=scenario.monitoring)
