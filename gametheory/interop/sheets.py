"""A game cut into two-way tables: rows for the first actor, columns for the second, a sheet per profile of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.best_response import best_responses
from gametheory.games.payoffs import exact_vector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.games.normal_form import NormalFormGame

Cell = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Sheet:
    """
    One two-way table.

    A cell holds per actor the payoff as text and whether the action is a best response. `rest` says what the third
    and further actors play. A single actor's game has one column without a name.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    rest: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        """What the others play, in words; empty for two actors."""
        return ", ".join(f"{actor}: {action}" for actor, action in self.rest)


def count_sheets(game: NormalFormGame) -> int:
    """How many sheets a game has."""
    return prod(game.shape[2:])


def sheets(game: NormalFormGame, limit: int | None = None) -> Iterator[Sheet]:
    """The sheets in order of the profiles of the third and further actors; at most `limit`."""
    marks = best_responses(game)
    numerators, denominators = game.integers()
    columns = game.actions[1] if len(game.actors) > 1 else ("",)
    shape = (len(game.actions[0]), len(columns))
    for rest in islice(product(*(range(k) for k in game.shape[2:])), limit):
        place: tuple[Any, ...] = (slice(None), slice(None), *rest) if len(game.actors) > 1 else (slice(None),)
        payoffs = numerators[place].reshape((*shape, -1)).tolist()
        best = marks[place].reshape((*shape, -1)).tolist()
        cells = tuple(
            tuple(
                tuple(zip(map(str, exact_vector(values, denominators)), flags, strict=True))
                for values, flags in zip(value_row, flag_row, strict=True)
            )
            for value_row, flag_row in zip(payoffs, best, strict=True)
        )
        chosen = tuple(names[k] for names, k in zip(game.actions[2:], rest, strict=True))
        yield Sheet(game.actions[0], columns, cells, tuple(zip(game.actors[2:], chosen, strict=True)))


def said_beyond(game: NormalFormGame, limit: int | None) -> str:
    """What to say of the sheets beyond the limit; empty if there are none."""
    left = 0 if limit is None else count_sheets(game) - limit
    if left <= 0:
        return ""
    return "1 more table is not shown." if left == 1 else f"{left:,} more tables are not shown."
