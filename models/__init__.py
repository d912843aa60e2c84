"""The domain: documents, positions, stakes and scenarios, each number with its source."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.errors import ExpressionError, LoadError, ModelError
    from models.finding import Finding, findings
    from models.library import load, scenarios
    from models.rationalising import Lessons, rationalise
    from models.redundancy import Redundancy, redundancies
    from models.register import check_documents, documents, positions, timeline
    from models.rests import Weight, inequality_weights, position_weights
    from models.reverse_links import Use, rests_on, supports
    from models.robust import RobustStrategy, robust
    from models.sampling import draw
    from models.scenario import Scenario
    from models.signals import SignalTable
    from models.solving import Answer, answers
    from models.ten_questions import Answered, ten_questions
    from models.timeline_picture import draw_timeline
    from models.why import Why

_HOME = {
    "Answer": "models.solving",
    "ExpressionError": "models.errors",
    "Finding": "models.finding",
    "Lessons": "models.rationalising",
    "LoadError": "models.errors",
    "ModelError": "models.errors",
    "Answered": "models.ten_questions",
    "RobustStrategy": "models.robust",
    "Weight": "models.rests",
    "inequality_weights": "models.rests",
    "position_weights": "models.rests",
    "robust": "models.robust",
    "ten_questions": "models.ten_questions",
    "Redundancy": "models.redundancy",
    "Scenario": "models.scenario",
    "SignalTable": "models.signals",
    "Use": "models.reverse_links",
    "Why": "models.why",
    "answers": "models.solving",
    "check_documents": "models.register",
    "documents": "models.register",
    "draw": "models.sampling",
    "draw_timeline": "models.timeline_picture",
    "findings": "models.finding",
    "load": "models.library",
    "positions": "models.register",
    "rationalise": "models.rationalising",
    "redundancies": "models.redundancy",
    "rests_on": "models.reverse_links",
    "scenarios": "models.library",
    "supports": "models.reverse_links",
    "timeline": "models.register",
}

__all__ = [
    "Answer",
    "Answered",
    "ExpressionError",
    "Finding",
    "Lessons",
    "LoadError",
    "ModelError",
    "Redundancy",
    "RobustStrategy",
    "Scenario",
    "SignalTable",
    "Use",
    "Weight",
    "Why",
    "answers",
    "check_documents",
    "documents",
    "draw",
    "draw_timeline",
    "findings",
    "inequality_weights",
    "load",
    "position_weights",
    "positions",
    "rationalise",
    "redundancies",
    "rests_on",
    "robust",
    "scenarios",
    "supports",
    "ten_questions",
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
