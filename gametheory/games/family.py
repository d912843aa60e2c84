"""Games whose payoffs are linear in parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact, exact_text
from gametheory.games.naming import read_actions, read_actors
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.games.polytope import LinearInequality, Polytope
from gametheory.results import Jsonable

__all__ = ["GameFamily"]


@dataclass(frozen=True, init=False, eq=False)
class GameFamily(Jsonable):
    """
    One game for every value of some parameters, payoffs linear in them.

    Parameters
    ----------
    coefficients : array_like of shape (k1, ..., kn, n, 1 + m)
        Last axis: a constant, then one coefficient per parameter of the polytope, in its order. Integers or fractions.
    polytope : Polytope
        The m parameters and what is known of them.
    actors : sequence of str, optional
        Names, as for `NormalFormGame`.
    actions : sequence or mapping, optional
        Names per actor, as for `NormalFormGame`.

    Raises
    ------
    GameError
        If the shape does not fit the polytope or the names.

    Examples
    --------
    >>> family = GameFamily([[[0, 1]], [[2, 0]]], Polytope(["prize"]), actors=["Ann"], actions=[["try", "rest"]])
    >>> family.game(prize="5/2").payoff(("try",))
    (Fraction(5, 2),)
    """

    coefficients: NDArray[Any]
    polytope: Polytope
    actors: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]

    def __init__(
        self,
        coefficients: Any,
        polytope: Polytope,
        *,
        actors: Sequence[str] | None = None,
        actions: Mapping[str, Sequence[str]] | Sequence[Any] | None = None,
    ) -> None:
        table = _exact_table(coefficients)
        shape, width = table.shape[:-2], 1 + len(polytope.parameters)
        if table.ndim < 3 or table.shape[-2:] != (len(shape), width):
            raise GameError(
                f"the coefficients have shape {table.shape}; with {len(polytope.parameters)} parameters they need "
                f"shape (k1, ..., kn, n, {width})."
            )
        refuse_if_too_large(table.shape[:-1])
        table.setflags(write=False)
        names = read_actors(actors, len(shape))
        set_once = object.__setattr__
        set_once(self, "coefficients", table)
        set_once(self, "polytope", polytope)
        set_once(self, "actors", names)
        set_once(self, "actions", read_actions(actions, names, shape))

    @classmethod
    def from_expressions(
        cls,
        payoffs: Any,
        *,
        actors: Sequence[str] | None = None,
        actions: Mapping[str, Sequence[str]] | Sequence[Any] | None = None,
        inequalities: Iterable[LinearInequality] = (),
    ) -> Self:
        """
        Build a family from payoffs written as SymPy expressions.

        Parameters
        ----------
        payoffs : nested sequences of shape (k1, ..., kn, n)
            Numbers, or SymPy expressions linear in symbols.
        actors : sequence of str, optional
            Names, as for `NormalFormGame`.
        actions : sequence or mapping, optional
            Names per actor, as for `NormalFormGame`.
        inequalities : iterable of LinearInequality, optional
            What is known of the symbols.

        Returns
        -------
        GameFamily
            The family; its parameters are the symbols' names, sorted.

        Raises
        ------
        GameError
            If an expression is not linear in its symbols.

        Examples
        --------
        >>> import sympy
        >>> R, S, T, P = sympy.symbols("R S T P")
        >>> family = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actions=["C", "D"])
        >>> family.polytope.parameters
        ('P', 'R', 'S', 'T')
        """
        from gametheory.games.linear import linear_table

        table, names = linear_table(payoffs)
        return cls(table, Polytope(names, inequalities), actors=actors, actions=actions)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of actions per actor."""
        return tuple(int(k) for k in self.coefficients.shape[:-2])

    @cached_property
    def own_columns(self) -> tuple[tuple[int, ...], ...]:
        """Per actor: the coefficients that are not zero everywhere in its payoffs; the constant always counts."""
        used = (self.coefficients != 0).reshape(-1, *self.coefficients.shape[-2:]).any(axis=0)
        return tuple((0, *(int(k) for k in np.flatnonzero(row[1:]) + 1)) for row in used)

    def within(self, polytope: Polytope) -> GameFamily:
        """
        Give the same games with something else known of the parameters.

        Parameters
        ----------
        polytope : Polytope
            What is known instead; the parameters are the same, in the same order.

        Returns
        -------
        GameFamily
            The family.

        Raises
        ------
        GameError
            If the parameters differ.
        """
        if polytope.parameters != self.polytope.parameters:
            raise GameError(
                f"the polytope is about {', '.join(polytope.parameters)}; the family's parameters are "
                f"{', '.join(self.polytope.parameters)}. Give them in this order."
            )
        other = object.__new__(GameFamily)
        for name in ("coefficients", "actors", "actions"):
            object.__setattr__(other, name, getattr(self, name))
        object.__setattr__(other, "polytope", polytope)
        return other

    def part(self, parameter: str | None) -> NormalFormGame:
        """
        Give the game of one parameter's coefficients; the family is the sum of parts times parameters.

        Parameters
        ----------
        parameter : str or None
            The parameter; None for the constant part.

        Returns
        -------
        NormalFormGame
            The coefficients as payoffs.
        """
        k = 0 if parameter is None else 1 + self.polytope.parameters.index(parameter)
        return NormalFormGame(self.coefficients[..., k], actors=self.actors, actions=self.actions)

    def game(self, **values: Any) -> NormalFormGame:
        """
        Give the game at one value of the parameters.

        Parameters
        ----------
        **values : number
            One value per parameter, by name; inside the polytope or not.

        Returns
        -------
        NormalFormGame
            The game with exact payoffs.

        Raises
        ------
        UnknownNameError
            If a parameter does not exist.
        GameError
            If a parameter has no value.
        """
        names = self.polytope.parameters
        for name in values:
            if name not in names:
                raise UnknownNameError(f"there is no parameter {name!r}. {closest(name, names)}")
        missing = [name for name in names if name not in values]
        if missing:
            raise GameError(f"the parameter {missing[0]!r} has no value; give one for each of {', '.join(names)}.")
        point = np.array([Fraction(1), *(exact(values[name], name) for name in names)], dtype=object)
        return NormalFormGame(self.coefficients @ point, actors=self.actors, actions=self.actions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GameFamily):
            return NotImplemented
        mine, theirs = (self.actors, self.actions, self.polytope), (other.actors, other.actions, other.polytope)
        return mine == theirs and bool(np.array_equal(self.coefficients, other.coefficients))

    def __hash__(self) -> int:
        return hash((self.actors, self.actions, self.polytope.parameters))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.coefficients, self.polytope, self.actors, self.actions))

    def __repr__(self) -> str:
        return f"<GameFamily of {', '.join(self.actors)} in {len(self.polytope.parameters)} parameters>"

    def _to_data(self) -> dict[str, Any]:
        flat = [exact_text(x) for x in self.coefficients.ravel()]
        return {"actors": self.actors, "actions": self.actions, "polytope": self.polytope, "coefficients": flat}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        shape = (*(len(names) for names in data["actions"]), len(data["actors"]), 1 + len(data["polytope"].parameters))
        table = np.empty(len(data["coefficients"]), dtype=object)
        table[:] = [Fraction(text) for text in data["coefficients"]]
        return cls(table.reshape(shape), data["polytope"], actors=data["actors"], actions=data["actions"])


def _rebuild(table: Any, polytope: Polytope, actors: tuple[str, ...], actions: tuple[Any, ...]) -> GameFamily:
    return GameFamily(table, polytope, actors=actors, actions=actions)


def _exact_table(coefficients: Any) -> NDArray[Any]:
    """Read coefficients as fractions, so that families with the same numbers are equal."""
    table = np.array(coefficients, dtype=object)
    flat = np.empty(table.size, dtype=object)
    flat[:] = [exact(x, "a coefficient") for x in table.ravel()]
    return flat.reshape(table.shape)
