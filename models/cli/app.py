"""The application object, and the options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.cli.completion import (
    parts_of,
    scenario_names,
    shared_stakes_of,
    stakes_of,
    strategies_of,
    variants_of,
)
from models.cli.progress import note

if TYPE_CHECKING:
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

Name = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO", help="Name of the scenario; see 'sanctions scenarios'.", autocompletion=scenario_names
    ),
]
Discount = Annotated[
    list[str],
    typer.Option(
        "--discount",
        "-d",
        help="Discount factor: one number, or ACTOR=NUMBER once per actor.",
        default_factory=list,
        show_default=False,
    ),
]
Stakes = Annotated[
    list[str],
    typer.Option(
        "--set",
        "-s",
        help="STAKE=VALUE instead of the reference value; may be repeated.",
        autocompletion=stakes_of,
        default_factory=list,
        show_default=False,
    ),
]
Parts = Annotated[
    list[str],
    typer.Option(
        "--part",
        help="PART=ACTOR for a part that several actors can take; may be repeated.",
        autocompletion=parts_of,
        default_factory=list,
        show_default=False,
    ),
]
Sizes = Annotated[
    list[str],
    typer.Option(
        "--size",
        help="GROUP=NUMBER of interchangeable actors; may be repeated.",
        default_factory=list,
        show_default=False,
    ),
]
Own = Annotated[
    list[str],
    typer.Option(
        "--own",
        help="A stake of a group that each member has of its own, instead of sharing it; may be repeated.",
        autocompletion=shared_stakes_of,
        default_factory=list,
        show_default=False,
    ),
]
Without = Annotated[
    list[str],
    typer.Option(
        "--without",
        help="A tag or an inequality to switch off, such as 'assumption'.",
        default_factory=list,
        show_default=False,
    ),
]
Variant = Annotated[
    str,
    typer.Option("--variant", help="Take the stakes of this variant of the file.", autocompletion=variants_of),
]
Strategies = Annotated[
    list[str],
    typer.Option(
        "--strategy",
        help="Only this strategy; may be repeated.",
        autocompletion=strategies_of,
        default_factory=list,
        show_default=False,
    ),
]
Draws = Annotated[int, typer.Option("--draws", help="Points of the polytope over which shares are counted.", min=1)]
Folder = Annotated[Path | None, typer.Option("--scenarios", help="A folder of your own scenario files.")]


def load_scenario(
    name: str, parts: list[str], sizes: list[str], without: list[str], folder: Path | None, own: Iterable[str] = ()
) -> Scenario:
    """Load as the options say."""
    from models.library import load

    told = {group: whole_number(size, "--size") for group, size in pairs(sizes, "--size").items()}
    scenario = load(name, folder, parts=pairs(parts, "--part"), sizes=told, own=own)
    return scenario.without(*without) if without else scenario


def changed_stakes(scenario: Scenario, stakes: list[str], variant: str = "", *, quiet: bool = False) -> dict[str, Any]:
    """Values that differ from the reference: a variant's, then those given; says where they leave the polytope."""
    values: dict[str, Any] = dict(scenario.variant(variant)) if variant else {}
    values |= pairs(stakes, "--set")
    broken = scenario.violated(**values)
    if broken:
        names = ", ".join(inequality.name for inequality in broken)
        note(f"these values break {names}; see 'sanctions show {scenario.name}'.", quiet=quiet)
    return values


def discounts(scenario: Scenario, given: list[str]) -> Any:
    """One number for all, one per named actor (the others at the file's), or None for the file's."""
    if not given:
        return None
    if len(given) == 1 and "=" not in given[0]:
        return given[0]
    told = {scenario.actors[scenario.actor(actor)]: d for actor, d in pairs(given, "--discount").items()}
    return {actor: told.get(actor, scenario.spec.discount) for actor in scenario.actors.values()}


def refuse_unknown_strategies(scenario: Scenario, asked: list[str]) -> None:
    """Say which strategies there are where one is asked for that the scenario does not have."""
    from gametheory.errors import UnknownNameError, closest

    for name in asked:
        if name not in scenario.plans:
            raise UnknownNameError(f"{scenario.name} has no strategy {name!r}. {closest(name, scenario.plans)}")


def pairs(entries: list[str], option: str) -> dict[str, str]:
    """Read NAME=VALUE entries."""
    found: dict[str, str] = {}
    for entry in entries:
        key, equals, value = entry.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise typer.BadParameter(f"{entry!r} is not NAME=VALUE", param_hint=option)
        if key.strip() in found:
            raise typer.BadParameter(f"{key.strip()!r} is given twice", param_hint=option)
        found[key.strip()] = value.strip()
    return found


def whole_number(text: str, option: str) -> int:
    """Read a small whole number."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise typer.BadParameter(f"{text!r} is no whole number", param_hint=option)
    return int(text)


def flat(text: str) -> str:
    """One line."""
    return " ".join(text.split())
