"""Commands about uncertainty: what survives when stakes are known by inequalities alone; the ten questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from models.cli.app import Folder, Name, Parts, Sizes, Without, app, load_scenario
from models.cli.tables import show_table

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]


@app.command()
def robust(
    name: Name,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    strategy: Annotated[
        list[str], typer.Option("--strategy", help="Only this strategy.", default_factory=list, show_default=False)
    ],
    discount: Annotated[str, typer.Option("--discount", "-d", help="One discount factor for all.")] = "",
    draws: Annotated[int, typer.Option("--draws", help="Draws per measure.", min=1)] = 400,
    weigh: Annotated[
        bool, typer.Option("--rests", help="Rank inequalities and positions by what rests on them.")
    ] = False,
    as_json: Json = False,
    out: Annotated[Path | None, typer.Option("--proofs", help="Folder to write the proofs into.")] = None,
    folder: Folder = None,
) -> None:
    """Say what holds for every payoff consistent with the documents, and what is missing where nothing does."""
    from gametheory.errors import UnknownNameError, closest
    from models import robust_tables as tables
    from models.rests import inequality_weights, position_weights
    from models.robust import robust as solve

    scenario = load_scenario(name, parts, sizes, without, folder)
    for asked in strategy:
        if asked not in scenario.plans:
            raise UnknownNameError(f"{name} has no strategy {asked!r}. {closest(asked, scenario.plans)}")
    found = list(solve(scenario, discount or None, strategy, draws))
    checked = sum(one.verified() for one in found)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for one in found:
            proof = one.strengthening.certificate
            (out / f"{name}.{one.name}.json").write_text(proof.to_json(indent=1), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps({"scenario": name, "strategies": [one.plain() for one in found]}, indent=1))
        return
    show_table(tables.robust_table(found))
    for one in found:
        for line in tables.robust_lines(one):
            typer.echo(line)
        if one.strengthening.requirements:
            show_table(tables.needed_table(one))
        if weigh:
            for what, weights in (("inequalities", inequality_weights), ("positions", position_weights)):
                ranked = weights(scenario, one.incentives, draws)
                show_table(tables.weight_table(ranked, f"What {one.name} rests on: {what}"))
    show_table(tables.share_table(found))
    typer.echo(f"{checked} proofs rechecked without a solver.")


@app.command()
def questions(
    which: Annotated[list[int] | None, typer.Argument(help="Numbers of questions, 1 to 10; all by default.")] = None,
    as_json: Json = False,
) -> None:
    """Answer the ten questions for the scenarios, each sentence with its strength."""
    from models.ten_questions import ten_questions

    answers = list(ten_questions(which or ()))
    if as_json:
        typer.echo(json.dumps([one.plain() for one in answers], indent=1))
        return
    for one in answers:
        typer.echo(f"{one.number}. {one.question}")
        for line in one.lines:
            typer.echo(f"   - {line}")
