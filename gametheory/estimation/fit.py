"""Estimate the payoffs of a threat game."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.errors import GameError, UnknownNameError, closest
from gametheory.estimation.covariance import covariance
from gametheory.estimation.first_stage import first_stage
from gametheory.estimation.fitting import Maximum, maximise
from gametheory.estimation.likelihood import Beliefs
from gametheory.estimation.specification import ThreatSpecification, design
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.estimation.likelihood import Floats
    from gametheory.estimation.specification import Design

__all__ = ["ThreatFit", "nested_pseudo_likelihood", "pseudo_likelihood"]

_FIXED = 1e-9


@dataclass(frozen=True)
class ThreatFit(Jsonable):
    """
    Estimated payoffs of a threat game.

    Parameters
    ----------
    specification : ThreatSpecification
        What was estimated.
    terms : tuple of pairs of str
        Payoff and term of each coefficient.
    estimates : tuple of float
        The coefficients.
    covariance : tuple of tuple of float
        Their covariance matrix.
    log_likelihood : float
        The pseudo-log-likelihood, without the multinomial constant.
    resist : tuple of float
        Per row of the data, the believed chance of resistance; at a nested fixed point B's own reply.
    stand_firm : tuple of float
        Per row of the data, the believed chance of standing firm.
    movement : float
        How far the believed chances moved in the last round; zero where they are not estimated with the coefficients.
    rounds : int
        Number of maximisations.
    converged : bool
        Whether every maximum was reached and the beliefs came to rest.
    observations : float
        Sum of all counts of outcomes.
    method : str
        How the coefficients and their covariance were found.
    """

    specification: ThreatSpecification
    terms: tuple[tuple[str, str], ...]
    estimates: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    log_likelihood: float
    resist: tuple[float, ...]
    stand_firm: tuple[float, ...]
    movement: float
    rounds: int
    converged: bool
    observations: float
    method: str

    def __getitem__(self, term: tuple[str, str]) -> float:
        if term not in self.terms:
            raise UnknownNameError(f"there is no coefficient {term!r}. {closest(term, self.terms)}")
        return self.estimates[self.terms.index(term)]

    @property
    def standard_errors(self) -> tuple[float, ...]:
        """Square roots of the diagonal of the covariance."""
        return tuple(float(row[k]) ** 0.5 for k, row in enumerate(self.covariance))


def pseudo_likelihood(
    specification: ThreatSpecification,
    data: Any,
    *,
    resist: Any = None,
    stand_firm: Any = None,
    cluster: str | None = None,
) -> ThreatFit:
    """
    Estimate a threat game in two steps: believed chances first, payoffs given these second.

    The standard errors take the first step as known, which makes them too small; nesting does not have this fault.

    Parameters
    ----------
    specification : ThreatSpecification
        Payoffs as formulas, and the columns of outcomes.
    data : pandas.DataFrame
        One row per unit, holding counts of outcomes.
    resist, stand_firm : str or array_like, optional
        Columns or values of the believed chances; by default those of `first_stage`.
    cluster : str, optional
        A column; standard errors then allow any dependence among rows with the same value (the row's own name makes
        them robust to a wrong distribution within rows). By default they are those of the model.

    Returns
    -------
    ThreatFit
        Coefficients, covariance and pseudo-log-likelihood.

    References
    ----------
    Crisman-Cox and Gibilisco (2019), Estimating signaling games in international relations: problems and solutions,
    Political Science Research and Methods, doi:10.1017/psrm.2019.58.
    """
    whole, beliefs = _prepared(specification, data, resist, stand_firm)
    best = maximise(whole, beliefs, np.zeros(len(whole.terms)))
    matrix = covariance(whole, best.at, _clusters(data, cluster), nested=False)
    return _fit(specification, whole, best, beliefs, matrix, (0.0, 1), "pseudo-likelihood, Fisher scoring")


def nested_pseudo_likelihood(
    specification: ThreatSpecification,
    data: Any,
    *,
    resist: Any = None,
    stand_firm: Any = None,
    cluster: str | None = None,
    rounds: int = 500,
) -> ThreatFit:
    """
    Estimate a threat game by repeating the pseudo-likelihood with the model's own replies until they reproduce.

    Parameters
    ----------
    specification : ThreatSpecification
        Payoffs as formulas, and the columns of outcomes.
    data : pandas.DataFrame
        One row per unit, holding counts of outcomes.
    resist, stand_firm : str or array_like, optional
        Columns or values of the believed chances to begin with; by default those of `first_stage`.
    cluster : str, optional
        A column; standard errors then allow any dependence among rows with the same value. By default they are those
        of the model.
    rounds : int, default: 500
        The largest number of repetitions.

    Returns
    -------
    ThreatFit
        Coefficients, covariance and pseudo-log-likelihood at the fixed point; `converged` says whether it was reached.

    References
    ----------
    Aguirregabiria and Mira (2007), Sequential estimation of dynamic discrete games, Econometrica 75, 1-53;
    Crisman-Cox and Gibilisco (2019), Political Science Research and Methods, doi:10.1017/psrm.2019.58.
    """
    whole, beliefs = _prepared(specification, data, resist, stand_firm)
    if rounds < 1:
        raise GameError(f"rounds is {rounds}; at least one maximisation is needed.")
    best, movement, done = maximise(whole, beliefs, np.zeros(len(whole.terms))), np.inf, 1
    while movement > _FIXED and done < rounds:
        following = best.at.replies.beliefs
        movement = _distance(following, beliefs)
        beliefs, best, done = following, maximise(whole, following, best.coefficients), done + 1
    matrix = covariance(whole, best.at, _clusters(data, cluster), nested=True)
    return _fit(
        specification, whole, best, beliefs, matrix, (movement, done), "nested pseudo-likelihood, Fisher scoring"
    )


def _distance(some: Beliefs, others: Beliefs) -> float:
    pairs = ((some.resist, others.resist), (some.stand_firm, others.stand_firm))
    return float(max(np.abs(a - b).max(initial=0) for a, b in pairs))


def _prepared(specification: ThreatSpecification, data: Any, resist: Any, stand_firm: Any) -> tuple[Design, Beliefs]:
    whole = design(specification, data)
    if not len(whole.terms):
        raise GameError("no payoff has a term to estimate; give formulas such as W_A='1 + trade'.")
    if resist is None or stand_firm is None:
        guess = first_stage(specification, data)
        resist, stand_firm = (
            given if given is not None else own for given, own in zip((resist, stand_firm), guess, strict=True)
        )
    return whole, Beliefs.inside(_chances("resist", resist, data), _chances("stand_firm", stand_firm, data))


def _chances(what: str, given: Any, data: Any) -> Floats:
    values = np.asarray(_column(given, data) if isinstance(given, str) else given, dtype=float)
    if values.shape != (len(data),) or not ((values >= 0) & (values <= 1)).all():
        raise GameError(f"{what} must hold one probability for each of the {len(data)} rows of the data.")
    return values


def _column(name: str, data: Any) -> Any:
    if name not in data:
        raise UnknownNameError(f"the data have no column {name!r}. {closest(name, list(data))}")
    return data[name].to_numpy()


def _clusters(data: Any, name: str | None) -> Any:
    return None if name is None else _column(name, data)


def _fit(
    specification: ThreatSpecification,
    whole: Design,
    best: Maximum,
    beliefs: Beliefs,
    matrix: Floats,
    progress: tuple[float, int],
    method: str,
) -> ThreatFit:
    assert whole.counts is not None
    return ThreatFit(
        specification,
        whole.terms,
        _plain(best.coefficients),
        tuple(map(_plain, matrix)),
        best.at.value,
        _plain(beliefs.resist),
        _plain(beliefs.stand_firm),
        progress[0],
        progress[1],
        best.converged and progress[0] <= _FIXED,
        float(whole.counts.sum()),
        method,
    )


def _plain(values: Sequence[float] | Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
