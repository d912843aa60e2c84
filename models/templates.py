"""
Strategies named as the documents tell them, for use in any scenario file.

``like = "threat-without-execution"`` in a strategy of a scenario takes the states of models/strategies/NAME.toml, with
``{words}`` replaced by what the scenario gives: actors, actions, whole profiles, numbers of periods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gametheory.errors import closest
from models.errors import LoadError
from models.toml_files import line_of, read_toml

__all__ = ["expand_templates", "templates"]

HERE = Path(__file__).parent / "strategies"
_WORD = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")
_OWN = ("like", "title", "meaning", "sources")


def templates() -> tuple[str, ...]:
    """
    Name the strategies that scenario files can use.

    Returns
    -------
    tuple of str
        Names, sorted.

    Examples
    --------
    >>> "quiet-compliance" in templates()
    True
    """
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


def expand_templates(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    """
    Replace every strategy that names a template by its states.

    Parameters
    ----------
    path : Path
        The scenario file, for error messages.
    data : dict
        What the file holds; it is not changed.

    Returns
    -------
    dict
        The same with all strategies written out.

    Raises
    ------
    LoadError
        If there is no such template, or what it needs is missing or unknown; file, line and key path are named.
    """
    strategies = data.get("strategies")
    if not isinstance(strategies, dict):
        return data
    written = {
        name: _Template(path, name, table).written() if isinstance(table, dict) and "like" in table else table
        for name, table in strategies.items()
    }
    return {**data, "strategies": written}


@cache
def _read(name: str) -> dict[str, Any]:
    return read_toml(HERE / f"{name}.toml")


class _Template:
    """One use of a template in a scenario file."""

    def __init__(self, path: Path, name: str, table: dict[str, Any]) -> None:
        self.path, self.name, self.table = path, name, table
        self.given = {key: value for key, value in table.items() if key not in _OWN}

    def wrong(self, key: str, why: str) -> LoadError:
        place = ("strategies", self.name, key)
        return LoadError(f"{self.path.name}, line {line_of(self.path, place)}: strategies.{self.name}.{key}: {why}")

    def written(self) -> dict[str, Any]:
        like = self.table["like"]
        if like not in templates():
            raise self.wrong("like", f"there is no strategy {like!r} to be like. {closest(like, templates())}")
        template = _read(like)
        for key in self.given:
            if key not in template["needs"]:
                raise self.wrong(key, f"{like!r} does not use it. {closest(key, template['needs'])}")
        for key in template["needs"]:
            if key not in self.given:
                raise self.wrong("like", f"{like!r} needs {key!r}; it needs {', '.join(template['needs'])}.")
        words = {key: self.table.get(key, self.fill(template[key])) for key in ("title", "meaning")}
        states = {state: self.state(of) for state, of in template["states"].items()}
        own = {"sources": self.table["sources"]} if "sources" in self.table else {}
        return {**words, "start": template["start"], "states": states, **own}

    def state(self, of: Mapping[str, Any]) -> dict[str, Any]:
        filled: dict[str, Any] = {key: self.fill(value) for key, value in of.items()}
        play = filled.pop("play")
        if not isinstance(play, dict):
            raise self.wrong("like", f"the profile {play!r} is no table of actor and action; write one.")
        return {"play": {**play, **filled.pop("change", {})}, **filled}

    def fill(self, value: Any) -> Any:
        """Put what is given in place of words in braces, whole values as they are."""
        if isinstance(value, dict):
            return {self.fill(key): self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        whole = _WORD.fullmatch(value) if isinstance(value, str) else None
        if whole and not whole[2]:
            return self.given[whole[1]]
        return _WORD.sub(self.word, value) if isinstance(value, str) else value

    def word(self, match: re.Match[str]) -> str:
        """A word, or what a profile says of the actor in a part: {calm.sender}."""
        value = self.given[match[1]]
        if match[2]:
            actor = self.given[match[2]]
            if not isinstance(value, dict) or actor not in value:
                raise self.wrong(match[1], f"it does not say what {actor} does; add {actor} = its action.")
            value = value[actor]
        return str(value)
