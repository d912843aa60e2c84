"""Tables of the register: positions, documents, events, and how many there are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from models.describe import Table
from models.library import OWN, scenarios
from models.read import read_spec
from models.register import documents, load_register, positions, timeline
from models.reverse_links import supports

__all__ = ["count_tables", "document_table", "position_table", "timeline_table"]


def position_table(
    actor: str | None = None, document: str | None = None, kind: str | None = None, folder: Path | None = None
) -> Table:
    """
    List positions with what rests on them.

    Parameters
    ----------
    actor, document, kind : str, optional
        As for `models.positions`.
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    Table
        One row per position.
    """
    uses = supports(folder)
    rows = tuple(
        (
            str(p.place),
            p.id,
            p.actor,
            p.kind,
            p.standing,
            p.date,
            p.paraphrase,
            "; ".join(map(str, uses[p.id])) or f"context: {p.context}",
        )
        for p in positions(actor, document, kind)
    )
    heads = ("document:line", "position", "actor", "kind", "standing", "date", "in our words", "what rests on it")
    return Table(f"{len(rows)} positions", heads, rows)


def count_tables(folder: Path | None = None) -> tuple[Table, Table]:
    """
    Count positions per document and per actor, and how many of them move something.

    Parameters
    ----------
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    tuple of (Table, Table)
        With a row of totals each. A position counts as moving a model when it stands behind part of a scenario; the
        others stand in the timeline or behind an instrument only, or are context.
    """
    return _counts("document", folder), _counts("actor", folder)


def _counts(key: str, folder: Path | None) -> Table:
    uses = supports(folder)
    total, moving, elsewhere, context = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for p in load_register().positions.values():
        wheres = {use.where for use in uses[p.id]}
        part = moving if wheres - {"timeline", "instruments"} else elsewhere if wheres else context
        for name in (str(getattr(p, key)), "all"):
            total[name] += 1
            part[name] += 1
    names = [*sorted(total.keys() - {"all"}), "all"]
    rows = tuple(tuple(str(x) for x in (n, total[n], moving[n], elsewhere[n], context[n])) for n in names)
    heads = (key, "positions", "move a scenario", "timeline or instrument only", "context")
    return Table(f"Positions per {key}", heads, rows)


def document_table() -> Table:
    """
    List the documents.

    Returns
    -------
    Table
        One row per document.
    """
    held = Counter(p.document for p in load_register().positions.values())
    rows = tuple(
        (
            d.id.split("_")[0],
            d.title,
            f"{d.outlet} ({d.outlet_basis})",
            f"{d.date} ({d.date_basis})",
            str(d.lines),
            str(held[d.id]),
            d.sha256[:12],
        )
        for d in documents()
    )
    return Table("Documents", ("id", "title", "outlet", "date", "lines", "positions", "sha256 begins"), rows)


def timeline_table(folder: Path | None = None) -> Table:
    """
    List the events, each with the actions that it stands for in the scenarios.

    Parameters
    ----------
    folder : Path, optional
        A folder of scenario files; by default the package's own.

    Returns
    -------
    Table
        One row per event, after all events known to be earlier.
    """
    read = _read_as(folder)
    rows = tuple(
        (
            event.id,
            f"{event.date} ({event.date_basis})",
            event.name,
            ", ".join(f"{order.event} ({order.basis})" for order in event.after) or "nothing said",
            "; ".join(read[event.id]) or "nothing",
        )
        for event in timeline()
    )
    return Table("Events", ("event", "date", "what", "known to be after", "stands in scenarios for"), rows)


def _read_as(folder: Path | None) -> dict[str, list[str]]:
    """What each event stands for: the profiles of observed steps that name it."""
    read: dict[str, list[str]] = {event.id: [] for event in timeline()}
    for name in scenarios(folder):
        for step in read_spec((folder or OWN) / f"{name}.toml").observed:
            told = ", ".join(f"{actor} = {action}" for actor, action in step.profile.items())
            for event in step.events:
                read.setdefault(event, []).append(f"{name}: {told or 'nothing that it tells apart'}")
    return read
