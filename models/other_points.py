"""The same questions at other points: the file's variants, and groups of other sizes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from gametheory.equilibria.pure import pure_equilibria
from models.build import build_scenario
from models.completion import complete
from models.describe import Table
from models.region_text import region_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.scenario import Scenario

__all__ = ["size_table", "variant_table"]

_MOST_PROFILES = 1000


def variant_table(scenario: Scenario) -> Table:
    """
    Solve a scenario at the reference and at each variant of its file.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per point: how many equilibria the game played once has, and each strategy's region. No rows where the
        file has no variants.
    """
    points = {"reference": scenario.reference} | {name: scenario.variant(name) for name in scenario.spec.variants}
    rows = tuple((name, *_solved(scenario, point)) for name, point in points.items()) if len(points) > 1 else ()
    return Table("Strategies at each variant", ("stakes", "played once", *scenario.plans), rows)


def size_table(scenario: Scenario) -> Table:
    """
    Solve a scenario for each size of its groups, at the reference.

    Parameters
    ----------
    scenario : Scenario
        The scenario.

    Returns
    -------
    Table
        One row per size, up to a thousand profiles; no rows where there are no groups.
    """
    rows = tuple(
        (", ".join(f"{group} {size}" for group, size in sizes.items()), *_solved(other, other.reference))
        for sizes, other in _sizes(scenario)
    )
    return Table("Strategies at each size", ("size", "played once", *scenario.plans), rows)


def _sizes(scenario: Scenario) -> Iterator[tuple[dict[str, int], Scenario]]:
    """Each group from one member to as many as fit, the others as they are."""
    if scenario.path is None:
        return
    present = {group: len(members) for group, members in scenario.groups.items()}
    for group, members in scenario.groups.items():
        for size in range(1, scenario.spec.actors[members[0]].most + 1):
            sizes = present | {group: size}
            own = len(scenario.actions[members[0]])
            if prod(scenario.shape) // own ** len(members) * own**size <= _MOST_PROFILES:
                yield sizes, build_scenario(scenario.path, scenario.parts, sizes)


def _solved(scenario: Scenario, point: Mapping[str, Fraction]) -> Iterator[str]:
    stage = scenario.stage(**point)
    found = list(pure_equilibria(stage))
    yield f"({', '.join(found[0])})" if len(found) == 1 else f"{len(found)} equilibria"
    yield from (region_text(complete(scenario, name, stage).region) for name in scenario.plans)
