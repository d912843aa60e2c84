"""The reverse walk: from a document line or a position to everything that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gametheory.errors import UnknownNameError, closest
from gametheory.frozen import FrozenMap
from models.library import OWN, scenarios
from models.read import read_spec
from models.records import Position
from models.register import load_register
from models.sources import cited_parts

__all__ = ["Use", "rests_on", "supports", "without_effect"]


@dataclass(frozen=True)
class Use:
    """
    One thing that rests on a position.

    Parameters
    ----------
    where : str
        A scenario's name, "timeline" or "instruments".
    kind : str
        Such as "stake", "inequality", "action" or "event".
    name : str
        What it is called there.
    """

    where: str
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind} {self.name}"


@cache
def supports(folder: Path | None = None) -> FrozenMap[str, tuple[Use, ...]]:
    """
    Find what rests on each position, over all scenarios, the timeline and the instruments.

    Parameters
    ----------
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    mapping of str to tuple of Use
        Every position of the register, also those on which nothing rests.

    Examples
    --------
    >>> {use.where for use in supports()["russia-attack-on-ukraine"]} >= {"timeline"}
    True
    """
    found: dict[str, list[Use]] = {name: [] for name in load_register().positions}
    for name, use in _all(folder):
        if use not in found.setdefault(name, []):
            found[name].append(use)
    return FrozenMap((name, tuple(uses)) for name, uses in found.items())


def _all(folder: Path | None) -> Iterator[tuple[str, Use]]:
    register = load_register()
    for name in scenarios(folder):
        for part in cited_parts(read_spec((folder or OWN) / f"{name}.toml")):
            yield from ((position, Use(name, part.kind, part.name)) for position in part.sources)
    for instrument in register.instruments.values():
        yield from ((position, Use("instruments", "instrument", instrument.id)) for position in instrument.sources)
    for event in register.events.values():
        yield from ((position, Use("timeline", "event", event.id)) for position in event.positions)
        for order in event.after:
            kind = f"order after {order.event}, event"
            yield from ((position, Use("timeline", kind, event.id)) for position in order.sources)


def without_effect(folder: Path | None = None) -> tuple[Position, ...]:
    """
    List positions on which nothing rests and that give no reason for it.

    Parameters
    ----------
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    tuple of Position
        Empty when the register is in order.

    Examples
    --------
    >>> without_effect()
    ()
    """
    uses = supports(folder)
    return tuple(p for p in load_register().positions.values() if not uses[p.id] and not p.context)


def rests_on(place: str, folder: Path | None = None) -> FrozenMap[str, tuple[Use, ...]]:
    """
    Say what rests on a document, a line of it, or a position.

    Parameters
    ----------
    place : str
        A position's id, a document's id or number such as "003", or a line of it such as "003:19".
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    mapping of str to tuple of Use
        Positions drawn from there, each with what rests on it.

    Raises
    ------
    UnknownNameError
        If there is no such position, document or line.

    Examples
    --------
    >>> list(rests_on("001:3"))
    ['china-pledge-all-necessary-measures']
    """
    register, uses = load_register(), supports(folder)
    if place in register.positions:
        return FrozenMap({place: uses[place]})
    document, colon, line = place.partition(":")
    known = {name: name for name in register.documents} | {name.split("_")[0]: name for name in register.documents}
    if document not in known:
        raise UnknownNameError(
            f"{place!r} is neither a position nor a place in a document, such as 003:19. "
            f"{closest(document, [*known, *register.positions])}"
        )
    record = register.documents[known[document]]
    if colon and not (line.isascii() and line.isdigit() and 1 <= int(line) <= record.lines):
        raise UnknownNameError(f"document {document} has lines 1 to {record.lines}; {line!r} is none of them.")
    return FrozenMap(
        (p.id, uses[p.id])
        for p in register.positions.values()
        if p.document == record.id and (not colon or int(line) in p.lines)
    )
