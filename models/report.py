"""A scenario's report in Markdown: the answer first, then everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from gametheory._version import __version__
from gametheory.equilibria.minmax import minmax_values
from gametheory.equilibria.pure import pure_equilibria
from gametheory.games.normal_form import NormalFormGame
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.verify import verify
from gametheory.regions import Sample
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
from models.finding import Finding, findings
from models.markdown import markdown_table
from models.other_points import size_table, variant_table
from models.region_text import end_text, region_text
from models.report_parts import assumptions, observed_lines, sources
from models.sampling import draw
from models.scenario import Scenario
from models.solving import Answer, answers

__all__ = ["write_report"]


def write_report(
    scenario: Scenario, out: Path, discount: Any = None, stakes: Mapping[str, Any] | None = None, draws: int = 400
) -> tuple[Path, tuple[Path, ...]]:
    """
    Solve a scenario and write its report, with one file per proof.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    out : Path
        Folder to write into; made if it does not exist.
    discount : number, sequence or mapping, optional
        Discount factors for the verdicts; by default the file's.
    stakes : mapping of str to number, optional
        Values that differ from the reference.
    draws : int, default: 400
        Points of the polytope over which shares are counted.

    Returns
    -------
    report : Path
        The Markdown file.
    certificates : tuple of Path
        The proofs, for ``sanctions verify``.
    """
    solved = tuple(answers(scenario, discount, stakes))
    values = scenario.values(**(stakes or {}))
    game = scenario.stage(**values)
    proofs = _proofs(game, solved)
    folder = out / f"{scenario.name}.proofs"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, certificate in proofs.items():
        verify(certificate, game)
        files.append(folder / f"{name}.json")
        files[-1].write_text(certificate.to_json(indent=1), encoding="utf-8")
    report = out / f"{scenario.name}.md"
    sample = draw(scenario, draws)
    told = findings(scenario, solved, sample, values)
    names = [file.relative_to(out).as_posix() for file in files]
    lines = _report(_Page(scenario, game, values, solved, told, sample), names)
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report, tuple(files)


def _proofs(game: NormalFormGame, solved: Sequence[Answer]) -> dict[str, Certificate]:
    proofs = {"one-shot-equilibria": pure_equilibria(game).certificate, "minmax": minmax_values(game).certificate}
    for answer in solved:
        proofs[f"{answer.name}.region"] = answer.region.certificate
        proofs[f"{answer.name}.verdict"] = answer.check.certificate
    return proofs


@dataclass(frozen=True)
class _Page:
    """What a report is made of."""

    scenario: Scenario
    game: NormalFormGame
    values: Mapping[str, Fraction]
    solved: Sequence[Answer]
    findings: Sequence[Finding]
    sample: Sample


def _report(page: _Page, files: Sequence[str]) -> Iterator[str]:
    scenario, values = page.scenario, page.values
    yield f"# {scenario.spec.title}"
    yield from ("", " ".join(scenario.spec.asks.split()), "")
    if scenario.questions:
        yield from (*(f"- {question}" for question in scenario.questions), "")
    yield from _answer_first(page.game, page.solved)
    yield from _findings(page)
    yield from _rests_on(scenario, values)
    for table in (variant_table(scenario), size_table(scenario)):
        if table.rows:
            yield from _section(table.title, markdown_table(table))
    if scenario.spec.observed:
        yield from _section("What was observed", observed_lines(scenario))
    yield from _strategies(scenario, page.solved)
    yield from _section("Actors and actions", markdown_table(action_table(scenario)))
    yield from _one_shot(page.game)
    yield from _section("Stakes", markdown_table(stake_table(scenario, values)))
    yield from _section("What is known of the stakes", markdown_table(inequality_table(scenario)))
    for title, table in (("When instruments bite", hit_table(scenario)), ("Signals", signal_table(scenario))):
        if table.rows:
            yield from _section(title, markdown_table(table))
    yield from _section("Assumptions", assumptions(scenario))
    yield from _section("Sources", [*sources(scenario)])
    yield from _proof_list(files)
    yield from _how(page)


def _findings(page: _Page) -> Iterator[str]:
    lines = [
        f"{k}. {one.asks + ' ' if one.asks else ''}{one.sentence} *({one.strength})*"
        for k, one in enumerate(page.findings, 1)
    ]
    yield from _section("Findings", [*lines, "", f"Shares are of {page.sample.measure}; they are no probabilities."])


def _section(title: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from lines
    yield ""


def _answer_first(game: NormalFormGame, solved: Sequence[Answer]) -> Iterator[str]:
    lines = []
    equilibria = list(pure_equilibria(game))
    if not equilibria:
        lines.append("- Played once, the game has no equilibrium in pure actions.")
    how_many = "the only one" if len(equilibria) == 1 else f"one of {len(equilibria)}"
    for profile in equilibria:
        play = ", ".join(f"{actor}: {action}" for actor, action in zip(game.actors, profile, strict=True))
        lines.append(f"- Played once, an equilibrium is ({play}), {how_many} in pure actions.")
    for answer in solved:
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


def _strategies(scenario: Scenario, solved: Sequence[Answer]) -> Iterator[str]:
    yield from ("## Strategies", "")
    for answer in solved:
        automaton = answer.region.automaton
        yield from (f"### {answer.title}", "", scenario.spec.strategies[answer.name].meaning, "")
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


def _one_shot(game: NormalFormGame) -> Iterator[str]:
    floor = minmax_values(game)
    rows = tuple(
        (actor, str(floor[actor]), ", ".join(p)) for actor, p in zip(game.actors, floor.punishments, strict=True)
    )
    yield from _section(
        "The floor: minmax payoffs", markdown_table(Table("", ("actor", "minmax", "held there by"), rows))
    )
    if game.n_profiles <= the_most_profiles_shown:
        yield from _section("The one-shot game (* best response)", markdown_table(payoff_table(game)))


def _proof_list(files: Sequence[str]) -> Iterator[str]:
    lines = [
        "Each was rechecked in exact arithmetic when this report was written. `sanctions verify FILE` does it again.",
        "",
    ]
    yield from _section("Proofs", [*lines, *(f"- [{name}]({name})" for name in files)])


def _how(page: _Page) -> Iterator[str]:
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
