"""Where in discount factor, detection and false alarm is this strategy an equilibrium? By the signs of polynomials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from gametheory.equilibria.discount_region import Constraint, DiscountInterval
from gametheory.equilibria.parameter_signs import classified, intervals_where, univariate
from gametheory.equilibria.symbolic_values import DISCOUNT, symbolic_gains
from gametheory.equilibria.unit_box import always_positive, never_positive
from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.polytope import Polytope
from gametheory.games.repeated import read_discount
from gametheory.games.symbolic import SymbolicMonitoring, as_symbolic, symbolic
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.noise import read_slips

__all__ = ["EquilibriumRegion", "Incentive", "equilibrium_region"]


@dataclass(frozen=True)
class Incentive:
    """
    One condition of an equilibrium, and everybody whose incentive it is.

    Parameters
    ----------
    constraints : tuple of Constraint
        The deviations that pay nothing exactly where the condition holds.
    polynomial : sympy.Expr
        The condition is that this is at most zero, for every discount factor in (0, 1) and all chances that are
        probabilities. Factors that are positive there are left out.
    """

    constraints: tuple[Constraint, ...]
    polynomial: sympy.Expr

    @cached_property
    def relation(self) -> sympy.Basic:
        """The condition with what holds the discount factor on the left, and a positive number on the right if any."""
        poly = sympy.Poly(self.polynomial, DISCOUNT)
        rest = poly.eval(0)
        upright = rest.is_positive or (not rest.is_number and (-rest).could_extract_minus_sign())
        sign = -1 if upright else 1
        left = sympy.collect(sympy.expand(sign * (self.polynomial - rest)), DISCOUNT)
        kind = sympy.Ge if upright else sympy.Le
        return kind(left, sympy.expand(-sign * rest), evaluate=False)

    @property
    def formula(self) -> str:
        """The condition as text, such as ``delta*(3*p - 2*q) >= 1``."""
        sign = ">=" if isinstance(self.relation, sympy.GreaterThan) else "<="
        return f"{self.relation.lhs} {sign} {self.relation.rhs}"

    @cached_property
    def threshold(self) -> sympy.Expr | None:
        """The discount factor at which it binds, where the condition is linear in it."""
        poly = sympy.Poly(self.polynomial, DISCOUNT)
        if poly.degree() != 1:
            return None
        slope, constant = poly.all_coeffs()
        return sympy.factor(-constant / slope)

    def solved_for(self, symbol: str) -> sympy.Basic | None:
        """
        Solve the condition for one chance, where it is linear in it and the direction is the same everywhere.

        Parameters
        ----------
        symbol : str
            The chance.

        Returns
        -------
        sympy relation or None
            Such as ``p >= ...``; None where there is no such form.
        """
        mover = sympy.Symbol(symbol)
        poly = sympy.Poly(self.polynomial, mover)
        if poly.degree() != 1:
            return None
        slope, constant = poly.all_coeffs()
        chances = tuple(sorted(slope.free_symbols - {DISCOUNT}, key=str))
        bound = sympy.factor(-constant / slope)
        if always_positive(-slope, DISCOUNT, chances):
            return sympy.Ge(mover, bound, evaluate=False)
        if always_positive(slope, DISCOUNT, chances):
            return sympy.Le(mover, bound, evaluate=False)
        return None

    def __str__(self) -> str:
        return f"{self.formula}  ({self.constraints[0]})"


@dataclass(frozen=True)
class EquilibriumRegion(Jsonable):
    """
    All incentives of a strategy as polynomials in the discount factor and the symbols of what is seen.

    Parameters
    ----------
    family : GameFamily
        The stage game, its payoffs with or without parameters.
    automaton : Automaton
        The strategy.
    monitoring : SymbolicMonitoring or PublicMonitoring or None
        What is seen.
    slips : tuple of Fraction
        Probability per actor of playing something else by mistake.
    """

    family: GameFamily
    automaton: Automaton
    monitoring: SymbolicMonitoring | PublicMonitoring | None = None
    slips: tuple[Fraction, ...] = field(default=(), repr=False)

    @cached_property
    def incentives(self) -> tuple[Incentive, ...]:
        """The distinct conditions; those that always hold are left out."""
        gains = symbolic_gains(self.family, self.automaton, self._symbolic, self.slips)
        told = ((gain.numerator, (Constraint(gain.actor, gain.state, gain.action),)) for gain in gains)
        return self._distinct(told)

    def _distinct(self, told: Iterable[tuple[sympy.Expr, tuple[Constraint, ...]]]) -> tuple[Incentive, ...]:
        found: dict[sympy.Expr, tuple[Constraint, ...]] = {}
        for numerator, whose in told:
            polynomial = _essential(numerator, self._chances)
            if polynomial != 0 and not never_positive(polynomial, (DISCOUNT, *self._chances)):
                found[polynomial] = (*found.get(polynomial, ()), *whose)
        return tuple(Incentive(whose, polynomial) for polynomial, whose in found.items())

    def where(self, **fixed: Any) -> tuple[Incentive, ...]:
        """
        Give the conditions that are left when some symbols have numbers.

        Parameters
        ----------
        **fixed : number
            Values of symbols, and of ``discount``.

        Returns
        -------
        tuple of Incentive
            Distinct, in the other symbols; those that always hold are left out.

        Raises
        ------
        UnknownNameError
            If there is no such symbol.
        """
        known = (*self.symbols, DISCOUNT.name)
        told = _with_discount(fixed)
        numbers = self._values(told, without=tuple(name for name in known if name not in told))
        return self._distinct((i.polynomial.subs(numbers), i.constraints) for i in self.incentives)

    @property
    def converged(self) -> bool:
        """Always true: the polynomials are exact."""
        return True

    @property
    def _symbolic(self) -> SymbolicMonitoring | None:
        return as_symbolic(self.monitoring)

    @property
    def _chances(self) -> tuple[sympy.Symbol, ...]:
        return self.monitoring.symbols if isinstance(self.monitoring, SymbolicMonitoring) else ()

    @property
    def symbols(self) -> tuple[str, ...]:
        """What the region is in: payoff parameters, then chances of signals; the discount factor stands beside them."""
        return (*self.family.polytope.parameters, *(s.name for s in self._chances))

    @property
    def condition(self) -> str:
        """The region as one formula."""
        if not self.incentives:
            return "always"
        return " and ".join(incentive.formula for incentive in self.incentives)

    def holds(self, discount: Any, **values: Any) -> bool:
        """
        Say whether the strategy is an equilibrium at a point, exactly.

        Parameters
        ----------
        discount : number
            The common discount factor.
        **values : number
            One value per symbol.

        Returns
        -------
        bool
            The verdict.

        Raises
        ------
        GameError
            If a symbol has no value, or a probability falls outside [0, 1].
        """
        return not self.failing(discount, **values)

    def failing(self, discount: Any, **values: Any) -> tuple[Constraint, ...]:
        """
        Name who gains by deviating at a point.

        Parameters
        ----------
        discount : number
            The common discount factor.
        **values : number
            One value per symbol.

        Returns
        -------
        tuple of Constraint
            The incentives that fail; empty where the strategy is an equilibrium.

        Raises
        ------
        GameError
            If a symbol has no value, or a probability falls outside [0, 1].
        """
        numbers = self._point(_with_discount({**values, "discount": discount}))
        return tuple(c for i in self.incentives if i.polynomial.subs(numbers) > 0 for c in i.constraints)

    def along(self, symbol: str, **fixed: Any) -> tuple[DiscountInterval, ...]:
        """
        Give the exact boundary along one symbol, the others fixed.

        Parameters
        ----------
        symbol : str
            A chance of the monitoring, or "delta" for the discount factor.
        **fixed : number
            A value for every other symbol, and ``discount`` unless it is the one that moves.

        Returns
        -------
        tuple of DiscountInterval
            Where the strategy is an equilibrium: for a chance within [0, 1] as far as all are probabilities, for the
            discount factor within (0, 1). Ends are fractions or algebraic numbers, with who deviates beyond them.

        Raises
        ------
        UnknownNameError
            If there is no such symbol.
        GameError
            If another symbol has no value.
        """
        mover = DISCOUNT if symbol == DISCOUNT.name else sympy.Symbol(symbol)
        if mover not in (DISCOUNT, *self._chances):
            raise UnknownNameError(f"no chance is called {symbol!r}. {closest(symbol, self._movable)}")
        numbers = self._values(_with_discount(fixed), without=symbol)
        told = [
            (incentive.constraints, univariate(incentive.polynomial, mover, numbers)) for incentive in self.incentives
        ]
        told += [((), univariate(-p, mover, numbers)) for p in self._probabilities()]
        return tuple(intervals_where(told, closed=mover != DISCOUNT))

    @property
    def _movable(self) -> tuple[str, ...]:
        return (DISCOUNT.name, *(s.name for s in self._chances))

    def grid(self, x: str, xs: Sequence[Any], y: str, ys: Sequence[Any], **fixed: Any) -> NDArray[np.bool_]:
        """
        Classify a grid of points: in floats, with an exact recheck of every point near a boundary.

        Parameters
        ----------
        x, y : str
            Two of the chances, or "delta" for the discount factor.
        xs, ys : sequence of float
            Where; floats are the decimals that they print as.
        **fixed : number
            A value for every other symbol, and ``discount`` unless it is one of the two.

        Returns
        -------
        numpy.ndarray of bool, shape (len(ys), len(xs))
            Whether the strategy is an equilibrium; False also where something is no probability.

        Raises
        ------
        UnknownNameError
            If there is no such symbol.
        """
        for name in (x, y):
            if name not in self._movable:
                raise UnknownNameError(f"no chance is called {name!r}. {closest(name, self._movable)}")
        numbers = self._values(_with_discount(fixed), without=(x, y))
        names = [DISCOUNT if name == DISCOUNT.name else sympy.Symbol(name) for name in (x, y)]
        told = [sympy.Poly(i.polynomial.subs(numbers), *names) for i in self.incentives]
        told += [sympy.Poly((-p).subs(numbers), *names) for p in self._probabilities()]
        return classified(told, [float(v) for v in xs], [float(v) for v in ys], names)

    def _probabilities(self) -> Iterator[sympy.Expr]:
        """What must not be negative for every chance to be one."""
        rows = self.monitoring.rows if isinstance(self.monitoring, SymbolicMonitoring) else ()
        yield from dict.fromkeys(p for row in rows for p in row if p.free_symbols)

    def _point(self, values: Mapping[str, Any]) -> dict[sympy.Symbol, sympy.Expr]:
        numbers = self._values(values)
        for p in self._probabilities():
            chance = p.subs(numbers)
            if not 0 <= chance <= 1:
                raise GameError(f"the probability {p} is {chance} at this point; choose values that keep it in [0, 1].")
        return numbers

    def _values(self, values: Mapping[str, Any], without: str | tuple[str, ...] = ()) -> dict[sympy.Symbol, sympy.Expr]:
        """Exact numbers for every symbol but some, under the symbols themselves."""
        moving = (without,) if isinstance(without, str) else without
        known = {s.name: s for s in (*map(sympy.Symbol, self.symbols), DISCOUNT)}
        for name in values:
            if name not in known:
                raise UnknownNameError(f"there is no symbol {name!r}. {closest(name, known)}")
        missing = [name for name in known if name not in values and name not in moving]
        if missing:
            raise GameError(f"the symbol {missing[0]!r} has no value; give one for each of {', '.join(known)}.")
        return {known[name]: symbolic(exact(value, name), name) for name, value in values.items()}

    def latex(self) -> str:
        """
        Write the region for a paper.

        Returns
        -------
        str
            LaTeX, one condition a line in an aligned environment.
        """
        if not self.incentives:
            return r"\text{always}"
        lines = [
            sympy.latex(incentive.relation).replace(r"\leq", r"&\leq").replace(r"\geq", r"&\geq")
            for incentive in self.incentives
        ]
        return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"

    def __str__(self) -> str:
        return f"equilibrium iff {self.condition}" if self.incentives else "an equilibrium always"


def equilibrium_region(
    stage: NormalFormGame | GameFamily,
    automaton: Automaton,
    *,
    monitoring: SymbolicMonitoring | PublicMonitoring | None = None,
    slips: Any = None,
) -> EquilibriumRegion:
    """
    Write all incentives of a strategy as polynomials in the discount factor and the chances of signals.

    `gametheory.threshold_formula` tells the critical discount factor near a point; this is the whole region, without
    a point: every condition that can fail for some discount factor in (0, 1) and some probabilities.

    Parameters
    ----------
    stage : NormalFormGame or GameFamily
        The stage game, or one with payoffs linear in parameters.
    automaton : Automaton
        The strategy.
    monitoring : SymbolicMonitoring or PublicMonitoring, optional
        What everybody sees, with symbols for detection, false alarms and so on.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `gametheory.check_strategy`.

    Returns
    -------
    EquilibriumRegion
        The conditions, the verdict at any point, exact boundaries, grids for pictures and LaTeX.

    Raises
    ------
    GameError
        If a symbol is called "delta" or shares its name with a payoff parameter.
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import Automaton, NormalFormGame, SymbolicMonitoring
    >>> p, q, r = sympy.symbols("p q r")
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> seen = SymbolicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])
    >>> grim = Automaton(
    ...     start="C", actions={"C": ("C", "C"), "D": ("D", "D")},
    ...     transitions={"C": {"good": "C"}}, default={"C": "D", "D": "D"})
    >>> region = equilibrium_region(stage, grim, monitoring=seen)
    >>> print(region, region.holds(discount=0.9, p=0.9, q=0.5, r=0.3))
    equilibrium iff delta*(3*p - 2*q) >= 1 True
    """
    if isinstance(stage, NormalFormGame):
        stage = _without_parameters(stage)
    if not isinstance(stage, GameFamily):
        raise GameError(f"the stage game is a {type(stage).__name__}; give a NormalFormGame or a GameFamily.")
    chances = [s.name for s in monitoring.symbols] if isinstance(monitoring, SymbolicMonitoring) else []
    names = [*stage.polytope.parameters, *chances]
    for name in names:
        if name == DISCOUNT.name or names.count(name) > 1:
            raise GameError(f"the name {name!r} is taken twice (the discount factor is 'delta'); rename the symbol.")
    some = stage.game(**dict.fromkeys(stage.polytope.parameters, 0))
    region = EquilibriumRegion(stage, automaton, monitoring, read_slips(slips, some))
    assert region.incentives is not None  # what does not fit is refused now, not later
    return region


def _without_parameters(stage: NormalFormGame) -> GameFamily:
    table = np.empty((stage.n_profiles, len(stage.actors), 1), dtype=object)
    for k, profile in enumerate(stage.profiles()):
        table[k, :, 0] = stage.payoff(profile)
    return GameFamily(
        table.reshape((*stage.shape, len(stage.actors), 1)), Polytope([]), actors=stage.actors, actions=stage.actions
    )


def _with_discount(fixed: dict[str, Any]) -> dict[str, Any]:
    """Call the discount factor by its symbol."""
    if "discount" not in fixed:
        return fixed
    return {**{k: v for k, v in fixed.items() if k != "discount"}, DISCOUNT.name: read_discount(fixed["discount"])}


def _essential(numerator: sympy.Expr, chances: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """Leave out factors that are positive for every discount factor in (0, 1) and all chances in [0, 1]."""
    if numerator == 0:
        return sympy.Integer(0)
    content, factors = sympy.factor_list(numerator)
    sign = 1 if content > 0 else -1
    product = sympy.Integer(1)
    for factor, power in factors:
        if always_positive(factor, DISCOUNT, chances):
            continue
        if always_positive(-factor, DISCOUNT, chances):
            sign *= (-1) ** power
        else:
            product *= factor**power
    return sympy.expand(sign * product)
