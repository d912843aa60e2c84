"""From data on threats to payoffs: pseudo-likelihood estimation of threat games (extra ``estimation``)."""

from gametheory.estimation.first_stage import first_stage
from gametheory.estimation.fit import ThreatFit, nested_pseudo_likelihood, pseudo_likelihood
from gametheory.estimation.predict import predict
from gametheory.estimation.simulate import simulate_threats
from gametheory.estimation.specification import ThreatSpecification
from gametheory.estimation.tables import to_frame, to_latex

__all__ = [
    "ThreatFit",
    "ThreatSpecification",
    "first_stage",
    "nested_pseudo_likelihood",
    "predict",
    "pseudo_likelihood",
    "simulate_threats",
    "to_frame",
    "to_latex",
]
