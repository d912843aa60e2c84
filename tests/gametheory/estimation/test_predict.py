"""Predictions with intervals, simulated data and tables."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from gametheory import GameTheoryError, threat_equilibria
from gametheory.errors import MissingDependencyError
from gametheory.estimation.fit import ThreatFit
from gametheory.games.threat import ThreatGame
from tests.gametheory.estimation.sample import SMALL, TRUE, covariates, estimation, pd


@pytest.fixture(scope="module")
def fit():
    return estimation.nested_pseudo_likelihood(SMALL, drawn(400, 2))


ROWS = covariates(2)


def told(fit):
    return estimation.predict(fit, ROWS)


def drawn(trials, seed):
    return estimation.simulate_threats(SMALL, covariates(500), TRUE, trials=trials, seed=seed)


def test_predictions_are_those_of_the_estimated_game(fit):
    new = pd.DataFrame({"x1": [0.2], "x2": [-0.4]}, index=["case"])
    told = estimation.predict(fit, new)
    values = dict.fromkeys(("S_A", "V_A", "C_B", "W_A", "W_B", "a", "V_B"), 0.0)
    for (payoff, term), estimate in zip(fit.terms, fit.estimates, strict=True):
        values[payoff] += estimate * (1 if term == "Intercept" else float(new[term].iloc[0]))
    equilibria = threat_equilibria(ThreatGame(**values))
    assert told.probability.to_numpy() == pytest.approx(np.concatenate([e.outcomes for e in equilibria]), abs=1e-9)
    assert set(told.row) == {"case"}
    assert (told.equilibria == len(equilibria)).all()
    assert ((told.low < told.probability) & (told.probability < told.high)).all()


def test_intervals_cover_the_truth(fit):
    """At 95% most of the intervals of one fit hold the true chances; they are dependent, so the bound is loose."""
    data = covariates(500)
    certain = ThreatFit(
        fit.specification,
        fit.terms,
        tuple(TRUE[t] for t in fit.terms),
        fit.covariance,
        0.0,
        (),
        (),
        0.0,
        1,
        True,
        0.0,
        "",
    )
    truth = estimation.predict(certain, data)
    told = estimation.predict(fit, data)
    assert len(truth) == len(told)
    inside = (told.low <= truth.probability) & (truth.probability <= told.high)
    assert inside.mean() > 0.7


def test_intervals_are_those_of_the_delta_method(fit):
    """Against re-solving the game at shifted coefficients, which shares no derivative."""
    new = pd.DataFrame({"x1": [0.2, 1.0], "x2": [-0.4, 0.5]})
    told = estimation.predict(fit, new)
    rows = []
    for k in range(len(fit.terms)):
        ends = []
        for sign in (1, -1):
            moved = np.array(fit.estimates)
            moved[k] += sign * 1e-5
            other = ThreatFit(
                fit.specification, fit.terms, tuple(moved), fit.covariance, 0.0, (), (), 0.0, 1, True, 0.0, ""
            )
            p = estimation.predict(other, new).probability.to_numpy()
            ends.append(np.log(p / (1 - p)))
        rows.append((ends[0] - ends[1]) / 2e-5)
    errors = np.sqrt(np.einsum("ki,kl,li->i", np.array(rows), np.array(fit.covariance), np.array(rows)))
    reach = np.log(told.high / (1 - told.high)) - np.log(told.probability / (1 - told.probability))
    assert reach.to_numpy() == pytest.approx(1.959964 * errors, rel=1e-4)


def test_simulated_frequencies_are_those_of_the_equilibrium():
    base = covariates(5)
    data = estimation.simulate_threats(SMALL, base, TRUE, trials=1_000_000, seed=4)
    certain = ThreatFit(
        SMALL, tuple(TRUE), tuple(TRUE.values()), tuple((0.0,) * 8 for _ in TRUE), 0.0, (), (), 0.0, 1, True, 0.0, ""
    )
    expected = estimation.predict(certain, base).probability.to_numpy().reshape(5, 4)
    seen = data[list(SMALL.outcomes)].to_numpy() / 1_000_000
    assert (np.abs(seen - expected) < 5 * np.sqrt(expected * (1 - expected) / 1_000_000) + 1e-9).all()
    assert data.equals(estimation.simulate_threats(SMALL, base, TRUE, trials=1_000_000, seed=4))


def test_either_end_of_several_equilibria_can_be_played():
    specification = estimation.ThreatSpecification(V_A="1", W_A="1", W_B="1", a="1", V_B="1")
    known = {"V_A": 1.0, "W_A": -1.9, "W_B": -2.8, "a": -1.2, "V_B": 1.0}
    coefficients = {(payoff, "Intercept"): value for payoff, value in known.items()}
    frame = pd.DataFrame({"row": [1]})
    quiet, loud = (
        estimation.simulate_threats(specification, frame, coefficients, trials=10_000, seed=1, equilibrium=k)
        for k in (0, -1)
    )
    assert quiet.status_quo.iloc[0] < 1000 < 7000 < loud.status_quo.iloc[0]


def test_games_without_threats_are_refused():
    specification = estimation.ThreatSpecification(S_A="1", C_B="1", W_A="1")
    known = {("S_A", "Intercept"): 3.0, ("C_B", "Intercept"): 4.0, ("W_A", "Intercept"): -3.0}
    with pytest.raises(GameTheoryError, match="in row 0 nobody ever threatens"):
        estimation.simulate_threats(specification, pd.DataFrame({"x": [1]}), known, trials=1, seed=1)


def test_tables(fit):
    frame = estimation.to_frame(fit, level=0.9)
    assert list(frame.columns) == ["payoff", "term", "estimate", "std_error", "z", "p_value", "low", "high"]
    assert frame.estimate.tolist() == list(fit.estimates)
    assert ((frame.high - frame.low) / frame.std_error).to_numpy() == pytest.approx(2 * 1.644854, rel=1e-5)
    text = estimation.to_latex(fit, fit)
    assert text.startswith("\\begin{tabular}{llrr}")
    assert text.count("\\\\") == 2 * len(fit.terms) + 2
    assert f"${fit.log_likelihood:.3f}$" in text
    with pytest.raises(GameTheoryError, match="between 0 and 1"):
        estimation.to_frame(fit, level=95)


@pytest.mark.parametrize(("package", "ask"), [("pandas", estimation.to_frame), ("pandas", told), ("formulaic", told)])
def test_missing_packages_are_named(fit, monkeypatch, package, ask):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingDependencyError, match=f"needs? {package}.*estimation"):
        ask(fit)


def test_bad_levels_and_other_columns(fit):
    with pytest.raises(GameTheoryError, match="between 0 and 1"):
        estimation.predict(fit, covariates(2), level=95)
    text = pd.DataFrame({"x1": ["a", "b"], "x2": [0.0, 1.0]})
    with pytest.raises(GameTheoryError, match="on these data the formulas give the terms"):
        estimation.predict(fit, text)
