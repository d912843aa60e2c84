"""What a sweep's numbers depend on, as plain data: two sweeps with the same identity have the same numbers."""

from __future__ import annotations

import inspect
from dataclasses import fields, is_dataclass
from functools import partial
from hashlib import sha256
from types import CodeType
from typing import TYPE_CHECKING, Any

from gametheory._version import __version__
from gametheory.games.family import GameFamily
from gametheory.results import Jsonable, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.sweeps.points import Points
    from gametheory.sweeps.problem import Problem
    from gametheory.sweeps.variables import Output

_LONGEST = 80  # characters that are kept as they are; longer texts are hashed


def identity(problem: Problem, points: Points, outputs: Sequence[Output]) -> dict[str, Any]:
    """Tell every part by a name that an error message can use."""
    parts: dict[str, Any] = {
        "version": __version__,
        "games": _games(problem.source),
        "monitoring": _short(plain(problem.monitoring)),
        "values held fixed": {name: str(value) for name, value in problem.fixed.items()},
        "points": points.described(),
    }
    for k, output in enumerate(outputs):
        name = getattr(output, "name", None) or f"number {k + 1}"
        parts[f"output {name}"] = _short(plain(output))
    return parts


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say what differs, part by part."""
    names = dict.fromkeys([*before, *now])
    return [_difference(name, before.get(name), now.get(name)) for name in names if before.get(name) != now.get(name)]


def _difference(name: str, before: Any, now: Any) -> str:
    if isinstance(before, dict) and isinstance(now, dict):
        inner = ", ".join(
            _difference(key, before.get(key), now.get(key))
            for key in {**before, **now}
            if before.get(key) != now.get(key)
        )
        return f"{name} ({inner})"
    return f"{name} (was {_told(before)}, is {_told(now)})"


def _told(value: Any) -> str:
    text = "absent" if value is None else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _games(source: Any) -> dict[str, str]:
    """A family by its parts, so that what changed can be told."""
    if not isinstance(source, GameFamily):
        return {"function": plain(source)}
    data = source._to_data()
    return {name: _short(plain(value)) for name, value in data.items()}


def plain(value: Any) -> Any:
    """Turn anything that outputs hold into text that is the same in every process."""
    if isinstance(value, Jsonable):
        return repr(encode(value))
    if is_dataclass(value) and not isinstance(value, type):
        inner = ((field.name, plain(getattr(value, field.name))) for field in fields(value))
        return f"{type(value).__name__}({', '.join(f'{name}={text}' for name, text in inner)})"
    if isinstance(value, partial):
        return f"partial({plain(value.func)}, {value.args!r}, {sorted(value.keywords.items())!r})"
    return _function(value) if callable(value) else repr(value)


def _function(function: Callable[..., Any]) -> str:
    """A function is known by its name, text, code, defaults and what it encloses; globals are the user's to keep."""
    try:
        text = inspect.getsource(function)
    except (OSError, TypeError):
        text = ""
    enclosed = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    held = [*(getattr(function, "__defaults__", None) or ()), *enclosed]
    parts = [text, _code(getattr(function, "__code__", None)), *map(plain, held)]
    name = getattr(function, "__qualname__", type(function).__name__)
    return f"{name} {sha256(' '.join(parts).encode()).hexdigest()}"


def _code(code: CodeType | None) -> str:
    """Two functions on one line share their text, but not this."""
    if code is None:
        return ""
    constants = (_code(c) if isinstance(c, CodeType) else _constant(c) for c in code.co_consts)
    return " ".join([code.co_code.hex(), *code.co_names, *constants])


def _constant(value: Any) -> str:
    """Sets print in an order that differs from process to process."""
    return repr(sorted(map(repr, value))) if isinstance(value, frozenset) else repr(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else sha256(text.encode()).hexdigest()
