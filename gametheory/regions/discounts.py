"""For which discount factors a strategy is an equilibrium for all payoffs of a polytope, for some, for none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from gametheory.errors import GameError
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.repeated import read_discount
from gametheory.regions.incentives import Incentives, incentives
from gametheory.regions.necessary import necessity
from gametheory.regions.outline import Outline, outline
from gametheory.regions.possible import possibility
from gametheory.regions.programs import Point
from gametheory.regions.robustness import Verdict, verdict
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["DiscountLevels", "DiscountRun", "DiscountStep", "discount_levels"]


@dataclass(frozen=True)
class DiscountStep(Jsonable):
    """
    What was proved at one discount factor.

    Parameters
    ----------
    discount : Fraction
        The common discount factor.
    for_all : bool
        Whether the strategy is an equilibrium for every parameter of the polytope.
    for_some : bool
        Whether it is one robustly for some.
    on_edge : bool
        Whether it is one on a knife edge only.
    """

    discount: Fraction
    for_all: bool
    for_some: bool
    on_edge: bool


@dataclass(frozen=True)
class DiscountRun(Jsonable):
    """
    Neighbouring tested discount factors at which something was proved, and the nearest at which the opposite was.

    Parameters
    ----------
    below : Fraction
        The nearest tested one below at which it fails; 0 where none was tested.
    first, last : Fraction
        The lowest and the highest at which it holds.
    above : Fraction
        The nearest tested one above at which it fails; 1 where none was tested.
    """

    below: Fraction
    first: Fraction
    last: Fraction
    above: Fraction

    def __str__(self) -> str:
        first, last = f"{float(self.first):.4g}", f"{float(self.last):.4g}"
        low = f"{first} (fails at {float(self.below):.4g})" if self.below else f"{first}, the lowest tested,"
        high = f"{last}, the highest tested" if self.above == 1 else f"{last} (fails at {float(self.above):.4g})"
        return f"from {low} to {high}"


@dataclass(frozen=True)
class DiscountLevels(Jsonable):
    """
    For which discount factors a strategy is an equilibrium over a polytope of payoffs.

    Each tested factor is decided exactly, with a certificate. Between two tested factors with the same answer nothing
    is claimed: the sets need not be intervals.

    Parameters
    ----------
    statement : Incentives
        The strategy and the family, at the first factor tested.
    steps : tuple of DiscountStep
        The factors tested, ascending.
    tolerance : Fraction
        How close tested factors with different answers are.
    """

    statement: Incentives
    steps: tuple[DiscountStep, ...]
    tolerance: Fraction

    @property
    def for_all(self) -> tuple[DiscountRun, ...]:
        """Where it is an equilibrium for every payoff."""
        return self._runs(lambda step: step.for_all)

    @property
    def for_some(self) -> tuple[DiscountRun, ...]:
        """Where it is one robustly for some payoff."""
        return self._runs(lambda step: step.for_some)

    @property
    def on_edge(self) -> tuple[DiscountRun, ...]:
        """Where it is one for payoffs on a knife edge only."""
        return self._runs(lambda step: step.on_edge)

    @property
    def for_none(self) -> tuple[DiscountRun, ...]:
        """Where it is one for no payoff at all."""
        return self._runs(lambda step: not (step.for_some or step.on_edge))

    def verdict(self, discount: Any) -> Verdict:
        """
        Give the proofs at one discount factor.

        Parameters
        ----------
        discount : number
            The discount factor, tested before or not.

        Returns
        -------
        Verdict
            With certificates.
        """
        asked = self.statement
        again = incentives(
            asked.family, asked.automaton, discount=discount, monitoring=asked.monitoring, slips=asked.slips
        )
        return verdict(again)

    def _runs(self, wanted: Callable[[DiscountStep], bool]) -> tuple[DiscountRun, ...]:
        found: list[DiscountRun] = []
        before: DiscountStep | None = None
        for step in self.steps:
            if wanted(step):
                if before is not None and wanted(before):
                    found[-1] = replace(found[-1], last=step.discount)
                else:
                    low = before.discount if before else Fraction(0)
                    found.append(DiscountRun(low, step.discount, step.discount, Fraction(1)))
            elif before is not None and wanted(before):
                found[-1] = replace(found[-1], above=step.discount)
            before = step
        return tuple(found)

    def __str__(self) -> str:
        told = []
        named = {"for all": self.for_all, "for some": self.for_some, "for none": self.for_none}
        if self.on_edge:
            named["on a knife edge"] = self.on_edge
        for name, runs in named.items():
            told.append(f"{name}: {'; '.join(map(str, runs)) or 'at none tested'}")
        return " | ".join(told)


def discount_levels(
    family: GameFamily,
    automaton: Automaton,
    *,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
    parts: int = 16,
    tolerance: Any = Fraction(1, 1024),
) -> DiscountLevels:
    """
    Bracket for which common discount factors a strategy is an equilibrium for all payoffs, for some, and for none.

    Factors 1/parts, 2/parts and so on are decided exactly; between neighbours with different answers the change is
    bisected.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope.
    automaton : Automaton
        The strategy.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `check_strategy`.
    parts : int, default: 16
        How finely to look.
    tolerance : number, default: 1/1024
        How closely to bracket each change.

    Returns
    -------
    DiscountLevels
        What was proved at which discount factors.

    Raises
    ------
    GameError
        If the polytope is empty, or fewer than two parts are asked for.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, regions, strategies
    >>> R, T, P = sympy.symbols("R T P")
    >>> family = GameFamily.from_expressions(
    ...     [[[R, R], [0, T]], [[T, 0], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"P": 1}), LinearInequality({"T": 1, "R": -1}), LinearInequality({"R": 2, "T": -1}),
    ...     LinearInequality({"R": 1, "P": -4})])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> levels = regions.discount_levels(family, grim, parts=4, tolerance="1/100")
    >>> print(*levels.for_all)
    from 0.5781 (fails at 0.5703) to 0.75, the highest tested
    """
    if parts < 2:
        raise GameError(f"{parts} parts are asked for; give 2 or more.")
    close = read_discount(tolerance, "the tolerance")
    shape = outline(family.polytope).refuse_empty()
    first = incentives(family, automaton, discount=Fraction(1, parts), monitoring=monitoring, slips=slips)
    search = _Search(first, shape)
    steps = [search.step(Fraction(k, parts)) for k in range(1, parts)]
    found = list(_refined(steps, search, close))
    return DiscountLevels(first, tuple(found), close)


class _Search:
    """Decides one discount factor after another; points found before often spare the programs."""

    def __init__(self, asked: Incentives, shape: Outline) -> None:
        self.asked, self.shape = asked, shape
        self.points: list[Point] = [shape.inside]

    def step(self, discount: Fraction) -> DiscountStep:
        asked = self.asked
        now = incentives(
            asked.family, asked.automaton, discount=discount, monitoring=asked.monitoring, slips=asked.slips
        )
        for_all = all(now.holds_at(point) for point in self.points) and self._always(now)
        some = any(self._inside(now, point) for point in self.points)
        found = None if some or for_all else possibility(now, self.shape)
        if found is None:
            return DiscountStep(discount, for_all, True, False)
        if found.strict:
            self.points.append(found.witness)
        return DiscountStep(discount, for_all, found.strict, found.is_knife_edge)

    def _always(self, now: Incentives) -> bool:
        every = necessity(now, self.shape)
        if not every.holds:
            self.points.append(every.counterexample)
        return every.holds

    def _inside(self, now: Incentives, point: Point) -> bool:
        """Whether a point is a robust witness without more ado: no inequality is tight that need not be."""
        known = self.asked.polytope.inequalities
        strict = (one for k, one in enumerate(known) if k not in self.shape.equalities)
        return all(form.slack(point) > 0 for form in (*now.forms, *strict))


def _refined(steps: list[DiscountStep], search: _Search, close: Fraction) -> Iterator[DiscountStep]:
    """Bisect between neighbours whose answers differ."""
    yield steps[0]
    for low, high in pairwise(steps):
        yield from sorted(_between(low, high, search, close), key=lambda step: step.discount)
        yield high


def _between(low: DiscountStep, high: DiscountStep, search: _Search, close: Fraction) -> list[DiscountStep]:
    if high.discount - low.discount <= close or replace(low, discount=high.discount) == high:
        return []
    middle = search.step((low.discount + high.discount) / 2)
    return [*_between(low, middle, search, close), middle, *_between(middle, high, search, close)]
