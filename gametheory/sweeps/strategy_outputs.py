"""Outputs about a strategy: for which discount factors it is an equilibrium, and whether it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.one_shot_deviation import check_strategy
from gametheory.errors import GameError
from gametheory.games.monitoring import PublicMonitoring
from gametheory.sweeps.forms import Forms, by_name, forms, read_polynomial
from gametheory.sweeps.incentives import incentives
from gametheory.sweeps.intervals import Cell, cell_counts, cells, region
from gametheory.sweeps.problem import DISCOUNT
from gametheory.sweeps.variables import Evaluator, Output, Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.strategies.automaton import Automaton
    from gametheory.sweeps.batch import Batch
    from gametheory.sweeps.problem import Problem

__all__ = ["DiscountRange", "IsEquilibrium"]


@dataclass(frozen=True)
class DiscountRange(Output):
    """
    For which common discount factors a strategy is an equilibrium: lowest, highest, and in how many pieces.

    Whether a piece exists is decided exactly; ends are floats of it. NaN where the strategy is an equilibrium at no
    discount factor. Ends at 0 and 1 do not belong to the range, other ends do.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    name : str, default: "region"
        Results are called NAME_low, NAME_high and NAME_pieces.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `gametheory.discount_region`.
    """

    automaton: Automaton
    name: str = "region"
    slips: Any = None

    def _ready(self, problem: Problem) -> Evaluator:
        for name in problem.names:
            if name.startswith(DISCOUNT):
                raise GameError(
                    f"the range of discount factors does not depend on {name!r}, which varies; ask IsEquilibrium, or "
                    "sweep over the other parameters alone."
                )
        low, high, pieces = (f"{self.name}_{end}" for end in ("low", "high", "pieces"))
        variables = (
            Variable(low, "float64", "lowest discount factor of the strategy's range; NaN where there is none"),
            Variable(high, "float64", "highest discount factor of the strategy's range; NaN where there is none"),
            Variable(pieces, "int64", "how many intervals the range consists of"),
        )
        options = {"automaton": self.automaton, "slips": self.slips, "names": (low, high, pieces)}
        if callable(problem.source):
            return Evaluator(variables, _ranges_one_by_one, options)
        found = incentives(problem, self.automaton, self.slips)
        parts = tuple(cells(found.distinct, count) for count in cell_counts())
        return Evaluator(variables, _ranges, {**options, "parts": parts, "chances": _chances(problem)})


def _ranges(
    batch: Batch,
    automaton: Automaton,
    slips: Any,
    names: tuple[str, ...],
    parts: tuple[tuple[Cell, ...], ...],
    chances: Forms,
) -> dict[str, NDArray[Any]]:
    _refuse_bad_chances(batch, chances)
    low, high, pieces = np.full(len(batch), np.nan), np.full(len(batch), np.nan), np.zeros(len(batch), dtype=np.int64)
    open_rows = np.arange(len(batch))
    for cut in parts:
        found = region(cut, batch.rows(open_rows))
        sure = open_rows[~found.unsure]
        low[sure], high[sure] = found.low[~found.unsure], found.high[~found.unsure]
        pieces[sure] = found.pieces[~found.unsure]
        open_rows = open_rows[found.unsure]
        if not len(open_rows):
            break
    for k in open_rows.tolist():
        low[k], high[k], pieces[k] = _range(batch, k, automaton, slips)
    return dict(zip(names, (low, high, pieces), strict=True))


def _ranges_one_by_one(
    batch: Batch, automaton: Automaton, slips: Any, names: tuple[str, ...]
) -> dict[str, NDArray[Any]]:
    rows = [_range(batch, k, automaton, slips) for k in range(len(batch))]
    low, high, pieces = zip(*rows, strict=True)
    return dict(zip(names, (np.array(low), np.array(high), np.array(pieces, dtype=np.int64)), strict=True))


def _range(batch: Batch, k: int, automaton: Automaton, slips: Any) -> tuple[float, float, int]:
    """Ask the exact solver."""
    from gametheory.equilibria.discount_region import discount_region  # loads SymPy, which few points need

    found = discount_region(batch.stage(k), automaton, monitoring=batch.monitoring(k), slips=slips).intervals
    return (float(found[0].low), float(found[-1].high), len(found)) if found else (np.nan, np.nan, 0)


@dataclass(frozen=True)
class IsEquilibrium(Output):
    """
    Whether a strategy is an equilibrium at the point's discount factors, decided exactly.

    Subgame perfect where actions are seen, public perfect where only signals are.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    name : str, default: "holds"
        What the result is called.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `gametheory.check_strategy`.
    """

    automaton: Automaton
    name: str = "holds"
    slips: Any = None

    def _ready(self, problem: Problem) -> Evaluator:
        variables = (Variable(self.name, "bool", f"is the strategy {_perfect(problem)}"),)
        if callable(problem.source):
            options = {"automaton": self.automaton, "slips": self.slips, "name": self.name}
            return Evaluator(variables, _verdicts_one_by_one, options)
        for actor in problem.family.actors:
            problem.discount_name(actor)
        rows = incentives(problem, self.automaton, self.slips).at_discounts(problem)
        return Evaluator(variables, _verdicts, {"rows": rows, "chances": _chances(problem), "name": self.name})


def _perfect(problem: Problem) -> str:
    return "subgame perfect" if problem.monitoring is None else "public perfect"


def _verdicts(batch: Batch, rows: Forms, chances: Forms, name: str) -> dict[str, NDArray[Any]]:
    _refuse_bad_chances(batch, chances)
    return {name: np.all(rows.signs(batch) <= 0, axis=1)}


def _verdicts_one_by_one(batch: Batch, automaton: Automaton, slips: Any, name: str) -> dict[str, NDArray[Any]]:
    checks = [check_strategy(batch.repeated(k), automaton, slips=slips) for k in range(len(batch))]
    return {name: np.array([check.is_equilibrium for check in checks], dtype=np.bool_)}


def _chances(problem: Problem) -> Forms:
    """The probabilities of signals, which must not be negative (they sum to one identically)."""
    seen = problem.monitoring
    if seen is None or isinstance(seen, PublicMonitoring):
        return forms(())
    distinct = {p for row in seen.rows for p in row}
    return forms(read_polynomial(p, by_name(p.free_symbols), problem.fixed) for p in sorted(distinct, key=str))


def _refuse_bad_chances(batch: Batch, chances: Forms) -> None:
    bad = np.flatnonzero((chances.signs(batch) < 0).any(axis=1))
    if len(bad):
        batch.monitoring(int(bad[0]))  # raises, naming the profile and the probability
        raise AssertionError("a negative chance was read as one that is not")
