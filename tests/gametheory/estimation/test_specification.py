"""Formulas that cannot be evaluated are refused by name."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import GameTheoryError
from gametheory.estimation.specification import design
from tests.gametheory.estimation.sample import SMALL, covariates, estimation


def whole(data=None, **formulas):
    data = covariates(10) if data is None else data
    return design(estimation.ThreatSpecification(**formulas), data, counted=False)


def test_terms_belong_to_their_payoffs():
    answer = whole(W_A="x1 + sqrt(abs(x2))", a="0 + x1", V_B="0")
    assert answer.terms == (("W_A", "Intercept"), ("W_A", "x1"), ("W_A", "sqrt(abs(x2))"), ("a", "x1"))
    rows = answer.utilities(np.array([1.0, 2.0, 0.0, 3.0]))
    x1 = covariates(10).x1.to_numpy()
    assert rows[3] == pytest.approx(1 + 2 * x1)
    assert rows[5] == pytest.approx(3 * x1)
    assert not rows[[0, 1, 2, 4, 6]].any()


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("x9", "formula 'x9' of W_A cannot be evaluated.*Columns are: x1, x2"),
        ("x1 +* x2", "of W_A cannot be evaluated"),
        ("center(x1)", "learns from the data"),
        ("x3", "missing value"),
        ("x4", "gives NaN or infinity"),
    ],
)
def test_bad_formulas(formula, words):
    data = covariates(10).assign(x3=[np.nan] + [0.0] * 9, x4=[np.inf] + [0.0] * 9)
    if formula in {"x9"}:
        data = data.drop(columns=["x3", "x4"])
    with pytest.raises(GameTheoryError, match=words):
        whole(data, W_A=formula)


def test_bad_specifications():
    with pytest.raises(GameTheoryError, match="give four columns"):
        estimation.ThreatSpecification(outcomes=("a", "b"))
    with pytest.raises(GameTheoryError, match="the formula of W_A is 1"):
        estimation.ThreatSpecification(W_A=1)


def test_counts_are_checked():
    data = covariates(3).assign(sq=1, cd=1, sf=1)
    with pytest.raises(GameTheoryError, match="no column 'bd' of outcomes"):
        design(SMALL, data)
    with pytest.raises(GameTheoryError, match="at least zero"):
        design(SMALL, data.assign(bd=-1))


def test_coefficients_must_be_complete():
    with pytest.raises(GameTheoryError, match="coefficients are missing"):
        estimation.simulate_threats(SMALL, covariates(3), {("W_A", "x1"): 1.0}, trials=1, seed=1)
