"""What the documents hold: documents, actors, positions, instruments, events. Frozen records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

__all__ = ["Actor", "Document", "Event", "Group", "Instrument", "Order", "Place", "Position", "Topic"]

Basis = Literal["stated", "inferred", "unknown"]
Kind = Literal["demand", "threat", "pledge", "denial", "justification", "concern", "action", "report"]
Standing = Literal["on the record", "named outlet", "anonymous source", "attributed by opponent"]
_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class Document:
    """
    One source document; its sentences are not kept, positions point to its lines.

    Parameters
    ----------
    id : str
        File name without ending.
    file : str
        File name.
    sha256 : str
        Of the file's bytes.
    lines : int
        Number of lines.
    title, outlet, date : str
        As stated or inferred, or "unknown".
    title_basis, outlet_basis, date_basis : str
        "stated", "inferred" or "unknown".
    outlet_reason, date_reason : str
        Why, where not stated.
    bounds : str
        What bounds the date.
    summary : str
        One sentence of ours.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    file: str
    sha256: str
    lines: int
    title: str
    title_basis: Basis
    outlet: str
    outlet_basis: Basis
    date: str
    date_basis: Basis
    summary: str
    outlet_reason: str = ""
    date_reason: str = ""
    bounds: str = ""


@dataclass(frozen=True)
class Place:
    """
    Lines of a document.

    Parameters
    ----------
    document : str
        Document id.
    lines : tuple of int
        Line numbers from 1.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    document: str
    lines: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.document.split('_')[0]}:{','.join(str(n) for n in self.lines)}"


@dataclass(frozen=True)
class Position:
    """
    One thing that an actor said, did or is reported to have done.

    Parameters
    ----------
    id : str
        Unique name.
    actor : str
        Who said or did it, or whom the report is about.
    speaker, office : str
        Who spoke for the actor.
    date, date_basis, date_note : str
        When, how that is known, and what bounds it.
    kind : str
        Demand, threat, pledge, denial, justification, concern, action or report.
    standing : str
        On the record, named outlet, anonymous source, or attributed by an opponent.
    document : str
        Document id.
    lines : tuple of int
        Line numbers from 1.
    paraphrase : str
        In our words.
    about : tuple of str
        Topics.
    to : tuple of str
        Actors addressed or affected.
    via : str
        Outlet through which it came, as the document says.
    attribution_note : str
        What is doubtful about who said it.
    same_as : tuple of str
        The same statement in other documents.
    context : str
        Why it moves nothing in any model, where that is so.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    actor: str
    speaker: str
    office: str
    date: str
    date_basis: Basis
    kind: Kind
    standing: Standing
    document: str
    lines: tuple[int, ...]
    paraphrase: str
    about: tuple[str, ...]
    date_note: str = ""
    to: tuple[str, ...] = ()
    via: str = ""
    attribution_note: str = ""
    same_as: tuple[str, ...] = ()
    context: str = ""

    @property
    def place(self) -> Place:
        """The document and lines."""
        return Place(self.document, self.lines)


@dataclass(frozen=True)
class Actor:
    """
    Who acts or is acted upon.

    Parameters
    ----------
    id, name : str
        Short and long name.
    kind : str
        State, union, bank, firm, or a group of banks or firms.
    member_of : tuple of str
        Groups.
    note : str
        What the documents say of it.
    sources : tuple of Place
        Where.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    name: str
    kind: Literal["state", "union", "bank", "firm", "group of banks", "group of firms"]
    member_of: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Group:
    """
    A group as far as the documents name its members and partners.

    Parameters
    ----------
    id, name : str
        Short and long name.
    members, partners : tuple of str
        Actor ids.
    note : str
        What is not said.
    sources : tuple of Place
        Where it is said.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    name: str
    members: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Topic:
    """
    What positions can be about.

    Parameters
    ----------
    id, meaning : str
        Name and what it covers.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    meaning: str


@dataclass(frozen=True)
class Instrument:
    """
    A measure that the documents tell apart from others.

    Parameters
    ----------
    id, name : str
        Short and long name.
    used_by, against : tuple of str
        Actor ids.
    sources : tuple of str
        Position ids.
    note : str
        Done or threatened; what is not said.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    name: str
    used_by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Order:
    """
    That one event came after another.

    Parameters
    ----------
    event : str
        The earlier event.
    basis : str
        "stated" or "inferred".
    reason : str
        Why.
    sources : tuple of str
        Position ids.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    event: str
    basis: Literal["stated", "inferred"]
    reason: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """
    Something that happened, in the partial order that the documents give.

    Parameters
    ----------
    id, name : str
        Short and long name.
    date, date_basis, date_note : str
        When, and how that is known.
    positions : tuple of str
        Position ids.
    actors : tuple of str
        Actor ids.
    after : tuple of Order
        Events known to be earlier.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    id: str
    name: str
    date: str
    date_basis: Basis
    positions: tuple[str, ...]
    actors: tuple[str, ...]
    date_note: str = ""
    after: tuple[Order, ...] = ()
