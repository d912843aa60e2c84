"""Commands about uncertainty: what survives when stakes are known by inequalities alone; the ten questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.cli.app import (
    Draws,
    Folder,
    Name,
    Own,
    Parts,
    Sizes,
    Strategies,
    Without,
    app,
    load_scenario,
    refuse_unknown_strategies,
)
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, tracked

if TYPE_CHECKING:
    from models.rests import Weight
    from models.robust import RobustStrategy
    from models.scenario import Scenario


@app.command()
def robust(
    name: Name,
    parts: Parts,
    sizes: Sizes,
    own: Own,
    without: Without,
    strategy: Strategies,
    discount: Annotated[str, typer.Option("--discount", "-d", help="One discount factor for all.")] = "",
    draws: Draws = 400,
    weigh: Annotated[
        bool, typer.Option("--rests", help="Rank inequalities and positions by what rests on them.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--proofs", help="Folder to write the proofs into.")] = None,
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Say what holds for every payoff consistent with the documents, and what is missing where nothing does."""
    from models import robust_tables as tables
    from models.robust import robust as solve

    scenario = load_scenario(name, parts, sizes, without, folder, own)
    refuse_unknown_strategies(scenario, strategy)
    asked = len(strategy) or len(scenario.plans)
    solving = solve(scenario, discount or None, strategy, draws)
    found = list(tracked(solving, asked, "solving over all payoffs", quiet=quiet))
    checked = sum(one.verified() for one in found)
    if out is not None:
        _write_proofs(name, found, out)
    with Page(as_json=as_json) as page:
        page.data("scenario", name)
        page.data("strategies", [one.plain() for one in found])
        page.table("strengths", tables.robust_table(found))
        for one in found:
            page.lines(f"findings on {one.name}", tables.robust_lines(one))
            page.table(f"missing for {one.name}", tables.needed_table(one))
            for title, key, table in _weights(scenario, one, draws) if weigh else ():
                page.table(key, tables.weight_table(table, title))
        page.table("shares", tables.share_table(found))
        page.data("proofs_rechecked", checked)
        page.remark(f"{checked} proofs rechecked without a solver.")
        page.remark(f"One feature switched, on the same draws, gains and losses apart: sanctions compare {name}")


def _weights(scenario: Scenario, one: RobustStrategy, draws: int) -> Iterator[tuple[str, str, Iterable[Weight]]]:
    """What a strategy's answer rests on, ranked: title, key and ranking."""
    from models.rests import inequality_weights, position_weights

    told = ", of draws with a conflict" if scenario.spec.conflict else ""
    for what, weights in (("inequalities", inequality_weights), ("positions", position_weights)):
        ranked = weights(scenario, one.incentives, draws)
        yield f"What {one.name} rests on: {what}{told}", f"{what} under {one.name}", ranked


def _write_proofs(name: str, found: Iterable[RobustStrategy], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for one in found:
        proof = one.strengthening.certificate
        (out / f"{name}.{one.name}.json").write_text(proof.to_json(indent=1), encoding="utf-8", newline="\n")


@app.command()
def questions(
    which: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMBER]...", help="Numbers of questions, 1 to 10; all by default."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Answer the ten questions for the scenarios, each sentence with its strength."""
    from models.ten_questions import ten_questions

    asked = which or range(1, 11)
    answers = list(tracked(ten_questions(asked), len(asked), "answering", quiet=quiet))
    with Page(as_json=as_json) as page:
        page.data("answers", [one.plain() for one in answers])
        for one in answers:
            page.remark(f"{one.number}. {one.question}")
            for line in one.lines:
                page.remark(f"   - {line}")
