"""What is swept: games by parameters, the discount factor and what is seen, with some values held fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.polytope import Polytope
from gametheory.games.repeated import read_discount
from gametheory.games.threat import ThreatGame

if TYPE_CHECKING:
    from gametheory.games.symbolic import SymbolicMonitoring

Source = GameFamily | Callable[..., Any]
DISCOUNT = "discount"


def discount_of(actor: str) -> str:
    """Name of one actor's discount factor among the parameters."""
    return f"discount[{actor}]"


@dataclass(frozen=True)
class Problem:
    """
    Games by parameters.

    Parameters
    ----------
    source : GameFamily or callable
        A family; or a function of the parameters, by name, that returns a stage game or a threat game.
    names : tuple of str
        The parameters that vary, in the order of columns.
    fixed : mapping of str to Fraction
        The values of all others.
    monitoring : PublicMonitoring or SymbolicMonitoring or None
        What is seen; symbols are parameters.
    """

    source: Source
    names: tuple[str, ...]
    fixed: FrozenMap[str, Fraction]
    monitoring: PublicMonitoring | SymbolicMonitoring | None = None

    @property
    def symbols(self) -> tuple[str, ...]:
        """Names of the symbols of what is seen."""
        seen = self.monitoring
        if seen is None or isinstance(seen, PublicMonitoring):
            return ()
        return tuple(symbol.name for symbol in seen.symbols)

    @cached_property
    def reduced(self) -> GameFamily:
        """The family in the parameters that vary alone."""
        family = self.family
        names, table = family.polytope.parameters, family.coefficients
        held = [(1 + k, self.fixed[name]) for k, name in enumerate(names) if name in self.fixed]
        constant = table[..., 0] + sum(table[..., k] * value for k, value in held)
        free = [name for name in names if name not in self.fixed]
        columns = [constant, *(table[..., 1 + names.index(name)] for name in free)]
        return GameFamily(np.stack(columns, -1), Polytope(free), actors=family.actors, actions=family.actions)

    @property
    def family(self) -> GameFamily:
        """The family; an error where games come from a function."""
        if not isinstance(self.source, GameFamily):
            raise GameError("games that a function makes have no coefficients; give a GameFamily for this output.")
        return self.source

    def game(self, values: Mapping[str, Fraction]) -> Any:
        """Give the game at one point: a stage game, or a threat game."""
        everything = {**self.fixed, **values}
        if isinstance(self.source, GameFamily):
            return self.source.game(**{name: everything[name] for name in self.source.polytope.parameters})
        reserved = {name for name in everything if _is_discount(name)} | set(self.symbols)
        made = self.source(**{name: _plain(x) for name, x in everything.items() if name not in reserved})
        if not isinstance(made, NormalFormGame | ThreatGame):
            raise GameError(f"the function gave {made!r}; it must return a NormalFormGame or a ThreatGame.")
        return made

    def stage(self, values: Mapping[str, Fraction]) -> NormalFormGame:
        """Give the stage game at one point."""
        made = self.game(values)
        if not isinstance(made, NormalFormGame):
            raise GameError("this output asks about stage games, but the function gives threat games.")
        return made

    def seen(self, values: Mapping[str, Fraction]) -> PublicMonitoring | None:
        """Give what is seen at one point."""
        if self.monitoring is None or isinstance(self.monitoring, PublicMonitoring):
            return self.monitoring
        return self.monitoring.at(**{**self.fixed, **values})

    def discounts(self, values: Mapping[str, Fraction], actors: tuple[str, ...]) -> tuple[Fraction, ...]:
        """Give everybody's discount factor at one point."""
        everything = {**self.fixed, **values}
        return tuple(everything[self.discount_name(actor)] for actor in actors)

    def discount_name(self, actor: str) -> str:
        """Name the parameter that is an actor's discount factor."""
        for name in (discount_of(actor), DISCOUNT):
            if name in self.fixed or name in self.names:
                return name
        raise GameError(
            f"this output needs a discount factor of {actor}; let 'discount' vary, or hold it: at={{'discount': 0.9}}."
        )


def read_problem(
    source: Any,
    ranges: Mapping[str, tuple[Fraction, Fraction]],
    at: Mapping[str, Any],
    monitoring: Any,
) -> Problem:
    """Check names and values before anything is solved."""
    if not isinstance(source, GameFamily) and not callable(source):
        raise GameError(
            f"a sweep is over games by parameters, not over {type(source).__name__}; give a GameFamily, or a function "
            "that takes the parameters by name and returns a NormalFormGame or a ThreatGame."
        )
    names, fixed = tuple(ranges), {name: exact(value, f"the value of {name}") for name, value in at.items()}
    problem = Problem(source, names, FrozenMap(fixed), monitoring)
    for name in fixed:
        if name in names:
            raise GameError(f"{name!r} varies and is held at {fixed[name]}; drop one of the two.")
    if isinstance(source, GameFamily):
        _all_known(source, problem, (*names, *fixed))
    missing = [name for name in problem.symbols if name not in (*names, *fixed)]
    if missing:
        raise GameError(f"the symbol {missing[0]!r} of the monitoring has no value; let it vary, or give it in at=.")
    for name, (low, high) in {**ranges, **{name: (x, x) for name, x in fixed.items()}}.items():
        if _is_discount(name):
            read_discount(low, name)
            if high != 1 or name in fixed:  # samples leave the upper end out
                read_discount(high, name)
    return problem


def _all_known(family: GameFamily, problem: Problem, given: tuple[str, ...]) -> None:
    parameters = family.polytope.parameters
    for name in (*parameters, *problem.symbols):
        if _is_discount(name):
            raise GameError(f"a parameter is called {name!r}, which names a discount factor in sweeps; rename it.")
    legal = (*parameters, *problem.symbols, DISCOUNT, *map(discount_of, family.actors))
    for name in given:
        if name not in legal:
            raise UnknownNameError(f"there is no parameter {name!r}. {closest(name, legal)}")
    for name in parameters:
        if name not in given:
            raise GameError(f"the parameter {name!r} has no value; let it vary, or hold it: at={{{name!r}: 1}}.")


def _is_discount(name: str) -> bool:
    return name == DISCOUNT or (name.startswith(f"{DISCOUNT}[") and name.endswith("]"))


def _plain(value: Fraction) -> Any:
    """What a user's function is given: an integer, a float that prints as this number, or else the fraction."""
    if value.denominator == 1:
        return value.numerator
    near = float(value)
    return near if exact(near) == value else value
