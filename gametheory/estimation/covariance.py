"""How precise the coefficients are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.estimation.likelihood import outcome_scores

if TYPE_CHECKING:
    from gametheory.estimation.likelihood import Floats, Likelihood, Replies
    from gametheory.estimation.specification import Design


def belief_gradient(design: Design, answer: Replies) -> Floats:
    """
    Derivatives (2, n, K) by the coefficients of beliefs that reproduce themselves.

    Beliefs are a fixed point of the replies: dP = (I - dReply/dP)^-1 dReply/dθ, a two by two system a row.
    """
    direct = outcome_scores(design, answer.by_payoff)
    of_resist, of_firm = answer.by_belief[:, :, None]
    determinant = 1 - of_resist * of_firm
    return np.asarray(np.stack([direct[0] + of_resist * direct[1], direct[1] + of_firm * direct[0]]) / determinant)


def covariance(design: Design, at: Likelihood, clusters: Floats | None, *, nested: bool) -> Floats:
    """
    The sandwich B^-1 M B^-T.

    M is the expected information, or the sum of outer products of the scores of clusters. B is the information, to
    which nesting adds what the coefficients do to the beliefs (Aguirregabiria and Mira 2007, proposition 2).
    """
    bread = at.information
    if nested:
        bread = bread + _through_beliefs(design, at)
    meat = at.information if clusters is None else _outer(at.rows, clusters)
    inverse = np.linalg.pinv(bread)
    return np.asarray(inverse @ meat @ inverse.T)


def _through_beliefs(design: Design, at: Likelihood) -> Floats:
    answer = at.replies
    assert design.counts is not None
    weights = design.counts.sum(axis=1) * np.exp(answer.logs)
    scores = outcome_scores(design, answer.scores)
    cross = np.einsum("kn,knj,kbn->bnj", weights, scores, answer.belief_scores)
    return np.asarray(np.einsum("bnj,bnl->jl", cross, belief_gradient(design, answer)))


def _outer(rows: Floats, clusters: Floats) -> Floats:
    """Outer products of the sums of scores within clusters."""
    _, place = np.unique(clusters, return_inverse=True)
    sums = np.zeros((place.max() + 1, rows.shape[1]))
    np.add.at(sums, place, rows)
    return np.asarray(sums.T @ sums)
