"""How results show themselves in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from gametheory.interop.automata import automaton_text, profile_text
from gametheory.interop.html import plain_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gametheory.equilibria.discount_region import DiscountRegion
    from gametheory.equilibria.minmax import MinmaxValues
    from gametheory.equilibria.one_shot_deviation import StrategyCheck
    from gametheory.equilibria.pure import PureEquilibria
    from gametheory.results import Jsonable
    from gametheory.strategies.automaton import Automaton

_SHOWN = 200


def pure_html(result: PureEquilibria) -> str:
    """One row per equilibrium: actions, payoffs, whether it is strict."""
    head = [*result.game.actors, *(f"payoff of {actor}" for actor in result.game.actors), "strict"]
    shown = list(zip(result.profiles, result.strict, strict=True))[:_SHOWN]
    rows = [(*p, *result.game.payoff(p), "yes" if strict else "no") for p, strict in shown]
    return _said(
        f"{_counted(len(result), 'pure equilibrium', 'pure equilibria')}.", plain_table(head, rows), len(result)
    )


def minmax_html(result: MinmaxValues) -> str:
    """One row per actor: its value, and the profile that holds it there."""
    actors = result.game.actors
    rows = zip(actors, result.values, (", ".join(map(str, p)) for p in result.punishments), strict=True)
    return _said(f"Minmax values ({result.method}).", plain_table(["actor", "value", "punishing profile"], rows))


def check_html(result: StrategyCheck) -> str:
    """The verdict, the deviation that tests it hardest, and one row per state."""
    actors = result.repeated.stage.actors
    verdict = "Subgame perfect" if result.is_equilibrium else "Not subgame perfect"
    worst = f": {result.worst}." if result.worst is not None else "."
    head = ["state", "prescribes", *(f"value of {actor}" for actor in actors)]
    prescribed = result.automaton.actions
    rows = [(s, profile_text(prescribed[s]), *values) for s, values in list(result.values.items())[:_SHOWN]]
    return _said(f"{verdict}{worst}", plain_table(head, rows) + _notes(result.notes), len(result.values))


def region_html(result: DiscountRegion) -> str:
    """One row per interval with what binds at its ends."""
    rows = [(i, "; ".join(map(str, i.low_bindings)), "; ".join(map(str, i.high_bindings))) for i in result.intervals]
    table = plain_table(["discount factors", "binds below", "binds above"], rows)
    return _said(f"An equilibrium for: {result}.", table + _notes(result.notes))


def automaton_html(automaton: Automaton) -> str:
    """The automaton as text."""
    return f"<pre>{escape(automaton_text(automaton))}</pre>"


def any_html(result: Jsonable) -> str:
    """What a result holds, one row a field; games are named, long values cut."""
    rows = [(name, _short(value)) for name, value in public_fields(result)]
    return _said(f"{type(result).__name__}.", plain_table(["field", "value"], rows))


def public_fields(result: Any) -> Iterator[tuple[str, Any]]:
    """Fields of a dataclass, without inner ones."""
    if is_dataclass(result):
        for field in fields(result):
            if not field.name.startswith("_"):
                yield field.name, getattr(result, field.name)


def _short(value: Any) -> str:
    if isinstance(value, tuple) and value:
        shown = ", ".join(_short(item) for item in value[:8])
        return f"({shown}{f', and {len(value) - 8:,} more' if len(value) > 8 else ''})"
    if isinstance(value, Mapping):
        shown = ", ".join(f"{_short(key)}: {_short(item)}" for key, item in list(value.items())[:8])
        return f"{shown}{f', and {len(value) - 8:,} more' if len(value) > 8 else ''}"
    text = str(value)
    return text if len(text) <= 160 else f"{text[:157]}..."


def _said(sentence: str, table: str, rows: int = 0) -> str:
    beyond = f"<p>{rows - _SHOWN:,} more rows are not shown.</p>" if rows > _SHOWN else ""
    return f"<div>\n<p>{escape(sentence)}</p>\n{table}\n{beyond}</div>"


def _notes(notes: Iterable[str]) -> str:
    return "".join(f"<p>{escape(note)}</p>" for note in notes)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
