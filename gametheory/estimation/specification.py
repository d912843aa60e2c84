"""Payoffs as formulas over the columns of a data frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, MissingDependencyError, UnknownNameError, closest
from gametheory.games.threat import PARAMETERS
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["ThreatSpecification"]

OUTCOMES = ("status_quo", "concession", "stand_firm", "back_down")
_FUNCTIONS = {"sqrt": np.sqrt, "abs": np.abs}


@dataclass(frozen=True, kw_only=True)
class ThreatSpecification(Jsonable):
    """
    The payoffs of a threat game as formulas, and the columns that count its outcomes.

    Formulas are those of the formulaic package: ``"x + sqrt(y)"`` has a constant and two terms, ``"0 + x"`` no
    constant, and ``"0"`` fixes the payoff at zero. At most six of the seven may have a constant, and some payoff of B
    must be fixed: only differences to it are seen.

    Parameters
    ----------
    S_A, V_A, C_B, W_A, W_B, a, V_B : str
        Right-hand sides; by default zero.
    outcomes : tuple of four str
        Columns with the number of times that each outcome was seen in a row: status quo, concession, standing firm,
        backing down.

    Raises
    ------
    GameError
        If there are not four columns of outcomes, or a formula is not text.

    Examples
    --------
    >>> ThreatSpecification(V_A="1", W_A="trade", W_B="1", a="1").W_A
    'trade'
    """

    S_A: str = "0"
    V_A: str = "0"
    C_B: str = "0"
    W_A: str = "0"
    W_B: str = "0"
    a: str = "0"
    V_B: str = "0"
    outcomes: tuple[str, ...] = OUTCOMES

    def __post_init__(self) -> None:
        names = tuple(self.outcomes)
        if len(names) != len(OUTCOMES) or len(set(names)) != len(names):
            raise GameError(f"outcomes are {self.outcomes!r}; give four columns, in the order {', '.join(OUTCOMES)}.")
        object.__setattr__(self, "outcomes", names)
        for payoff in PARAMETERS:
            if not isinstance(getattr(self, payoff), str):
                raise GameError(f"the formula of {payoff} is {getattr(self, payoff)!r}; give text such as '1 + trade'.")


@dataclass(frozen=True, slots=True)
class Design:
    """All terms side by side, the payoff that each belongs to, and counts of outcomes (None where there are none)."""

    matrix: Floats
    owner: NDArray[np.int64]
    terms: tuple[tuple[str, str], ...]
    counts: Floats | None

    def utilities(self, coefficients: Floats) -> Floats:
        """The seven payoffs, one row each."""
        rows = np.zeros((len(PARAMETERS), len(self.matrix)))
        np.add.at(rows, self.owner, (self.matrix * coefficients).T)
        return rows


def design(specification: ThreatSpecification, data: Any, *, counted: bool = True) -> Design:
    """Evaluate the formulas on a data frame."""
    blocks, terms, owner = [np.empty((len(data), 0))], [], []
    for k, payoff in enumerate(PARAMETERS):
        names, block = _matrix(payoff, getattr(specification, payoff), data)
        blocks.append(block)
        terms += [(payoff, name) for name in names]
        owner += [k] * len(names)
    counts = _counts(specification.outcomes, data) if counted else None
    return Design(np.hstack(blocks), np.array(owner, dtype=np.int64), tuple(terms), counts)


def _matrix(payoff: str, formula: str, data: Any) -> tuple[list[str], Floats]:
    if formula.strip() in {"0", "-1"}:
        return [], np.empty((len(data), 0))
    try:
        import formulaic
    except ImportError:
        raise MissingDependencyError(
            "formulas need formulaic, which is not installed; install it with: pip install 'sanction-games[estimation]'"
        ) from None
    try:
        matrix = formulaic.model_matrix(formula, data, na_action="raise", context=_FUNCTIONS)
    except formulaic.errors.FormulaicError as error:
        raise GameError(
            f"the formula {formula!r} of {payoff} cannot be evaluated: {error} "
            f"Columns are: {', '.join(map(str, data))}."
        ) from error
    except ValueError as error:
        raise GameError(
            f"the formula {formula!r} of {payoff} meets a missing value: {error}; drop such rows."
        ) from error
    if any(matrix.model_spec.transform_state.values()):
        raise GameError(
            f"the formula {formula!r} of {payoff} learns from the data (such as center()); transform first."
        )
    block = np.asarray(matrix, dtype=float)
    if not np.isfinite(block).all():
        raise GameError(f"the formula {formula!r} of {payoff} gives NaN or infinity in some rows; drop or mend them.")
    return [str(name) for name in matrix.columns], block


def _counts(outcomes: Sequence[str], data: Any) -> Floats:
    for name in outcomes:
        if name not in data:
            raise UnknownNameError(f"the data have no column {name!r} of outcomes. {closest(name, list(data))}")
    counts = data[list(outcomes)].to_numpy(dtype=float)
    if not np.isfinite(counts).all() or (counts < 0).any():
        raise GameError("counts of outcomes must be numbers of at least zero; some are negative, NaN or infinite.")
    return np.asarray(counts)


def data_frames(what: str) -> Any:
    """The module pandas, or an error that says what needs it."""
    try:
        import pandas as pd
    except ImportError:
        raise MissingDependencyError(
            f"{what} needs pandas, which is not installed; install it with: pip install 'sanction-games[estimation]'"
        ) from None
    return pd


def coefficients_in_order(given: Mapping[tuple[str, str], float], terms: tuple[tuple[str, str], ...]) -> Floats:
    """Coefficients by payoff and term, as a vector; none may be missing or unknown."""
    unknown = [key for key in given if key not in terms]
    missing = [key for key in terms if key not in given]
    if unknown or missing:
        raise UnknownNameError(
            f"coefficients are missing for {missing} and given for unknown {unknown}. "
            f"{closest((unknown or missing)[0], terms)}"
        )
    return np.array([float(given[key]) for key in terms])
