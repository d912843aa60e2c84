"""Where a number comes from: stakes, what is known of them, positions, documents and lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gametheory.frozen import FrozenMap
from models.records import Position
from models.register import load_register
from models.schema import InequalitySpec, StakeSpec

__all__ = ["Term", "Why", "cited"]


def cited(names: tuple[str, ...]) -> Iterator[Position]:
    """
    Look positions up.

    Parameters
    ----------
    names : tuple of str
        Position ids.

    Returns
    -------
    iterator of Position
        The positions.
    """
    register = load_register()
    return (register.positions[name] for name in names)


@dataclass(frozen=True)
class Term:
    """
    One stake's part in a payoff.

    Parameters
    ----------
    stake : str
        Its name.
    coefficient : Fraction
        How often it counts at this profile.
    value : Fraction
        Its value.
    spec : StakeSpec
        What it means and rests on.
    inequalities : mapping of str to InequalitySpec
        What is known of it.
    """

    stake: str
    coefficient: Fraction
    value: Fraction
    spec: StakeSpec
    inequalities: FrozenMap[str, InequalitySpec]

    @property
    def amount(self) -> Fraction:
        """Coefficient times value."""
        return self.coefficient * self.value


@dataclass(frozen=True)
class Why:
    """
    One actor's payoff at one profile, taken apart.

    Parameters
    ----------
    actor : str
        Whose payoff.
    profile : tuple of str
        At which profile.
    payoff : Fraction
        The number asked about.
    constant : Fraction
        The part that no stake explains (zero in a scenario of ours).
    terms : tuple of Term
        The stakes that count at this profile.
    expression : str
        The payoff expression of the scenario file.
    """

    actor: str
    profile: tuple[str, ...]
    payoff: Fraction
    constant: Fraction
    terms: tuple[Term, ...]
    expression: str

    def lines(self) -> Iterator[str]:
        """
        Tell the walk from the number down to document and line.

        Yields
        ------
        str
            Lines of plain text.
        """
        yield f"{self.actor} gets {self.payoff} when play is ({', '.join(self.profile)})"
        if self.constant or not self.terms:
            yield f"  {self.constant} without any stake"
        for term in self.terms:
            yield from _term_lines(term)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def _term_lines(term: Term) -> Iterator[str]:
    times = {Fraction(1): "+", Fraction(-1): "-"}.get(term.coefficient, f"{term.coefficient} x")
    yield f"  {times} {term.stake} = {term.value}: {term.spec.meaning}"
    if term.spec.assumption:
        yield f"      assumption: {term.spec.assumption}"
    yield from position_lines(term.spec.sources, "      ")
    for name, known in term.inequalities.items():
        yield f"      known: {known.holds} [{name}, {known.tag}]: {known.reason}"
        yield from position_lines(known.sources, "          ")


def position_lines(names: tuple[str, ...], indent: str) -> Iterator[str]:
    """One line per position: document and line, kind, standing, speaker, and what is said in our words."""
    for position in cited(names):
        said = f"{position.kind}, {position.standing}, {position.speaker}"
        yield f"{indent}{position.place} {said}: {position.paraphrase}"
