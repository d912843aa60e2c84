"""Is an action dominated? By a pure action, by a mixture, or it is a best response to some belief: exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.equilibria.zero_sum import zero_sum
from gametheory.errors import GameTheoryError
from gametheory.linear_programs import program, solve_exactly
from gametheory.linear_programs.program import integers


@dataclass(frozen=True)
class Verdict:
    """A dominating mixture of rows with its smallest gain, or a belief over columns that makes the row best."""

    by: dict[int, Fraction] | None
    margin: Fraction
    belief: dict[int, Fraction] | None


def strictly(own: NDArray[Any], row: int, *, mixed: bool) -> Verdict:
    """Look for strict dominance of one row of payoffs (one column per profile of the others)."""
    surely = np.flatnonzero(own[row] >= own.max(axis=0))
    if len(surely):
        return Verdict(None, Fraction(0), {int(surely[0]): Fraction(1)})
    gains = own - own[row]
    least = gains.min(axis=1)
    best = int(least.argmax())
    if least[best] > 0:
        return Verdict({best: Fraction(1)}, Fraction(int(least[best])), None)
    if not mixed:
        return Verdict(None, Fraction(0), None)
    solved = zero_sum(gains)
    if solved.value > 0:
        return Verdict({k: p for k, p in enumerate(solved.rows) if p}, solved.value, None)
    return Verdict(None, Fraction(0), solved.columns)


def weakly(own: NDArray[Any], row: int, *, mixed: bool) -> dict[int, Fraction] | None:
    """Rows, mixed if need be, that are never worse than this one and somewhere better; None if there are none."""
    best = (own >= own.max(axis=0)).sum(axis=0)
    if np.any((best == 1) & (own[row] >= own.max(axis=0))):
        return None
    gains = own - own[row]
    pure = np.flatnonzero((gains >= 0).all(axis=1) & (gains > 0).any(axis=1))
    if len(pure):
        return {int(pure[0]): Fraction(1)}
    return _weak_mixture(gains) if mixed else None


def _weak_mixture(gains: NDArray[Any]) -> dict[int, Fraction] | None:
    """Largest total gain of a mixture that never loses; the row itself may enter, so that there is one."""
    rows = np.vstack([-gains.T, np.ones((1, len(gains)), dtype=gains.dtype)])
    bounds = [0] * gains.shape[1] + [1]
    totals = integers(gains.astype(object).sum(axis=1))
    answer = solve_exactly(program(totals, rows, bounds, equal=[gains.shape[1]]))
    if answer.status != "optimal":
        raise GameTheoryError(
            f"weak dominance among {len(gains)} actions against {gains.shape[1]} profiles was not decided exactly; "
            "ask for pure dominance with mixed=False."
        )
    if answer.value == 0:
        return None
    return {k: p for k, p in enumerate(answer.x) if p}
