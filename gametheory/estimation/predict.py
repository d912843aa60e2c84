"""What an estimated threat game says of rows of data, with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit, logit, ndtri

from gametheory.equilibria.threat_batch import threat_equilibria_batch
from gametheory.errors import GameError
from gametheory.estimation.covariance import belief_gradient
from gametheory.estimation.fit import ThreatFit
from gametheory.estimation.likelihood import Beliefs, outcome_scores, replies
from gametheory.estimation.specification import OUTCOMES, Design, data_frames, design
from gametheory.games.threat import PARAMETERS

if TYPE_CHECKING:
    from gametheory.estimation.likelihood import Floats

__all__ = ["predict"]


def predict(fit: ThreatFit, data: Any, *, level: float = 0.95) -> Any:
    """
    Predict the chances of the four outcomes in every equilibrium of every row's game, with intervals.

    The intervals come from the delta method on the scale of log-odds, through the equilibrium: beliefs move with the
    coefficients.

    Parameters
    ----------
    fit : ThreatFit
        Estimated payoffs.
    data : pandas.DataFrame
        Rows with the covariates of the specification; counts are not needed.
    level : float, default: 0.95
        Confidence level of the intervals.

    Returns
    -------
    pandas.DataFrame
        One line per row, equilibrium and outcome: row (label of the data), equilibrium (0 is the least resistance),
        equilibria (how many there are), outcome, probability, low, high.

    Raises
    ------
    GameError
        If the level is not between zero and one, or the formulas give other terms on these data.
    """
    if not 0 < level < 1:
        raise GameError(f"the level is {level}; give a number between 0 and 1, such as 0.95.")
    pd = data_frames("predict()")
    whole = design(fit.specification, data, counted=False)
    if whole.terms != fit.terms:
        raise GameError(f"on these data the formulas give the terms {whole.terms}, but the fit has {fit.terms}.")
    payoffs = whole.utilities(np.array(fit.estimates))
    batch = threat_equilibria_batch(**dict(zip(PARAMETERS, payoffs, strict=True)))
    row, place = np.nonzero(~np.isnan(batch.resist))
    beliefs = Beliefs.inside(batch.resist[row, place], batch.stand_firm[row, place])
    chances = batch.outcomes[row, place]
    errors = _errors(Design(whole.matrix[row], whole.owner, whole.terms, None), payoffs[:, row], beliefs, fit)
    reach = float(ndtri(0.5 + 0.5 * level)) * errors
    centre = logit(np.clip(chances, 1e-300, 1 - 1e-16))
    return pd.DataFrame(
        {
            "row": np.repeat(np.asarray(data.index)[row], len(OUTCOMES)),
            "equilibrium": np.repeat(place, len(OUTCOMES)),
            "equilibria": np.repeat(batch.counts[row], len(OUTCOMES)),
            "outcome": np.tile(fit.specification.outcomes, len(row)),
            "probability": chances.ravel(),
            "low": expit(centre - reach).ravel(),
            "high": expit(centre + reach).ravel(),
        }
    )


def _errors(whole: Design, payoffs: Floats, beliefs: Beliefs, fit: ThreatFit) -> Floats:
    """Standard errors of the log-odds of the outcomes, shape (n, 4)."""
    answer = replies(payoffs, beliefs)
    direct = outcome_scores(whole, answer.scores)
    total = direct + np.einsum("kbn,bnj->knj", answer.belief_scores, belief_gradient(whole, answer))
    odds = total / -np.expm1(np.minimum(answer.logs, -1e-16))[:, :, None]
    variances = np.einsum("knj,jl,knl->nk", odds, np.array(fit.covariance), odds)
    return np.asarray(np.sqrt(np.maximum(variances, 0)))
