"""Measures on parameters: what a share is a share of. No measure is the right one, so several are compared."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from gametheory.results import Jsonable

__all__ = ["LogUniform", "Measure", "Simplex", "UniformBox"]

Floats = NDArray[np.float64]
Generator = np.random.Generator


class Measure(ABC):
    """How parameters are drawn before the polytope's inequalities, and values held fixed, are imposed on the draws."""

    fixed: FrozenMap[str, Fraction]

    @abstractmethod
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
            Added to the polytope's.
        """

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
            By default each on its own.
        """
        return tuple((name,) for name in parameters)

    @abstractmethod
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
            The draws.
        """


def _values(given: Mapping[str, Any] | None, what: str) -> FrozenMap[str, Fraction]:
    return FrozenMap((name, exact(value, f"{what} of {name}")) for name, value in (given or {}).items())


@dataclass(frozen=True, init=False)
class UniformBox(Measure, Jsonable):
    """
    Uniform on the polytope, each parameter between bounds.

    Parameters
    ----------
    high : number, or mapping of str to number
        The largest value, of all parameters or of each.
    low : number, or mapping of str to number, default: 0
        The smallest value.
    fixed : mapping of str to number, optional
        Parameters held at a value, such as an actor's unit.
    label : str, default: ""
        What to call the measure; by default it is described.

    Examples
    --------
    >>> print(UniformBox(4, fixed={"trade": 1}))
    uniform, parameters from 0 to 4, trade = 1
    """

    high: Fraction | FrozenMap[str, Fraction]
    low: Fraction | FrozenMap[str, Fraction]
    fixed: FrozenMap[str, Fraction]
    label: str

    def __init__(self, high: Any, low: Any = 0, fixed: Mapping[str, Any] | None = None, label: str = "") -> None:
        for name, value in (("high", high), ("low", low)):
            read = _values(value, name) if isinstance(value, Mapping) else exact(value, name)
            object.__setattr__(self, name, read)
        object.__setattr__(self, "fixed", _values(fixed, "the value"))
        object.__setattr__(self, "label", label)

    def ends(self, name: str) -> tuple[Fraction, Fraction]:
        """
        Give one parameter's bounds.

        Parameters
        ----------
        name : str
            The parameter.

        Returns
        -------
        tuple of Fraction
            Low and high.
        """
        low, high = (of if isinstance(of, Fraction) else of.get(name) for of in (self.low, self.high))
        if low is None or high is None or not low < high:
            raise GameError(f"{name} has no bounds to draw between ({low}, {high}); give low < high, or fix it.")
        return low, high

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
            Two per parameter that is not fixed.
        """
        found = []
        for name in parameters:
            if name not in self.fixed:
                low, high = self.ends(name)
                found.append(LinearInequality({name: 1}, -low, f"{name} >= {low} (measure)"))
                found.append(LinearInequality({name: -1}, high, f"{name} <= {high} (measure)"))
        return tuple(found)

    def propose(self, random: Generator, names: Sequence[str], count: int) -> Floats:
        """
        Draw some parameters without regard to the polytope.

        Parameters
        ----------
        random : numpy.random.Generator
            The source of randomness.
        names : sequence of str
            Which.
        count : int
            How many draws.

        Returns
        -------
        numpy.ndarray of shape (count, len(names))
            Independent and uniform.
        """
        low, high = np.array([[float(end) for end in self.ends(name)] for name in names]).reshape(-1, 2).T
        return np.asarray(low + (high - low) * random.random((count, len(names))))

    def __str__(self) -> str:
        return self.label or f"uniform, parameters {_span(self.low, self.high)}{_held(self.fixed)}"


@dataclass(frozen=True, init=False)
class LogUniform(Measure, Jsonable):
    """
    Every order of magnitude equally likely: the logarithm of each parameter uniform, then cut to the polytope.

    Parameters
    ----------
    low, high : number
        The smallest and the largest value, above zero.
    fixed : mapping of str to number, optional
        Parameters held at a value, such as an actor's unit.
    label : str, default: ""
        What to call the measure; by default it is described.

    Examples
    --------
    >>> print(LogUniform("1/10", 10))
    log-uniform, parameters from 1/10 to 10
    """

    low: Fraction
    high: Fraction
    fixed: FrozenMap[str, Fraction]
    label: str

    def __init__(self, low: Any, high: Any, fixed: Mapping[str, Any] | None = None, label: str = "") -> None:
        object.__setattr__(self, "low", exact(low, "low"))
        object.__setattr__(self, "high", exact(high, "high"))
        object.__setattr__(self, "fixed", _values(fixed, "the value"))
        object.__setattr__(self, "label", label)
        if not 0 < self.low < self.high:
            raise GameError(f"orders of magnitude from {low} to {high} make no sense; give 0 < low < high.")

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
            Those of a box.
        """
        return UniformBox(self.high, self.low, self.fixed).bounds(parameters)

    def propose(self, random: Generator, names: Sequence[str], count: int) -> Floats:
        """
        Draw some parameters without regard to the polytope.

        Parameters
        ----------
        random : numpy.random.Generator
            The source of randomness.
        names : sequence of str
            Which.
        count : int
            How many draws.

        Returns
        -------
        numpy.ndarray of shape (count, len(names))
            Independent, their logarithms uniform.
        """
        low, high = np.log(float(self.low)), np.log(float(self.high))
        return np.asarray(np.exp(low + (high - low) * random.random((count, len(names)))))

    def __str__(self) -> str:
        return self.label or f"log-uniform, parameters {_span(self.low, self.high)}{_held(self.fixed)}"


@dataclass(frozen=True, init=False)
class Simplex(Measure, Jsonable):
    """
    Shares of a whole: the parameters of each group are not negative and sum to a total, uniformly.

    Parameters
    ----------
    together : sequence of sequences of str
        The groups, such as each actor's parameters.
    total : number, default: 1
        What each group sums to.
    fixed : mapping of str to number, optional
        Parameters of no group, held at a value.
    label : str, default: ""
        What to call the measure; by default it is described.

    Examples
    --------
    >>> print(Simplex([["trade", "loss"]]))
    uniform on simplices: the parameters of each of 1 groups sum to 1
    """

    together: tuple[tuple[str, ...], ...]
    total: Fraction
    fixed: FrozenMap[str, Fraction]
    label: str

    def __init__(
        self,
        together: Sequence[Sequence[str]],
        total: Any = 1,
        fixed: Mapping[str, Any] | None = None,
        label: str = "",
    ) -> None:
        object.__setattr__(self, "together", tuple(tuple(names) for names in together))
        object.__setattr__(self, "total", exact(total, "the total"))
        object.__setattr__(self, "fixed", _values(fixed, "the value"))
        object.__setattr__(self, "label", label)

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
            The groups; a sum can be kept only by drawing a group together.
        """
        named = [name for names in self.together for name in names]
        missing = [name for name in parameters if name not in named]
        if missing or len(set(named)) < len(named):
            raise GameError(
                f"every parameter needs one group or a fixed value; {missing[:1] or 'one'} has none or more than one."
            )
        return self.together

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
            Signs; the sums are kept by the way of drawing.
        """
        free = (name for name in parameters if name not in self.fixed)
        return tuple(LinearInequality({name: 1}, 0, f"{name} >= 0 (measure)") for name in free)

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
            Uniform on the product of simplices.
        """
        drawn: Floats = np.empty((count, len(names)))
        for group in self.together:
            if group[0] in names:
                columns = [list(names).index(name) for name in group]
                drawn[:, columns] = float(self.total) * random.dirichlet(np.ones(len(group)), count)
        return drawn

    def __str__(self) -> str:
        return self.label or (
            f"uniform on simplices: the parameters of each of {len(self.together)} groups sum to "
            f"{exact_text(self.total)}{_held(self.fixed)}"
        )


def _span(low: Fraction | Mapping[str, Fraction], high: Fraction | Mapping[str, Fraction]) -> str:
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        return f"from {exact_text(low)} to {exact_text(high)}"
    return "each between its own bounds"


def _held(fixed: Mapping[str, Fraction]) -> str:
    shown = "".join(f", {name} = {exact_text(value)}" for name, value in list(fixed.items())[:8])
    return shown + (f" and {len(fixed) - 8} more" if len(fixed) > 8 else "")
