"""The command that switches one feature of a scenario and tells gains and losses apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import comb
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
    pairs,
    refuse_unknown_strategies,
)
from models.cli.completion import actors_of, chances_of, variants_of
from models.cli.output import AsJson, Page
from models.cli.progress import Quiet, tracked

if TYPE_CHECKING:
    from models.paired import Basis, Comparison


@app.command()
def compare(
    name: Name,
    parts: Parts,
    sizes: Sizes,
    own: Own,
    without: Without,
    strategy: Strategies,
    to_discount: Annotated[str, typer.Option("--to-discount", help="Switch the discount factor to this one.")] = "",
    to_variant: Annotated[
        str, typer.Option("--to-variant", help="Switch the stakes of this variant on.", autocompletion=variants_of)
    ] = "",
    to_chance: Annotated[
        list[str] | None,
        typer.Option(
            "--to-chance", help="CHANCE=VALUE to switch a chance of the signals to.", autocompletion=chances_of
        ),
    ] = None,
    actor: Annotated[
        str,
        typer.Option("--actor", help="Only this actor's incentives, or this group's.", autocompletion=actors_of),
    ] = "",
    discount: Annotated[str, typer.Option("--discount", "-d", help="One discount factor for all.")] = "",
    draws: Draws = 400,
    each: Annotated[bool, typer.Option("--each-measure", help="Tell every measure, not the range alone.")] = False,
    folder: Folder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare strategies, or switch one feature, on the same draws of the stakes: what is gained, what is lost."""
    from models import paired_tables as tables
    from models.paired import Basis

    scenario = load_scenario(name, parts, sizes, without, folder, own)
    refuse_unknown_strategies(scenario, strategy)
    basis = Basis(scenario, tuple(strategy), discount or None, draws, actor)
    chances = pairs(to_chance or [], "--to-chance")
    switched = _refuse_two(bool(to_discount), bool(to_variant), bool(chances))
    asked = _comparisons(basis, to_discount, to_variant, chances)
    count = len(basis.names) if switched else comb(len(basis.names), 2)
    found = list(tracked(asked, count, "comparing on the same draws", quiet=quiet))
    with Page(as_json=as_json) as page:
        page.data("scenario", name)
        page.data("discount", str(basis.factor))
        page.data("of", actor or "everybody")
        page.data("comparisons", [one.plain() for one in found])
        page.table("ranges", tables.comparison_table(found))
        for one in found if each or len(found) == 1 else ():
            page.table(f"{one.before} -> {one.after}", tables.measure_table(one))


def _comparisons(basis: Basis, discount: str, variant: str, chances: Mapping[str, str]) -> Iterator[Comparison]:
    """What is switched; strategies for each other where nothing else is."""
    from models.paired import chance_comparisons, discount_comparisons, strategy_comparisons, variant_comparisons

    if discount:
        return discount_comparisons(basis, discount)
    if variant:
        return variant_comparisons(basis, variant)
    return chance_comparisons(basis, chances) if chances else strategy_comparisons(basis)


def _refuse_two(*switches: bool) -> bool:
    """Whether something is switched; two things at once would not tell what did it."""
    if sum(switches) > 1:
        raise typer.BadParameter(
            "switch one thing at a time: a discount factor, a variant, or chances of signals",
            param_hint="--to-discount, --to-variant, --to-chance",
        )
    return any(switches)
