"""The domain: documents, positions, stakes and scenarios, each number with its source."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.errors import ExpressionError, LoadError, ModelError
    from models.library import load, scenarios
    from models.register import check_documents, documents, positions, timeline
    from models.scenario import Scenario
    from models.why import Why

_HOME = {
    "ExpressionError": "models.errors",
    "LoadError": "models.errors",
    "ModelError": "models.errors",
    "Scenario": "models.scenario",
    "Why": "models.why",
    "check_documents": "models.register",
    "documents": "models.register",
    "load": "models.library",
    "positions": "models.register",
    "scenarios": "models.library",
    "timeline": "models.register",
}

__all__ = [
    "ExpressionError",
    "LoadError",
    "ModelError",
    "Scenario",
    "Why",
    "check_documents",
    "documents",
    "load",
    "positions",
    "scenarios",
    "timeline",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'models' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
