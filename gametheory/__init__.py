"""Games, strategies over time, equilibria and their proofs; exact, with any number of actors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__

if TYPE_CHECKING:
    from gametheory import plots, strategies
    from gametheory.equilibria.best_response import best_responses
    from gametheory.equilibria.discount_region import DiscountRegion, discount_region
    from gametheory.equilibria.finite import FiniteEquilibria, finite_equilibria
    from gametheory.equilibria.long_run import DiscountedPayoffs, LongRunPayoffs, discounted_payoffs, long_run_payoffs
    from gametheory.equilibria.minmax import MinmaxValues, minmax_values
    from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
    from gametheory.equilibria.pure import PureEquilibria, pure_equilibria
    from gametheory.equilibria.renegotiation import RenegotiationCheck, renegotiation
    from gametheory.equilibria.triad import Triad, credible_interval, critical_discount
    from gametheory.errors import CertificateError, GameTheoryError
    from gametheory.games.family import GameFamily
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.games.polytope import LinearInequality, Polytope
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
    "DiscountRegion": "gametheory.equilibria.discount_region",
    "DiscountedPayoffs": "gametheory.equilibria.long_run",
    "FiniteEquilibria": "gametheory.equilibria.finite",
    "GameFamily": "gametheory.games.family",
    "GameTheoryError": "gametheory.errors",
    "LinearInequality": "gametheory.games.polytope",
    "LongRunPayoffs": "gametheory.equilibria.long_run",
    "MinmaxValues": "gametheory.equilibria.minmax",
    "NormalFormGame": "gametheory.games.normal_form",
    "Polytope": "gametheory.games.polytope",
    "PublicMonitoring": "gametheory.games.monitoring",
    "PureEquilibria": "gametheory.equilibria.pure",
    "RenegotiationCheck": "gametheory.equilibria.renegotiation",
    "RepeatedGame": "gametheory.games.repeated",
    "StrategyCheck": "gametheory.equilibria.one_shot_deviation",
    "Triad": "gametheory.equilibria.triad",
    "best_responses": "gametheory.equilibria.best_response",
    "check_strategy": "gametheory.equilibria.one_shot_deviation",
    "credible_interval": "gametheory.equilibria.triad",
    "critical_discount": "gametheory.equilibria.triad",
    "discount_region": "gametheory.equilibria.discount_region",
    "discounted_payoffs": "gametheory.equilibria.long_run",
    "finite_equilibria": "gametheory.equilibria.finite",
    "long_run_payoffs": "gametheory.equilibria.long_run",
    "minmax_values": "gametheory.equilibria.minmax",
    "pure_equilibria": "gametheory.equilibria.pure",
    "renegotiation": "gametheory.equilibria.renegotiation",
    "verify": "gametheory.proofs.verify",
}
_SUBPACKAGES = ("plots", "strategies", "testing")

__all__ = [
    "Algebraic",
    "Automaton",
    "Certificate",
    "CertificateError",
    "DiscountRegion",
    "DiscountedPayoffs",
    "FiniteEquilibria",
    "GameFamily",
    "GameTheoryError",
    "LinearInequality",
    "LongRunPayoffs",
    "MinmaxValues",
    "NormalFormGame",
    "Polytope",
    "PublicMonitoring",
    "PureEquilibria",
    "RenegotiationCheck",
    "RepeatedGame",
    "StrategyCheck",
    "Triad",
    "__version__",
    "best_responses",
    "check_strategy",
    "credible_interval",
    "critical_discount",
    "discount_region",
    "discounted_payoffs",
    "finite_equilibria",
    "long_run_payoffs",
    "minmax_values",
    "plots",
    "pure_equilibria",
    "renegotiation",
    "strategies",
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
