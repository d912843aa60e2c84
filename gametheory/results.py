"""What every result can do: go to JSON and come back equal, with exact numbers kept exact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any, ClassVar, Self

from gametheory._version import __version__
from gametheory.errors import GameTheoryError
from gametheory.exact import exact_text, read_fraction
from gametheory.frozen import FrozenMap

__all__ = ["Jsonable"]

_LARGEST_SHARED = 2**53  # readers of JSON in other languages round larger integers


class Jsonable:
    """
    Mix-in for frozen dataclasses: ``to_json`` and ``from_json``.

    Every field with ``init=True`` is written; fractions, tuples, mappings and other results nest.
    """

    __slots__ = ()

    _types: ClassVar[dict[str, type[Jsonable]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        Jsonable._types[cls.__name__] = cls

    def to_json(self, *, indent: int | None = None) -> str:
        """
        Write this value as JSON text.

        Parameters
        ----------
        indent : int, optional
            Spaces a level; the default is one line.

        Returns
        -------
        str
            Text that `from_json` reads back to an equal value.
        """
        return json.dumps(encode(self) | {"version": __version__}, indent=indent, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """
        Read a value back from the text that `to_json` wrote.

        Parameters
        ----------
        text : str
            JSON text.

        Returns
        -------
        Self
            A value equal to the one that was written.

        Raises
        ------
        GameTheoryError
            If the text is not JSON, or holds another kind of value.
        """
        value = _read(text)
        if not isinstance(value, cls):
            raise GameTheoryError(
                f"this text holds {type(value).__name__}, not {cls.__name__}; "
                f"read it with {type(value).__name__}.from_json()."
            )
        return value

    def _repr_html_(self) -> str:
        # by name, when a notebook asks: proofs share this module and must not depend on displays
        shown: str = import_module("gametheory.interop.results_html").result_html(self)
        return shown

    def _to_data(self) -> dict[str, Any]:
        """Fields to write; classes that are not plain dataclasses override this and `_from_data`."""
        return {field.name: getattr(self, field.name) for field in _fields(self) if field.init}

    @classmethod
    def _from_data(cls, data: dict[str, Any]) -> Self:
        return cls(**data)


def _fields(value: Any) -> tuple[Field[Any], ...]:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} must be a dataclass or override _to_data")
    return fields(value)


def _read(text: str) -> Any:
    """Read JSON text; whatever is wrong with it is one kind of error."""
    try:
        data = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise GameTheoryError(f"this is not JSON: {error}; give text that to_json() wrote.") from None
    if isinstance(data, dict):
        data.pop("version", None)
    try:
        return decode(data)
    except GameTheoryError:
        raise
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError, RecursionError) as error:
        raise GameTheoryError(
            f"this text is incomplete or malformed ({type(error).__name__}: {error}); give text that to_json() wrote."
        ) from None


def encode(value: Any) -> Any:
    """Turn a value into what the json module writes; tags start with a dollar sign."""
    if isinstance(value, int) and abs(value) > _LARGEST_SHARED:
        return {"$integer": exact_text(Fraction(value))}
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, Fraction):
        return {"$fraction": exact_text(value)}
    if isinstance(value, float):
        return {"$float": repr(value)}
    if isinstance(value, Jsonable):
        content = {name: encode(item) for name, item in value._to_data().items()}
        return {"$type": type(value).__name__, **content}
    if isinstance(value, Mapping):
        return {"$map": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def decode(data: Any) -> Any:
    """Turn what `encode` gave back into the value; sequences come back as tuples."""
    if isinstance(data, list):
        return tuple(decode(item) for item in data)
    if not isinstance(data, dict):
        return data
    if "$fraction" in data:
        return read_fraction(data["$fraction"])
    if "$integer" in data:
        return read_fraction(data["$integer"]).numerator
    if "$float" in data:
        return float(data["$float"])
    if "$map" in data:
        return FrozenMap((decode(key), decode(item)) for key, item in data["$map"])
    return _decode_type(data)


def _decode_type(data: dict[str, Any]) -> Any:
    name = data.get("$type")
    known = Jsonable._types
    if name not in known:
        raise GameTheoryError(
            f"this text holds {name!r}, a kind of value that is not known here; "
            "import the module that defines it, or update the package."
        )
    content = {key: decode(item) for key, item in data.items() if key != "$type"}
    return known[name]._from_data(content)
