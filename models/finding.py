"""Sentences about a scenario, rendered from results: each with how strongly it holds and over what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.discount_region import DiscountInterval
from gametheory.equilibria.pure import pure_equilibria
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.regions import Sample
from models.detection import detection
from models.region_text import end_text, region_text
from models.scenario import Scenario
from models.solving import Answer
from models.statements import (
    Statement,
    claim_statement,
    comparison_statement,
    conflict_statement,
    dominance_statement,
    equilibrium_statement,
    strategy_statement,
)
from models.strength import Kind, Strength, holds, share_text, strength

__all__ = ["Finding", "findings"]

_MOST_EQUILIBRIA = 3
_MOST_WORK = 60_000  # completions times profiles, so that shares stay quick


@dataclass(frozen=True)
class Finding:
    """
    One thing that comes out.

    Parameters
    ----------
    sentence : str
        What.
    strength : str
        How strongly it holds, and over which payoffs.
    asks : str
        The question that it answers, where the file asks one.
    """

    sentence: str
    strength: str
    asks: str = ""

    def __str__(self) -> str:
        asked = f"{self.asks} " if self.asks else ""
        return f"{asked}{self.sentence} [{self.strength}]"


def findings(
    scenario: Scenario, solved: Sequence[Answer], sample: Sample, stakes: Mapping[str, Fraction] | None = None
) -> tuple[Finding, ...]:
    """
    Say what comes out of a scenario.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    solved : sequence of Answer
        Its strategies, solved at the point asked about.
    sample : Sample
        Draws from its polytope.
    stakes : mapping of str to Fraction, optional
        The point asked about; by default the reference.

    Returns
    -------
    tuple of Finding
        Equilibria played once, conflict, dominated actions, strategies, then the file's claims and comparisons.
    """
    return tuple(_Findings(scenario, tuple(solved), sample, FrozenMap(stakes or scenario.reference)).told())


class _Findings:
    def __init__(
        self, scenario: Scenario, solved: tuple[Answer, ...], sample: Sample, point: FrozenMap[str, Fraction]
    ) -> None:
        self.scenario, self.solved, self.sample, self.point = scenario, solved, sample, point
        told = conflict_statement(scenario)
        self.conflict: NDArray[np.bool_] | None = None if told is None else ~holds(told, sample)
        self.no_conflict = told

    def told(self) -> Iterator[Finding]:
        yield from self.equilibria()
        yield from self.conflicts()
        yield from self.dominated()
        yield from self.strategies()
        yield from self.patience()
        yield from self.detection()
        for name, claim in self.scenario.spec.claims.items():
            yield self.asked(claim_statement(self.scenario, name), claim.asks)
        for name, comparison in self.scenario.spec.comparisons.items():
            yield self.asked(comparison_statement(self.scenario, name), comparison.asks)

    def of(self, statement: Statement, only: NDArray[np.bool_] | None = None) -> Strength:
        return strength(self.scenario, statement, self.sample, self.point, only)

    def asked(self, statement: Statement, asks: str = "") -> Finding:
        found = self.of(statement)
        return Finding(sentence(found), found.label, asks)

    def equilibria(self) -> Iterator[Finding]:
        profiles = list(pure_equilibria(self.scenario.stage(**self.point)))
        if not profiles:
            yield Finding("Played once, the game has no equilibrium in pure actions.", "exact at the point asked about")
        for profile in profiles[:_MOST_EQUILIBRIA]:
            found = self.of(equilibrium_statement(self.scenario, profile))
            alone = "the only one" if len(profiles) == 1 else f"one of {len(profiles)}"
            text = f"At the point asked about, {found.statement.text}, {alone} in pure actions."
            yield Finding(text, f"exact at that point; over all payoffs: {found.label}")

    def conflicts(self) -> Iterator[Finding]:
        if self.no_conflict is None or self.conflict is None:
            return
        found = self.of(self.no_conflict)
        if found.kind is Kind.BY_CONSTRUCTION or found.kind is Kind.PROVED:
            text = f"There is never a conflict: {found.statement.text}."
        elif found.kind is Kind.POSSIBLE:
            there = "there is none" if found.at_point else "there is one"
            text = (
                f"Whether there is a conflict at all depends on the payoffs; at the point asked about {there}. "
                "Shares of strategies are counted among draws with a conflict."
            )
        elif found.kind is Kind.KNIFE_EDGE:
            text = f"There is a conflict but on a knife edge, where {found.statement.text}."
        else:
            text = f"There is always a conflict: nowhere is it so that {found.statement.text}."
        yield Finding(text, found.label)

    def dominated(self) -> Iterator[Finding]:
        copies = {member for members in self.scenario.groups.values() for member in members[1:]}
        for actor, actions in self.scenario.actions.items():
            if actor in copies:
                continue
            for action, other in permutations(actions, 2):
                statement = dominance_statement(self.scenario, actor, action, other)
                found = self.of(statement) if statement.forms and holds(statement, self.sample).all() else None
                if found and found.kind in (Kind.BY_CONSTRUCTION, Kind.PROVED):
                    yield Finding(f"{statement.text}; it can pay only by what follows.", found.label)

    def strategies(self) -> Iterator[Finding]:
        discount = exact(self.scenario.spec.discount)
        for answer in self.solved:
            where = (
                "for no common discount factor"
                if answer.region.is_empty
                else f"exactly for discount factors in {region_text(answer.region)}"
            )
            yield Finding(
                f"At the point asked about, '{answer.title}' is an equilibrium {where}{_completed(answer)}.",
                f"exact at that point; at the discount factor {discount} over all payoffs"
                + self.over_all(answer, discount),
            )

    def over_all(self, answer: Answer, discount: Fraction) -> str:
        """A strategy's strength over the polytope, shares counted among draws with a conflict."""
        statement = strategy_statement(self.scenario, answer.completion.automaton, discount, answer.title)
        found = self.of(statement, self.conflict)
        if found.kind in (Kind.BY_CONSTRUCTION, Kind.PROVED):
            return f": {found.label}"
        counted = np.ones(len(self.sample), dtype=bool) if self.conflict is None else self.conflict
        plan, where = self.scenario.plans[answer.name], "draws" if self.conflict is None else "draws with a conflict"
        if plan.slots and plan.possible * int(np.prod(self.scenario.shape)) <= _MOST_WORK:
            true = completed_somehow(self.scenario, answer.name, discount, self.sample)
            share = share_text(int((true & counted).sum()), int(counted.sum()), where)
            alone = "" if true.any() else f"; for this completion {found.label}"
            return f", for some completion of what it leaves open: {share}{alone}"
        which = ", for that completion" if plan.slots else ""
        if found.kind is Kind.POSSIBLE:
            return f"{which}: {found.kind.value}, {share_text(found.holds, found.draws, where)}"
        return f"{which}: {found.label}"

    def detection(self) -> Iterator[Finding]:
        """For which detection and false alarm the strategies hold, where the file says which chances these are."""
        if self.scenario.spec.detection is None:
            return
        told = detection(self.scenario, None, self.point, [answer.name for answer in self.solved])
        detect, alarm = told.spec.detect, told.spec.alarm
        for answer in told.answers:
            ranges = (
                f"{chance} in {region_text(answer.region.along(chance, discount=told.discount, **told.others(chance)))}"
                for chance in (detect, alarm)
            )
            yield Finding(
                f"All else as in the file, '{answer.title}' is an equilibrium for {' and for '.join(ranges)}.",
                f"exact at the point asked about and the discount factor {told.discount}",
            )

    def patience(self) -> Iterator[Finding]:
        """Which strategies ask for least: those that are equilibria only at single points are not counted."""
        able = [a for a in self.solved if any(i.low != i.high for i in a.region)]
        if len(self.solved) < 2:
            return
        if not able:
            text = "None of the strategies is an equilibrium on any interval of common discount factors."
            yield Finding(text, "exact at the point asked about")
            return
        least = able[0]
        for answer in able[1:]:
            if _floor(answer).low < _floor(least).low:
                least = answer
        floor = _floor(least)
        same = [f"'{answer.title}'" for answer in able if _floor(answer).low == floor.low]
        binding = floor.low_binding
        by = f"; below that {binding.actor} departs by '{binding.action}' in state '{binding.state}'" if binding else ""
        yield Finding(
            f"Of {len(self.solved)} strategies, {' and '.join(same)} {'asks' if len(same) == 1 else 'ask'} for least "
            f"patience, {'from' if floor.low_closed else 'above'} {end_text(floor.low)}{by}; "
            f"{len(self.solved) - len(able)} of them are equilibria on no interval.",
            "exact at the point asked about",
        )


def _floor(answer: Answer) -> DiscountInterval:
    """The first interval of a region that is more than a point."""
    return next(interval for interval in answer.region if interval.low != interval.high)


def completed_somehow(scenario: Scenario, name: str, discount: Fraction, sample: Sample) -> NDArray[np.bool_]:
    """Mark the draws in which some completion of a strategy is an equilibrium at a discount factor."""
    plan, true = scenario.plans[name], np.zeros(len(sample), dtype=bool)
    final = [state for state in plan.options if plan.default[state] == state and not plan.transitions[state]]
    # where play stays for ever, whatever is played, it must be an equilibrium of the game played once
    lasting = {
        profile: holds(equilibrium_statement(scenario, profile), sample)
        for state in final
        for profile in plan.profiles(state)
    }
    for automaton in plan.completions():
        open_draws = ~true
        for state in final:
            open_draws &= lasting[tuple(map(str, automaton.actions[state]))]
        if open_draws.any():
            true |= holds(strategy_statement(scenario, automaton, discount, name), sample)
    return true


def _completed(answer: Answer) -> str:
    of = answer.completion
    if not of.filled:
        return ""
    if answer.region.is_empty:
        return f", however what it leaves open is completed ({of.possible} ways)"
    filled = "; ".join(f"{actor} plays '{action}' in '{state}'" for state, actor, action in of.filled)
    return (
        f", for some completion of what it leaves open ({filled}); of {of.possible} completions {of.tried} could not "
        f"be ruled out at once, and {of.equilibria} are equilibria somewhere"
    )


def sentence(found: Strength) -> str:
    """
    Say a statement the way its strength allows.

    Parameters
    ----------
    found : Strength
        The statement with its strength.

    Returns
    -------
    str
        One sentence.
    """
    text = found.statement.text
    if found.kind in (Kind.BY_CONSTRUCTION, Kind.PROVED):
        return f"{text}."
    if found.kind is Kind.IMPOSSIBLE:
        return f"It is never so that {text}."
    if found.kind is Kind.KNIFE_EDGE:
        return f"Only on a knife edge is it so that {text}."
    return (
        f"It depends on the payoffs; at the point asked about it is {'so' if found.at_point else 'not so'} that {text}."
    )
