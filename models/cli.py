"""The ``sanctions`` command: a thin layer over the package."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gametheory.errors import GameTheoryError

if TYPE_CHECKING:
    from models.describe import Table
    from models.scenario import Scenario

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Games of threats, sanctions and compliance, drawn from five documents; every answer with its proof, "
    "every number with its source.",
    epilog="Exit codes: 0 done; 1 something was refused, in one paragraph on standard error; 2 wrong usage; "
    "3 with solve --expect: a strategy is not an equilibrium.",
)

Name = Annotated[str, typer.Argument(help="Name of the scenario; see 'sanctions scenarios'.")]
Discount = Annotated[
    list[str],
    typer.Option(
        "--discount", "-d", help="Discount factor: one number, or ACTOR=NUMBER once per actor.", default_factory=list
    ),
]
Stakes = Annotated[
    list[str],
    typer.Option(
        "--set", "-s", help="STAKE=VALUE instead of the reference value; may be repeated.", default_factory=list
    ),
]
Parts = Annotated[
    list[str],
    typer.Option(
        "--part", help="PART=ACTOR for a part that several actors can take; may be repeated.", default_factory=list
    ),
]
Folder = Annotated[Path | None, typer.Option("--scenarios", help="A folder of your own scenario files.")]


def main() -> None:
    """Run the command; turn the package's errors into one paragraph and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that cannot show a character must not stop an answer
    try:
        app()
    except GameTheoryError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(1)


@app.command()
def scenarios(folder: Folder = None) -> None:
    """List the scenarios."""
    from models.describe import Table
    from models.library import load
    from models.library import scenarios as names

    loaded = [load(name, folder) for name in names(folder)]
    rows = tuple((of.name, of.spec.title, ", ".join(of.actors.values())) for of in loaded)
    _show(Table("Scenarios", ("name", "title", "actors"), rows))


@app.command()
def show(name: Name, parts: Parts, stakes: Stakes, folder: Folder = None) -> None:
    """Show a scenario: actors, actions, stakes, what is known of them, and the one-shot game."""
    from models.describe import action_table, inequality_table, payoff_table, stake_table, the_most_profiles_shown

    scenario = _load(name, parts, folder)
    values = scenario.values(**_pairs(stakes, "--set"))
    typer.echo(f"{scenario.spec.title}\n\n{_flat(scenario.spec.asks)}\n\n{_flat(scenario.spec.assumes)}\n")
    _show(action_table(scenario))
    _show(stake_table(scenario, values))
    _show(inequality_table(scenario))
    game = scenario.stage(**values)
    if game.n_profiles <= the_most_profiles_shown:
        _show(payoff_table(game))
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
    strategy: Annotated[list[str], typer.Option("--strategy", help="Only this strategy.", default_factory=list)],
    folder: Folder = None,
    expect: Annotated[
        bool, typer.Option("--expect", help="Exit with 3 unless every strategy is an equilibrium.")
    ] = False,
) -> None:
    """Solve a scenario: one-shot equilibria, and for each strategy when it is an equilibrium and who binds."""
    from gametheory.equilibria.minmax import minmax_values
    from gametheory.equilibria.pure import pure_equilibria
    from gametheory.errors import UnknownNameError, closest
    from models.describe import Table, answers, strategy_table

    scenario = _load(name, parts, folder)
    for asked in strategy:
        if asked not in scenario.strategies:
            raise UnknownNameError(f"{name} has no strategy {asked!r}. {closest(asked, scenario.strategies)}")
    changed = _pairs(stakes, "--set")
    game, floor = scenario.stage(**changed), minmax_values(scenario.stage(**changed))
    _warn_outside(scenario, changed)
    found = pure_equilibria(game)
    rows = tuple((*p, "strict" if s else "weak") for p, s in zip(found, found.strict, strict=True))
    _show(Table("One-shot equilibria in pure actions", (*game.actors, ""), rows))
    _show(Table("Minmax payoffs", game.actors, (tuple(str(value) for value in floor.values),)))
    solved = tuple(answers(scenario, _discounts(scenario, discount), changed, strategy))
    _show(strategy_table(solved))
    if expect and not all(answer.check.is_equilibrium for answer in solved):
        raise typer.Exit(3)


@app.command()
def why(
    name: Name,
    actor: Annotated[str, typer.Argument(help="Whose payoff.")],
    profile: Annotated[str, typer.Option("--profile", "-p", help="ACTOR=ACTION,ACTOR=ACTION,... or actions in order.")],
    stakes: Stakes,
    parts: Parts,
    folder: Folder = None,
) -> None:
    """Walk one payoff back to stakes, positions, documents and lines."""
    scenario = _load(name, parts, folder)
    entries = [entry.strip() for entry in profile.split(",") if entry.strip()]
    given: Any = _pairs(entries, "--profile") if any("=" in entry for entry in entries) else entries
    for line in scenario.why(actor, given, **_pairs(stakes, "--set")).lines():
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
    actors = ", ".join(certificate.data["game"]["actors"])
    typer.echo(f"{file}: the {certificate.kind.replace('_', ' ')} certificate holds (game of {actors}).")


@app.command()
def report(
    name: Name,
    discount: Discount,
    stakes: Stakes,
    parts: Parts,
    out: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("reports"),
    folder: Folder = None,
) -> None:
    """Solve a scenario and write its report in Markdown, with its proofs beside it; print the answer."""
    from models.report import write_report

    scenario = _load(name, parts, folder)
    changed = _pairs(stakes, "--set")
    _warn_outside(scenario, changed)
    written, proofs = write_report(scenario, out, _discounts(scenario, discount), changed)
    head = written.read_text(encoding="utf-8").split("\n## What it rests on")[0]
    typer.echo(head.replace("**", "").replace("\\*", "*"))
    typer.echo(f"\nWritten: {written} and {len(proofs)} proofs, all rechecked.")


def _load(name: str, parts: list[str], folder: Path | None) -> Scenario:
    from models.library import load

    return load(name, folder, parts=_pairs(parts, "--part"))


def _pairs(entries: list[str], option: str) -> dict[str, str]:
    """Read NAME=VALUE entries."""
    pairs: dict[str, str] = {}
    for entry in entries:
        key, equals, value = entry.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise typer.BadParameter(f"{entry!r} is not NAME=VALUE", param_hint=option)
        if key.strip() in pairs:
            raise typer.BadParameter(f"{key.strip()!r} is given twice", param_hint=option)
        pairs[key.strip()] = value.strip()
    return pairs


def _discounts(scenario: Scenario, given: list[str]) -> Any:
    """One number for all, one per named actor (the others at the file's), or None for the file's."""
    if not given:
        return None
    if len(given) == 1 and "=" not in given[0]:
        return given[0]
    told = {scenario.actors[scenario.actor(actor)]: d for actor, d in _pairs(given, "--discount").items()}
    return {actor: told.get(actor, scenario.spec.discount) for actor in scenario.actors.values()}


def _warn_outside(scenario: Scenario, stakes: dict[str, str]) -> None:
    broken = scenario.violated(**stakes)
    if broken:
        names = ", ".join(inequality.name for inequality in broken)
        typer.echo(f"note: these values break {names}; see 'sanctions show {scenario.name}'.", err=True)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _show(table: Table) -> None:
    """Print a table: ruled on a terminal, plain when piped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    terminal = sys.stdout.isatty()
    width = None if terminal else _natural_width(table)
    console = Console(width=width, highlight=False, soft_wrap=not terminal)
    grid = RichTable(
        title=table.title,
        title_justify="left",
        box=box.SIMPLE_HEAD if terminal else None,
        pad_edge=False,
        show_edge=False,
    )
    for head in table.columns:
        grid.add_column(Text(head), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(text) for text in row))
    console.print(grid)
    console.print()


def _natural_width(table: Table) -> int:
    """Wide enough for one line a row."""
    rows = (table.columns, *table.rows)
    return sum(max(len(row[k]) for row in rows) + 2 for k in range(len(table.columns))) + len(table.title)
