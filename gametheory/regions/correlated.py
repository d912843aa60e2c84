"""Draws in which the parameters of interchangeable actors go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import Any

import numpy as np

from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from gametheory.regions.measures import Floats, Generator, LogUniform, Measure, UniformBox
from gametheory.results import Jsonable

__all__ = ["Correlated"]


@dataclass(frozen=True, init=False)
class Correlated(Measure, Jsonable):
    """
    A measure in which groups of parameters are correlated, such as the same parameter of interchangeable actors.

    Each parameter of a group takes a value that the group shares, or one of its own; the chance is such that any two of
    a group have the correlation asked for, before the polytope cuts the draws. Each alone is drawn as before.

    Parameters
    ----------
    base : UniformBox or LogUniform
        How each parameter is drawn; those of a group should have the same bounds.
    together : sequence of sequences of str
        The groups.
    correlation : number
        From 0 (as in `base`) to 1 (equal within a group).
    label : str, default: ""
        What to call the measure; by default it is described.

    Examples
    --------
    >>> from gametheory.regions import UniformBox
    >>> print(Correlated(UniformBox(4), [["loss 1", "loss 2"]], "1/2"))
    uniform, parameters from 0 to 4; correlation 1/2 within loss 1, loss 2
    """

    base: UniformBox | LogUniform
    together: tuple[tuple[str, ...], ...]
    correlation: Fraction
    label: str
    fixed: FrozenMap[str, Fraction] = field(init=False, repr=False, compare=False)

    def __init__(
        self, base: UniformBox | LogUniform, together: Sequence[Sequence[str]], correlation: Any, label: str = ""
    ) -> None:
        if not isinstance(base, UniformBox | LogUniform):
            raise GameError(f"{base} draws parameters together already; give a UniformBox or a LogUniform.")
        rho = exact(correlation, "the correlation")
        if not 0 <= rho <= 1:
            raise GameError(f"the correlation is {exact_text(rho)}; give a number from 0 to 1.")
        groups = tuple(tuple(names) for names in together)
        named = [name for names in groups for name in names]
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            raise GameError(f"{twice!r} stands in two groups, or twice in one; each parameter can go with one group.")
        for name, value in (("base", base), ("together", groups), ("correlation", rho), ("label", label)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "fixed", base.fixed)

    def groups(self, parameters: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """
        Say which parameters are drawn together.

        Parameters
        ----------
        parameters : sequence of str
            Those that are not fixed.

        Returns
        -------
        tuple of tuple of str
            The groups, every other parameter on its own.
        """
        kept = [tuple(name for name in names if name in parameters) for names in self.together]
        named = {name for names in kept for name in names}
        return (*(names for names in kept if names), *((name,) for name in parameters if name not in named))

    def bounds(self, parameters: Sequence[str]) -> tuple[LinearInequality, ...]:
        """
        Give the inequalities that the measure itself imposes.

        Parameters
        ----------
        parameters : sequence of str
            All parameters.

        Returns
        -------
        tuple of LinearInequality
            Those of `base`.
        """
        return self.base.bounds(parameters)

    def propose(self, random: Generator, names: Sequence[str], count: int) -> Floats:
        """
        Draw some parameters without regard to the polytope.

        Parameters
        ----------
        random : numpy.random.Generator
            The source of randomness.
        names : sequence of str
            Which; whole groups.
        count : int
            How many draws.

        Returns
        -------
        numpy.ndarray of shape (count, len(names))
            Correlated within groups, independent between them.
        """
        drawn = self.base.propose(random, names, count)
        for group in self.groups(names):
            if len(group) > 1:
                columns = [list(names).index(name) for name in group]
                shared = self.base.propose(random, group[:1], count)
                joins = random.random((count, len(group))) < sqrt(self.correlation)
                drawn[:, columns] = np.where(joins, shared, drawn[:, columns])
        return drawn

    def __str__(self) -> str:
        within = "; ".join(", ".join(names) for names in self.together)
        return self.label or f"{self.base}; correlation {exact_text(self.correlation)} within {within}"
