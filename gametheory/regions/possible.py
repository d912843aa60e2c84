"""Strategies that are equilibria for some payoff consistent with what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.repeated import RepeatedGame
from gametheory.proofs.certificate import Certificate
from gametheory.regions.incentives import Incentives, incentives
from gametheory.regions.outline import Outline, outline
from gametheory.regions.programs import Point, at, lowest, margin, weighted
from gametheory.regions.readable import readable
from gametheory.regions.statement import Statement
from gametheory.regions.writing import pairs, plain_point, witnessed
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Possible", "possibility", "possible"]


@dataclass(frozen=True)
class Possible(Jsonable):
    """
    Whether a statement can be true, robustly, on a knife edge, or not at all.

    Parameters
    ----------
    statement : Incentives or Conditions
        What was asked, and over which polytope.
    witness : mapping of str to Fraction
        A point of the polytope where it is true; empty where there is none. Where `strict`, it lies in the relative
        interior, and every form that is not zero on the whole polytope is positive there.
    strict : bool
        Whether it is true robustly: on a set of the polytope's own dimension.
    known, asked : tuple of Fraction
        The proof that there is no more than that: multipliers of the polytope's inequalities and of the forms asked
        for. Where nothing satisfies all, their sum is a negative number. On a knife edge the forms' sum is nowhere
        positive on the polytope, so that each form that counts is zero wherever the statement is true.
    moving : mapping of str to Fraction
        On a knife edge: a point of the polytope where a form that counts is not zero.
    """

    statement: Statement
    witness: Point
    strict: bool
    known: tuple[Fraction, ...] = ()
    asked: tuple[Fraction, ...] = ()
    moving: Point = field(default_factory=FrozenMap)

    @property
    def is_impossible(self) -> bool:
        """Whether it is true nowhere."""
        return not self.strict and not (self.witness or self.moving)

    @property
    def is_knife_edge(self) -> bool:
        """Whether it is true somewhere, but only where some form is exactly zero that need not be."""
        return not self.strict and not self.is_impossible

    @property
    def uses(self) -> tuple[str, ...]:
        """Names of the polytope's inequalities on which the proof rests."""
        known = self.statement.polytope.inequalities
        return tuple(one.name for one, weight in zip(known, self.known, strict=False) if weight)

    @property
    def binds(self) -> tuple[str, ...]:
        """Names of the forms that cannot be positive together."""
        return tuple(form.name for form, weight in zip(self.statement.forms, self.asked, strict=False) if weight)

    @property
    def certificate(self) -> Certificate:
        """Witness or proof, for `gametheory.verify`."""
        if self.strict:
            return Certificate("region_sometimes", witnessed(self.statement, self.witness))
        plain = self.statement.plain()
        proof = {"known": pairs(self.known), "asked": pairs(self.asked)}
        if self.is_impossible:
            return Certificate("region_never", {**plain, **proof})
        points = {"point": plain_point(self.witness), "moving": plain_point(self.moving)}
        return Certificate("region_knife_edge", {**plain, **proof, **points})

    def check(self) -> StrategyCheck:
        """
        Check the strategy in the game at the witness.

        Returns
        -------
        StrategyCheck
            The verdict of `check_strategy`, independent of the linear programs.
        """
        asked = self.statement
        assert isinstance(asked, Incentives), "only strategies are checked in games"
        game = RepeatedGame(asked.family.game(**self.witness), asked.discount, asked.monitoring)
        return check_strategy(game, asked.automaton, slips=asked.slips)

    def __bool__(self) -> bool:
        return self.strict

    def __str__(self) -> str:
        if self.is_impossible:
            return f"impossible; it follows from {', '.join((*self.uses, *self.binds))}"
        point = ", ".join(f"{name} = {x}" for name, x in self.witness.items())
        if self.strict:
            return f"possible, for example where {point}"
        return f"knife edge: only with equality in {', '.join(self.binds)}; for example where {point}"


def possible(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
) -> Possible:
    """
    Ask whether a strategy is an equilibrium for some parameters of a polytope; exact.

    A witness in the relative interior is checked once more by `check_strategy`. Where the strategy is an equilibrium
    only with indifference that small changes of payoffs destroy, that is a knife edge: all parameters zero make
    everything an equilibrium and prove nothing. Else a sum of inequalities shows that there is none.

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
    Possible
        A witness, a knife edge, or a proof that it is impossible.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, regions, strategies
    >>> R, S, T, P = sympy.symbols("R S T P")
    >>> family = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actions=["C", "D"], inequalities=[
    ...     LinearInequality({"T": 1, "R": -1}, -1), LinearInequality({"R": 1, "P": -1}, -1)])
    >>> print(regions.possible(family, strategies.reversion(("C", "C"), ("D", "D")), discount="1/3").strict)
    True
    """
    asked = incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips)
    found = possibility(asked)
    if not found.is_impossible:
        assert found.check().is_equilibrium, "the witness is an equilibrium"
    return found


def possibility(statement: Statement, shape: Outline | None = None) -> Possible:
    """
    Ask whether a statement can be true, robustly or on a knife edge.

    Parameters
    ----------
    statement : Incentives or Conditions
        Forms that must not be negative, over a polytope.
    shape : Outline, optional
        The polytope's outline, where it has been worked out before.

    Returns
    -------
    Possible
        A witness, a knife edge, or a proof that it is impossible.

    Examples
    --------
    >>> from gametheory import LinearInequality, Polytope
    >>> from gametheory.regions import Conditions
    >>> known = Polytope(["a", "b"], [LinearInequality({"a": 1, "b": -1}, name="a >= b")])
    >>> print(possibility(Conditions(known, [LinearInequality({"b": 1, "a": -1}, name="b >= a")])))
    knife edge: only with equality in b >= a; for example where a = 0, b = 0
    """
    shape = shape or outline(statement.polytope)
    known, asked = statement.polytope.inequalities, statement.forms
    if shape.empty:
        return Possible(statement, FrozenMap(), False, shape.contradiction, (Fraction(0),) * len(asked))
    flat = _flat(statement, shape)
    loose = [form for k, form in enumerate(asked) if k not in flat]
    equal = [known[k] for k in shape.equalities]
    strict = [*loose, *(one for k, one in enumerate(known) if k not in shape.equalities)]
    found = margin(strict, equal)
    full = FrozenMap((name, found.point.get(name, Fraction(0))) for name in statement.polytope.parameters)
    if found.value > 0:
        return Possible(statement, readable(full, strict, equal), True)
    if found.value < 0:
        least = margin([*known, *asked])
        return Possible(statement, FrozenMap(), False, least.weights[: len(known)], least.weights[len(known) :])
    spread = dict(zip((k for k in range(len(asked)) if k not in flat), found.weights, strict=False))
    weights = tuple(spread.get(k, Fraction(0)) for k in range(len(asked)))
    return _knife_edge(statement, shape, full, weights)


def _flat(statement: Statement, shape: Outline) -> frozenset[int]:
    """The forms that are zero on the whole polytope: they say nothing, and cannot be positive."""
    known = statement.polytope.inequalities
    return frozenset(
        k
        for k, form in enumerate(statement.forms)
        if at(form, shape.inside) == 0
        and lowest(form, known, shape.inside).value == 0
        and lowest(weighted([form], [Fraction(-1)]), known, shape.inside).value == 0
    )


def _knife_edge(statement: Statement, shape: Outline, witness: Point, weights: tuple[Fraction, ...]) -> Possible:
    known = statement.polytope.inequalities
    total = weighted(statement.forms, weights)
    down = lowest(weighted([total], [Fraction(-1)]), known, shape.inside)
    assert down.value is not None, "the sum of the forms is nowhere positive"
    assert down.value >= 0, "the sum of the forms is nowhere positive"
    return Possible(statement, witness, False, down.multipliers, weights, _moving(statement, shape, weights))


def _moving(statement: Statement, shape: Outline, weights: tuple[Fraction, ...]) -> Point:
    """A point of the polytope where a form that counts is not zero."""
    form = next(form for form, weight in zip(statement.forms, weights, strict=True) if weight)
    if at(form, shape.inside):
        return shape.inside
    for sign in (1, -1):
        down = lowest(weighted([form], [Fraction(sign)]), statement.polytope.inequalities, shape.inside)
        ends = [down.point, FrozenMap({name: x + down.ray.get(name, 0) for name, x in down.point.items()})]
        for end in ends:
            if at(form, end):
                return end
    raise AssertionError("a form that is zero on the whole polytope does not count")
