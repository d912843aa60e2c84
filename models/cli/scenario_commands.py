"""Commands about scenarios: list, show, solve, why, verify, report, new."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from models.cli.app import (
    Discount,
    Draws,
    Folder,
    Name,
    Parts,
    Sizes,
    Stakes,
    Variant,
    Without,
    app,
    changed_stakes,
    discounts,
    flat,
    load_scenario,
    pairs,
)
from models.cli.tables import show_table


@app.command()
def scenarios(folder: Folder = None) -> None:
    """List the scenarios."""
    from models.describe import Table
    from models.library import load
    from models.library import scenarios as names

    loaded = [load(name, folder) for name in names(folder)]
    rows = tuple((of.name, of.spec.title, ", ".join(of.actors.values())) for of in loaded)
    show_table(Table("Scenarios", ("name", "title", "actors"), rows))


@app.command()
def show(
    name: Name,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    stakes: Stakes,
    variant: Variant = "",
    folder: Folder = None,
) -> None:
    """Show a scenario: what it asks and assumes, actors, stakes, what is known of them, and the one-shot game."""
    from models import describe

    scenario = load_scenario(name, parts, sizes, without, folder)
    values = scenario.values(**changed_stakes(scenario, stakes, variant))
    typer.echo(f"{scenario.spec.title}\n\n{flat(scenario.spec.asks)}\n\n{flat(scenario.spec.assumes)}\n")
    for question in scenario.questions:
        typer.echo(f"question: {question}")
    show_table(describe.action_table(scenario))
    show_table(describe.stake_table(scenario, values))
    show_table(describe.inequality_table(scenario))
    for table in (describe.hit_table(scenario), describe.signal_table(scenario)):
        if table.rows:
            show_table(table)
    game = scenario.stage(**values)
    if game.n_profiles <= describe.the_most_profiles_shown:
        show_table(describe.payoff_table(game))
    else:
        typer.echo(f"The one-shot game has {game.n_profiles} profiles, too many to print; ask 'sanctions why' for one.")
    for strategy, spec in scenario.spec.strategies.items():
        typer.echo(f"strategy {strategy}: {spec.meaning}")


@app.command()
def solve(
    name: Name,
    discount: Discount,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    strategy: Annotated[
        list[str], typer.Option("--strategy", help="Only this strategy.", default_factory=list, show_default=False)
    ],
    variant: Variant = "",
    draws: Draws = 400,
    folder: Folder = None,
    expect: Annotated[
        bool, typer.Option("--expect", help="Exit with 3 unless every strategy is an equilibrium.")
    ] = False,
) -> None:
    """Solve a scenario: one-shot equilibria, when each strategy is an equilibrium and who binds, and the findings."""
    from gametheory.equilibria.minmax import minmax_values
    from gametheory.equilibria.pure import pure_equilibria
    from gametheory.errors import UnknownNameError, closest
    from models.describe import Table, strategy_table
    from models.finding import findings
    from models.other_points import size_table, variant_table
    from models.sampling import draw
    from models.solving import answers

    scenario = load_scenario(name, parts, sizes, without, folder)
    for asked in strategy:
        if asked not in scenario.plans:
            raise UnknownNameError(f"{name} has no strategy {asked!r}. {closest(asked, scenario.plans)}")
    changed, factors = changed_stakes(scenario, stakes, variant), discounts(scenario, discount)
    game = scenario.repeated(factors, **changed).stage  # wrong discount factors are refused before anything is printed
    found, floor = pure_equilibria(game), minmax_values(game)
    rows = tuple((*p, "strict" if s else "weak") for p, s in zip(found, found.strict, strict=True))
    show_table(Table("One-shot equilibria in pure actions", (*game.actors, ""), rows))
    show_table(Table("Minmax payoffs", game.actors, (tuple(str(value) for value in floor.values),)))
    solved = tuple(answers(scenario, factors, changed, strategy))
    show_table(strategy_table(solved))
    for table in () if changed else (variant_table(scenario), size_table(scenario)):
        if table.rows:
            show_table(table)
    sample = draw(scenario, draws)
    for k, finding in enumerate(findings(scenario, solved, sample, scenario.values(**changed)), start=1):
        typer.echo(f"{k}. {finding}")
    typer.echo(f"Shares are of {sample.measure}.")
    if expect and not all(answer.check.is_equilibrium for answer in solved):
        raise typer.Exit(3)


@app.command()
def why(
    name: Name,
    what: Annotated[
        str,
        typer.Argument(
            help="An actor, or: stake, inequality, feature, signal, variant, discount, strategy, worth (named "
            "STRATEGY/STATE), minmax, share."
        ),
    ],
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    which: Annotated[str, typer.Argument(help="Which stake, inequality ...; nothing for an actor's payoff.")] = "",
    profile: Annotated[
        str, typer.Option("--profile", "-p", help="For a payoff: ACTOR=ACTION,ACTOR=ACTION,... or actions in order.")
    ] = "",
    variant: Variant = "",
    folder: Folder = None,
) -> None:
    """Walk a number back to stakes, positions, documents and lines."""
    from models.explain import explain

    scenario = load_scenario(name, parts, sizes, without, folder)
    changed = changed_stakes(scenario, stakes, variant)
    if profile:
        entries = [entry.strip() for entry in profile.split(",") if entry.strip()]
        given: Any = pairs(entries, "--profile") if any("=" in entry for entry in entries) else entries
        lines = scenario.why(what, given, **changed).lines()
    elif what.lower() in {known.lower() for pair in scenario.actors.items() for known in pair}:
        raise typer.BadParameter("a payoff needs the profile at which it is earned", param_hint="--profile")
    else:
        lines = explain(scenario, what, which, changed)
    for line in lines:
        typer.echo(line)


@app.command()
def verify(file: Annotated[Path, typer.Argument(help="A certificate written by 'sanctions report'.")]) -> None:
    """Recheck a proof in exact arithmetic, without any solver."""
    from gametheory.errors import CertificateError
    from gametheory.proofs.certificate import Certificate
    from gametheory.proofs.verify import verify as recheck

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CertificateError(f"{file} cannot be read ({error}); give a file that 'sanctions report' wrote.") from None
    certificate = Certificate.from_json(text)
    recheck(certificate)
    about = certificate.data.get("game") or certificate.data["setting"]["family"]
    kind = certificate.kind.replace("_", " ")
    typer.echo(f"{file}: the {kind} certificate holds (game of {', '.join(about['actors'])}).")


@app.command()
def report(
    name: Name,
    discount: Discount,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    variant: Variant = "",
    draws: Draws = 400,
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("reports"),
    folder: Folder = None,
) -> None:
    """Solve a scenario and write its report in Markdown, with its proofs beside it; print the answer."""
    from models.report import write_report

    scenario = load_scenario(name, parts, sizes, without, folder)
    changed = changed_stakes(scenario, stakes, variant)
    written, proofs = write_report(scenario, out, discounts(scenario, discount), changed, draws)
    head = written.read_text(encoding="utf-8").split("\n## What it rests on")[0]
    typer.echo(head.replace("**", "").replace("\\*", "*"))
    typer.echo(f"\nWritten: {written} and {len(proofs)} proofs, all rechecked.")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the scenario to begin: letters, digits and hyphens.")],
    folder: Annotated[Path, typer.Option("--scenarios", help="The folder to write it into.")] = Path(),
) -> None:
    """Write a commented scenario to start from; it loads and solves at once."""
    from models.starter import write_starter

    path = write_starter(name, folder)
    typer.echo(f"Written: {path}. Next: sanctions solve {name} --scenarios {folder}")
