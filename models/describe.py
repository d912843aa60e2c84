"""Tables of a scenario and of its answers, as columns and rows of text; the command and the report render them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gametheory.equilibria.best_response import best_responses
from gametheory.games.normal_form import NormalFormGame
from models.redundancy import redundancies
from models.region_text import binding_text, region_text
from models.register import load_register
from models.scenario import Scenario
from models.solving import Answer

__all__ = [
    "Table",
    "action_table",
    "hit_table",
    "inequality_table",
    "payoff_table",
    "places",
    "signal_table",
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


def places(names: Iterable[str]) -> str:
    """
    Name document and lines of positions, each once, in the order given.

    Parameters
    ----------
    names : iterable of str
        Position ids.

    Returns
    -------
    str
        Such as "001:3 003:19".
    """
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
            scenario.actors.get(of.actor, f"every {of.actor}"),
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
    redundant = {one.name for one in redundancies(scenario) if one.is_redundant}
    rows = [
        (name, of.holds, of.tag + (", redundant" if name in redundant else ""), of.reason, places(of.sources))
        for name, of in scenario.spec.inequalities.items()
        if name in scenario.kept
    ]
    return Table("What is known of the stakes", ("name", "inequality", "tag", "reason", "source"), tuple(rows))


def hit_table(scenario: Scenario) -> Table:
    """
    List when instruments bite.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per instrument; whether the one hit can escape it in the same period is worked out from the payoff.
    """
    rows = []
    for name, hit in scenario.spec.hits.items():
        owner = scenario.spec.stakes[hit.stake].actor
        victim = scenario.groups.get(owner, (owner,))[0]
        lost, axis = scenario.forms[victim].terms[hit.stake], list(scenario.actors).index(victim)
        escapes = lost.ndim > 0 and lost.shape[axis] > 1 and bool((lost != lost.take([0], axis=axis)).any())
        told = "only while it acts so itself" if escapes else "whatever it does in that period"
        rows.append((name, hit.stake, hit.when, f"{scenario.actors[victim]}: {told}", hit.reason, places(hit.sources)))
    return Table(
        "When instruments bite", ("instrument", "takes", "when", "who is hit", "reason", "source"), tuple(rows)
    )


def signal_table(scenario: Scenario) -> Table:
    """
    List the declared signals.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per signal.
    """
    rows = [
        (
            name,
            of.meaning,
            " ".join(of.probability.split()),
            " ".join(filter(None, [places(of.sources), of.assumption])),
        )
        for name, of in scenario.spec.signals.items()
    ]
    return Table("Signals", ("signal", "what is seen", "probability", "source"), tuple(rows))


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
    rows = [(of.name, region_text(of.region), binding_text(of.region), str(of.check), "rechecked") for of in solved]
    heads = ("strategy", "equilibrium for discount factors in", "who binds", "at the discount factor asked", "proof")
    return Table("Strategies", heads, tuple(rows))
