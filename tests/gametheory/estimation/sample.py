"""A specification, covariates and true coefficients that the tests of estimation share."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gametheory import estimation

SMALL = estimation.ThreatSpecification(
    S_A="0 + x1", V_A="1", C_B="1", W_A="x1", W_B="x2", a="1", outcomes=("sq", "cd", "sf", "bd")
)
TRUE = {
    ("S_A", "x1"): 0.3,
    ("V_A", "Intercept"): 0.5,
    ("C_B", "Intercept"): -0.4,
    ("W_A", "Intercept"): -1.0,
    ("W_A", "x1"): 0.5,
    ("W_B", "Intercept"): -0.6,
    ("W_B", "x2"): 0.5,
    ("a", "Intercept"): -1.2,
}


def covariates(rows, seed=3):
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"x1": rng.normal(size=rows), "x2": rng.normal(size=rows)})


def published():
    """The published data, or a skip that says where they are looked for."""
    beside = Path(__file__).parents[4] / "shared" / "data" / "crisis_sanctions.csv"
    path = Path(os.environ.get("SANCTION_GAMES_CRISIS_DATA", beside))
    if not path.exists():
        pytest.skip(f"the data of Crisman-Cox and Gibilisco are not at {path}; set SANCTION_GAMES_CRISIS_DATA")
    return pd.read_csv(path)
