"""Games, strategies over time, equilibria and their proofs; exact, with any number of actors."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__

if TYPE_CHECKING:
    from gametheory import catalog, interop, strategies
    from gametheory.equilibria.best_response import best_responses
    from gametheory.equilibria.discount_region import DiscountRegion, discount_region
    from gametheory.equilibria.minmax import MinmaxValues, minmax_values
    from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
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
    "DiscountRegion": "gametheory.equilibria.discount_region",
    "GameTheoryError": "gametheory.errors",
    "MinmaxValues": "gametheory.equilibria.minmax",
    "NormalFormGame": "gametheory.games.normal_form",
    "PureEquilibria": "gametheory.equilibria.pure",
    "RepeatedGame": "gametheory.games.repeated",
    "StrategyCheck": "gametheory.equilibria.one_shot_deviation",
    "best_responses": "gametheory.equilibria.best_response",
    "check_strategy": "gametheory.equilibria.one_shot_deviation",
    "discount_region": "gametheory.equilibria.discount_region",
    "minmax_values": "gametheory.equilibria.minmax",
    "pure_equilibria": "gametheory.equilibria.pure",
    "verify": "gametheory.proofs.verify",
}
_SUBPACKAGES = ("catalog", "interop", "strategies", "testing")

__all__ = [
    "Algebraic",
    "Automaton",
    "Certificate",
    "CertificateError",
    "DiscountRegion",
    "GameTheoryError",
    "MinmaxValues",
    "NormalFormGame",
    "PureEquilibria",
    "RepeatedGame",
    "StrategyCheck",
    "__version__",
    "best_responses",
    "catalog",
    "check_strategy",
    "discount_region",
    "interop",
    "minmax_values",
    "pure_equilibria",
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
