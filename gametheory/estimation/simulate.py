"""Data as a threat game would produce them, for teaching and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.threat_batch import threat_equilibria_batch
from gametheory.errors import GameError
from gametheory.estimation.specification import ThreatSpecification, coefficients_in_order, design
from gametheory.games.threat import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["simulate_threats"]


def simulate_threats(
    specification: ThreatSpecification,
    data: Any,
    coefficients: Mapping[tuple[str, str], float],
    *,
    trials: int,
    seed: int,
    equilibrium: int = 0,
) -> Any:
    """
    Draw counts of outcomes for every row of a data frame from an equilibrium of its game.

    Parameters
    ----------
    specification : ThreatSpecification
        Payoffs as formulas; its outcomes name the columns that are written.
    data : pandas.DataFrame
        The covariates.
    coefficients : mapping of (payoff, term) to float
        The true coefficients, as in ``ThreatFit.terms``.
    trials : int
        How often the game of each row is played.
    seed : int
        Seed of the draws; the same seed always gives the same data.
    equilibrium : int, default: 0
        Which equilibrium is played where there are several, in the order of increasing resistance; -1 is the last.
        Rows with fewer play the nearest.

    Returns
    -------
    pandas.DataFrame
        A copy of the data with four columns of counts.

    Raises
    ------
    GameError
        If some row's game has no equilibrium in which threats are made.
    """
    whole = design(specification, data, counted=False)
    utilities = whole.utilities(coefficients_in_order(coefficients, whole.terms))
    batch = threat_equilibria_batch(**dict(zip(PARAMETERS, utilities, strict=True)))
    if not batch.counts.all():
        row = int(np.argmin(batch.counts))
        raise GameError(f"in row {row} nobody ever threatens at {batch.game(row)}; change the coefficients.")
    place = np.clip(np.where(equilibrium < 0, batch.counts + equilibrium, equilibrium), 0, batch.counts - 1)
    chances = np.clip(batch.outcomes[np.arange(len(place)), place], 0, 1)
    draws = np.random.default_rng(seed).multinomial(trials, chances / chances.sum(axis=1, keepdims=True))
    return data.assign(**dict(zip(specification.outcomes, draws.T, strict=True)))
