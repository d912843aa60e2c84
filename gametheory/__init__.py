"""Games, strategies over time, equilibria and their proofs; exact, with any number of actors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__

if TYPE_CHECKING:
    from gametheory import catalog, estimation, interop, plots, regions, strategies, sweeps
    from gametheory.equilibria.bang_bang import BangBang, best_bang_bang
    from gametheory.equilibria.batch import MixedEquilibriaBatch, mixed_equilibria_batch
    from gametheory.equilibria.batch_pure import minmax_values_batch, pure_equilibria_batch
    from gametheory.equilibria.best_response import best_responses
    from gametheory.equilibria.coalitions import (
        CoalitionDeviation,
        DeviatingCoalitions,
        StrongEquilibria,
        deviating_coalitions,
        strong_equilibria,
    )
    from gametheory.equilibria.commitment import Commitment, CommitmentOption, MixedCommitment, ReplyBound, commitment
    from gametheory.equilibria.correlated import CorrelatedEquilibrium, correlated_equilibrium
    from gametheory.equilibria.detection_value import DetectionValue, detection_value
    from gametheory.equilibria.discount_region import DiscountRegion, discount_region
    from gametheory.equilibria.dominance import (
        Dominance,
        DominatedActions,
        Rationalizable,
        dominated_actions,
        rationalizable,
    )
    from gametheory.equilibria.equilibrium_region import EquilibriumRegion, equilibrium_region
    from gametheory.equilibria.finite import FiniteEquilibria, finite_equilibria
    from gametheory.equilibria.garbling import Garbling
    from gametheory.equilibria.identifiability import Confusion, Identifiability, identifiability
    from gametheory.equilibria.limit_set import LimitPayoffSet, LimitScore, limit_payoff_set
    from gametheory.equilibria.long_run import DiscountedPayoffs, LongRunPayoffs, discounted_payoffs, long_run_payoffs
    from gametheory.equilibria.maxmin import MaxminValues, maxmin_values
    from gametheory.equilibria.minimal_discount import MinimalDiscount, minimal_discount
    from gametheory.equilibria.minmax import MinmaxValues, minmax_values
    from gametheory.equilibria.mixed import Component, MixedEquilibria, mixed_equilibria
    from gametheory.equilibria.mixed_minmax import MixedMinmax, MixedMinmaxValues, mixed_minmax_values
    from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet, payoff_set
    from gametheory.equilibria.payoff_set_batch import PayoffSetBatch, payoff_set_batch
    from gametheory.equilibria.potential import Potential, potential
    from gametheory.equilibria.punishment_length import PunishmentLength, punishment_length
    from gametheory.equilibria.pure import PureEquilibria, pure_equilibria
    from gametheory.equilibria.quantal import LogitBranch, QuantalResponse, quantal_response
    from gametheory.equilibria.renegotiation import RenegotiationCheck, renegotiation
    from gametheory.equilibria.stream import stream_mixed_equilibria
    from gametheory.equilibria.strongly_symmetric import StronglySymmetric, strongly_symmetric
    from gametheory.equilibria.threat import ThreatEquilibria, ThreatEquilibrium, ThreatOutcomes, threat_equilibria
    from gametheory.equilibria.threat_batch import ThreatEquilibriaBatch, threat_equilibria_batch
    from gametheory.equilibria.threat_folds import ThreatFold, ThreatFolds, threat_folds
    from gametheory.equilibria.threat_statics import ThreatStatics, threat_statics
    from gametheory.equilibria.threshold import ThresholdFormula, threshold_formula
    from gametheory.equilibria.triad import Triad, credible_interval, critical_discount
    from gametheory.errors import CertificateError, GameTheoryError
    from gametheory.games.family import GameFamily
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.polytope import LinearInequality, Polytope
    from gametheory.games.repeated import RepeatedGame
    from gametheory.games.symbolic import SymbolicMonitoring
    from gametheory.games.threat import ThreatGame
    from gametheory.proofs.algebraic import Algebraic
    from gametheory.proofs.certificate import Certificate
    from gametheory.proofs.verify import verify
    from gametheory.references.citations import Citations, citations
    from gametheory.regions.rationalise import Rationalisation, rationalise
    from gametheory.strategies.automaton import Automaton

_HOME = {
    "Algebraic": "gametheory.proofs.algebraic",
    "Automaton": "gametheory.strategies.automaton",
    "BangBang": "gametheory.equilibria.bang_bang",
    "Certificate": "gametheory.proofs.certificate",
    "CertificateError": "gametheory.errors",
    "Citations": "gametheory.references.citations",
    "CoalitionDeviation": "gametheory.equilibria.coalitions",
    "Commitment": "gametheory.equilibria.commitment",
    "CommitmentOption": "gametheory.equilibria.commitment",
    "Component": "gametheory.equilibria.mixed",
    "Confusion": "gametheory.equilibria.identifiability",
    "CorrelatedEquilibrium": "gametheory.equilibria.correlated",
    "DetectionValue": "gametheory.equilibria.detection_value",
    "DeviatingCoalitions": "gametheory.equilibria.coalitions",
    "DiscountRegion": "gametheory.equilibria.discount_region",
    "DiscountedPayoffs": "gametheory.equilibria.long_run",
    "Dominance": "gametheory.equilibria.dominance",
    "DominatedActions": "gametheory.equilibria.dominance",
    "EquilibriumRegion": "gametheory.equilibria.equilibrium_region",
    "FiniteEquilibria": "gametheory.equilibria.finite",
    "GameFamily": "gametheory.games.family",
    "GameTheoryError": "gametheory.errors",
    "Garbling": "gametheory.equilibria.garbling",
    "Identifiability": "gametheory.equilibria.identifiability",
    "LimitPayoffSet": "gametheory.equilibria.limit_set",
    "LimitScore": "gametheory.equilibria.limit_set",
    "LinearInequality": "gametheory.games.polytope",
    "LogitBranch": "gametheory.equilibria.quantal",
    "LongRunPayoffs": "gametheory.equilibria.long_run",
    "MaxminValues": "gametheory.equilibria.maxmin",
    "MinimalDiscount": "gametheory.equilibria.minimal_discount",
    "MinmaxValues": "gametheory.equilibria.minmax",
    "MixedCommitment": "gametheory.equilibria.commitment",
    "MixedEquilibria": "gametheory.equilibria.mixed",
    "MixedEquilibriaBatch": "gametheory.equilibria.batch",
    "MixedMinmax": "gametheory.equilibria.mixed_minmax",
    "MixedMinmaxValues": "gametheory.equilibria.mixed_minmax",
    "NormalFormGame": "gametheory.games.normal_form",
    "PayoffRegion": "gametheory.equilibria.payoff_region",
    "PayoffSet": "gametheory.equilibria.payoff_set",
    "PayoffSetBatch": "gametheory.equilibria.payoff_set_batch",
    "Polytope": "gametheory.games.polytope",
    "Potential": "gametheory.equilibria.potential",
    "PublicMonitoring": "gametheory.games.monitoring",
    "PunishmentLength": "gametheory.equilibria.punishment_length",
    "PureEquilibria": "gametheory.equilibria.pure",
    "QuantalResponse": "gametheory.equilibria.quantal",
    "Rationalisation": "gametheory.regions.rationalise",
    "Rationalizable": "gametheory.equilibria.dominance",
    "RenegotiationCheck": "gametheory.equilibria.renegotiation",
    "RepeatedGame": "gametheory.games.repeated",
    "ReplyBound": "gametheory.equilibria.commitment",
    "StrategyCheck": "gametheory.equilibria.one_shot_deviation",
    "StrongEquilibria": "gametheory.equilibria.coalitions",
    "StronglySymmetric": "gametheory.equilibria.strongly_symmetric",
    "SymbolicMonitoring": "gametheory.games.symbolic",
    "ThreatEquilibria": "gametheory.equilibria.threat",
    "ThreatEquilibriaBatch": "gametheory.equilibria.threat_batch",
    "ThreatEquilibrium": "gametheory.equilibria.threat",
    "ThreatFold": "gametheory.equilibria.threat_folds",
    "ThreatFolds": "gametheory.equilibria.threat_folds",
    "ThreatGame": "gametheory.games.threat",
    "ThreatOutcomes": "gametheory.equilibria.threat",
    "ThreatStatics": "gametheory.equilibria.threat_statics",
    "ThresholdFormula": "gametheory.equilibria.threshold",
    "Triad": "gametheory.equilibria.triad",
    "best_bang_bang": "gametheory.equilibria.bang_bang",
    "best_responses": "gametheory.equilibria.best_response",
    "check_strategy": "gametheory.equilibria.one_shot_deviation",
    "citations": "gametheory.references.citations",
    "commitment": "gametheory.equilibria.commitment",
    "correlated_equilibrium": "gametheory.equilibria.correlated",
    "credible_interval": "gametheory.equilibria.triad",
    "critical_discount": "gametheory.equilibria.triad",
    "detection_value": "gametheory.equilibria.detection_value",
    "deviating_coalitions": "gametheory.equilibria.coalitions",
    "discount_region": "gametheory.equilibria.discount_region",
    "discounted_payoffs": "gametheory.equilibria.long_run",
    "dominated_actions": "gametheory.equilibria.dominance",
    "equilibrium_region": "gametheory.equilibria.equilibrium_region",
    "finite_equilibria": "gametheory.equilibria.finite",
    "identifiability": "gametheory.equilibria.identifiability",
    "limit_payoff_set": "gametheory.equilibria.limit_set",
    "long_run_payoffs": "gametheory.equilibria.long_run",
    "maxmin_values": "gametheory.equilibria.maxmin",
    "minimal_discount": "gametheory.equilibria.minimal_discount",
    "minmax_values": "gametheory.equilibria.minmax",
    "minmax_values_batch": "gametheory.equilibria.batch_pure",
    "mixed_equilibria": "gametheory.equilibria.mixed",
    "mixed_equilibria_batch": "gametheory.equilibria.batch",
    "mixed_minmax_values": "gametheory.equilibria.mixed_minmax",
    "payoff_set": "gametheory.equilibria.payoff_set",
    "payoff_set_batch": "gametheory.equilibria.payoff_set_batch",
    "potential": "gametheory.equilibria.potential",
    "punishment_length": "gametheory.equilibria.punishment_length",
    "pure_equilibria": "gametheory.equilibria.pure",
    "pure_equilibria_batch": "gametheory.equilibria.batch_pure",
    "quantal_response": "gametheory.equilibria.quantal",
    "rationalise": "gametheory.regions.rationalise",
    "rationalizable": "gametheory.equilibria.dominance",
    "renegotiation": "gametheory.equilibria.renegotiation",
    "stream_mixed_equilibria": "gametheory.equilibria.stream",
    "strong_equilibria": "gametheory.equilibria.coalitions",
    "strongly_symmetric": "gametheory.equilibria.strongly_symmetric",
    "threat_equilibria": "gametheory.equilibria.threat",
    "threat_equilibria_batch": "gametheory.equilibria.threat_batch",
    "threat_folds": "gametheory.equilibria.threat_folds",
    "threat_statics": "gametheory.equilibria.threat_statics",
    "threshold_formula": "gametheory.equilibria.threshold",
    "verify": "gametheory.proofs.verify",
}
_SUBPACKAGES = ("catalog", "estimation", "interop", "plots", "regions", "strategies", "sweeps", "testing")

__all__ = [
    "Algebraic",
    "Automaton",
    "BangBang",
    "Certificate",
    "CertificateError",
    "Citations",
    "CoalitionDeviation",
    "Commitment",
    "CommitmentOption",
    "Component",
    "Confusion",
    "CorrelatedEquilibrium",
    "DetectionValue",
    "DeviatingCoalitions",
    "DiscountRegion",
    "DiscountedPayoffs",
    "Dominance",
    "DominatedActions",
    "EquilibriumRegion",
    "FiniteEquilibria",
    "GameFamily",
    "GameTheoryError",
    "Garbling",
    "Identifiability",
    "LimitPayoffSet",
    "LimitScore",
    "LinearInequality",
    "LogitBranch",
    "LongRunPayoffs",
    "MaxminValues",
    "MinimalDiscount",
    "MinmaxValues",
    "MixedCommitment",
    "MixedEquilibria",
    "MixedEquilibriaBatch",
    "MixedMinmax",
    "MixedMinmaxValues",
    "NormalFormGame",
    "PayoffRegion",
    "PayoffSet",
    "PayoffSetBatch",
    "Polytope",
    "Potential",
    "PublicMonitoring",
    "PunishmentLength",
    "PureEquilibria",
    "QuantalResponse",
    "Rationalisation",
    "Rationalizable",
    "RenegotiationCheck",
    "RepeatedGame",
    "ReplyBound",
    "StrategyCheck",
    "StrongEquilibria",
    "StronglySymmetric",
    "SymbolicMonitoring",
    "ThreatEquilibria",
    "ThreatEquilibriaBatch",
    "ThreatEquilibrium",
    "ThreatFold",
    "ThreatFolds",
    "ThreatGame",
    "ThreatOutcomes",
    "ThreatStatics",
    "ThresholdFormula",
    "Triad",
    "__version__",
    "best_bang_bang",
    "best_responses",
    "catalog",
    "check_strategy",
    "citations",
    "commitment",
    "correlated_equilibrium",
    "credible_interval",
    "critical_discount",
    "detection_value",
    "deviating_coalitions",
    "discount_region",
    "discounted_payoffs",
    "dominated_actions",
    "equilibrium_region",
    "estimation",
    "finite_equilibria",
    "identifiability",
    "interop",
    "limit_payoff_set",
    "long_run_payoffs",
    "maxmin_values",
    "minimal_discount",
    "minmax_values",
    "minmax_values_batch",
    "mixed_equilibria",
    "mixed_equilibria_batch",
    "mixed_minmax_values",
    "payoff_set",
    "payoff_set_batch",
    "plots",
    "potential",
    "punishment_length",
    "pure_equilibria",
    "pure_equilibria_batch",
    "quantal_response",
    "rationalise",
    "rationalizable",
    "regions",
    "renegotiation",
    "strategies",
    "stream_mixed_equilibria",
    "strong_equilibria",
    "strongly_symmetric",
    "sweeps",
    "threat_equilibria",
    "threat_equilibria_batch",
    "threat_folds",
    "threat_statics",
    "threshold_formula",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import gametheory`` stays quick."""
    if name in _SUBPACKAGES:
        return import_module(f"gametheory.{name}")
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'gametheory' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
