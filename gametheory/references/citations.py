"""What to cite for an answer: this package, and the works that its methods come from."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from gametheory._version import __version__
from gametheory.errors import UnknownNameError, closest
from gametheory.frozen import FrozenMap
from gametheory.references.reference import Reference, references
from gametheory.results import Jsonable

__all__ = ["Citations", "citations"]

_PACKAGE = Reference(
    key="sanction-games",
    kind="misc",
    author="{The sanction-games developers}",
    title="sanction-games: multi-actor diplomacy as game theory",
    year=2026,
    details=FrozenMap({"note": f"version {__version__}"}),
)


@dataclass(frozen=True)
class Citations(Jsonable):
    """
    Works to cite: this package first, then the origins of what was used.

    Parameters
    ----------
    references : tuple of Reference
        The works.
    """

    references: tuple[Reference, ...]

    @property
    def text(self) -> str:
        """One sentence a work, one work a line."""
        return "\n".join(reference.text for reference in self.references)

    @property
    def bibtex(self) -> str:
        """One BibTeX entry a work."""
        return "\n\n".join(reference.bibtex for reference in self.references) + "\n"

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references)

    def __len__(self) -> int:
        return len(self.references)

    def __str__(self) -> str:
        return self.text


def citations(*used: Any) -> Citations:
    """
    List what to cite for results and methods.

    Parameters
    ----------
    *used : result, function, class, module or str
        What was used: results, public functions or their names, entries of the catalogue; nothing for every method.

    Returns
    -------
    Citations
        This package first, then the works in the order of what was given, each once.

    Raises
    ------
    UnknownNameError
        If a name is not public.

    Examples
    --------
    >>> from gametheory import citations
    >>> [work.key for work in citations("payoff_set")]
    ['sanction-games', 'abreu1990', 'abreu2014']
    >>> print(citations("correlated_equilibrium").bibtex.split("@")[2])
    article{aumann1974,
      author = {Aumann, Robert J.},
      title = {{Subjectivity and correlation in randomized strategies}},
      year = {1974},
      journal = {Journal of Mathematical Economics},
      volume = {1},
      number = {1},
      pages = {67--96},
    }
    """
    found = {_PACKAGE.key: _PACKAGE}
    for one in used or methods():
        for work in _works(one):
            found.setdefault(work.key, work)
    return Citations(tuple(found.values()))


@cache
def methods() -> dict[str, tuple[str, ...]]:
    """Keys of works, by the module whose method or model they are."""
    tables = tomllib.loads(files(__package__).joinpath("methods.toml").read_text("utf-8"))
    return {f"gametheory.{module}": tuple(keys) for module, keys in tables.items()}


def _works(used: Any) -> tuple[Reference, ...]:
    listed = getattr(used, "references", None)
    if isinstance(listed, tuple) and all(isinstance(work, Reference) for work in listed):
        return listed  # an entry of the catalogue knows its own sources
    keys = methods().get(_module(used), ())
    return tuple(references()[key] for key in keys)


def _module(used: Any) -> str:
    """The module that something comes from; a name is looked up among the public ones."""
    if isinstance(used, str):
        return used if used in methods() else _module(_public(used))
    if isinstance(used, type(sys)):
        return used.__name__
    return str(getattr(used, "__module__", None) or type(used).__module__)


def _public(name: str) -> Any:
    package = import_module("gametheory")
    value: Any = package
    for part in name.removeprefix("gametheory.").split("."):
        if not hasattr(value, part):
            known = getattr(value, "__all__", dir(value))
            raise UnknownNameError(f"nothing public is called {name!r}. {closest(part, known)}")
        value = getattr(value, part)
    return value
