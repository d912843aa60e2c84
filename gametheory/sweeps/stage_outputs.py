"""Outputs about the stage game: its pure equilibria; and about the point itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.pure import pure_equilibria
from gametheory.errors import GameError
from gametheory.games.polytope import Polytope
from gametheory.sweeps.best_replies import BestReplies, best_replies
from gametheory.sweeps.forms import Forms, Polynomial, forms
from gametheory.sweeps.variables import Evaluator, Output, Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.games.normal_form import NormalFormGame
    from gametheory.sweeps.batch import Batch
    from gametheory.sweeps.problem import Problem

__all__ = ["Consistent", "Each", "EquilibriumCount", "EquilibriumProfiles"]


@dataclass(frozen=True)
class EquilibriumCount(Output):
    """
    How many pure equilibria the stage game has, exactly.

    Parameters
    ----------
    name : str, default: "equilibria"
        What the result is called.

    Examples
    --------
    >>> from gametheory import GameFamily, Polytope, sweeps
    >>> family = GameFamily([[[0, 1]], [[2, 0]]], Polytope(["prize"]), actions=[["try", "rest"]])
    >>> data = sweeps.sweep(family, sweeps.grid(prize=[1, 2]), [sweeps.EquilibriumCount()])
    >>> data["equilibria"].values
    array([1, 2])
    """

    name: str = "equilibria"

    def _ready(self, problem: Problem) -> Evaluator:
        variable = Variable(self.name, "int64", "number of pure equilibria of the stage game")
        if callable(problem.source):
            return Evaluator((variable,), _count_one_by_one, {"name": self.name}, slow=True)
        return Evaluator((variable,), _count, {"name": self.name, "conditions": best_replies(problem.reduced)})


def _count(batch: Batch, name: str, conditions: BestReplies) -> dict[str, NDArray[Any]]:
    return {name: sum((marks for _, marks in conditions.marks(batch)), np.zeros(len(batch), dtype=np.int64))}


def _count_one_by_one(batch: Batch, name: str) -> dict[str, NDArray[Any]]:
    return {name: np.array([len(pure_equilibria(batch.stage(k))) for k in range(len(batch))], dtype=np.int64)}


@dataclass(frozen=True)
class EquilibriumProfiles(Output):
    """
    Which pure profiles are equilibria of the stage game, exactly: a mark per profile.

    Parameters
    ----------
    example : NormalFormGame, optional
        A game with the names of actions, where games come from a function.
    name : str, default: "pure_equilibrium"
        What the result is called; its dimension is called "profile".
    """

    example: NormalFormGame | None = None
    name: str = "pure_equilibrium"

    def _ready(self, problem: Problem) -> Evaluator:
        game = self.example or (problem.family.part(None) if not callable(problem.source) else None)
        if game is None:
            raise GameError(
                "games come from a function: give EquilibriumProfiles(example=game), for the names of actions."
            )
        labels = tuple(" / ".join(profile) for profile in game.profiles())
        variable = Variable(
            self.name, "bool", "is the profile an equilibrium of the stage game", dims=(("profile", labels),)
        )
        if callable(problem.source):
            return Evaluator((variable,), _marks_one_by_one, {"name": self.name, "labels": labels}, slow=True)
        conditions = best_replies(problem.reduced)
        return Evaluator((variable,), _marks, {"name": self.name, "count": len(labels), "conditions": conditions})


def _marks(batch: Batch, name: str, count: int, conditions: BestReplies) -> dict[str, NDArray[Any]]:
    marks = np.zeros((len(batch), count), dtype=np.bool_)
    for profile, holds in conditions.marks(batch):
        marks[:, profile] = holds
    return {name: marks}


def _marks_one_by_one(batch: Batch, name: str, labels: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    found = [{" / ".join(profile) for profile in pure_equilibria(batch.stage(k))} for k in range(len(batch))]
    return {name: np.array([[label in here for label in labels] for here in found], dtype=np.bool_)}


@dataclass(frozen=True)
class Consistent(Output):
    """
    Whether a point satisfies all inequalities of a polytope, exactly.

    Parameters
    ----------
    polytope : Polytope, optional
        The inequalities; by default the family's own.
    name : str, default: "consistent"
        What the result is called.
    """

    polytope: Polytope | None = None
    name: str = "consistent"

    def _ready(self, problem: Problem) -> Evaluator:
        polytope = self.polytope or problem.family.polytope
        rows = forms(linear(known.coefficients, known.constant, problem.fixed) for known in polytope.inequalities)
        variable = Variable(self.name, "bool", "does the point satisfy all inequalities")
        return Evaluator((variable,), _inside, {"name": self.name, "rows": rows})


def linear(coefficients: Any, constant: Fraction, fixed: Any) -> Polynomial:
    """Write a linear form as a polynomial in what varies."""
    found: Polynomial = {(): constant}
    for name, c in coefficients.items():
        key = () if name in fixed else ((name, 1),)
        found[key] = found.get(key, Fraction(0)) + c * fixed.get(name, 1)
    return {m: c for m, c in found.items() if c}


def _inside(batch: Batch, name: str, rows: Forms) -> dict[str, NDArray[Any]]:
    return {name: np.all(rows.signs(batch) >= 0, axis=1)}


@dataclass(frozen=True)
class Each(Output):
    """
    Anything else: a function of the game, asked once per point.

    Parameters
    ----------
    function : callable
        From the game (a `RepeatedGame` where the discount factor varies or is held) to a number. For other processes
        it must be defined at the top of a module.
    name : str
        What the result is called.
    units : str, default: "1"
        Its unit.
    """

    function: Callable[[Any], Any]
    name: str
    units: str = "1"

    def _ready(self, problem: Problem) -> Evaluator:
        repeated = "discount" in (*problem.names, *problem.fixed)
        variable = Variable(self.name, "float64", f"what {self.function.__name__} gives", self.units)
        return Evaluator(
            (variable,), _each, {"name": self.name, "function": self.function, "repeated": repeated}, slow=True
        )


def _each(batch: Batch, name: str, function: Callable[[Any], Any], repeated: bool) -> dict[str, NDArray[Any]]:
    ask = batch.repeated if repeated else batch.game
    return {name: np.array([float(function(ask(k))) for k in range(len(batch))], dtype=np.float64)}
