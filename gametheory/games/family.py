"""Games whose payoffs are linear in parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.games.naming import read_actions, read_actors
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.games.polytope import Polytope

__all__ = ["GameFamily"]


@dataclass(frozen=True, init=False, eq=False)
class GameFamily:
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
        table = np.array(coefficients, dtype=object)
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
