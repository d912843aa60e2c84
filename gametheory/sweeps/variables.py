"""What an output adds to a sweep's result, and what it must be able to do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gametheory.frozen import FrozenMap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.batch import Batch
    from gametheory.sweeps.problem import Problem

__all__ = ["Evaluator", "Output", "Variable"]

Dimension = tuple[str, tuple[str, ...] | int]
"""Its name, with labels or a length."""


@dataclass(frozen=True)
class Variable:
    """
    One array of a sweep's result.

    Parameters
    ----------
    name : str
        What it is called.
    dtype : str
        "float64", "int64" or "bool".
    meaning : str
        In words, with what NaN stands for.
    units : str
        Unit; "1" for pure numbers.
    dims : tuple of (str, labels or length)
        Dimensions beyond those of the points.
    """

    name: str
    dtype: str
    meaning: str
    units: str = "1"
    dims: tuple[Dimension, ...] = ()

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the further dimensions."""
        return tuple(of if isinstance(of, int) else len(of) for _, of in self.dims)


@dataclass(frozen=True)
class Evaluator:
    """
    An output made ready for one problem: sent to whoever does the work, so everything in it can be pickled.

    Parameters
    ----------
    variables : tuple of Variable
        What it adds to the result.
    evaluate : callable
        From a `Batch` to arrays by variable, the points along the first axis.
    options : mapping
        Passed on to it by name.
    slow : bool
        Whether points are solved one by one: then fewer are handed out at once.
    """

    variables: tuple[Variable, ...]
    evaluate: Any
    options: Mapping[str, Any] = field(default_factory=FrozenMap)
    slow: bool = False

    def __call__(self, batch: Batch) -> dict[str, NDArray[Any]]:
        """Work some points out."""
        found: dict[str, NDArray[Any]] = self.evaluate(batch, **self.options)
        return found


class Output(ABC):
    """
    Something to work out at every point; subclasses are frozen dataclasses, whose content tells one sweep from another.

    What an output needs beyond arrays of points it asks of a `Batch`.
    """

    def prepare(self, problem: Problem) -> Evaluator:
        """
        Do once what is the same at all points, and refuse what does not fit.

        Parameters
        ----------
        problem : Problem
            What is swept.

        Returns
        -------
        Evaluator
            The work for some points.

        Raises
        ------
        GameTheoryError
            If the output does not fit what is swept; the message says why.
        """
        return self._ready(problem)

    @abstractmethod
    def _ready(self, problem: Problem) -> Evaluator:
        """Prepare; overridden by each output."""
