"""Commands about scenarios: list, show, solve, why, verify, report, new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.cli.app import (
    Discount,
    Draws,
    Folder,
    Name,
    Parts,
    Sizes,
    Stakes,
    Strategies,
    Variant,
    Without,
    app,
    changed_stakes,
    discounts,
    flat,
    load_scenario,
    pairs,
    refuse_unknown_strategies,
)
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, tracked, working

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.games.normal_form import NormalFormGame
    from gametheory.regions import Sample
    from models.finding import Finding
    from models.solving import Answer


@app.command()
def scenarios(folder: Folder = None, as_json: AsJson = False) -> None:
    """List the scenarios."""
    from models.describe import Table
    from models.library import load
    from models.library import scenarios as names

    loaded = [load(name, folder) for name in names(folder)]
    rows = tuple((of.name, of.spec.title, ", ".join(of.actors.values())) for of in loaded)
    with Page(as_json=as_json) as page:
        page.table("scenarios", Table("Scenarios", ("name", "title", "actors"), rows))


@app.command()
def show(
    name: Name,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    stakes: Stakes,
    variant: Variant = "",
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show a scenario: what it asks and assumes, actors, stakes, what is known of them, and the one-shot game."""
    from models import describe

    scenario = load_scenario(name, parts, sizes, without, folder)
    values = scenario.values(**changed_stakes(scenario, stakes, variant, quiet=quiet))
    game = scenario.stage(**values)
    with Page(as_json=as_json) as page:
        for key in ("title", "asks", "assumes"):
            told = flat(getattr(scenario.spec, key))
            page.data(key, told)
            page.remark(f"{told}\n")
        page.data("questions", list(scenario.questions))
        for question in scenario.questions:
            page.remark(f"question: {question}")
        page.table("actions", describe.action_table(scenario))
        page.table("stakes", describe.stake_table(scenario, values))
        page.table("inequalities", describe.inequality_table(scenario))
        page.table("instruments", describe.hit_table(scenario))
        page.table("signals", describe.signal_table(scenario))
        if game.n_profiles <= describe.the_most_profiles_shown:
            page.table("payoffs", describe.payoff_table(game))
        else:
            page.remark(
                f"The one-shot game has {game.n_profiles} profiles, too many to print; ask 'sanctions why' for one."
            )
        page.data("profiles", game.n_profiles)
        page.data("strategies", {name: of.meaning for name, of in scenario.spec.strategies.items()})
        for strategy, spec in scenario.spec.strategies.items():
            page.remark(f"strategy {strategy}: {spec.meaning}")


@app.command()
def solve(
    name: Name,
    discount: Discount,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    strategy: Strategies,
    variant: Variant = "",
    draws: Draws = 400,
    folder: Folder = None,
    expect: Annotated[
        bool, typer.Option("--expect", help="Exit with 3 unless every strategy is an equilibrium.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve a scenario: one-shot equilibria, when each strategy is an equilibrium and who binds, and the findings."""
    from models.finding import findings
    from models.other_points import size_table, variant_table
    from models.sampling import draw
    from models.solving import answers

    scenario = load_scenario(name, parts, sizes, without, folder)
    refuse_unknown_strategies(scenario, strategy)
    changed, factors = changed_stakes(scenario, stakes, variant, quiet=quiet), discounts(scenario, discount)
    game = scenario.repeated(factors, **changed).stage  # wrong discount factors are refused before anything is printed
    with Page(as_json=as_json) as page:
        _played_once(page, game)
        asked = len(strategy) or len(scenario.plans)
        found = answers(scenario, factors, changed, strategy)
        solved = tuple(tracked(found, asked, "solving strategies", quiet=quiet))
        _strategies(page, solved)
        if not changed:
            page.table("variants", variant_table(scenario))
            page.table("sizes", size_table(scenario))
        with working("drawing payoffs and weighing the findings", quiet=quiet):
            sample = draw(scenario, draws)
            told = findings(scenario, solved, sample, scenario.values(**changed))
        _findings(page, told, sample)
    if expect and not all(answer.check.is_equilibrium for answer in solved):
        raise typer.Exit(3)


def _played_once(page: Page, game: NormalFormGame) -> None:
    from gametheory.equilibria.minmax import minmax_values
    from gametheory.equilibria.pure import pure_equilibria
    from models.describe import Table

    found, floor = pure_equilibria(game), minmax_values(game)
    rows = tuple((*p, "strict" if s else "weak") for p, s in zip(found, found.strict, strict=True))
    page.table("one_shot_equilibria", Table("One-shot equilibria in pure actions", (*game.actors, "kind"), rows))
    if not rows:
        page.remark("Played once, the game has no equilibrium in pure actions.\n")
    page.table("minmax", Table("Minmax payoffs", game.actors, (tuple(str(value) for value in floor.values),)))


def _strategies(page: Page, solved: Sequence[Answer]) -> None:
    from gametheory.results import encode
    from models.describe import strategy_table

    page.table("strategies", strategy_table(solved))
    page.data("regions", {answer.name: encode(answer.region.intervals) for answer in solved})
    page.data("is_equilibrium", {answer.name: answer.check.is_equilibrium for answer in solved})


def _findings(page: Page, told: Sequence[Finding], sample: Sample) -> None:
    for k, finding in enumerate(told, start=1):
        page.remark(f"{k}. {finding}")
    page.data("findings", [{"asks": one.asks, "sentence": one.sentence, "strength": one.strength} for one in told])
    page.data("shares_are_of", sample.measure)
    page.remark(f"Shares are of {sample.measure}.")


@app.command()
def why(
    name: Name,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="An actor, or: stake, inequality, feature, signal, variant, detection (of a STRATEGY), discount, "
            "strategy, worth (named STRATEGY/STATE), minmax, share.",
        ),
    ],
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    which: Annotated[
        str, typer.Argument(metavar="[WHICH]", help="Which stake, inequality ...; nothing for an actor's payoff.")
    ] = "",
    profile: Annotated[
        str, typer.Option("--profile", "-p", help="For a payoff: ACTOR=ACTION,ACTOR=ACTION,... or actions in order.")
    ] = "",
    variant: Variant = "",
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Walk a number back to stakes, positions, documents and lines."""
    from models.explain import explain

    scenario = load_scenario(name, parts, sizes, without, folder)
    changed = changed_stakes(scenario, stakes, variant, quiet=quiet)
    if profile:
        entries = [entry.strip() for entry in profile.split(",") if entry.strip()]
        given: Any = pairs(entries, "--profile") if any("=" in entry for entry in entries) else entries
        lines = scenario.why(what, given, **changed).lines()
    elif what.lower() in {known.lower() for pair in scenario.actors.items() for known in pair}:
        some = ",".join(f"{key}={next(iter(of.actions))}" for key, of in scenario.spec.actors.items())
        raise typer.BadParameter(f"a payoff needs the profile at which it is earned: {some}", param_hint="--profile")
    else:
        lines = explain(scenario, what, which, changed)
    with Page(as_json=as_json) as page:
        page.lines("why", lines)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A certificate written by 'sanctions report'.")],
    as_json: AsJson = False,
) -> None:
    """Recheck a proof in exact arithmetic, without any solver."""
    from gametheory.errors import CertificateError
    from gametheory.proofs.certificate import Certificate
    from gametheory.proofs.verify import verify as recheck

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CertificateError(f"{file} cannot be read ({error}); give a file that 'sanctions report' wrote.") from None
    try:
        certificate = Certificate.from_json(text)
    except CertificateError as error:
        raise CertificateError(f"{file}: {error} The proofs of a report lie in the folder NAME.proofs.") from None
    recheck(certificate)
    about = certificate.data.get("game") or certificate.data["setting"]["family"]
    actors = ", ".join(about["actors"])
    with Page(as_json=as_json) as page:
        page.data("kind", certificate.kind)
        page.data("holds", True)
        page.remark(f"{file}: the {certificate.kind.replace('_', ' ')} certificate holds (game of {actors}).")


@app.command()
def report(
    discount: Discount,
    stakes: Stakes,
    parts: Parts,
    sizes: Sizes,
    without: Without,
    name: Name = "",
    every: Annotated[bool, typer.Option("--all", help="Report every scenario, with a page that lists them.")] = False,
    variant: Variant = "",
    draws: Draws = 400,
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("reports"),
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Solve a scenario (or --all) and write the report in HTML, Markdown and JSON, with proofs; print the answer."""
    from models.library import scenarios as known
    from models.report import write_index, write_report

    if bool(name) == every:
        raise typer.BadParameter("give the name of one scenario, or --all", param_hint="SCENARIO")
    names = known(folder) if every else (name,)
    written = []
    for one in tracked(names, len(names), "reporting", quiet=quiet or not every):
        scenario = load_scenario(one, parts, sizes, without, folder)
        changed = changed_stakes(scenario, stakes, variant, quiet=quiet)
        with working("solving, proving and drawing", quiet=quiet or every):
            written.append(write_report(scenario, out, discounts(scenario, discount), changed, draws))
    index = write_index(written, out) if every else None
    with Page(as_json=as_json) as page:
        page.data("reports", [{key: str(path) for key, path in of.pages().items()} for of in written])
        if index is None:
            head = written[0].markdown.read_text(encoding="utf-8").split("\n## What it rests on")[0]
            page.remark(head.replace("**", "").replace("\\*", "*"))
            page.remark(f"\nWritten: {written[0].html} and its Markdown twin {written[0].markdown.name}.")
            page.remark(f"The {len(written[0].proofs)} proofs beside them were all rechecked.")
        else:
            page.remark(f"Written: {index}, which lists {len(written)} reports.")


@app.command()
def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of the scenario to begin: letters, digits and hyphens.")
    ],
    folder: Annotated[Path, typer.Option("--scenarios", help="The folder to write it into.")] = Path(),
) -> None:
    """Write a commented scenario to start from; it loads and solves at once."""
    from models.starter import write_starter

    path = write_starter(name, folder)
    typer.echo(f"Written: {path}. Next: sanctions solve {name} --scenarios {folder}")
