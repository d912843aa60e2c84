"""A scenario's report in Markdown: the answer first, then everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from gametheory._version import __version__
from gametheory.equilibria.minmax import minmax_values
from gametheory.equilibria.pure import pure_equilibria
from gametheory.games.normal_form import NormalFormGame
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.verify import verify
from models.describe import (
    Answer,
    Table,
    action_table,
    answers,
    inequality_table,
    payoff_table,
    region_text,
    stake_table,
    the_most_profiles_shown,
)
from models.register import load_register
from models.scenario import Scenario

__all__ = ["markdown_table", "write_report"]


def write_report(
    scenario: Scenario, out: Path, discount: Any = None, stakes: Mapping[str, Any] | None = None
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
    lines = _report(scenario, game, values, solved, [file.relative_to(out).as_posix() for file in files])
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return report, tuple(files)


def _proofs(game: NormalFormGame, solved: Sequence[Answer]) -> dict[str, Certificate]:
    proofs = {"one-shot-equilibria": pure_equilibria(game).certificate, "minmax": minmax_values(game).certificate}
    for answer in solved:
        proofs[f"{answer.name}.region"] = answer.region.certificate
        proofs[f"{answer.name}.verdict"] = answer.check.certificate
    return proofs


def _report(
    scenario: Scenario,
    game: NormalFormGame,
    values: Mapping[str, Fraction],
    solved: Sequence[Answer],
    files: Sequence[str],
) -> Iterator[str]:
    yield f"# {scenario.spec.title}"
    yield from ("", " ".join(scenario.spec.asks.split()), "")
    yield from _answer_first(game, solved)
    yield from _rests_on(scenario, values)
    yield from _strategies(scenario, solved)
    yield from _section("Actors and actions", markdown_table(action_table(scenario)))
    yield from _one_shot(game)
    yield from _section("Stakes", markdown_table(stake_table(scenario, values)))
    yield from _section("What is known of the stakes", markdown_table(inequality_table(scenario)))
    yield from _assumptions(scenario)
    yield from _sources(scenario)
    yield from _proof_list(files)
    yield from _how(scenario)


def _section(title: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from lines
    yield ""


def _answer_first(game: NormalFormGame, solved: Sequence[Answer]) -> Iterator[str]:
    lines = []
    equilibria = list(pure_equilibria(game))
    if not equilibria:
        lines.append("- Played once, the game has no equilibrium in pure actions.")
    for profile in equilibria:
        play = ", ".join(f"{actor}: {action}" for actor, action in zip(game.actors, profile, strict=True))
        lines.append(f"- Played once, an equilibrium is ({play}); it is one of {len(equilibria)} in pure actions.")
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
            yield f"Below {interval.low}, it breaks first because {_breaks(interval.low_bindings)}."
        if interval.high_bindings:
            yield f"Above {interval.high}, it breaks because {_breaks(interval.high_bindings)}."
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


def _assumptions(scenario: Scenario) -> Iterator[str]:
    spec = scenario.spec
    lines = [
        *(f"- stake `{name}`: {of.assumption}" for name, of in spec.stakes.items() if of.assumption),
        *(f"- inequality `{name}`: {of.reason}" for name, of in spec.inequalities.items() if of.tag == "assumption"),
        *(
            f"- action `{action}` of {scenario.actors[actor]}: {of.assumption}"
            for actor, actor_spec in spec.actors.items()
            for action, of in actor_spec.actions.items()
            if of.assumption
        ),
        "- every reference value of a stake",
        f"- the reference discount factor {spec.discount}: {spec.discount_reason}",
    ]
    yield from _section("Assumptions", lines)


def _sources(scenario: Scenario) -> Iterator[str]:
    spec, register = scenario.spec, load_register()
    named: list[str] = []
    for actor in spec.actors.values():
        for action in actor.actions.values():
            named += action.sources
    named += [name for stake in spec.stakes.values() for name in stake.sources]
    named += [name for inequality in spec.inequalities.values() for name in inequality.sources]
    rows = tuple(
        (str(p.place), p.speaker, p.kind, p.standing, p.paraphrase)
        for p in sorted((register.positions[name] for name in set(named)), key=lambda p: (p.document, p.lines, p.id))
    )
    documents = [
        f"- {d.id.split('_')[0]}: {d.title}; outlet {d.outlet} ({d.outlet_basis}), date {d.date} ({d.date_basis})"
        for d in register.documents.values()
    ]
    table = Table("", ("document:line", "speaker", "kind", "standing", "in our words"), rows)
    yield from _section("Sources", [*documents, "", *markdown_table(table)])


def _proof_list(files: Sequence[str]) -> Iterator[str]:
    lines = [
        "Each was rechecked in exact arithmetic when this report was written. `sanctions verify FILE` does it again.",
        "",
    ]
    yield from _section("Proofs", [*lines, *(f"- [{name}]({name})" for name in files)])


def _how(scenario: Scenario) -> Iterator[str]:
    lines = [
        f"`sanctions report {scenario.name}` with sanction-games {__version__}.",
        f"Every payoff can be asked: `sanctions why {scenario.name} ACTOR --profile ...`.",
        "No randomness is used.",
    ]
    yield from _section("How to reproduce", lines)


def markdown_table(table: Table) -> Iterator[str]:
    """
    Write a table as Markdown.

    Parameters
    ----------
    table : Table
        The table.

    Yields
    ------
    str
        Lines.
    """
    yield "| " + " | ".join(_cell(head) for head in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join(_cell(text) for text in row) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ")
