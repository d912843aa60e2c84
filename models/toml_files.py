"""Read TOML files into records; say file, line and key of whatever is wrong."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from types import GenericAlias
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from models.errors import LoadError

Record = TypeVar("Record")


def read_toml(path: Path) -> dict[str, Any]:
    """Parse a file; decimals keep their text."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise LoadError(f"{path.name} does not exist in {path.parent}; check the name or the folder.") from None
    except (
        ValueError,
        ArithmeticError,
        RecursionError,
    ) as error:  # also bytes that are no text, numbers of absurd length
        raise LoadError(f"{path.name} is not valid TOML: {error}.") from None


def read_records(path: Path, table: str, kind: type[Record], *, beside: str = "") -> tuple[Record, ...]:
    """Read an array of tables as records of one kind; `beside` names another array that the file may hold."""
    data = read_toml(path)
    unknown = [key for key in data if key not in (table, beside)]
    if unknown:
        raise LoadError(
            f"{path.name}, line {line_of(path, (unknown[0],))}: unknown table {unknown[0]!r}; only [[{table}]]."
        )
    records: tuple[Record, ...] = validate(path, (table,), data.get(table, []), GenericAlias(tuple, (kind, ...)))
    return records


def validate(path: Path, prefix: tuple[str | int, ...], data: Any, kind: Any) -> Any:
    """Turn data into a record, or raise with every error's line and key path."""
    try:
        return TypeAdapter(kind).validate_python(data)
    except ValidationError as error:
        told = [_told(path, (*prefix, *item["loc"]), item["msg"]) for item in error.errors()]
        more = f" (and {len(told) - 5} more)" if len(told) > 5 else ""
        raise LoadError("; ".join(told[:5]) + more + ".") from None


def _told(path: Path, place: tuple[str | int, ...], message: str) -> str:
    return f"{path.name}, line {line_of(path, place)}: {key_path(place)}: {message}"


def key_path(place: tuple[str | int, ...]) -> str:
    """Write a place as position[3].kind."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def line_of(path: Path, place: tuple[str | int, ...]) -> int:
    """Find the line of a key path, as near as the headers and keys of the file allow."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start, names = 0, [part for part in place if isinstance(part, str)]
    if len(place) > 1 and isinstance(place[1], int):
        headers = [k for k, line in enumerate(lines) if line.strip() == f"[[{place[0]}]]"]
        start = headers[place[1]] if place[1] < len(headers) else 0
        names = names[1:]
    for name in names:
        pattern = re.compile(rf"""(^\s*\[\[?[^\]]*\b{re.escape(name)}\b|^\s*["']?{re.escape(name)}["']?\s*=)""")
        start = next((k for k in range(start, len(lines)) if pattern.search(lines[k])), start)
    return start + 1
