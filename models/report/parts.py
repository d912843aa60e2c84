"""The parts of a report that say what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from models.describe import Table
from models.markdown import markdown_table
from models.observed import fit
from models.records import Event
from models.register import load_register, timeline
from models.scenario import Scenario
from models.sources import cited_parts, named_positions


def assumptions(scenario: Scenario) -> Iterator[str]:
    """Everything that no document says, one line each."""
    spec = scenario.spec
    for part in cited_parts(spec):
        if (
            part.kind == "inequality"
            and part.name in scenario.kept
            and spec.inequalities[part.name].tag == "assumption"
        ):
            yield f"- inequality `{part.name}`: {part.excuse}"
        elif part.kind in ("stake", "action", "feature", "signal", "variant") and part.excuse:
            yield f"- {part.kind} `{part.name}`: {part.excuse}"
    yield "- every reference value of a stake"
    yield f"- the reference discount factor {spec.discount}: {spec.discount_reason}"


def observed_lines(scenario: Scenario) -> Iterator[str]:
    """The observed path, and how far each strategy fits it."""
    register = load_register()
    for k, step in enumerate(scenario.spec.observed, 1):
        names = "; ".join(register.events[name].name for name in step.events)
        seen = ", ".join(f"{scenario.actors[a]}: {scenario.actions[a][action]}" for a, action in step.profile.items())
        yield f"{k}. {names}. Read as: {seen or 'nothing that the model tells apart'}. {step.note}".rstrip()
    yield ""
    rows = []
    for name in scenario.plans:
        steps = list(fit(scenario, name))
        first = next((step for step in steps if not step.fits), None)
        told = f"departs first in step {first.number}: {', '.join(first.departs)}" if first else "departs nowhere"
        rows.append((name, f"{sum(step.fits for step in steps)} of {len(steps)}", told))
    yield from markdown_table(Table("", ("strategy", "steps that fit", "where it does not"), tuple(rows)))
    yield ""
    yield (
        f"`sanctions timeline --scenario {scenario.name}` asks the same in every order that the documents leave open, "
        "and what the steps teach about stakes."
    )


def events_concerned(scenario: Scenario) -> list[Event]:
    """The events that the scenario's positions speak of, as the timeline orders them."""
    named = set(named_positions(scenario.spec))
    return [event for event in timeline() if named & set(event.positions)]


def event_lines(scenario: Scenario) -> Iterator[str]:
    """The events that the scenario's positions speak of, in an order that respects all that is known."""
    register, concerned = load_register(), events_concerned(scenario)
    rows = tuple(
        (event.date, event.name, " ".join(dict.fromkeys(str(register.positions[p].place) for p in event.positions)))
        for event in concerned
    )
    if not rows:
        yield "No dated event stands behind the positions that this scenario names."
        return
    yield from markdown_table(Table("", ("date", "event", "document:line"), rows))
    yield from ("", "The documents order events only in part; `sanctions timeline` says which order is known, and why.")


def sources(scenario: Scenario) -> Iterator[str]:
    """The documents, and every position that the scenario names."""
    register = load_register()
    for d in register.documents.values():
        yield f"- {d.id.split('_')[0]}: {d.title}; outlet {d.outlet} ({d.outlet_basis}), date {d.date} ({d.date_basis})"
    yield ""
    named = (register.positions[name] for name in named_positions(scenario.spec))
    rows = tuple(
        (str(p.place), p.speaker, p.kind, p.standing, p.paraphrase)
        for p in sorted(named, key=lambda p: (p.document, p.lines, p.id))
    )
    yield from markdown_table(Table("", ("document:line", "speaker", "kind", "standing", "in our words"), rows))
