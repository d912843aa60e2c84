"""Tables of a scenario and of its answers, as columns and rows of text; the command and the report render them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.best_response import best_responses
from gametheory.equilibria.discount_region import DiscountInterval, DiscountRegion, discount_region
from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
from gametheory.games.normal_form import NormalFormGame
from gametheory.proofs.algebraic import Algebraic, equation
from gametheory.proofs.verify import verify
from models.register import load_register
from models.scenario import Scenario

__all__ = [
    "Answer",
    "Table",
    "action_table",
    "answers",
    "end_text",
    "inequality_table",
    "payoff_table",
    "region_text",
    "stake_table",
    "strategy_table",
    "the_most_profiles_shown",
]

the_most_profiles_shown = 150


@dataclass(frozen=True)
class Table:
    """
    Columns and rows of text.

    Parameters
    ----------
    title : str
        What the table shows.
    columns : tuple of str
        Heads.
    rows : tuple of tuple of str
        One text per column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """
    What is known of one strategy.

    Parameters
    ----------
    name, title : str
        The strategy.
    region : DiscountRegion
        For which common discount factors it is an equilibrium; its proof has been rechecked.
    check : StrategyCheck
        The verdict at the discount factors asked about; its proof has been rechecked.
    """

    name: str
    title: str
    region: DiscountRegion
    check: StrategyCheck


def answers(
    scenario: Scenario, discount: Any = None, stakes: Mapping[str, Any] | None = None, only: Iterable[str] = ()
) -> Iterator[Answer]:
    """
    Solve a scenario's strategies and recheck every proof.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    discount : number, sequence or mapping, optional
        Discount factors for the verdict; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    only : iterable of str, optional
        Names of strategies; by default all.

    Yields
    ------
    Answer
        One per strategy.
    """
    repeated = scenario.repeated(discount, **(stakes or {}))
    for name in only or scenario.strategies:
        automaton = scenario.strategies[name]
        region, check = discount_region(repeated.stage, automaton), check_strategy(repeated, automaton)
        verify(region.certificate, repeated.stage)
        verify(check.certificate, repeated.stage)
        yield Answer(name, scenario.spec.strategies[name].title, region, check)


def places(names: Iterable[str]) -> str:
    """Document and lines of positions, each once, in the order given."""
    register = load_register()
    return " ".join(dict.fromkeys(str(register.positions[name].place) for name in names))


def action_table(scenario: Scenario) -> Table:
    """
    List actors and actions with their sources.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per action.
    """
    rows = [
        (scenario.actors[actor], scenario.actions[actor][action], of.meaning, places(of.sources) or "assumption")
        for actor, spec in scenario.spec.actors.items()
        for action, of in spec.actions.items()
    ]
    return Table("Actors and actions", ("actor", "action", "meaning", "source"), tuple(rows))


def stake_table(scenario: Scenario, stakes: Mapping[str, Fraction]) -> Table:
    """
    List stakes with their values and sources.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    stakes : mapping of str to Fraction
        Value of every stake.

    Returns
    -------
    Table
        One row per stake.
    """
    rows = [
        (
            name,
            scenario.actors[of.actor],
            str(stakes[name]) + (" (unit)" if of.numeraire else ""),
            of.meaning,
            " ".join(filter(None, [places(of.sources), "assumption" if of.assumption else ""])),
        )
        for name, of in scenario.spec.stakes.items()
    ]
    return Table("Stakes", ("stake", "actor", "value", "meaning", "source"), tuple(rows))


def inequality_table(scenario: Scenario) -> Table:
    """
    List what is known or assumed of stakes.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per inequality; that stakes are not negative is understood.
    """
    rows = [(name, of.holds, of.tag, of.reason, places(of.sources)) for name, of in scenario.spec.inequalities.items()]
    return Table("What is known of the stakes", ("name", "inequality", "tag", "reason", "source"), tuple(rows))


def payoff_table(game: NormalFormGame) -> Table:
    """
    List payoffs of every profile, best responses marked with a star.

    Parameters
    ----------
    game : NormalFormGame
        The game.

    Returns
    -------
    Table
        One row per profile; "equilibrium" in the last column where every entry has a star.
    """
    marks = best_responses(game)
    rows = []
    for profile in game.profiles():
        index = game.index(profile)
        best = marks[index]
        payoffs = (f"{x}{'*' if mark else ''}" for x, mark in zip(game.payoff_at(index), best, strict=True))
        rows.append((*profile, *payoffs, "equilibrium" if best.all() else ""))
    heads = (*game.actors, *(f"to {actor}" for actor in game.actors), "")
    return Table("Payoffs (* best response)", heads, tuple(rows))


def end_text(end: Fraction | Algebraic) -> str:
    """
    Write the end of an interval exactly, with a decimal where that helps.

    Parameters
    ----------
    end : Fraction or Algebraic
        The end.

    Returns
    -------
    str
        Such as "3/4" or "0.816496581 (root of 3x^2 - 2)".
    """
    if isinstance(end, Algebraic):
        return f"{end} (root of {equation(end.polynomial)})"
    return str(end) if end.denominator <= 1000 else f"{float(end):.9g} = {end}"


def region_text(intervals: Iterable[DiscountInterval]) -> str:
    """
    Write a region with exact ends.

    Parameters
    ----------
    intervals : iterable of DiscountInterval
        Its intervals.

    Returns
    -------
    str
        Such as "[3/4, 1)".
    """
    return " and ".join(_interval_text(interval) for interval in intervals) or "none"


def _interval_text(interval: DiscountInterval) -> str:
    low, high = end_text(interval.low), end_text(interval.high)
    if interval.low == interval.high:
        return "{" + low + "}"
    return f"{'[' if interval.low_closed else '('}{low}, {high}{']' if interval.high_closed else ')'}"


def strategy_table(solved: Iterable[Answer]) -> Table:
    """
    List strategies with their regions and verdicts.

    Parameters
    ----------
    solved : iterable of Answer
        The answers.

    Returns
    -------
    Table
        One row per strategy.
    """
    rows = [(of.name, region_text(of.region), _binding(of.region), str(of.check), "rechecked") for of in solved]
    heads = ("strategy", "equilibrium for discount factors in", "who binds", "at the discount factor asked", "proof")
    return Table("Strategies", heads, tuple(rows))


def _binding(region: DiscountRegion) -> str:
    told = [
        f"{side} {end_text(end)}: {binding}"
        for interval in region
        for side, end, binding in (
            ("below", interval.low, interval.low_binding),
            ("above", interval.high, interval.high_binding),
        )
        if binding
    ]
    return "; ".join(told) or "nobody"
