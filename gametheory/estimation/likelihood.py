"""The pseudo-likelihood of counts of outcomes, given what the actors are believed to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtri

from gametheory.equilibria.resolve import LOG_ROOT_2PI
from gametheory.equilibria.threat_derivatives import behind_gradient, sensitivities, threshold_gradient
from gametheory.equilibria.threat_response import Point, Stakes
from gametheory.games.threat import PARAMETERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.estimation.specification import Design

    Floats = NDArray[np.float64]

_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Chances of resistance and of standing firm that the actors reckon with, one entry a row."""

    resist: Floats
    stand_firm: Floats

    @classmethod
    def inside(cls, resist: Floats, stand_firm: Floats) -> Beliefs:
        """Away from zero and one, where logarithms end."""
        return cls(np.clip(resist, _LEAST, 1 - _LEAST), np.clip(stand_firm, _LEAST, 1.0))


@dataclass(frozen=True, slots=True)
class Replies:
    """
    What the model says of each row at given coefficients and beliefs.

    `logs` has shape (4, n): log-probabilities of the outcomes; `scores` (4, 7, n): their derivatives by the payoffs at
    fixed beliefs; `belief_scores` (4, 2, n): by the two beliefs; `beliefs` are the replies to the beliefs, with
    derivatives `by_payoff` (2, 7, n) and `by_belief` (2, n): of resistance by standing firm, and the other way round.
    """

    logs: Floats
    scores: Floats
    belief_scores: Floats
    beliefs: Beliefs
    by_payoff: Floats
    by_belief: Floats


def replies(utilities: Floats, beliefs: Beliefs) -> Replies:
    """Evaluate the model for payoffs of shape (7, n)."""
    values = dict(zip(PARAMETERS, utilities, strict=True))
    stakes = Stakes.read(values)
    p, firm = beliefs.resist, beliefs.stand_firm
    point = stakes.at(ndtri(p))
    s = sensitivities(stakes, point)
    any_rows = behind_gradient(s, threshold_gradient(p), "any")
    odds_rows = behind_gradient(s, threshold_gradient(p), "odds")
    pull = -stakes.lure / p**2
    reply = stakes.base + stakes.gain / firm
    reply_rows = _reply_rows(firm)
    log_none, none_rows, none_c = _no_threat(stakes, point, threshold_gradient(p))
    log_resist, log_concede = log_ndtr(reply), log_ndtr(-reply)
    density = -0.5 * reply * reply - LOG_ROOT_2PI
    hazards = np.exp(density - log_resist), -np.exp(density - log_concede)
    stand, back = np.exp(point.log_stand), np.exp(point.log_back)
    logs = np.stack(
        [
            log_none,
            point.log_any + log_concede,
            point.log_any + log_resist + point.log_stand,
            point.log_any + log_resist + point.log_back,
        ]
    )
    scores = _by_outcome(hazards, back, stand, none_rows, any_rows, reply_rows, odds_rows)
    steer = -stakes.gain / firm**2
    nothing = np.zeros_like(p)
    belief_scores = _by_outcome(
        hazards,
        back,
        stand,
        np.stack([none_c * pull, nothing]),
        np.stack([s.any_c * pull, nothing]),
        np.stack([nothing, steer]),
        np.stack([s.odds_c * pull, nothing]),
    )
    own = np.exp(density)
    return Replies(
        logs,
        scores,
        belief_scores,
        Beliefs.inside(np.exp(log_resist), stand),
        np.stack([own * reply_rows, stand * back * odds_rows]),
        np.stack([own * steer, stand * back * s.odds_c * pull]),
    )


def _no_threat(stakes: Stakes, point: Point, by_threshold: Floats) -> tuple[Floats, Floats, Floats]:
    """Find log(1-p_C) = log Φ(c-W_A) + log Φ(c-a), with its derivatives by the payoffs and by c."""
    lower, upper = point.threshold, point.threshold + stakes.gap
    logs = log_ndtr(lower), log_ndtr(upper)
    weak, strong = (np.exp(-0.5 * z * z - LOG_ROOT_2PI - log) for z, log in zip((lower, upper), logs, strict=True))
    rows = (weak + strong) * by_threshold
    rows[PARAMETERS.index("W_A")] -= np.where(stakes.firm_is_weak, weak, strong)
    rows[PARAMETERS.index("a")] -= np.where(stakes.firm_is_weak, strong, weak)
    return logs[0] + logs[1], rows, weak + strong


def _reply_rows(firm: Floats) -> Floats:
    rows = np.zeros((len(PARAMETERS), len(firm)))
    rows[PARAMETERS.index("W_B")] = 1
    rows[PARAMETERS.index("V_B")] = 1 / firm - 1
    rows[PARAMETERS.index("C_B")] = -1 / firm
    return rows


def _by_outcome(
    hazards: tuple[Floats, Floats],
    back: Floats,
    stand: Floats,
    none_rows: Floats,
    any_rows: Floats,
    reply_rows: Floats,
    odds_rows: Floats,
) -> Floats:
    """Derivatives of the four log-probabilities, from those of log(1-p_C), log p_C, H and the log-odds of p_F."""
    resist = any_rows + hazards[0] * reply_rows
    return np.stack(
        [
            none_rows,
            any_rows + hazards[1] * reply_rows,
            resist + back * odds_rows,
            resist - stand * odds_rows,
        ]
    )


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Value, row scores (n, K) and expected information (K, K) of the coefficients."""

    value: float
    rows: Floats
    information: Floats
    replies: Replies

    @property
    def gradient(self) -> Floats:
        """Sum of the scores."""
        return np.asarray(self.rows.sum(axis=0))


def likelihood(design: Design, coefficients: Floats, beliefs: Beliefs) -> Likelihood:
    """
    Pseudo-log-likelihood at fixed beliefs (without the multinomial constant).

    A step that is far too long leaves the range of numbers: its value is NaN and the step is refused.
    """
    assert design.counts is not None
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        answer = replies(design.utilities(coefficients), beliefs)
        return _weighted(design, answer)


def _weighted(design: Design, answer: Replies) -> Likelihood:
    assert design.counts is not None
    counts = design.counts.T
    value = float(np.sum(np.where(counts > 0, counts * answer.logs, 0)))
    by_outcome = outcome_scores(design, answer.scores)
    rows = np.einsum("kn,knj->nj", counts, by_outcome)
    weights = counts.sum(axis=0) * np.exp(answer.logs)
    information = sum(s.T @ (w[:, None] * s) for w, s in zip(weights, by_outcome, strict=True))
    return Likelihood(value, rows, np.asarray(information), answer)


def outcome_scores(design: Design, by_payoff: Floats) -> Floats:
    """From derivatives by payoffs (m, 7, n) to derivatives by coefficients (m, n, K)."""
    return np.asarray(by_payoff[:, design.owner, :].transpose(0, 2, 1) * design.matrix)
