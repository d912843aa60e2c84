"""Some points of a sweep, with whatever outputs want to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.frozen import FrozenMap
from gametheory.games.repeated import RepeatedGame
from gametheory.sweeps.columns import as_floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.sweeps.problem import Problem

__all__ = ["Batch"]


@dataclass(frozen=True, eq=False)
class Batch:
    """
    Points of a sweep, as outputs see them: all of them as arrays, or one by one, exactly.

    Parameters
    ----------
    problem : Problem
        What is swept.
    numerators : numpy.ndarray of shape (points, parameters)
        The points, as integers.
    denominators : tuple of int
        What to divide each column by.
    """

    problem: Problem
    numerators: NDArray[Any]
    denominators: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.numerators)

    def rows(self, numbers: NDArray[Any]) -> Batch:
        """
        Give some of the points as a batch of their own.

        Parameters
        ----------
        numbers : numpy.ndarray of int
            Which ones.

        Returns
        -------
        Batch
            Those points.
        """
        return self if len(numbers) == len(self) else Batch(self.problem, self.numerators[numbers], self.denominators)

    @cached_property
    def floats(self) -> NDArray[np.float64]:
        """The points rounded to floats, one column per parameter."""
        columns = [as_floats(self.numerators[:, j], d) for j, d in enumerate(self.denominators)]
        return np.stack(columns, axis=1)

    def values(self, name: str) -> NDArray[np.float64]:
        """
        Give one parameter's values, held fixed or not.

        Parameters
        ----------
        name : str
            The parameter.

        Returns
        -------
        numpy.ndarray of shape (points,)
            Floats.
        """
        if name in self.problem.fixed:
            return np.full(len(self), float(self.problem.fixed[name]))
        return self.floats[:, self.problem.names.index(name)]

    def point(self, k: int) -> FrozenMap[str, Fraction]:
        """
        Give what varies at one point, exactly.

        Parameters
        ----------
        k : int
            Number of the point in this batch.

        Returns
        -------
        mapping of str to Fraction
            Values by parameter.
        """
        pairs = zip(self.numerators[k], self.denominators, strict=True)
        return FrozenMap(zip(self.problem.names, (Fraction(int(x), d) for x, d in pairs), strict=True))

    def game(self, k: int) -> Any:
        """
        Give the game at one point.

        Parameters
        ----------
        k : int
            Number of the point in this batch.

        Returns
        -------
        NormalFormGame or ThreatGame
            The game with exact payoffs.
        """
        return self.problem.game(self.point(k))

    def stage(self, k: int) -> NormalFormGame:
        """
        Give the stage game at one point.

        Parameters
        ----------
        k : int
            Number of the point in this batch.

        Returns
        -------
        NormalFormGame
            The game with exact payoffs.
        """
        return self.problem.stage(self.point(k))

    def monitoring(self, k: int) -> PublicMonitoring | None:
        """
        Give what is seen at one point.

        Parameters
        ----------
        k : int
            Number of the point in this batch.

        Returns
        -------
        PublicMonitoring or None
            None where every action is seen.
        """
        return self.problem.seen(self.point(k))

    def repeated(self, k: int) -> RepeatedGame:
        """
        Give the repeated game at one point.

        Parameters
        ----------
        k : int
            Number of the point in this batch.

        Returns
        -------
        RepeatedGame
            With discount factors and monitoring.
        """
        point = self.point(k)
        stage = self.problem.stage(point)
        return RepeatedGame(stage, self.problem.discounts(point, stage.actors), self.problem.seen(point))
