"""A scenario's report in Markdown: the answer first, then everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from gametheory._version import __version__
from gametheory.references.citations import citations
from models.describe import (
    Table,
    action_table,
    hit_table,
    inequality_table,
    payoff_table,
    signal_table,
    stake_table,
    the_most_profiles_shown,
)
from models.markdown import markdown_table
from models.other_points import size_table, variant_table
from models.region_text import end_text, region_text
from models.report.data import used
from models.report.formulas import threshold_lines
from models.report.monitored import condition_lines, detection_tables, table_lines, threat_tables
from models.report.page import Page
from models.report.parts import assumptions, event_lines, observed_lines, sources
from models.report.payoffs import payoff_lines
from models.report.pictures import Drawn, strategy_section
from models.report.robustness import robustness_lines
from models.scenario import Scenario
from models.solving import Answer


def report_lines(page: Page, drawn: Drawn, files: Sequence[str]) -> Iterator[str]:
    """Yield the whole report, line by line."""
    scenario, values = page.scenario, page.values
    yield f"# {scenario.spec.title}"
    yield from ("", " ".join(scenario.spec.asks.split()), "")
    if scenario.questions:
        yield from (*(f"- {question}" for question in scenario.questions), "")
    yield from _answer_first(page)
    yield from _findings(page)
    yield from _rests_on(scenario, values)
    yield from _section("What survives uncertainty", [*robustness_lines(page)])
    yield from _section(
        "Thresholds as formulas", [*threshold_lines(page.thresholds), *_shown(page, drawn, "thresholds")]
    )
    yield from _section("What equilibria can pay", [*payoff_lines(page), *_shown(page, drawn, "payoffs")])
    yield from _detection(page, drawn)
    if page.threat is not None:
        yield from _section("The threat", [*table_lines(threat_tables(page)), *_shown(page, drawn, "threat")])
    for table in (variant_table(scenario), size_table(scenario)):
        if table.rows:
            yield from _section(table.title, [*markdown_table(table)])
    yield from _section("What happened", [*event_lines(scenario), *_shown(page, drawn, "events")])
    if scenario.spec.observed:
        yield from _section("What was observed", [*observed_lines(scenario)])
    yield from _strategies(page, drawn)
    yield from _section("Actors and actions", [*markdown_table(action_table(scenario))])
    yield from _one_shot(page)
    yield from _section("Stakes", [*markdown_table(stake_table(scenario, values))])
    yield from _section("What is known of the stakes", [*markdown_table(inequality_table(scenario))])
    for title, table in (("When instruments bite", hit_table(scenario)), ("Signals", signal_table(scenario))):
        if table.rows:
            yield from _section(title, [*markdown_table(table)])
    yield from _section("Assumptions", [*assumptions(scenario)])
    yield from _section("Sources", [*sources(scenario)])
    yield from _proof_list(page, files)
    yield from _section("Methods to cite", ["```bibtex", *citations(*used(page)).bibtex.splitlines(), "```"])
    yield from _how(page)


def _shown(page: Page, drawn: Drawn, section: str) -> Iterator[str]:
    return drawn.lines(section, f"{page.scenario.name}.pictures")


def _detection(page: Page, drawn: Drawn) -> Iterator[str]:
    if page.no_detection:
        yield from _section("What detection decides", [f"Not asked: {page.no_detection}"])
    if page.detection is not None:
        lines = [*table_lines(detection_tables(page)), *condition_lines(page), *_shown(page, drawn, "detection")]
        yield from _section("What detection decides", lines)


def _findings(page: Page) -> Iterator[str]:
    lines = [
        f"{k}. {one.asks + ' ' if one.asks else ''}{one.sentence} *({one.strength})*"
        for k, one in enumerate(page.findings, 1)
    ]
    yield from _section("Findings", [*lines, "", f"Shares are of {page.sample.measure}; they are no probabilities."])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from lines
    yield ""


def _answer_first(page: Page) -> Iterator[str]:
    lines, game, equilibria = [], page.repeated.stage, list(page.equilibria)
    if not equilibria:
        lines.append("- Played once, the game has no equilibrium in pure actions.")
    how_many = "the only one" if len(equilibria) == 1 else f"one of {len(equilibria)}"
    for profile in equilibria:
        play = ", ".join(f"{actor}: {action}" for actor, action in zip(game.actors, profile, strict=True))
        lines.append(f"- Played once, an equilibrium is ({play}), {how_many} in pure actions.")
    for answer in page.solved:
        region = answer.region
        if region.is_empty:
            lines.append(f"- **{answer.title}** is an equilibrium at no common discount factor: {answer.check}.")
        else:
            lines.append(
                f"- **{answer.title}** is an equilibrium exactly for discount factors in {region_text(region)}."
            )
            lines += [f"  - {line}" for line in _ends(answer)]
    yield from _section("The answer", lines)


def _ends(answer: Answer) -> Iterator[str]:
    for interval in answer.region:
        if interval.low_bindings:
            yield f"Below {end_text(interval.low)}, it breaks first because {_breaks(interval.low_bindings)}."
        if interval.high_bindings:
            yield f"Above {end_text(interval.high)}, it breaks because {_breaks(interval.high_bindings)}."
    yield f"At the discount factors asked about ({_discounts(answer)}): {answer.check}."


def _breaks(bindings: Sequence[Any]) -> str:
    return " and ".join(f"{b.actor} would gain by '{b.action}' in state '{b.state}'" for b in bindings)


def _discounts(answer: Answer) -> str:
    repeated = answer.check.repeated
    shared = repeated.common_discount
    if shared is not None:
        return str(shared)
    return ", ".join(f"{actor} {d}" for actor, d in zip(repeated.stage.actors, repeated.discount, strict=True))


def _rests_on(scenario: Scenario, values: Mapping[str, Fraction]) -> Iterator[str]:
    broken = scenario.violated(**values)
    lines = [
        "These numbers hold at one point of the stakes, exactly.",
        "The documents order stakes and do not number them: the point is an assumption.",
        "What is drawn from the documents are the inequalities below.",
        "",
        " ".join(scenario.spec.assumes.split()),
    ]
    if broken:
        lines += ["", f"**The values chosen break {', '.join(b.name for b in broken)}.**"]
    yield from _section("What it rests on", lines)


def _strategies(page: Page, drawn: Drawn) -> Iterator[str]:
    yield from ("## Strategies", "")
    for answer in page.solved:
        automaton = answer.region.automaton
        yield from (f"### {answer.title}", "", page.scenario.spec.strategies[answer.name].meaning)
        yield from (*_shown(page, drawn, strategy_section(answer.name)), "")
        states = Table(
            "",
            ("state", *answer.region.stage.actors, *(f"worth to {actor}" for actor in answer.region.stage.actors)),
            tuple(
                (str(state), *(str(a) for a in automaton.actions[state]), *(f"{float(v):.4g}" for v in values))
                for state, values in answer.check.values.items()
            ),
        )
        yield from markdown_table(states)
        yield from (
            "",
            f"Worth is the discounted average at {_discounts(answer)}, rounded; the proof holds exact values.",
            "",
        )
        rows = tuple((actor, region_text(answer.region.of(actor))) for actor in answer.region.stage.actors)
        yield from markdown_table(Table("", ("actor", "has no reason to deviate for discount factors in"), rows))
        yield ""


def _one_shot(page: Page) -> Iterator[str]:
    game, floor = page.repeated.stage, page.floor
    rows = tuple(
        (actor, str(floor[actor]), ", ".join(p)) for actor, p in zip(game.actors, floor.punishments, strict=True)
    )
    table = Table("", ("actor", "minmax", "held there by"), rows)
    yield from _section("The floor: minmax payoffs", [*markdown_table(table)])
    if game.n_profiles <= the_most_profiles_shown:
        yield from _section("The one-shot game (* best response)", [*markdown_table(payoff_table(game))])


def _proof_list(page: Page, files: Sequence[str]) -> Iterator[str]:
    rows = tuple(
        (f"[{name}]({file})", certificate.kind.replace("_", " "), "rechecked")
        for (name, certificate), file in zip(page.proofs().items(), files, strict=True)
    )
    lines = [
        "Each was rechecked in exact arithmetic when this report was written. `sanctions verify FILE` does it again.",
        "",
    ]
    yield from _section("Proofs", [*lines, *markdown_table(Table("", ("proof", "kind", "check"), rows))])


def _how(page: Page) -> Iterator[str]:
    name, dropped = page.scenario.name, page.scenario.spec.inequalities.keys() - page.scenario.kept
    lines = [
        f"`sanctions report {name}` with sanction-games {__version__}.",
        f"Every payoff can be asked: `sanctions why {name} ACTOR --profile ...`.",
        f"So can stakes, inequalities, regions and shares: `sanctions why {name} stake STAKE`.",
        f"Randomness is used for shares only: {page.sample.measure}.",
    ]
    if dropped:
        lines.append(f"Inequalities switched off: {', '.join(sorted(dropped))}.")
    yield from _section("How to reproduce", lines)
