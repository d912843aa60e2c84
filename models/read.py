"""From a scenario file's text to its records; nothing is resolved or computed here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from models.schema import ScenarioSpec
from models.templates import expand_templates
from models.toml_files import read_toml, validate

__all__ = ["read_spec"]


def read_spec(path: Path) -> ScenarioSpec:
    """
    Read a scenario file as records.

    Parameters
    ----------
    path : Path
        The TOML file.

    Returns
    -------
    ScenarioSpec
        What the file says, groups not yet written out.

    Raises
    ------
    LoadError
        If it is not TOML or a key is unknown, missing or of the wrong kind.
    """
    data = expand_templates(path, _plain_numbers(read_toml(path)))
    spec: ScenarioSpec = validate(path, (), data, ScenarioSpec)
    return spec


def _plain_numbers(data: Any) -> Any:
    """Decimals as their text: exact, and of a type that the schema knows."""
    if isinstance(data, Decimal):
        return str(data)
    if isinstance(data, dict):
        return {key: _plain_numbers(value) for key, value in data.items()}
    return [_plain_numbers(value) for value in data] if isinstance(data, list) else data
