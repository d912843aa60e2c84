"""A first guess of what the actors expect, from frequencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from gametheory.estimation.specification import ThreatSpecification, design

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.estimation.specification import Design

    Floats = NDArray[np.float64]

__all__ = ["first_stage"]

_STEPS = 100


def first_stage(specification: ThreatSpecification, data: Any, *, ridge: float = 1.0) -> tuple[Floats, Floats]:
    """
    Estimate the chances of resistance and of standing firm by penalised logits on all terms of the specification.

    Good enough to begin a nested pseudo-likelihood with, whose result does not depend on it where the fixed point is
    unique. A pseudo-likelihood that is not nested is consistent only where this is; there, richer first stages (forests
    as in Crisman-Cox and Gibilisco 2019) serve better and can be passed in as columns.

    Parameters
    ----------
    specification : ThreatSpecification
        Formulas and columns of outcomes.
    data : pandas.DataFrame
        The data.
    ridge : float, default: 1.0
        Weight of the squared coefficients of the standardised terms; the constant is not penalised.

    Returns
    -------
    tuple of two numpy.ndarray of shape (n,)
        Chances of resistance and of standing firm.
    """
    whole = design(specification, data)
    assert whole.counts is not None
    _, concession, firm, back = whole.counts.T
    terms = _standardised(whole)
    return _logit(terms, firm + back, concession, ridge), _logit(terms, firm, back, ridge)


def _standardised(whole: Design) -> Floats:
    """A constant and every varying term once."""
    columns = np.unique(whole.matrix, axis=1)
    spread = columns.std(axis=0)
    varying = columns[:, spread > 0]
    return np.column_stack([np.ones(len(columns)), (varying - varying.mean(axis=0)) / spread[spread > 0]])


def _logit(terms: Floats, successes: Floats, failures: Floats, ridge: float) -> Floats:
    """Penalised maximum likelihood by Newton's method with half a success and half a failure added in all."""
    total = successes + failures + 1 / len(terms)
    wins = successes + 0.5 / len(terms)
    penalty = np.full(terms.shape[1], ridge)
    penalty[0] = 0
    beta = np.zeros(terms.shape[1])
    for _ in range(_STEPS):
        chance = expit(terms @ beta)
        gradient = terms.T @ (wins - total * chance) - penalty * beta
        hessian = (terms * (total * chance * (1 - chance))[:, None]).T @ terms + np.diag(penalty)
        step = np.linalg.lstsq(hessian, gradient, rcond=None)[0]
        beta = beta + step / max(1.0, float(np.abs(step).max()) / 2)
        if np.abs(step).max() < 1e-10:
            break
    return np.asarray(expit(terms @ beta))
