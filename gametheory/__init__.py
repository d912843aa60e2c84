"""Games, strategies over time, equilibria and their proofs; exact, with any number of actors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__

if TYPE_CHECKING:
    from gametheory import strategies
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
    from gametheory.equilibria.discount_region import DiscountRegion, discount_region
    from gametheory.equilibria.dominance import (
        Dominance,
        DominatedActions,
        Rationalizable,
        dominated_actions,
        rationalizable,
    )
    from gametheory.equilibria.maxmin import MaxminValues, maxmin_values
    from gametheory.equilibria.minmax import MinmaxValues, minmax_values
    from gametheory.equilibria.mixed_minmax import MixedMinmax, MixedMinmaxValues, mixed_minmax_values
    from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
    from gametheory.equilibria.potential import Potential, potential
    from gametheory.equilibria.pure import PureEquilibria, pure_equilibria
    from gametheory.errors import CertificateError, GameTheoryError
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.repeated import RepeatedGame
    from gametheory.proofs.algebraic import Algebraic
    from gametheory.proofs.certificate import Certificate
    from gametheory.proofs.verify import verify
    from gametheory.strategies.automaton import Automaton

_HOME = {
    "Algebraic": "gametheory.proofs.algebraic",
    "Automaton": "gametheory.strategies.automaton",
    "Certificate": "gametheory.proofs.certificate",
    "CertificateError": "gametheory.errors",
    "CoalitionDeviation": "gametheory.equilibria.coalitions",
    "Commitment": "gametheory.equilibria.commitment",
    "CommitmentOption": "gametheory.equilibria.commitment",
    "CorrelatedEquilibrium": "gametheory.equilibria.correlated",
    "DeviatingCoalitions": "gametheory.equilibria.coalitions",
    "DiscountRegion": "gametheory.equilibria.discount_region",
    "Dominance": "gametheory.equilibria.dominance",
    "DominatedActions": "gametheory.equilibria.dominance",
    "GameTheoryError": "gametheory.errors",
    "MaxminValues": "gametheory.equilibria.maxmin",
    "MinmaxValues": "gametheory.equilibria.minmax",
    "MixedCommitment": "gametheory.equilibria.commitment",
    "MixedMinmax": "gametheory.equilibria.mixed_minmax",
    "MixedMinmaxValues": "gametheory.equilibria.mixed_minmax",
    "NormalFormGame": "gametheory.games.normal_form",
    "Potential": "gametheory.equilibria.potential",
    "PureEquilibria": "gametheory.equilibria.pure",
    "Rationalizable": "gametheory.equilibria.dominance",
    "RepeatedGame": "gametheory.games.repeated",
    "ReplyBound": "gametheory.equilibria.commitment",
    "StrategyCheck": "gametheory.equilibria.one_shot_deviation",
    "StrongEquilibria": "gametheory.equilibria.coalitions",
    "best_responses": "gametheory.equilibria.best_response",
    "check_strategy": "gametheory.equilibria.one_shot_deviation",
    "commitment": "gametheory.equilibria.commitment",
    "correlated_equilibrium": "gametheory.equilibria.correlated",
    "deviating_coalitions": "gametheory.equilibria.coalitions",
    "discount_region": "gametheory.equilibria.discount_region",
    "dominated_actions": "gametheory.equilibria.dominance",
    "maxmin_values": "gametheory.equilibria.maxmin",
    "minmax_values": "gametheory.equilibria.minmax",
    "minmax_values_batch": "gametheory.equilibria.batch_pure",
    "mixed_minmax_values": "gametheory.equilibria.mixed_minmax",
    "potential": "gametheory.equilibria.potential",
    "pure_equilibria": "gametheory.equilibria.pure",
    "pure_equilibria_batch": "gametheory.equilibria.batch_pure",
    "rationalizable": "gametheory.equilibria.dominance",
    "strong_equilibria": "gametheory.equilibria.coalitions",
    "verify": "gametheory.proofs.verify",
}
_SUBPACKAGES = ("strategies", "testing")

__all__ = [
    "Algebraic",
    "Automaton",
    "Certificate",
    "CertificateError",
    "CoalitionDeviation",
    "Commitment",
    "CommitmentOption",
    "CorrelatedEquilibrium",
    "DeviatingCoalitions",
    "DiscountRegion",
    "Dominance",
    "DominatedActions",
    "GameTheoryError",
    "MaxminValues",
    "MinmaxValues",
    "MixedCommitment",
    "MixedMinmax",
    "MixedMinmaxValues",
    "NormalFormGame",
    "Potential",
    "PureEquilibria",
    "Rationalizable",
    "RepeatedGame",
    "ReplyBound",
    "StrategyCheck",
    "StrongEquilibria",
    "__version__",
    "best_responses",
    "check_strategy",
    "commitment",
    "correlated_equilibrium",
    "deviating_coalitions",
    "discount_region",
    "dominated_actions",
    "maxmin_values",
    "minmax_values",
    "minmax_values_batch",
    "mixed_minmax_values",
    "potential",
    "pure_equilibria",
    "pure_equilibria_batch",
    "rationalizable",
    "strategies",
    "strong_equilibria",
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
