"""How results show themselves in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from gametheory.interop.automata import automaton_text
from gametheory.interop.html import plain_table
from gametheory.interop.result_tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.results import Jsonable
    from gametheory.strategies.automaton import Automaton

_SHOWN = 200


def result_html(result: Jsonable) -> str:
    """A result's sentence, its table, and remarks; long tables are cut and counted, long values shortened."""
    told = table_of(result)
    rows = [tuple(short(value) for value in row) for row in told.rows[:_SHOWN]]
    beyond = f"<p>{len(told.rows) - _SHOWN:,} more rows are not shown.</p>" if len(told.rows) > _SHOWN else ""
    return f"<div>\n<p>{escape(told.said)}</p>\n{plain_table(told.columns, rows)}{_notes(told.notes)}\n{beyond}</div>"


def automaton_html(automaton: Automaton) -> str:
    """The automaton as text."""
    return f"<pre>{escape(automaton_text(automaton))}</pre>"


def short(value: Any) -> str:
    """A value in at most 160 letters."""
    if isinstance(value, tuple) and value:
        shown = ", ".join(short(item) for item in value[:8])
        return f"({shown}{f', and {len(value) - 8:,} more' if len(value) > 8 else ''})"
    if isinstance(value, Mapping):
        shown = ", ".join(f"{short(key)}: {short(item)}" for key, item in list(value.items())[:8])
        return f"{shown}{f', and {len(value) - 8:,} more' if len(value) > 8 else ''}"
    text = str(value)
    return text if len(text) <= 160 else f"{text[:157]}..."


def _notes(notes: Iterable[str]) -> str:
    return "".join(f"<p>{escape(note)}</p>" for note in notes)
