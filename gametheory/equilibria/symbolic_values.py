"""Gains from deviations as formulas in the discount factor, payoffs and chances of signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy
from sympy.polys.matrices import DomainMatrix

from gametheory.games.symbolic import symbolic
from gametheory.strategies.play import Play, play

if TYPE_CHECKING:
    from gametheory.games.family import GameFamily
    from gametheory.games.symbolic import SymbolicMonitoring
    from gametheory.strategies.automaton import Automaton, State

DISCOUNT = sympy.Symbol("delta", positive=True)


@dataclass(frozen=True)
class SymbolicGain:
    """The gain of one deviation, divided by 1 - delta: a numerator and a positive denominator."""

    actor: str
    state: State
    action: str
    numerator: sympy.Expr
    denominator: sympy.Expr


def symbolic_gains(
    family: GameFamily, automaton: Automaton, monitoring: SymbolicMonitoring | None, slips: Any
) -> list[SymbolicGain]:
    """
    Solve W = g + delta P W for each parameter's part of the payoffs, and put the parts together.

    The denominator is a factor of det(I - delta P), up to a number. The determinant is positive on (0, 1) wherever P
    holds probabilities, and one at delta = 0, where its factors are therefore numbers: their sign is settled there.
    """
    parameters = (None, *family.polytope.parameters)
    plays = {name: play(family.part(name), automaton, monitoring, slips) for name in parameters}  # type: ignore[arg-type]  # symbolic chances
    field = sympy.QQ.frac_field(DISCOUNT, *(monitoring.symbols if monitoring else ()))
    some = plays[None]
    system = _system(some, field)
    symbols = {name: sympy.Integer(1) if name is None else sympy.Symbol(name) for name in parameters}
    gains = [_Gain(k, family, some, {}) for k in range(len(some.deviations))]
    for name, played in plays.items():
        for actor in range(len(family.actors)):
            _add_part(gains, played, actor, system, field, symbols[name])
    return [gain.closed(field) for gain in gains]


@dataclass(frozen=True)
class _Gain:
    """One deviation's gain, gathered parameter by parameter."""

    number: int
    family: GameFamily
    played: Play
    parts: dict[sympy.Expr, Any]

    def closed(self, field: Any) -> SymbolicGain:
        option = self.played.deviations[self.number]
        denominator = field.field.ring.one
        for part in self.parts.values():
            denominator = denominator.lcm(part.denom)
        if denominator.as_expr().subs(DISCOUNT, 0) < 0:
            denominator = -denominator
        numerator = sympy.Integer(0)
        for symbol, part in self.parts.items():
            scaled = part.numer * denominator.quo(part.denom)
            numerator += symbol * scaled.as_expr()
        return SymbolicGain(
            self.family.actors[option.actor],
            self.played.states[option.state],
            self.family.actions[option.actor][option.action],
            sympy.expand(numerator),
            denominator.as_expr(),
        )


def _system(played: Play, field: Any) -> DomainMatrix:
    size, delta = len(played.states), field.from_sympy(DISCOUNT)
    rows = [[field.one if s == t else field.zero for t in range(size)] for s in range(size)]
    for s, row in enumerate(played.leads):
        for t, chance in row.items():
            rows[s][t] -= delta * _in(field, chance)
    return DomainMatrix(rows, (size, size), field)


def _in(field: Any, value: Any) -> Any:
    """Put a Fraction or an expression into the field."""
    return field.from_sympy(symbolic(value, "a chance"))


def _add_part(
    gains: list[_Gain], played: Play, actor: int, system: DomainMatrix, field: Any, symbol: sympy.Expr
) -> None:
    options = [k for k, option in enumerate(played.deviations) if option.actor == actor]
    now = [_in(field, payoffs[actor]) for payoffs in played.payoffs]
    later = [_in(field, played.deviations[k].payoff) for k in options]
    if not any(now) and not any(later):
        return
    worth = [row[0] for row in system.lu_solve(DomainMatrix([[x] for x in now], (len(now), 1), field)).to_list()]
    delta = field.from_sympy(DISCOUNT)
    for k, payoff in zip(options, later, strict=True):
        option = played.deviations[k]
        part = payoff - worth[option.state]
        for state, chance in option.leads.items():
            part += delta * _in(field, chance) * worth[state]
        if part:
            gains[k].parts[symbol] = part
