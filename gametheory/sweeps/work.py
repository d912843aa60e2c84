"""The work on one block: the same function whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gametheory.sweeps.batch import Batch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.problem import Problem
    from gametheory.sweeps.variables import Evaluator, Variable

Task = tuple[int, "NDArray[Any]"]
"""Number of a block, and its points as integers."""

Answer = tuple[int, dict[str, "NDArray[Any]"]]
"""Number of a block, and arrays by variable, its points along the first axis."""


@dataclass(frozen=True)
class Work:
    """Everything that answers a task; it can be pickled where the user's functions can."""

    problem: Problem
    denominators: tuple[int, ...]
    evaluators: tuple[Evaluator, ...]
    keeps_points: bool = False

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What there is to find at each point."""
        return tuple(variable for evaluator in self.evaluators for variable in evaluator.variables)

    def __call__(self, task: Task) -> Answer:
        """Work one block out."""
        number, numerators = task
        batch = Batch(self.problem, numerators, self.denominators)
        found: dict[str, NDArray[Any]] = {}
        if self.keeps_points:
            found |= dict(zip(self.problem.names, batch.floats.T, strict=True))
        for evaluator in self.evaluators:
            found |= evaluator(batch)
        return number, found
