"""What the shell offers after a tab: names of scenarios, and what the scenario that was named has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gametheory.errors import GameTheoryError

if TYPE_CHECKING:
    from models.scenario import Scenario


def scenario_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Scenarios that begin so."""
    from models.library import scenarios

    return _beginning(incomplete, scenarios(_folder(ctx)))


def strategies_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Strategies of the scenario that was named."""
    return _offered(ctx, incomplete, lambda scenario: scenario.plans)


def variants_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Variants of the scenario that was named."""
    return _offered(ctx, incomplete, lambda scenario: scenario.spec.variants)


def stakes_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Stakes of the scenario that was named, with the sign that a value follows."""
    return _offered(ctx, incomplete, lambda scenario: [f"{stake}=" for stake in scenario.spec.stakes])


def shared_stakes_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Stakes that members of a group share."""
    return _offered(ctx, incomplete, _shared_stakes)


def actors_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Actors and groups of the scenario that was named."""
    return _offered(ctx, incomplete, lambda scenario: [*scenario.groups, *scenario.actors])


def chances_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Chances in the signals of the scenario that was named, with the sign that a value follows."""
    return _offered(ctx, incomplete, _chances)


def parts_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Parts of the scenario that was named, with the actors that can take them."""
    return _offered(ctx, incomplete, _castings)


def varying_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """What a sweep of the scenario that was named can vary."""
    return [*stakes_of(ctx, incomplete), *chances_of(ctx, incomplete), *_offered(ctx, incomplete, _discounts)]


def outputs_of_sweeps(incomplete: str) -> list[str]:
    """What a sweep can be asked for; after a comma the next one."""
    from models.sweeping import OUTPUTS

    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in _beginning(last, OUTPUTS)]


def methods_of_sweeps(incomplete: str) -> list[str]:
    """Ways to draw."""
    return _beginning(incomplete, ("sobol", "halton", "latin-hypercube", "saltelli"))


def engines_of_sweeps(incomplete: str) -> list[str]:
    """Who can work on a sweep."""
    return _beginning(incomplete, ("serial", "processes", "dask"))


def _shared_stakes(scenario: Scenario) -> list[str]:
    return [name for name, stake in scenario.spec.stakes.items() if stake.actor in scenario.groups]


def _chances(scenario: Scenario) -> list[str]:
    from models.varying import chances

    return [f"{chance}=" for chance in chances(scenario)]


def _discounts(scenario: Scenario) -> list[str]:
    return ["discount=", *(f"discount[{actor}]=" for actor in scenario.actors.values())]


def _castings(scenario: Scenario) -> list[str]:
    return [f"{part}={actor}" for part, of in scenario.spec.actors.items() for actor in of.one_of]


def _offered(ctx: typer.Context, incomplete: str, of: Callable[[Scenario], Iterable[str]]) -> list[str]:
    from models.library import load

    named = (
        ctx.params.get("name") or ctx.params.get("scenario") or next(iter(ctx.args), "")
    )  # words before the last are not yet bound to parameters
    try:
        scenario = load(named, _folder(ctx))
    except GameTheoryError:
        return []  # a shell that completes words has no place for messages; the command itself will tell
    return _beginning(incomplete, of(scenario))


def _folder(ctx: typer.Context) -> Path | None:
    folder = ctx.params.get("folder")
    return Path(folder) if folder else None


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
