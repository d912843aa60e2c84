"""Under which conditions on the parameters each pure profile is an equilibrium of the stage game."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.sweeps.forms import Forms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.games.family import GameFamily
    from gametheory.sweeps.batch import Batch

Row = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class BestReplies:
    """
    Profiles that can be equilibria, by number, each with the rows of `losses` that must not be negative.

    A loss is what a switch costs: linear in the parameters, up to a positive factor. Equal ones stand once, and those
    that no parameter moves are settled beforehand, so that few remain.
    """

    losses: Forms
    profiles: tuple[tuple[int, tuple[int, ...]], ...]

    def marks(self, batch: Batch) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """Give each such profile with where it is an equilibrium."""
        holds = np.ascontiguousarray((self.losses.signs(batch) >= 0).T)
        for number, rows in self.profiles:
            yield number, np.logical_and.reduce(holds[list(rows)], axis=0)


def best_replies(family: GameFamily) -> BestReplies:
    """Compare every profile with every switch of one actor."""
    table = family.coefficients * lcm(*(x.denominator for x in family.coefficients.ravel()))
    numbers: dict[Row, int] = {}
    profiles = []
    for number, profile in enumerate(np.ndindex(*family.shape)):
        rows = [row for row in _losses(table, profile) if any(row)]
        if all(any(row[1:]) or row[0] > 0 for row in rows):
            moving = dict.fromkeys(row for row in rows if any(row[1:]))
            profiles.append((number, tuple(numbers.setdefault(row, len(numbers)) for row in moving)))
    monomials = ((), *(((name, 1),) for name in family.polytope.parameters))
    return BestReplies(Forms(monomials, tuple(numbers)), tuple(profiles))


def _losses(table: NDArray[Any], profile: tuple[int, ...]) -> Iterator[Row]:
    for i, own in enumerate(profile):
        for other in range(table.shape[i]):
            if other != own:
                switched = (*profile[:i], other, *profile[i + 1 :])
                row = [int(x) for x in table[(*profile, i)] - table[(*switched, i)]]
                yield tuple(x // (gcd(*row) or 1) for x in row)
