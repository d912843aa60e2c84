"""Outputs about payoff sets of two actors, and about threats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.threat_batch import threat_equilibria_batch
from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.threat import PARAMETERS, ThreatGame, check_parameter
from gametheory.sweeps.forms import Polynomial, prod_of
from gametheory.sweeps.stage_outputs import linear
from gametheory.sweeps.variables import Evaluator, Output, Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.sweeps.batch import Batch
    from gametheory.sweeps.problem import Problem

__all__ = ["PayoffCorners", "ThreatOutcomes"]

OUTCOMES = ("status quo", "concession", "stand firm", "back down")


@dataclass(frozen=True)
class PayoffCorners(Output):
    """
    Corners of what equilibria of a repeated game of two actors can pay: those of the proved inner bound.

    Parameters
    ----------
    most : int, default: 16
        How many corners are kept, in the order of `PayoffSet.inner`; NAME_count tells how many there are.
    tolerance : float, optional
        As for `gametheory.payoff_set`, which takes long where only signals are seen; NAME_gap tells the gap reached.
    name : str, default: "payoffs"
        Results are called NAME_corner (with dimensions "corner" and "actor"), NAME_count and NAME_gap.
    """

    most: int = 16
    tolerance: float | None = None
    name: str = "payoffs"

    def _ready(self, problem: Problem) -> Evaluator:
        actors: tuple[str, ...] | int = 2
        if not callable(problem.source):
            actors = problem.family.actors
            if len(actors) != 2:
                raise GameError(
                    f"corners are those of two actors, but the games have {len(actors)}; ask another output."
                )
        if "discount" not in (*problem.names, *problem.fixed):
            raise GameError(
                "payoff sets need a discount factor; let 'discount' vary, or hold it: at={'discount': 0.9}."
            )
        corner, count, gap = (f"{self.name}_{part}" for part in ("corner", "count", "gap"))
        variables = (
            Variable(
                corner,
                "float64",
                "corners of the proved set of equilibrium payoffs; NaN beyond their number",
                "payoff",
                (("corner", self.most), ("actor", actors)),
            ),
            Variable(count, "int64", "number of these corners; 0 where no equilibrium is proved"),
            Variable(
                gap, "float64", "distance of the bounds, in units of the game's scale; inf where only one is empty"
            ),
        )
        return Evaluator(
            variables,
            _corners,
            {"names": (corner, count, gap), "most": self.most, "tolerance": self.tolerance},
            slow=True,
        )


def _corners(batch: Batch, names: tuple[str, ...], most: int, tolerance: float | None) -> dict[str, NDArray[Any]]:
    corner = np.full((len(batch), most, 2), np.nan)
    count, gap = np.zeros(len(batch), dtype=np.int64), np.zeros(len(batch))
    for k, found in enumerate(_payoff_sets(batch, tolerance)):
        inner = found.inner
        count[k], gap[k] = len(inner), found.gap
        for j, vertex in enumerate(inner[:most]):
            corner[k, j] = [float(x) for x in vertex]
    return dict(zip(names, (corner, count, gap), strict=True))


def _payoff_sets(batch: Batch, tolerance: float | None) -> Any:
    """One after the other; whatever solves many at once takes this place."""
    from gametheory.equilibria.payoff_set import PayoffSet, payoff_set

    for k in range(len(batch)):
        found = payoff_set(batch.repeated(k), tolerance=tolerance)
        if not isinstance(found, PayoffSet):
            raise GameError("corners are those of two actors with one discount factor; ask another output.")
        if found.method.endswith("interrupted"):
            raise KeyboardInterrupt  # the solver keeps what it has; a sweep must not, or a rerun would not finish it
        yield found


@dataclass(frozen=True)
class ThreatOutcomes(Output):
    """
    All equilibria of a threat whose sender's resolve is private: how likely it is made, resisted, carried out.

    Parameters
    ----------
    payoffs : mapping of str to (number, or mapping of parameter to coefficient), optional
        The seven payoffs of `ThreatGame`, each a number or a linear form in parameters ("" stands for the constant).
        By default games come from a function that returns threat games.
    most : int, default: 5
        How many equilibria are kept, in increasing order of resistance; NAME_count tells how many there are.
    name : str, default: "threat"
        Results are called NAME_count, NAME_resist and NAME_outcome (with dimensions "equilibrium" and "outcome").
    """

    payoffs: Mapping[str, Any] | None = None
    most: int = 5
    name: str = "threat"

    def _ready(self, problem: Problem) -> Evaluator:
        if self.payoffs is None and not callable(problem.source):
            raise GameError(
                f"say what the threat's payoffs are: ThreatOutcomes({{'S_A': 0, ...}}) with {', '.join(PARAMETERS)}."
            )
        count, complete, resist, outcome = (
            f"{self.name}_{part}" for part in ("count", "complete", "resist", "outcome")
        )
        which = ("equilibrium", self.most)
        variables = (
            Variable(count, "int64", "number of equilibria in which the threat may be made"),
            Variable(complete, "bool", "is it certain that none is missing, all found to the last digits"),
            Variable(resist, "float64", "probability that a threat is resisted; NaN beyond the number", dims=(which,)),
            Variable(
                outcome,
                "float64",
                "probabilities of how it ends; NaN beyond the number",
                dims=(which, ("outcome", OUTCOMES)),
            ),
        )
        names = (count, complete, resist, outcome)
        rows = None if self.payoffs is None else _payoff_rows(self.payoffs, problem)
        return Evaluator(variables, _threats, {"names": names, "rows": rows, "most": self.most})


def _payoff_rows(payoffs: Mapping[str, Any], problem: Problem) -> FrozenMap[str, Polynomial]:
    for name in payoffs:
        check_parameter(name)
    missing = [name for name in PARAMETERS if name not in payoffs]
    if missing:
        raise GameError(f"the threat's payoff {missing[0]} is missing; give all of {', '.join(PARAMETERS)}.")
    return FrozenMap((name, _payoff_row(name, payoffs[name], problem)) for name in PARAMETERS)


def _payoff_row(name: str, given: Any, problem: Problem) -> Polynomial:
    if not isinstance(given, Mapping):
        return linear({}, exact(given, f"the threat's payoff {name}"), problem.fixed)
    legal = (*problem.names, *problem.fixed)
    for parameter in given:
        if parameter and parameter not in legal:
            raise UnknownNameError(f"the threat's payoff {name} speaks of {parameter!r}. {closest(parameter, legal)}")
    read = {p: exact(c, f"the coefficient of {p} in {name}") for p, c in given.items()}
    return linear({p: c for p, c in read.items() if p}, read.get("", Fraction(0)), problem.fixed)


def _threats(
    batch: Batch, names: tuple[str, ...], rows: Mapping[str, Polynomial] | None, most: int
) -> dict[str, NDArray[Any]]:
    found = threat_equilibria_batch(**(_threat_games(batch) if rows is None else _threat_columns(batch, rows)))
    resist, outcome = np.full((len(batch), most), np.nan), np.full((len(batch), most, len(OUTCOMES)), np.nan)
    kept = min(most, found.resist.shape[1])
    resist[:, :kept], outcome[:, :kept] = found.resist[:, :kept], found.outcomes[:, :kept]
    return dict(zip(names, (found.counts, found.complete & found.converged, resist, outcome), strict=True))


def _threat_columns(batch: Batch, rows: Mapping[str, Polynomial]) -> dict[str, NDArray[np.float64]]:
    columns = {}
    for name, row in rows.items():
        column = np.zeros(len(batch))
        for monomial, c in row.items():
            column = column + float(c) * prod_of(batch, monomial)
        columns[name] = column
    return columns


def _threat_games(batch: Batch) -> dict[str, list[float]]:
    games = [batch.game(k) for k in range(len(batch))]
    if not all(isinstance(game, ThreatGame) for game in games):
        raise GameError("this output asks about threats, but the function gives stage games; return ThreatGame(...).")
    return {name: [float(getattr(game, name)) for game in games] for name in PARAMETERS}
