"""Strategies that are equilibria for every payoff consistent with what is known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.equilibria.one_shot_deviation import check_strategy
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.polytope import LinearInequality
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.regions.incentives import incentives
from gametheory.regions.outline import Outline, outline
from gametheory.regions.programs import Lowest, Point, at, lowest
from gametheory.regions.statement import Statement
from gametheory.regions.writing import pairs, plain_point
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Implied", "Necessary", "necessary", "necessity"]


@dataclass(frozen=True)
class Implied(Jsonable):
    """
    Whether one form is not negative anywhere on the polytope.

    Parameters
    ----------
    form : LinearInequality
        The form.
    lowest : Fraction or None
        Its lowest value on the polytope; None where it falls without bound.
    multipliers : tuple of Fraction
        Per inequality of the polytope, how often it is added: the form is their sum and the lowest value (Farkas).
    counterexample : mapping of str to Fraction
        A point of the polytope where the form is negative; empty where there is none.
    """

    form: LinearInequality
    lowest: Fraction | None
    multipliers: tuple[Fraction, ...]
    counterexample: Point

    @property
    def holds(self) -> bool:
        """Whether the form is nowhere negative."""
        return self.lowest is not None and self.lowest >= 0

    def __bool__(self) -> bool:
        return self.holds


@dataclass(frozen=True)
class Necessary(Jsonable):
    """
    Whether a statement is true on a whole polytope, with a proof per form or counterexamples.

    Parameters
    ----------
    statement : Incentives or Conditions
        What was asked, and over which polytope.
    implied : tuple of Implied
        One per form, in their order.
    """

    statement: Statement
    implied: tuple[Implied, ...]

    @property
    def holds(self) -> bool:
        """Whether the statement is true for every parameter of the polytope."""
        return all(self.implied)

    @property
    def failing(self) -> tuple[Implied, ...]:
        """The forms that are negative somewhere."""
        return tuple(one for one in self.implied if not one.holds)

    @property
    def counterexample(self) -> Point:
        """A point of the polytope where the statement is false; empty where there is none."""
        return next((one.counterexample for one in self.failing), FrozenMap())

    @property
    def uses(self) -> tuple[str, ...]:
        """Names of the polytope's inequalities on which the proofs rest, in their order."""
        known = self.statement.polytope.inequalities
        used = {k for one in self.implied for k, weight in enumerate(one.multipliers) if weight and one.holds}
        return tuple(known[k].name for k in sorted(used))

    @property
    def certificate(self) -> Certificate:
        """Multipliers per form, or a counterexample, for `gametheory.verify`."""
        plain = self.statement.plain()
        if self.holds:
            return Certificate("region_always", {**plain, "proofs": [pairs(one.multipliers) for one in self.implied]})
        number = next(k for k, one in enumerate(self.implied) if not one.holds)
        point = plain_point(self.implied[number].counterexample)
        return Certificate("region_counterexample", {**plain, "point": point, "fails": number})

    def __bool__(self) -> bool:
        return self.holds

    def __str__(self) -> str:
        if self.holds:
            return f"true for every parameter; it uses {', '.join(self.uses) or 'nothing'}"
        first = self.failing[0]
        point = ", ".join(f"{name} = {x}" for name, x in first.counterexample.items())
        return f"not for every parameter: {first.form.name} fails where {point}"


def necessary(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
) -> Necessary:
    """
    Ask whether a strategy is an equilibrium for all parameters of a polytope; exact.

    Each incentive constraint is either a sum of the polytope's inequalities (Farkas 1902), or fails at a point, where
    `check_strategy` confirms it.

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
    Necessary
        A proof per constraint, or counterexamples.

    Raises
    ------
    GameError
        If the polytope is empty; what contradicts itself is named.

    Examples
    --------
    >>> from gametheory import GameFamily, LinearInequality, Polytope, regions, strategies, verify
    >>> known = Polytope(["gain", "loss"], [LinearInequality({"loss": 1, "gain": -1}, name="loss at least gain")])
    >>> family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
    >>> keep = strategies.Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
    >>> found = regions.necessary(family, keep, discount="1/2")
    >>> print(found, verify(found.certificate, family))
    true for every parameter; it uses loss at least gain True
    """
    asked = incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips)
    found = necessity(asked)
    if not found.holds:
        game = RepeatedGame(family.game(**found.counterexample), asked.discount, asked.monitoring)
        check = check_strategy(game, automaton, slips=asked.slips)
        assert not check.is_equilibrium, "the counterexample is no equilibrium"
    return found


def necessity(statement: Statement, shape: Outline | None = None) -> Necessary:
    """
    Ask whether a statement is true on its whole polytope.

    Parameters
    ----------
    statement : Incentives or Conditions
        Forms that must not be negative, over a polytope.
    shape : Outline, optional
        The polytope's outline, where it has been worked out before.

    Returns
    -------
    Necessary
        A proof per form, or counterexamples.

    Raises
    ------
    GameError
        If the polytope is empty.

    Examples
    --------
    >>> from gametheory import LinearInequality, Polytope
    >>> from gametheory.regions import Conditions
    >>> known = Polytope(["a", "b"], [LinearInequality({"a": 1, "b": -1}, name="a >= b")])
    >>> print(necessity(Conditions(known, [LinearInequality({"a": 2, "b": -2}, 1)])))
    true for every parameter; it uses a >= b
    """
    inside = (shape or outline(statement.polytope)).refuse_empty().inside
    seen: dict[tuple[object, Fraction], Implied] = {}
    for form in statement.forms:
        key = form.coefficients, form.constant
        if key not in seen:
            seen[key] = _implied(form, statement, inside)
    told = (seen[form.coefficients, form.constant] for form in statement.forms)
    return Necessary(
        statement,
        tuple(
            Implied(form, one.lowest, one.multipliers, one.counterexample)
            for form, one in zip(statement.forms, told, strict=True)
        ),
    )


def _implied(form: LinearInequality, statement: Statement, inside: Point) -> Implied:
    found = lowest(form, statement.polytope.inequalities, inside)
    if found.value is not None and found.value >= 0:
        return Implied(form, found.value, found.multipliers, FrozenMap())
    return Implied(form, found.value, (), negative_point(form, found, statement.polytope.parameters))


def negative_point(form: LinearInequality, found: Lowest, names: tuple[str, ...]) -> Point:
    """The lowest point, or one far enough along the ray on which the form falls."""
    value = at(form, found.point)
    reach = max(value, Fraction(0)) / -at(LinearInequality(form.coefficients), found.ray) + 1 if found.ray else 0
    return FrozenMap((n, found.point.get(n, Fraction(0)) + reach * found.ray.get(n, Fraction(0))) for n in names)
