"""What a scenario file may say of detection: which chances are varied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

__all__ = ["DetectionSpec"]

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class DetectionSpec:
    """
    Detection and false alarm, two of the chances in a file's signals.

    Parameters
    ----------
    detect : str
        The feature that is the chance of a signal after a violation.
    alarm : str
        The feature that is the chance of the same signal after what is to be left alone.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    detect: str
    alarm: str
