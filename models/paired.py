"""One feature switched, everything else drawn the same: what it gains and what it loses, over what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from gametheory.exact import exact_text
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.games.repeated import read_discount
from gametheory.regions import Incentives, Measure, Outline, PairedShare, Share, outline, paired_tally, sample, tally
from gametheory.strategies.automaton import Automaton
from models.chances import with_chances
from models.errors import ModelError
from models.robust import robust_completion
from models.sampling import measures, with_units
from models.scenario import Scenario
from models.statements import conflict_statement, strategy_incentives

__all__ = [
    "Basis",
    "Comparison",
    "chance_comparisons",
    "discount_comparisons",
    "strategy_comparisons",
    "variant_comparisons",
]

Forms = tuple[LinearInequality, ...]

_PARTS = ("before", "after", "gained", "lost", "conflict_ended")


@dataclass(frozen=True)
class Comparison:
    """
    A strategy before and after one feature is switched, or one strategy and another, on the same draws.

    Parameters
    ----------
    before, after : str
        What is compared, in words.
    by_measure : tuple of PairedShare
        Under each measure, the share of draws in which each is an equilibrium, what is gained, and what is lost; of
        draws with a conflict before the switch, where the file says what that is.
    ended : tuple of Share
        Under each measure, in what share of these draws the switch itself ends the conflict.
    """

    before: str
    after: str
    by_measure: tuple[PairedShare, ...]
    ended: tuple[Share, ...]

    @property
    def gaining(self) -> int:
        """Under how many measures more is gained than lost."""
        return sum(pair.gained.holding > pair.lost.holding for pair in self.by_measure)

    @property
    def losing(self) -> int:
        """Under how many measures more is lost than gained."""
        return sum(pair.gained.holding < pair.lost.holding for pair in self.by_measure)

    def plain(self) -> dict[str, Any]:
        """
        Give the answer as plain data.

        Returns
        -------
        dict
            Text, numbers, lists and dicts; every share with the ends of its 95% interval, null where no draw counts.
        """
        rows = []
        for pair, ended in zip(self.by_measure, self.ended, strict=True):
            shares = zip(_PARTS, (pair.before, pair.after, pair.gained, pair.lost, ended), strict=True)
            told = {"measure": pair.measure, "draws": pair.before.draws, "drawn": pair.before.drawn}
            rows.append(told | {name: _plain(share) for name, share in shares})
        return {"before": self.before, "after": self.after, "by_measure": rows}


def _plain(share: Share) -> dict[str, float | None]:
    return {"share": share.value if share.draws else None, "low": share.low, "high": share.high}


@dataclass(frozen=True)
class Basis:
    """
    What all comparisons of a scenario start from.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    only : tuple of str
        Names of strategies; empty for all.
    discount : number, optional
        One discount factor for all; by default the file's.
    draws : int, default: 1000
        Draws per measure.
    actor : str, default: ""
        Whose incentives alone are asked about: an actor, or a group for all its members; empty for everybody's.
    """

    scenario: Scenario
    only: tuple[str, ...] = ()
    discount: Any = None
    draws: int = 1000
    actor: str = ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The strategies that are asked about."""
        return self.only or tuple(self.scenario.plans)

    @cached_property
    def factor(self) -> Fraction:
        """The discount factor."""
        return read_discount(self.scenario.spec.discount if self.discount is None else self.discount)

    @cached_property
    def automata(self) -> dict[str, Automaton]:
        """The strategies, open choices filled as `robust` fills them."""
        return {
            name: robust_completion(self.scenario, name, self.factor, self._shapes).automaton for name in self.names
        }

    @cached_property
    def _shapes(self) -> tuple[Outline, Outline]:
        return outline(self.scenario.polytope), outline(with_units(self.scenario))

    def forms(self, asked: Incentives) -> Forms:
        """
        Say what must not be negative for those whose incentives are asked about.

        Parameters
        ----------
        asked : Incentives
            Everybody's.

        Returns
        -------
        tuple of LinearInequality
            Theirs.
        """
        if not self.actor:
            return asked.forms
        members = self.scenario.groups.get(self.actor) or (self.scenario.actor(self.actor),)
        return tuple(form for member in members for form in asked.of(self.scenario.actors[member]).forms)


@dataclass(frozen=True)
class _Side:
    """What must hold, and what holds where there is no conflict; in words what it is."""

    text: str
    forms: Forms
    peace: Forms | None

    def moved(self, text: str, values: Mapping[str, Fraction]) -> _Side:
        """The same with stakes held at other values."""
        peace = None if self.peace is None else tuple(_put(form, values) for form in self.peace)
        return _Side(text, tuple(_put(form, values) for form in self.forms), peace)


def strategy_comparisons(basis: Basis) -> Iterator[Comparison]:
    """
    Compare a scenario's strategies with each other on the same draws.

    Parameters
    ----------
    basis : Basis
        Two strategies or more; the first of each pair comes before the second.

    Yields
    ------
    Comparison
        One per pair.

    Raises
    ------
    ModelError
        If there are fewer than two strategies.

    Examples
    --------
    >>> import models
    >>> basis = Basis(models.load("secondary-sanctions"), ("reversion", "penance"), draws=50)
    >>> (told,) = strategy_comparisons(basis)
    >>> told.before, told.after, len(told.by_measure)
    ('reversion', 'penance', 6)
    """
    if len(basis.names) < 2:
        raise ModelError(
            f"{basis.scenario.name} is asked about {len(basis.names)} strategy; name two or more to compare, or switch "
            "something else: a discount factor, a variant or a chance."
        )
    sides = {name: _side(basis, name, name) for name in basis.names}
    pairs = [(sides[one], sides[two]) for one, two in combinations(basis.names, 2)]
    yield from _compared(basis, pairs)


def discount_comparisons(basis: Basis, to: Any) -> Iterator[Comparison]:
    """
    Compare strategies at two discount factors on the same draws.

    Parameters
    ----------
    basis : Basis
        The strategies, and the discount factor before, at which open choices are filled.
    to : number
        The discount factor after.

    Yields
    ------
    Comparison
        One per strategy.

    Examples
    --------
    >>> import models
    >>> basis = Basis(models.load("secondary-sanctions"), ("penance",), draws=200)
    >>> (told,) = discount_comparisons(basis, "0.5")
    >>> told.after, told.gaining, told.losing > 0
    ('penance at 1/2', 0, True)
    """
    factors = basis.factor, read_discount(to)
    pairs = []
    for name in basis.names:
        before, after = (_side(basis, name, f"{name} at {exact_text(d)}", discount=d) for d in factors)
        pairs.append((before, after))
    yield from _compared(basis, pairs)


def variant_comparisons(basis: Basis, variant: str) -> Iterator[Comparison]:
    """
    Compare strategies with a variant's stakes put for the reference's, all other stakes the same.

    The stakes that the variant moves are held, at the reference before and at the variant after; the others are drawn
    such that all that is known holds before and after.

    Parameters
    ----------
    basis : Basis
        The strategies.
    variant : str
        Its name in the file.

    Yields
    ------
    Comparison
        One per strategy.

    Raises
    ------
    UnknownNameError
        If there is no such variant.

    Examples
    --------
    >>> import models
    >>> told = next(variant_comparisons(Basis(models.load("coalition"), ("with-japan",), draws=50), "later"))
    >>> told.after
    'with-japan, later'
    """
    scenario = basis.scenario
    moved = {stake: x for stake, x in scenario.variant(variant).items() if x != scenario.reference[stake]}
    before = {stake: scenario.reference[stake] for stake in moved}
    both = Polytope(scenario.stakes, _before_and_after(scenario.polytope, moved))
    pairs = [(side := _side(basis, name, name), side.moved(f"{name}, {variant}", moved)) for name in basis.names]
    yield from _compared(basis, pairs, both, measures(scenario, before))


def chance_comparisons(basis: Basis, chances: Mapping[str, Any]) -> Iterator[Comparison]:
    """
    Compare strategies with other chances of a scenario's signals, on the same draws.

    Parameters
    ----------
    basis : Basis
        The strategies, of a scenario with signals; open choices are filled at its own chances.
    chances : mapping of str to number
        Values after, strictly between 0 and 1.

    Yields
    ------
    Comparison
        One per strategy.

    Raises
    ------
    UnknownNameError
        If there is no such chance.
    ModelError
        If a value is not strictly between 0 and 1.

    Examples
    --------
    >>> import models
    >>> basis = Basis(models.load("bank-delisting"), ("lawful-payments",), draws=200)
    >>> (told,) = chance_comparisons(basis, {"flag_full": "0.95"})
    >>> told.after, told.losing
    ('lawful-payments, flag_full = 19/20', 0)
    """
    moved = with_chances(basis.scenario, chances)
    told = ", ".join(f"{name} = {exact_text(moved.signals.chances[name])}" for name in chances) if moved.signals else ""
    pairs = [(_side(basis, name, name), _side(basis, name, f"{name}, {told}", moved)) for name in basis.names]
    yield from _compared(basis, pairs)


def _side(basis: Basis, name: str, text: str, scenario: Scenario | None = None, discount: Any = None) -> _Side:
    """A strategy, by default of the scenario and at the discount factor that comparisons start from."""
    of = scenario or basis.scenario
    asked = strategy_incentives(of, basis.automata[name], basis.factor if discount is None else discount)
    peace = conflict_statement(of)
    return _Side(text, basis.forms(asked), None if peace is None else peace.forms)


def _put(form: LinearInequality, values: Mapping[str, Fraction]) -> LinearInequality:
    """A form with numbers for some stakes."""
    held = {name: values[name] for name in form.coefficients if name in values}
    constant = form.constant + sum((form.coefficients[name] * value for name, value in held.items()), Fraction(0))
    return LinearInequality({n: c for n, c in form.coefficients.items() if n not in held}, constant, form.name)


def _before_and_after(known: Polytope, moved: Mapping[str, Fraction]) -> Iterator[LinearInequality]:
    """What is known, and the same with some stakes moved."""
    for form in known.inequalities:
        yield form
        if set(form.coefficients) & set(moved):
            after = _put(form, moved)
            yield LinearInequality(after.coefficients, after.constant, f"{form.name} (after)")


def _compared(
    basis: Basis,
    pairs: Iterable[tuple[_Side, _Side]],
    polytope: Polytope | None = None,
    over: Iterable[Measure] | None = None,
) -> Iterator[Comparison]:
    known, listed = polytope or basis.scenario.polytope, over or measures(basis.scenario)
    samples = [sample(known, measure, basis.draws) for measure in listed]
    for before, after in pairs:
        shares, ended = [], []
        for drawn in samples:
            counted = None if before.peace is None else ~drawn.holds(before.peace)
            shares.append(paired_tally(drawn.holds(before.forms), drawn.holds(after.forms), drawn, counted))
            quiet = drawn.holds(after.peace) if after.peace is not None else np.zeros(len(drawn), dtype=bool)
            ended.append(tally(quiet, drawn, counted))
        yield Comparison(before.text, after.text, tuple(shares), tuple(ended))
