"""Estimates: the published data, known parameters, gradients, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from tests.gametheory.estimation.sample import SMALL, TRUE, covariates, estimation, pd, published

PUBLISHED = estimation.ThreatSpecification(
    S_A="0 + sqrt(senderecondep) + senderdemocracy + contig + ally",
    V_A="anticipatedsendercosts",
    C_B="sqrt(targetecondep) + anticipatedtargetcosts + contig + ally",
    W_A="sqrt(senderecondep) + senderdemocracy + lncaprat",
    W_B="targetdemocracy + lncaprat",
    a="senderdemocracy",
    outcomes=("sq", "cd", "sf", "bd"),
)


def test_published_fixed_point():
    """Crisman-Cox and Gibilisco 2019: same pseudo-log-likelihood, same chances in every row."""
    data = published()
    assert data[list(PUBLISHED.outcomes)].sum().tolist() == [49071, 144, 349, 140]
    fit = estimation.nested_pseudo_likelihood(PUBLISHED, data, resist="PRhat", stand_firm="PFhat")
    assert fit.log_likelihood == pytest.approx(-3932.4474, abs=5e-5)
    assert fit.converged
    assert fit.observations == 49704
    assert np.abs(np.array(fit.resist) - data.PRnpl).max() < 1e-6
    assert np.abs(np.array(fit.stand_firm) - data.PFnpl).max() < 1e-6


def test_published_fixed_point_from_our_own_first_stage():
    data = published()
    fit = estimation.nested_pseudo_likelihood(PUBLISHED, data, cluster="dyadID")
    assert fit.log_likelihood == pytest.approx(-3932.4474, abs=5e-5)
    assert np.isfinite(fit.standard_errors).all()


@pytest.fixture(scope="module")
def drawn():
    return estimation.simulate_threats(SMALL, covariates(1500), TRUE, trials=400, seed=1)


@pytest.mark.parametrize("cluster", [None, "row"])
def test_known_parameters_are_recovered(drawn, cluster):
    data = drawn.assign(row=np.arange(len(drawn)))
    fit = estimation.nested_pseudo_likelihood(SMALL, data, cluster=cluster)
    assert fit.converged
    z = [(fit[term] - value) / fit.standard_errors[fit.terms.index(term)] for term, value in TRUE.items()]
    assert np.abs(z).max() < 3.5
    assert max(fit.standard_errors) < 0.2


def test_pseudo_likelihood_with_true_chances_recovers_too(drawn):
    from gametheory import threat_equilibria_batch
    from gametheory.estimation.specification import coefficients_in_order, design
    from gametheory.games.threat import PARAMETERS

    whole = design(SMALL, drawn)
    payoffs = whole.utilities(coefficients_in_order(TRUE, whole.terms))
    batch = threat_equilibria_batch(**dict(zip(PARAMETERS, payoffs, strict=True)))
    fit = estimation.pseudo_likelihood(SMALL, drawn, resist=batch.resist[:, 0], stand_firm=batch.stand_firm[:, 0])
    assert fit.converged
    z = [(fit[term] - value) / fit.standard_errors[fit.terms.index(term)] for term, value in TRUE.items()]
    assert np.abs(z).max() < 3.5


def test_standard_errors_match_the_spread_of_estimates():
    """Over repeated draws; with 60 draws a standard deviation is known to about a tenth."""
    base = covariates(200)
    fits = [
        estimation.nested_pseudo_likelihood(SMALL, estimation.simulate_threats(SMALL, base, TRUE, trials=800, seed=s))
        for s in range(60)
    ]
    assert all(fit.converged for fit in fits)
    spread = np.std([fit.estimates for fit in fits], axis=0, ddof=1)
    stated = np.median([fit.standard_errors for fit in fits], axis=0)
    assert (np.abs(np.log(spread / stated)) < 0.4).all()


def test_a_robust_covariance_of_correct_models_is_near_the_plain_one(drawn):
    data = drawn.assign(row=np.arange(len(drawn)))
    plain = estimation.nested_pseudo_likelihood(SMALL, data)
    robust = estimation.nested_pseudo_likelihood(SMALL, data, cluster="row")
    assert plain.estimates == robust.estimates
    assert np.abs(np.log(np.array(plain.standard_errors) / robust.standard_errors)).max() < 0.2


def test_rounds_that_do_not_suffice_are_said():
    data = estimation.simulate_threats(SMALL, covariates(50), TRUE, trials=100, seed=1)
    fit = estimation.nested_pseudo_likelihood(SMALL, data, rounds=2)
    assert not fit.converged
    assert fit.rounds == 2
    assert fit.movement > 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"resist": "nothing"}, "no column 'nothing'"),
        ({"resist": [0.5]}, "resist must hold one probability for each of the 20 rows"),
        ({"stand_firm": np.full(20, 1.5)}, "stand_firm must hold one probability"),
        ({"cluster": "x3"}, "no column 'x3'"),
    ],
)
def test_what_does_not_fit_the_data_is_refused(change, words):
    from gametheory import GameTheoryError

    data = estimation.simulate_threats(SMALL, covariates(20), TRUE, trials=50, seed=1)
    with pytest.raises(GameTheoryError, match=words):
        estimation.pseudo_likelihood(SMALL, data, **change)


def test_unknown_coefficients_are_refused():
    from gametheory import GameTheoryError

    data = estimation.simulate_threats(SMALL, covariates(20), TRUE, trials=50, seed=1)
    fit = estimation.pseudo_likelihood(SMALL, data)
    with pytest.raises(GameTheoryError, match="no coefficient"):
        fit["W_A", "x9"]
    with pytest.raises(GameTheoryError, match="no payoff has a term"):
        estimation.pseudo_likelihood(estimation.ThreatSpecification(outcomes=SMALL.outcomes), data)
    assert isinstance(estimation.to_frame(fit), pd.DataFrame)
