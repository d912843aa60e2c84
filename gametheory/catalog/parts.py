"""What the classic games are built from: numbers read, orders checked, tables of two and of many actors."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.games.normal_form import NormalFormGame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = tuple[tuple[Any, Any], ...]


def bimatrix(actors: tuple[str, str], actions: Sequence[Any], *rows: Row) -> NormalFormGame:
    """A two-actor game, row by row, each cell the pair of payoffs; one list of actions, or one per actor."""
    return NormalFormGame([[list(cell) for cell in row] for row in rows], actors=actors, actions=actions)


def symmetric(actors: tuple[str, str], actions: Sequence[str], own: Sequence[Sequence[Any]]) -> NormalFormGame:
    """A symmetric two-actor game from the payoffs of whoever stands in the rows."""
    size = range(len(actions))
    return bimatrix(actors, actions, *(tuple((own[a][b], own[b][a]) for b in size) for a in size))


def zero_sum(actors: tuple[str, str], actions: Sequence[Any], first: Sequence[Sequence[Any]]) -> NormalFormGame:
    """A two-actor game in which one gains what the other loses."""
    return bimatrix(actors, actions, *(tuple((x, -x) for x in row) for row in first))


def crowd(name: str, count: int, actions: Sequence[str], payoff: Callable[..., Sequence[Any]]) -> NormalFormGame:
    """A game of `count` numbered actors with the same actions each."""
    actors = [f"{name} {i + 1}" for i in range(count)]
    return NormalFormGame.from_function(payoff, actions={actor: list(actions) for actor in actors})


def read_count(value: Any, what: str, least: int) -> int:
    """A whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise GameError(f"{what}: {value!r} is given; give a whole number of at least {least}.")
    return value


def read_numbers(values: Sequence[Any], what: str) -> tuple[Fraction, ...]:
    """Different exact numbers in increasing order."""
    numbers = tuple(exact(x, what) for x in values)
    if not numbers or any(a >= b for a, b in pairwise(numbers)):
        shown = ", ".join(str(x) for x in numbers)
        raise GameError(f"{what}: ({shown}) are given; give at least one, in increasing order without repeats.")
    return numbers


def require_order(game: str, **values: Fraction) -> None:
    """Refuse numbers that do not fall strictly in the order in which they are named."""
    names, numbers = list(values), list(values.values())
    for k in range(len(names) - 1):
        if numbers[k] <= numbers[k + 1]:
            order = " > ".join(names)
            given = ", ".join(f"{name} = {number}" for name, number in values.items())
            raise GameError(
                f"a {game} has {order}; given are {given}. Make {names[k]} larger than {names[k + 1]}, "
                "or build the game you mean with NormalFormGame."
            )
