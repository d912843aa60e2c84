"""Errors of the domain: they name the file, the place in it, and the next step."""

from __future__ import annotations

from gametheory.errors import GameTheoryError

__all__ = ["ExpressionError", "LoadError", "ModelError"]


class ModelError(GameTheoryError):
    """Base of the domain's errors."""


class ExpressionError(ModelError, ValueError):
    """An expression in a scenario file that is not linear in stakes, or not allowed."""


class LoadError(ModelError, ValueError):
    """A file of documents, positions or scenarios that cannot be taken as it is."""
