"""Games, strategies over time, equilibria and their proofs; exact, with any number of actors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__

if TYPE_CHECKING:
    from gametheory import strategies
    from gametheory.equilibria.best_response import best_responses
    from gametheory.equilibria.discount_region import DiscountRegion, discount_region
    from gametheory.equilibria.minimal_discount import MinimalDiscount, minimal_discount
    from gametheory.equilibria.minmax import MinmaxValues, minmax_values
    from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet, payoff_set
    from gametheory.equilibria.pure import PureEquilibria, pure_equilibria
    from gametheory.equilibria.threshold import ThresholdFormula, threshold_formula
    from gametheory.errors import CertificateError, GameTheoryError
    from gametheory.games.family import GameFamily
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.polytope import LinearInequality, Polytope
    from gametheory.games.repeated import RepeatedGame
    from gametheory.games.symbolic import SymbolicMonitoring
    from gametheory.proofs.algebraic import Algebraic
    from gametheory.proofs.certificate import Certificate
    from gametheory.proofs.verify import verify
    from gametheory.strategies.automaton import Automaton

_HOME = {
    "Algebraic": "gametheory.proofs.algebraic",
    "Automaton": "gametheory.strategies.automaton",
    "Certificate": "gametheory.proofs.certificate",
    "CertificateError": "gametheory.errors",
    "DiscountRegion": "gametheory.equilibria.discount_region",
    "GameFamily": "gametheory.games.family",
    "GameTheoryError": "gametheory.errors",
    "LinearInequality": "gametheory.games.polytope",
    "MinimalDiscount": "gametheory.equilibria.minimal_discount",
    "MinmaxValues": "gametheory.equilibria.minmax",
    "NormalFormGame": "gametheory.games.normal_form",
    "PayoffRegion": "gametheory.equilibria.payoff_region",
    "PayoffSet": "gametheory.equilibria.payoff_set",
    "Polytope": "gametheory.games.polytope",
    "PublicMonitoring": "gametheory.games.monitoring",
    "PureEquilibria": "gametheory.equilibria.pure",
    "RepeatedGame": "gametheory.games.repeated",
    "StrategyCheck": "gametheory.equilibria.one_shot_deviation",
    "SymbolicMonitoring": "gametheory.games.symbolic",
    "ThresholdFormula": "gametheory.equilibria.threshold",
    "best_responses": "gametheory.equilibria.best_response",
    "check_strategy": "gametheory.equilibria.one_shot_deviation",
    "discount_region": "gametheory.equilibria.discount_region",
    "minimal_discount": "gametheory.equilibria.minimal_discount",
    "minmax_values": "gametheory.equilibria.minmax",
    "payoff_set": "gametheory.equilibria.payoff_set",
    "pure_equilibria": "gametheory.equilibria.pure",
    "threshold_formula": "gametheory.equilibria.threshold",
    "verify": "gametheory.proofs.verify",
}
_SUBPACKAGES = ("strategies", "testing")

__all__ = [
    "Algebraic",
    "Automaton",
    "Certificate",
    "CertificateError",
    "DiscountRegion",
    "GameFamily",
    "GameTheoryError",
    "LinearInequality",
    "MinimalDiscount",
    "MinmaxValues",
    "NormalFormGame",
    "PayoffRegion",
    "PayoffSet",
    "Polytope",
    "PublicMonitoring",
    "PureEquilibria",
    "RepeatedGame",
    "StrategyCheck",
    "SymbolicMonitoring",
    "ThresholdFormula",
    "__version__",
    "best_responses",
    "check_strategy",
    "discount_region",
    "minimal_discount",
    "minmax_values",
    "payoff_set",
    "pure_equilibria",
    "strategies",
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
