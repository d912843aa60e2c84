"""Critical discount factors as formulas: what binds, what would have to change, which lever buys most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy

from gametheory.equilibria.discount_region import Constraint, DiscountRegion, discount_region
from gametheory.equilibria.formula_text import latex_text, without_leading_minus
from gametheory.equilibria.symbolic_values import DISCOUNT, symbolic_gains
from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.symbolic import SymbolicMonitoring, as_symbolic, symbolic
from gametheory.proofs.algebraic import Algebraic
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.noise import read_slips

__all__ = ["Lever", "SymbolicConstraint", "ThresholdFormula", "threshold_formula"]


@dataclass(frozen=True)
class SymbolicConstraint:
    """
    One incentive constraint as a formula: it holds exactly where its condition is not positive.

    Parameters
    ----------
    constraint : Constraint
        Whose, where, and which deviation.
    condition : sympy.Expr
        A polynomial in ``delta``, the payoffs' parameters and the symbols of the monitoring, with the sign of the gain
        at every discount factor in (0, 1) and all admissible probabilities.
    gain : sympy.Expr
        The gain itself, as a discounted average.
    """

    constraint: Constraint
    condition: sympy.Expr
    gain: sympy.Expr

    @cached_property
    def roots(self) -> tuple[sympy.Expr, ...]:
        """Discount factors at which the gain vanishes, as closed formulas; empty where the degree is above 2."""
        poly = sympy.Poly(_without_trivial_factors(self.condition), DISCOUNT)
        if poly.degree() == 1:
            slope, constant = poly.all_coeffs()
            return (sympy.factor(-constant / slope),)
        if poly.degree() == 2:
            return tuple(sympy.simplify(root) for root in sympy.roots(poly, multiple=True))
        return ()

    def __str__(self) -> str:
        return f"{self.constraint}: {sympy.collect(self.condition, DISCOUNT)} <= 0"


@dataclass(frozen=True)
class Lever(Jsonable):
    """
    How the critical discount factor moves with one parameter.

    Parameters
    ----------
    parameter : str
        A payoff parameter or a symbol of the monitoring.
    value : Fraction
        Its value at the reference point.
    derivative : float
        Change of the critical discount factor per unit of the parameter, there.
    elasticity : float
        Its relative change per relative change of the parameter.
    """

    parameter: str
    value: Fraction
    derivative: float
    elasticity: float


@dataclass(frozen=True)
class ThresholdFormula(Jsonable):
    """
    Every incentive constraint of a strategy as a formula, and the one that binds at a reference point.

    Parameters
    ----------
    family : GameFamily
        Stage games with payoffs linear in parameters.
    automaton : Automaton
        The strategy.
    at : mapping of str to Fraction
        The reference point: values of all parameters and symbols.
    monitoring : SymbolicMonitoring or PublicMonitoring or None
        What is seen.
    slips : tuple of Fraction
        Probability per actor of playing something else by mistake.
    """

    family: GameFamily
    automaton: Automaton
    at: FrozenMap[str, Fraction]
    monitoring: SymbolicMonitoring | PublicMonitoring | None = None
    slips: tuple[Fraction, ...] = field(default=(), repr=False)

    @cached_property
    def constraints(self) -> tuple[SymbolicConstraint, ...]:
        """All constraints, in the order of states, actors and actions; those that hold identically are left out."""
        return tuple(constraint for constraint in self._all() if constraint.condition != 0)

    def _all(self) -> Iterator[SymbolicConstraint]:
        for gain in symbolic_gains(self.family, self.automaton, self._symbolic, self.slips):
            named = Constraint(gain.actor, gain.state, gain.action)
            exactly = (1 - DISCOUNT) * gain.numerator / gain.denominator
            yield SymbolicConstraint(named, gain.numerator, exactly)

    @property
    def _symbolic(self) -> SymbolicMonitoring | None:
        return as_symbolic(self.monitoring)

    def region(self, **values: Any) -> DiscountRegion:
        """
        Give the exact set of discount factors at some point.

        Parameters
        ----------
        **values : number
            Values of parameters and symbols that differ from the reference point.

        Returns
        -------
        DiscountRegion
            What `gametheory.discount_region` says there.

        Raises
        ------
        UnknownNameError
            If there is no such parameter or symbol.
        """
        point = {**self.at, **_known(values, self.at)}
        own = {name: point[name] for name in self.family.polytope.parameters}
        seen = self.monitoring.at(**point) if isinstance(self.monitoring, SymbolicMonitoring) else self.monitoring
        return discount_region(self.family.game(**own), self.automaton, monitoring=seen, slips=self.slips)

    @cached_property
    def reference_region(self) -> DiscountRegion:
        """The exact set of discount factors at the reference point."""
        return self.region()

    @property
    def threshold(self) -> Fraction | Algebraic | None:
        """The critical discount factor at the reference point; None where no discount factor will do."""
        return self.reference_region.infimum

    @cached_property
    def binding(self) -> SymbolicConstraint | None:
        """The constraint that sets the critical discount factor at the reference point; None where none does."""
        if self.reference_region.is_empty:
            return None
        first = self.reference_region.intervals[0].low_binding
        return next((c for c in self.constraints if c.constraint == first), None)

    @cached_property
    def formula(self) -> sympy.Expr | None:
        """The critical discount factor as a closed formula; None where the binding condition has degree 3 or more."""
        if self.binding is None or self.threshold is None:
            return None
        numbers, near = self._numbers(), float(self.threshold)
        away = {root: abs(complex(root.subs(numbers)) - near) for root in self.binding.roots}
        nearest = min(away, key=lambda root: away[root], default=None)
        return None if nearest is None else without_leading_minus(nearest)

    @cached_property
    def assumptions(self) -> tuple[sympy.Basic, ...]:
        """
        Where the formula is the critical discount factor: every other closed threshold is at most as large.

        Constraints whose condition does not depend on the discount factor stand as inequalities in the parameters.
        """
        if self.formula is None or self.binding is None:
            return ()
        stated: dict[sympy.Basic, None] = {}
        for other in self.constraints:
            if other.condition == self.binding.condition:
                continue
            condition = _without_trivial_factors(other.condition)
            if not condition.has(DISCOUNT):
                stated[sympy.Le(condition, 0)] = None
            else:
                stated[sympy.Le(sympy.numer(sympy.together(condition.subs(DISCOUNT, self.formula))), 0)] = None
        return tuple(claim for claim in stated if claim != sympy.true)

    def inverse(self, parameter: str) -> sympy.Expr:
        """
        Solve the binding constraint for a parameter: how large must it be at a given discount factor.

        Parameters
        ----------
        parameter : str
            A payoff parameter or a symbol of the monitoring.

        Returns
        -------
        sympy.Expr
            The value at which the constraint just binds, as a formula in ``delta`` and the other symbols.

        Raises
        ------
        GameError
            If nothing binds, the binding constraint does not depend on the parameter, or not linearly.
        UnknownNameError
            If there is no such parameter.
        """
        symbol = self._symbol(parameter)
        condition = self._binding_condition()
        poly = sympy.Poly(condition, symbol)
        if poly.degree() != 1:
            told = "does not depend on it" if poly.degree() < 1 else "is not linear in it"
            raise GameError(f"the binding constraint ({self.binding}) {told}; choose one of {self._involved()}.")
        slope, constant = poly.all_coeffs()
        return sympy.factor(-constant / slope)

    def derivative(self, parameter: str) -> sympy.Expr:
        """
        Differentiate the critical discount factor by a parameter, along the binding constraint.

        Parameters
        ----------
        parameter : str
            A payoff parameter or a symbol of the monitoring.

        Returns
        -------
        sympy.Expr
            The derivative: in the parameters where there is a closed formula, else in the parameters and ``delta``.

        Raises
        ------
        GameError
            If nothing binds.
        UnknownNameError
            If there is no such parameter.
        """
        symbol = self._symbol(parameter)
        if self.formula is not None:
            return sympy.factor(sympy.diff(self.formula, symbol))
        condition = self._binding_condition()
        return sympy.factor(-sympy.diff(condition, symbol) / sympy.diff(condition, DISCOUNT))

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        """All parameters that move the critical discount factor, the most elastic first."""
        if self.binding is None or self.threshold is None:
            return ()
        found = [self._lever(name) for name in self.at]
        moving = [lever for lever in found if lever.derivative]
        return tuple(sorted(moving, key=lambda lever: (-abs(lever.elasticity), lever.parameter)))

    def _lever(self, name: str) -> Lever:
        condition, symbol = self._binding_condition(), sympy.Symbol(name)
        slope = -sympy.diff(condition, symbol) / sympy.diff(condition, DISCOUNT)
        assert self.threshold is not None
        number = _sympy_number(self.threshold)
        rate = float(slope.subs(self._numbers()).subs(DISCOUNT, number).evalf(30))
        value = self.at[name]
        return Lever(name, value, rate, rate * float(value) / float(self.threshold))

    def latex(self) -> str:
        r"""
        Write the critical discount factor for a paper.

        Returns
        -------
        str
            LaTeX: the closed formula, or the binding condition where there is none.
        """
        if self.formula is not None:
            return rf"\delta^{{*}} = {latex_text(self.formula)}"
        if self.binding is None:
            return r"\text{no critical discount factor}"
        return rf"{latex_text(sympy.collect(self.binding.condition, DISCOUNT))} \le 0"

    def _numbers(self) -> dict[Any, Any]:
        return {sympy.Symbol(name): symbolic(value, name) for name, value in self.at.items()}

    def _binding_condition(self) -> sympy.Expr:
        if self.binding is None:
            raise GameError(
                f"at the reference point the strategy is an equilibrium for {self.reference_region}: no constraint "
                "sets a critical discount factor there; choose another reference point."
            )
        return _without_trivial_factors(self.binding.condition)

    def _symbol(self, parameter: str) -> sympy.Symbol:
        _known({parameter: 0}, self.at)
        return sympy.Symbol(parameter)

    def _involved(self) -> str:
        names = (symbol.name for symbol in self._binding_condition().free_symbols - {DISCOUNT})
        return ", ".join(sorted(names)) or "none"

    def __str__(self) -> str:
        if self.binding is None:
            return f"equilibrium for {self.reference_region}; no constraint sets a critical discount factor"
        if self.formula is None:
            return f"delta* = {self.threshold}, where {sympy.collect(self._binding_condition(), DISCOUNT)} = 0"
        return f"delta* = {self.formula} = {self.threshold}"


def threshold_formula(
    stage: GameFamily,
    automaton: Automaton,
    *,
    at: Mapping[str, Any],
    monitoring: SymbolicMonitoring | PublicMonitoring | None = None,
    slips: Any = None,
) -> ThresholdFormula:
    """
    Write a strategy's critical discount factor as a formula in payoffs and chances.

    Each one-shot deviation constraint is linear in the payoffs' parameters and polynomial in the discount factor and
    the chances of signals. Which of them binds depends on the parameters: it is told at a reference point, together
    with the inequalities under which it stays so.

    Parameters
    ----------
    stage : GameFamily
        Stage games with payoffs linear in parameters; see `GameFamily.from_expressions`.
    automaton : Automaton
        The strategy.
    at : mapping of str to number
        The reference point: one value per parameter, and per symbol of the monitoring.
    monitoring : SymbolicMonitoring or PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `gametheory.check_strategy`.

    Returns
    -------
    ThresholdFormula
        Constraints, the binding one, the formula, its inverse, derivatives and levers.

    Raises
    ------
    GameError
        If a parameter or symbol has no value, or shares its name with the discount factor ``delta``.
    UnknownNameError
        If a value is given for something that is no parameter.
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, strategies, threshold_formula
    >>> R, S, T, P = sympy.symbols("R S T P")
    >>> stage = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> print(threshold_formula(stage, grim, at={"R": 2, "S": -1, "T": 3, "P": 0}))
    delta* = (R - T)/(P - T) = 1/3
    """
    if not isinstance(stage, GameFamily):
        raise GameError(
            f"a formula needs payoffs with parameters, not {type(stage).__name__}; "
            "build a GameFamily, for example with GameFamily.from_expressions()."
        )
    symbols = [s.name for s in monitoring.symbols] if isinstance(monitoring, SymbolicMonitoring) else []
    names = [*stage.polytope.parameters, *symbols]
    for name in names:
        if name == DISCOUNT.name or names.count(name) > 1:
            raise GameError(f"the name {name!r} is taken twice (the discount factor is 'delta'); rename the parameter.")
    missing = [name for name in names if name not in at]
    if missing:
        raise GameError(
            f"the reference point gives no value for {missing[0]!r}; give one for each of {', '.join(names)}."
        )
    values = _known(at, dict.fromkeys(names))
    point = FrozenMap((name, values[name]) for name in names)
    mistakes = read_slips(slips, stage.game(**{name: point[name] for name in stage.polytope.parameters}))
    formula = ThresholdFormula(stage, automaton, point, monitoring, mistakes)
    assert formula.reference_region is not None  # what does not fit is refused now, not later
    return formula


def _known(values: Mapping[str, Any], legal: Mapping[str, Any]) -> dict[str, Fraction]:
    for name in values:
        if name not in legal:
            raise UnknownNameError(f"there is no parameter {name!r}. {closest(name, legal)}")
    return {name: exact(value, f"the parameter {name}") for name, value in values.items()}


def _without_trivial_factors(condition: sympy.Expr) -> sympy.Expr:
    """Drop powers of delta and of 1 - delta, both positive on (0, 1)."""
    poly = sympy.Poly(condition, DISCOUNT)
    for factor in (sympy.Poly(DISCOUNT, DISCOUNT), sympy.Poly(1 - DISCOUNT, DISCOUNT)):
        while not poly.is_zero and poly.eval(0 if factor.TC() == 0 else 1) == 0:
            poly = sympy.quo(poly, factor)
    return sympy.expand(poly.as_expr())


def _sympy_number(value: Fraction | Algebraic) -> sympy.Expr:
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    near = value.refined(Fraction(1, 2**100))
    middle = (near.low + near.high) / 2
    return sympy.Rational(middle.numerator, middle.denominator)
