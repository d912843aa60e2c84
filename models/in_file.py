"""Errors that say where in a scenario file they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from gametheory.errors import GameTheoryError
from models.errors import LoadError
from models.toml_files import key_path, line_of

Result = TypeVar("Result")
Given = ParamSpec("Given")


@dataclass(frozen=True)
class InFile:
    """A scenario file, with the names that its groups' members go by."""

    path: Path
    origin: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, place: tuple[str | int, ...], why: str) -> LoadError:
        """An error with file, line and key path; members of groups are looked up under the group's name."""
        written = tuple(self.origin.get(part, part) if isinstance(part, str) else part for part in place)
        return LoadError(f"{self.path.name}, line {line_of(self.path, written)}: {key_path(written)}: {why}")

    def at(
        self, place: tuple[str | int, ...], work: Callable[Given, Result], *args: Given.args, **options: Given.kwargs
    ) -> Result:
        """Do a piece of work; if it fails, say where in the file."""
        try:
            return work(*args, **options)
        except LoadError:
            raise
        except GameTheoryError as error:
            raise self.wrong(place, str(error)) from None
