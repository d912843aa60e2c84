"""What better detection is worth: how the best two-state equilibrium value moves with the chances of signals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy

from gametheory.equilibria.bang_bang import BangBang, best_bang_bang
from gametheory.equilibria.basic_solution import basic_solution, basic_value, dense_polynomial, keeps_sign
from gametheory.equilibria.symbolic_values import DISCOUNT
from gametheory.equilibria.two_states import Rows, optimal_basis, pure_half, two_state_rows
from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.repeated import RepeatedGame, read_discount
from gametheory.games.symbolic import SymbolicMonitoring, symbolic
from gametheory.proofs.polynomials import Poly, evaluate
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["DetectionValue", "Slope", "detection_value"]

_STEPS = tuple(Fraction(1, 2**bits) for bits in (24, 44, 64, 84))
_NEAREST = Fraction(1, 2**90)  # to a side on which not even this is allowed, nothing is


@dataclass(frozen=True)
class Slope(Jsonable):
    """
    How the best value moves with one parameter, to either side.

    Parameters
    ----------
    parameter : str
        A symbol of the monitoring, or "delta", the discount factor.
    left, right : Fraction or None
        One-sided derivatives; None where the value jumps, there is no equilibrium on that side, or the side is outside
        what probabilities allow.
    why_left, why_right : str
        Why a derivative is missing; empty where it is there.
    """

    parameter: str
    left: Fraction | None
    right: Fraction | None
    why_left: str = ""
    why_right: str = ""

    @property
    def derivative(self) -> Fraction | None:
        """The derivative; None where the two sides differ or one is missing."""
        return self.left if self.left is not None and self.left == self.right else None

    def __str__(self) -> str:
        if self.derivative is not None:
            return f"{self.parameter}: {exact_text(self.derivative)}"
        left = exact_text(self.left) if self.left is not None else self.why_left
        right = exact_text(self.right) if self.right is not None else self.why_right
        return f"{self.parameter}: not differentiable; to the left {left}; to the right {right}"


@dataclass(frozen=True)
class DetectionValue(Jsonable):
    """
    The best two-state value at a point, its one-sided derivatives, and a formula near the point.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    monitoring : SymbolicMonitoring
        What is seen, with symbols.
    at : mapping of str to Fraction
        The point: a value per symbol, and "delta".
    best : BangBang
        The best two-state equilibrium there.
    slopes : tuple of Slope
        One per symbol, then the discount factor.
    """

    stage: NormalFormGame
    monitoring: SymbolicMonitoring
    at: FrozenMap[str, Fraction]
    best: BangBang
    slopes: tuple[Slope, ...] = field(default=())

    @property
    def value(self) -> Fraction | None:
        """The largest weighted value; None where there is no two-state equilibrium."""
        return self.best.value

    def slope(self, parameter: str) -> Slope:
        """
        Look one parameter's slope up.

        Parameters
        ----------
        parameter : str
            A symbol, or "delta".

        Returns
        -------
        Slope
            Its one-sided derivatives.

        Raises
        ------
        UnknownNameError
            If there is no such parameter.
        """
        for slope in self.slopes:
            if slope.parameter == parameter:
                return slope
        raise UnknownNameError(f"there is no parameter {parameter!r}. {closest(parameter, self.at)}")

    @cached_property
    def formula(self) -> sympy.Expr | None:
        """
        The value as a formula in the symbols and ``delta``, exact at the point and as long as the same incentives bind.

        None where there is no equilibrium, or the point is degenerate for the solver.
        """
        if self.best.is_empty:
            return None
        symbols = (*self.monitoring.symbols, DISCOUNT)
        field_ = sympy.QQ.frac_field(*symbols)
        basis = optimal_basis(_numbers(self, self.at))
        if basis is None:
            return None
        rows = _rows(self, lambda p: field_.from_sympy(symbolic(p, "a chance")), field_.from_sympy(DISCOUNT))
        value = basic_value(rows, basis, field_)
        return None if value is None else sympy.factor(value.as_expr())

    def __str__(self) -> str:
        if self.value is None:
            return "no two-state equilibrium at this point"
        return f"worth {exact_text(self.value)}; slopes " + "; ".join(map(str, self.slopes))


def detection_value(
    stage: NormalFormGame,
    monitoring: SymbolicMonitoring,
    *,
    at: Mapping[str, Any],
    discount: Any,
    weights: Sequence[Any] | Mapping[str, Any] | None = None,
    reward: Sequence[str] | None = None,
    punishment: Sequence[str] | None = None,
) -> DetectionValue:
    """
    Say what better detection is worth: derivatives of the best two-state value in the chances of signals.

    By the envelope theorem the value of the linear program moves with its optimal basis. For each parameter and side
    the basis that is optimal just beside the point is found, Sturm's theorem shows that no sign of its solution
    changes on the way back to the point, and the derivative at the point is that of the basis: exact, and not the same
    to both sides where the basis changes. Which profiles reward and punish beside the point is settled at distances
    from 2**-24 down to 2**-84, not proved for smaller ones.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    monitoring : SymbolicMonitoring
        What is seen, with symbols for the chances.
    at : mapping of str to number
        A value per symbol.
    discount : number
        The common discount factor.
    weights, reward, punishment : optional
        As for `gametheory.best_bang_bang`.

    Returns
    -------
    DetectionValue
        The best equilibrium, one-sided derivatives by every symbol and by the discount factor, and a formula.

    Raises
    ------
    GameError
        If a symbol has no value.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import NormalFormGame, SymbolicMonitoring
    >>> p, q, r = sympy.symbols("p q r")
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> seen = SymbolicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])
    >>> found = detection_value(stage, seen, at={"p": 0.9, "q": 0.5, "r": 0.3}, discount=0.9, weights=[1, 0])
    >>> print(found.formula, found.value, found.slope("p"))
    (3*p - 2*q - 1)/(p - q) 7/4 p: 25/8
    """
    if not isinstance(monitoring, SymbolicMonitoring):
        raise GameError(
            f"the monitoring is a {type(monitoring).__name__}; give a SymbolicMonitoring with symbols in it."
        )
    names = [s.name for s in monitoring.symbols]
    for name in at:
        if name not in names:
            raise UnknownNameError(f"there is no symbol {name!r}. {closest(name, names)}")
    if DISCOUNT.name in names:
        raise GameError("the name 'delta' is that of the discount factor; rename the symbol.")
    seen = monitoring.at(**at)
    point = FrozenMap({**{name: exact(at[name], name) for name in names}, DISCOUNT.name: read_discount(discount)})

    def best(told: Mapping[str, Fraction]) -> BangBang:
        game = RepeatedGame(stage, told[DISCOUNT.name], monitoring.at(**told))
        return best_bang_bang(game, weights=weights, reward=reward, punishment=punishment)

    here = best_bang_bang(
        RepeatedGame(stage, point[DISCOUNT.name], seen), weights=weights, reward=reward, punishment=punishment
    )
    blank = DetectionValue(stage, monitoring, point, here)
    slopes = tuple(_slope(blank, name, best) for name in point) if not here.is_empty else ()
    return DetectionValue(stage, monitoring, point, here, slopes)


def _slope(at: DetectionValue, name: str, best: Callable[[Mapping[str, Fraction]], BangBang]) -> Slope:
    (left, why_left), (right, why_right) = (_one_side(at, name, side, best) for side in (-1, 1))
    return Slope(name, left, right, why_left, why_right)


def _one_side(
    at: DetectionValue, name: str, side: int, best: Callable[[Mapping[str, Fraction]], BangBang]
) -> tuple[Fraction | None, str]:
    """Step nearer until the value runs into that of the point; what no step shows so is told by the nearest one."""
    if not _allowed(at, {**at.at, name: at.at[name] + side * _NEAREST}):
        return None, "outside what probabilities allow"
    told = "the optimal basis could not be settled"
    for step in _STEPS:
        near = {**at.at, name: at.at[name] + side * step}
        if not _allowed(at, near):
            continue
        found = best(near)
        if found.is_empty:
            told = "no equilibrium"
            continue
        worth = _basic_polynomials(DetectionValue(at.stage, at.monitoring, at.at, found), name, near)
        if worth is None:
            continue
        slope, told = _derivative(at, worth, name)
        if slope is not None:
            return slope, ""
    return None, told


def _allowed(at: DetectionValue, point: Mapping[str, Fraction]) -> bool:
    """Whether all chances are probabilities there, and the discount factor is one."""
    try:
        RepeatedGame(at.stage, point[DISCOUNT.name], at.monitoring.at(**point))
    except GameError:
        return False
    return True


def _derivative(at: DetectionValue, worth: tuple[Poly, Poly], name: str) -> tuple[Fraction | None, str]:
    top, down = worth
    x = at.at[name]
    if evaluate(down, x) == 0:
        return None, "the slope is not bounded"
    limit = evaluate(top, x) / evaluate(down, x)
    if limit != at.value:
        return None, f"the value jumps to {exact_text(limit)}"
    rise = _rise(top, x) * evaluate(down, x) - evaluate(top, x) * _rise(down, x)
    return rise / evaluate(down, x) ** 2, ""


def _rise(p: Poly, x: Fraction) -> Fraction:
    return evaluate(tuple(k * a for k, a in enumerate(p))[1:], x)


def _basic_polynomials(near: DetectionValue, name: str, at: Mapping[str, Fraction]) -> tuple[Poly, Poly] | None:
    """Give the value along one parameter as numerator and denominator, once the basis is proved to stay optimal."""
    basis = optimal_basis(_numbers(near, at))
    if basis is None:
        return None
    symbol = DISCOUNT if name == DISCOUNT.name else sympy.Symbol(name)
    field_ = sympy.QQ.frac_field(symbol)
    fixed = {s: symbolic(at[s.name], s.name) for s in near.monitoring.symbols if s.name != name}

    def read(chance: Any) -> Any:
        return field_.from_sympy(symbolic(chance, "a chance").subs(fixed))

    discount = field_.from_sympy(DISCOUNT if symbol == DISCOUNT else symbolic(at[DISCOUNT.name], "delta"))
    rows = _rows(near, read, discount)
    solved = basic_solution(rows, basis, field_)
    if solved is None:
        return None
    value, signs = solved
    low, high = sorted((near.at[name], at[name]))
    if not all(keeps_sign(function, low, high) for function in signs):
        return None
    return dense_polynomial(value.numer), dense_polynomial(value.denom)


def _numbers(at: DetectionValue, point: Mapping[str, Fraction]) -> Rows:
    seen = at.monitoring.at(**point)
    return _rows(at, lambda chance: chance, point[DISCOUNT.name], seen)


def _rows(at: DetectionValue, read: Callable[[Any], Any], discount: Any, seen: Any = None) -> Rows:
    """The program of the best pair of profiles, in numbers or with symbols."""
    monitoring = at.monitoring if seen is None else seen
    halves = [pure_half(at.stage, profile, monitoring, read) for profile in (at.best.reward, at.best.punishment)]
    return two_state_rows(halves[0], halves[1], discount, at.best.weights)
