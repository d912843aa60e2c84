"""All equilibria of threat games, one by one and many at once; no Python package solves them."""

from __future__ import annotations

import numpy as np

from gametheory import ThreatGame, threat_equilibria, threat_equilibria_batch, threat_folds, threat_statics
from gametheory.games.threat import PARAMETERS
from tests.benchmarks.timing import cold_seconds, installed, warm_seconds

SEED = 20240401
MANY = 1_000_000
EXAMPLE = {"S_A": 0, "V_A": 1, "C_B": 0, "W_A": -1.9, "W_B": -2.8, "a": -1.2, "V_B": 1}
NOTE = "no Python package answers this"


def rows():
    """Single games, a million games, folds, derivatives, and an estimation."""
    game = ThreatGame(**EXAMPLE)
    yield row("threat_equilibria", "three equilibria", warm_seconds(lambda: threat_equilibria(game)))
    yield row("threat_statics", "three equilibria", warm_seconds(lambda: threat_statics(game)))
    folds = warm_seconds(lambda: threat_folds(game, "W_B", low=-4, high=-2), repeats=3)
    yield row("threat_folds", "two folds in W_B, 512 steps", folds)
    rng = np.random.default_rng(SEED)
    for scale in (1, 5):
        payoffs = {name: rng.normal(size=MANY) * scale for name in PARAMETERS}
        seconds = warm_seconds(lambda p=payoffs: threat_equilibria_batch(**p), repeats=1)
        case = f"{MANY:,} games, payoffs of standard deviation {scale}"
        yield row("threat_equilibria_batch", case, MANY / seconds, unit="per second")
    code = f"threat_equilibria(ThreatGame(**{EXAMPLE!r}))"
    setup = "from gametheory import ThreatGame, threat_equilibria"
    yield row("threat_equilibria", "first call after the imports", cold_seconds(code, setup=setup), start="cold")
    if installed("formulaic") and installed("pandas"):
        yield row("nested_pseudo_likelihood", "500 simulated rows, 8 coefficients", estimated())


def estimated():
    """Seconds of a whole estimation."""
    import pandas as pd

    from gametheory import estimation

    specification = estimation.ThreatSpecification(S_A="0 + x", V_A="1", C_B="1", W_A="x", W_B="y", a="1")
    rng = np.random.default_rng(SEED)
    data = pd.DataFrame({"x": rng.normal(size=500), "y": rng.normal(size=500)})
    true = {
        ("S_A", "x"): 0.3,
        ("V_A", "Intercept"): 0.5,
        ("C_B", "Intercept"): -0.4,
        ("W_A", "Intercept"): -1.0,
        ("W_A", "x"): 0.5,
        ("W_B", "Intercept"): -0.6,
        ("W_B", "y"): 0.5,
        ("a", "Intercept"): -1.2,
    }
    drawn = estimation.simulate_threats(specification, data, true, trials=200, seed=SEED)
    return warm_seconds(lambda: estimation.nested_pseudo_likelihood(specification, drawn), repeats=3)


def row(question, case, measured, *, unit="seconds", start="warm"):
    return {
        "question": question,
        "case": case,
        "ours": measured,
        "peer": None,
        "peer_name": None,
        "unit": unit,
        "start": start,
        "note": NOTE,
    }
