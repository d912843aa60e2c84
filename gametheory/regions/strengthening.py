"""What would have to be known besides, so that a strategy is an equilibrium for every payoff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from gametheory.exact import exact_text
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.linear_programs import program, solve_exactly
from gametheory.proofs.certificate import Certificate
from gametheory.regions.incentives import incentives
from gametheory.regions.necessary import Necessary, necessity, negative_point
from gametheory.regions.outline import Outline, outline
from gametheory.regions.possible import Possible, possibility
from gametheory.regions.programs import Forms, Point, lowest
from gametheory.regions.statement import Conditions, Statement
from gametheory.regions.wording import inequality_text
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Ratio", "Requirement", "Strengthening", "minimal_strengthening", "strengthening"]


@dataclass(frozen=True)
class Ratio(Jsonable):
    """
    One parameter at least so many times another, which is enough for a requirement.

    Parameters
    ----------
    parameter, base : str
        The requirement holds wherever `parameter` is at least `factor` times `base`.
    factor : Fraction
        The smallest factor that is enough.
    """

    parameter: str
    base: str
    factor: Fraction

    @property
    def form(self) -> LinearInequality:
        """The comparison as an inequality."""
        return LinearInequality({self.parameter: 1, self.base: -self.factor}, name=str(self))

    def __str__(self) -> str:
        times = "" if self.factor == 1 else f"{exact_text(self.factor)} "
        return f"{self.parameter} >= {times}{self.base}"


@dataclass(frozen=True)
class Requirement(Jsonable):
    """
    One inequality that has to be known besides.

    Parameters
    ----------
    form : LinearInequality
        The inequality, named by the constraint that fails without it.
    without : mapping of str to Fraction
        A point that satisfies what is known and all other requirements, but not this one.
    ratios : tuple of Ratio
        Comparisons of two parameters, each enough for this requirement; those that leave no room are left out.
    """

    form: LinearInequality
    without: Point
    ratios: tuple[Ratio, ...] = ()

    def __str__(self) -> str:
        return inequality_text(self.form)


@dataclass(frozen=True)
class Strengthening(Jsonable):
    """
    The weakest inequalities under which a statement is true on the whole polytope.

    On the polytope they are together equivalent to the statement: anything that makes it true everywhere implies them.
    And none can be left out: each comes with a point that only it excludes.

    Parameters
    ----------
    statement : Incentives or Conditions
        What was asked, over the polytope as it was.
    possible : Possible
        Whether it can be true at all; where it is impossible nothing helps.
    requirements : tuple of Requirement
        What to add; empty where the statement is proved already, or impossible.
    proof : Necessary or None
        The proof once they are added; None where the statement is impossible.
    """

    statement: Statement
    possible: Possible
    requirements: tuple[Requirement, ...]
    proof: Necessary | None

    @property
    def certificate(self) -> Certificate:
        """The proof over the smaller polytope, or that nothing helps."""
        return self.possible.certificate if self.proof is None else self.proof.certificate

    def __str__(self) -> str:
        if self.proof is None:
            return "nothing helps: it is impossible"
        if not self.requirements:
            return "nothing is needed: it is proved"
        edge = " (each with equality: a knife edge)" if self.possible.is_knife_edge else ""
        return " and ".join(str(one) for one in self.requirements) + edge


def minimal_strengthening(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
) -> Strengthening:
    """
    Find the weakest inequalities under which a strategy is an equilibrium for every parameter left; exact.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope.
    automaton : Automaton
        The strategy.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `check_strategy`.

    Returns
    -------
    Strengthening
        The inequalities, none of which can be left out, and the proof once they are added.

    Raises
    ------
    GameError
        If the polytope is empty.

    Examples
    --------
    >>> from gametheory import GameFamily, LinearInequality, regions, strategies
    >>> import sympy
    >>> R, T, P = sympy.symbols("R T P")
    >>> family = GameFamily.from_expressions(
    ...     [[[R, R], [0, T]], [[T, 0], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"T": 1, "R": -1}), LinearInequality({"R": 1, "P": -1}), LinearInequality({"P": 1})])
    >>> print(regions.minimal_strengthening(family, strategies.reversion(("C", "C"), ("D", "D")), discount="3/4"))
    R >= 3/4 P + 1/4 T
    """
    return strengthening(incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips))


def strengthening(statement: Statement, shape: Outline | None = None) -> Strengthening:
    """
    Find the weakest inequalities under which a statement is true on the whole polytope.

    Parameters
    ----------
    statement : Incentives or Conditions
        Forms that must not be negative, over a polytope.
    shape : Outline, optional
        The polytope's outline, where it has been worked out before.

    Returns
    -------
    Strengthening
        The inequalities, and the proof once they are added.

    Raises
    ------
    GameError
        If the polytope is empty.

    Examples
    --------
    >>> from gametheory import LinearInequality, Polytope
    >>> from gametheory.regions import Conditions
    >>> known = Polytope(["loss", "trade"], [LinearInequality({"trade": 1})])
    >>> found = strengthening(Conditions(known, [LinearInequality({"loss": 8, "trade": -9})]))
    >>> print(found, "| enough:", *found.requirements[0].ratios)
    loss >= 9/8 trade | enough: loss >= 9/8 trade
    """
    shape = (shape or outline(statement.polytope)).refuse_empty()
    possible, every = possibility(statement, shape), necessity(statement, shape)
    if possible.is_impossible:
        return Strengthening(statement, possible, (), None)
    failing = list({(one.form.coefficients, one.form.constant): one.form for one in every.failing}.values())
    known = statement.polytope.inequalities
    kept = _irredundant(failing, known, possible.witness)
    needed = tuple(_requirement(statement, kept, form, possible.witness, shape) for form in kept)
    stronger = statement.within(statement.polytope.and_also(*kept))
    return Strengthening(statement, possible, needed, necessity(stronger))


def _irredundant(failing: list[LinearInequality], known: Forms, inside: Point) -> list[LinearInequality]:
    """Leave out, those of most parameters first, what follows from the rest."""
    kept = list(failing)
    for form in sorted(failing, key=lambda one: -len(one.coefficients)):
        others = [one for one in kept if one is not form]
        value = lowest(form, [*known, *others], inside).value
        if value is not None and value >= 0:
            kept = others
    return kept


def _requirement(
    statement: Statement, kept: list[LinearInequality], form: LinearInequality, inside: Point, shape: Outline
) -> Requirement:
    known = statement.polytope.inequalities
    found = lowest(form, [*known, *(one for one in kept if one is not form)], inside)
    without = negative_point(form, found, statement.polytope.parameters)
    return Requirement(form, without, tuple(_ratios(form, statement.polytope, shape)))


def _ratios(form: LinearInequality, polytope: Polytope, shape: Outline) -> Iterator[Ratio]:
    for parameter, more in form.coefficients.items():
        for base, less in form.coefficients.items():
            if more > 0 > less:
                factor = _least_factor(form, polytope.inequalities, parameter, base)
                ratio = None if factor is None else Ratio(parameter, base, factor)
                if ratio and possibility(Conditions(polytope, [ratio.form]), shape).strict:
                    yield ratio


def _least_factor(form: LinearInequality, known: Forms, parameter: str, base: str) -> Fraction | None:
    """
    The smallest c for which `parameter` >= c `base` implies the form, by one linear program.

    s form = parameter - c base + sum of y known + r, with c, s, y, r not negative: then the form follows if s > 0.
    """
    named = (parameter, base, *form.coefficients, *(name for one in known for name in one.coefficients))
    rows, right = [], []
    for name in dict.fromkeys(("", *named)):
        target = Fraction(int(name == parameter))
        row = [Fraction(-int(name == base)), -_coefficient(form, name), *(_coefficient(one, name) for one in known)]
        row.append(Fraction(int(not name)))
        scale = lcm(*(x.denominator for x in row))
        rows.append([int(x * scale) for x in row])
        right.append(int(-target * scale))
    found = solve_exactly(program([-1, *([0] * (len(known) + 2))], rows, right, equal=range(len(rows))))
    if found.status != "optimal" or found.x[1] == 0:
        return None
    return found.x[0]


def _coefficient(form: LinearInequality, name: str) -> Fraction:
    return form.coefficients.get(name, Fraction(0)) if name else form.constant
