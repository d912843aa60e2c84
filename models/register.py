"""The register: everything that the documents say, loaded once and checked against itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from gametheory.errors import UnknownNameError, closest
from gametheory.frozen import FrozenMap
from models.errors import LoadError
from models.records import Actor, Document, Event, Group, Instrument, Place, Position, Topic
from models.toml_files import line_of, read_records

__all__ = ["Register", "check_documents", "documents", "load_register", "positions", "timeline"]

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Register:
    """
    Documents, actors, positions, instruments and events by id.

    Parameters
    ----------
    documents, actors, groups, topics, positions, instruments, events : mapping of id to record
        In the order of the files.
    """

    documents: FrozenMap[str, Document]
    actors: FrozenMap[str, Actor]
    groups: FrozenMap[str, Group]
    topics: FrozenMap[str, Topic]
    positions: FrozenMap[str, Position]
    instruments: FrozenMap[str, Instrument]
    events: FrozenMap[str, Event]


@cache
def load_register(folder: Path = HERE) -> Register:
    """
    Read and check the register's files.

    Parameters
    ----------
    folder : Path, optional
        Where documents.toml, actors.toml, positions/ and so on are; by default the package's own.

    Returns
    -------
    Register
        The records.

    Raises
    ------
    LoadError
        If an id is given twice, a reference dangles, a line lies outside its document, a source is missing, a key is
        unknown or the events' order has a cycle; file, line and key are named.
    """
    loaded = _Loaded(folder)
    register = Register(
        loaded.by_id("documents.toml", "document", Document),
        loaded.by_id("actors.toml", "actor", Actor, beside="group"),
        loaded.by_id("actors.toml", "group", Group, beside="actor"),
        loaded.by_id("topics.toml", "topic", Topic),
        loaded.positions(),
        loaded.by_id("instruments.toml", "instrument", Instrument),
        loaded.by_id("timeline.toml", "event", Event),
    )
    _Checks(register, loaded).run()
    return register


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Loaded:
    """Reads files and remembers in which file and place each record stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[tuple[str, str], tuple[Path, int]] = {}

    def by_id(self, file: str, table: str, kind: type[Any], beside: str = "") -> FrozenMap[str, Any]:
        path = self.folder / file
        return self._index(table, [(path, read_records(path, table, kind, beside=beside))])

    def positions(self) -> FrozenMap[str, Position]:
        files = sorted((self.folder / "positions").glob("*.toml"))
        return self._index("position", [(file, read_records(file, "position", Position)) for file in files])

    def _index(self, table: str, files: list[tuple[Path, tuple[Any, ...]]]) -> FrozenMap[str, Any]:
        found: dict[str, Any] = {}
        for path, records in files:
            for number, record in enumerate(records):
                self.places[table, record.id] = self.places.get((table, record.id), (path, number))
                if record.id in found:
                    line = line_of(path, (table, number, "id"))
                    raise LoadError(f"{path.name}, line {line}: {table} {record.id!r} is given twice; ids are unique.")
                found[record.id] = record
        return FrozenMap(found)

    def where(self, table: str, record: _Identified, key: str) -> str:
        path, number = self.places[table, record.id]
        return f"{path.name}, line {line_of(path, (table, number, key))}: {table} {record.id!r}: {key}"


@dataclass(frozen=True)
class _Checks:
    """References between records: everything named exists, every line lies in its document."""

    register: Register
    loaded: _Loaded

    def run(self) -> None:
        for position in self.register.positions.values():
            self._position(position)
        for actor in self.register.actors.values():
            self._places("actor", actor, actor.sources)
        for group in self.register.groups.values():
            self._places("group", group, group.sources)
        for instrument in self.register.instruments.values():
            self._known("instrument", instrument, "sources", instrument.sources, self.register.positions)
            self._known("instrument", instrument, "used_by", instrument.used_by, self.register.actors)
            self._known("instrument", instrument, "against", instrument.against, self.register.actors)
        for event in self.register.events.values():
            self._event(event)
        self._acyclic()

    def _position(self, position: Position) -> None:
        register = self.register
        self._known("position", position, "actor", (position.actor,), register.actors)
        self._known("position", position, "to", position.to, {**register.actors, **register.groups})
        self._known("position", position, "about", position.about, register.topics)
        self._known("position", position, "same_as", position.same_as, register.positions)
        self._lines("position", position, position.document, position.lines)
        if not position.paraphrase.strip() or not position.about:
            raise LoadError(f"{self.loaded.where('position', position, 'paraphrase')} or about is empty; say it.")

    def _event(self, event: Event) -> None:
        self._known("event", event, "positions", event.positions, self.register.positions)
        self._known("event", event, "actors", event.actors, {**self.register.actors, **self.register.groups})
        self._known("event", event, "after", [order.event for order in event.after], self.register.events)
        for order in event.after:
            self._known("event", event, "after", order.sources, self.register.positions)

    def _known(self, table: str, record: _Identified, key: str, names: Iterable[str], legal: Any) -> None:
        for name in names:
            if name not in legal:
                where = self.loaded.where(table, record, key)
                raise LoadError(f"{where} names {name!r}, which is not declared. {closest(name, legal)}")

    def _places(self, table: str, record: _Identified, places: Iterable[Place]) -> None:
        for place in places:
            self._lines(table, record, place.document, place.lines)

    def _lines(self, table: str, record: _Identified, document: str, lines: tuple[int, ...]) -> None:
        key = "document" if table == "position" else "sources"
        self._known(table, record, key, (document,), self.register.documents)
        size = self.register.documents[document].lines
        if not lines or not all(1 <= line <= size for line in lines):
            where = self.loaded.where(table, record, "lines" if table == "position" else "sources")
            raise LoadError(
                f"{where} are {list(lines)}, but document {document} has lines 1 to {size}; mend the lines."
            )

    def _acyclic(self) -> None:
        earlier = {event.id: {order.event for order in event.after} for event in self.register.events.values()}
        while free := [event for event, before in earlier.items() if not before & earlier.keys()]:
            for name in free:
                del earlier[name]
        if earlier:
            event = self.register.events[next(iter(earlier))]
            where = self.loaded.where("event", event, "after")
            raise LoadError(f"{where}: the order runs in a circle through {', '.join(earlier)}; drop one 'after'.")


def documents() -> tuple[Document, ...]:
    """
    Give the source documents.

    Returns
    -------
    tuple of Document
        In the order of their ids.

    Examples
    --------
    >>> len(documents())
    5
    """
    return tuple(load_register().documents.values())


def positions(actor: str | None = None, document: str | None = None, kind: str | None = None) -> tuple[Position, ...]:
    """
    Search the register of positions.

    Parameters
    ----------
    actor : str, optional
        Actor id: positions that it takes, or that are addressed to it.
    document : str, optional
        Document id, or the digits that it begins with.
    kind : str, optional
        Such as "threat" or "denial".

    Returns
    -------
    tuple of Position
        Those that fit all that is given.

    Raises
    ------
    UnknownNameError
        If the actor, document or kind does not exist.

    Examples
    --------
    >>> [position.id for position in positions(actor="china", document="004", kind="denial")]
    ['china-embassy-groundless-accusations']
    """
    register = load_register()
    legal_documents = {*register.documents, *(name.split("_")[0] for name in register.documents)}
    kinds = {position.kind for position in register.positions.values()}
    for value, legal, what in (
        (actor, register.actors, "actor"),
        (document, legal_documents, "document"),
        (kind, kinds, "kind"),
    ):
        if value is not None and value not in legal:
            raise UnknownNameError(f"there is no {what} {value!r}. {closest(value, sorted(legal))}")
    return tuple(
        position
        for position in register.positions.values()
        if (actor is None or actor == position.actor or actor in position.to)
        and (document is None or document in (position.document, position.document.split("_")[0]))
        and kind in (None, position.kind)
    )


def timeline() -> tuple[Event, ...]:
    """
    Give the events in an order that respects every 'after' (ties in the order of the file).

    Returns
    -------
    tuple of Event
        Each event after all events known to be earlier; events that nothing orders may stand in any order.

    Examples
    --------
    >>> timeline()[0].id
    'attack_on_ukraine'
    """
    todo, done = list(load_register().events.values()), {}
    while todo:
        event = next(event for event in todo if all(order.event in done for order in event.after))
        todo.remove(event)
        done[event.id] = event
    return tuple(done.values())


def check_documents(folder: Path) -> tuple[Document, ...]:
    """
    Compare the documents in a folder with the register: SHA-256 and number of lines.

    Parameters
    ----------
    folder : Path
        Where the documents' text files are.

    Returns
    -------
    tuple of Document
        The documents, all found unchanged.

    Raises
    ------
    LoadError
        If a document is missing or differs.
    """
    for document in documents():
        path = folder / document.file
        if not path.is_file():
            raise LoadError(f"document {document.file} is not in {folder}; give the folder that holds all five.")
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        lines = len(content.decode("utf-8").splitlines())
        if found != document.sha256 or lines != document.lines:
            raise LoadError(
                f"document {document.file} differs from the one that positions point to: sha256 {found[:12]}..., "
                f"{lines} lines; expected {document.sha256[:12]}..., {document.lines} lines."
            )
    return documents()
