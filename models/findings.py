"""Sentences about a scenario, rendered from results: each with how strongly it holds and over what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.pure import pure_equilibria
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from models.answers import Answer
from models.region_text import end_text, region_text
from models.sampling import Sample
from models.scenario import Scenario
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
            yield Finding(
                "Played once, the game has no equilibrium in pure actions.", "at the point asked about, exact"
            )
        for profile in profiles[:_MOST_EQUILIBRIA]:
            found = self.of(equilibrium_statement(self.scenario, profile))
            alone = "the only one" if len(profiles) == 1 else f"one of {len(profiles)}"
            yield Finding(
                f"{found.statement.text}; at the point asked about it is {alone} in pure actions.", found.label
            )

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
        else:
            text = f"There is a conflict: it is not so that {found.statement.text}."
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
            text = f"'{answer.title}' is an equilibrium at the discount factor {discount}"
            found = self.of(
                strategy_statement(self.scenario, answer.completion.automaton, discount, text), self.conflict
            )
            where = (
                f"exactly for discount factors in {region_text(answer.region)}"
                if not answer.region.is_empty
                else "for no common discount factor"
            )
            yield Finding(
                f"At the point asked about, '{answer.title}' is an equilibrium {where}{_for_some(answer)}.",
                f"exact at that point; at the discount factor {discount} over all payoffs: {self.over_all(found)}",
            )

    def over_all(self, found: Strength) -> str:
        """A strategy's strength, counted among draws with a conflict where the file says what that is."""
        if found.kind is not Kind.POSSIBLE or self.conflict is None:
            return found.label
        return (
            f"{found.kind.value}: {share_text(found.holds, found.draws).replace('draws', 'draws with a conflict', 1)}"
        )

    def patience(self) -> Iterator[Finding]:
        able = [answer for answer in self.solved if answer.region.infimum is not None]
        if len(self.solved) < 2:
            return
        if not able:
            yield Finding(
                "None of the strategies is an equilibrium at any common discount factor.", "exact at that point"
            )
            return
        least = able[0]
        for answer in able[1:]:
            if _below(answer, least):
                least = answer
        infimum = least.region.infimum
        assert infimum is not None
        binding = least.region.intervals[0].low_binding
        by = f"; below that {binding.actor} departs by '{binding.action}' in state '{binding.state}'" if binding else ""
        yield Finding(
            f"Of {len(self.solved)} strategies, '{least.title}' asks for least patience, "
            f"{'from' if least.region.attained else 'above'} {end_text(infimum)}{by}; "
            f"{len(self.solved) - len(able)} of them are equilibria nowhere.",
            "exact at the point asked about",
        )


def _below(answer: Answer, other: Answer) -> bool:
    one, two = answer.region.infimum, other.region.infimum
    return one is not None and two is not None and bool(one < two)


def _for_some(answer: Answer) -> str:
    of = answer.completion
    if not of.filled:
        return ""
    filled = "; ".join(f"{actor} plays '{action}' in '{state}'" for state, actor, action in of.filled)
    return (
        f", for some completion of what it leaves open ({filled}); {of.possible} completions are possible, "
        f"{of.tried} were not ruled out at once, {of.equilibria} are equilibria somewhere"
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
