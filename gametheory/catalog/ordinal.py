"""All two-by-two games of strict preference, one by one."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from gametheory.catalog.parts import bimatrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["ordinal_games"]

_Table = tuple[int, ...]


def ordinal_games(*, swap_actors: bool = False) -> Iterator[NormalFormGame]:
    """
    Run through the two-by-two games in which both actors rank the four outcomes strictly, 4 the best.

    Games that differ only in the names of actions count once. There are 144 (Robinson and Goforth 2005): 108 with one
    pure equilibrium, 18 with two and 18 with none; or 78 (Rapoport and Guyer 1966) if games that differ in which actor
    is which count once as well.

    Parameters
    ----------
    swap_actors : bool, default: False
        Whether games that become the same by exchanging the actors count once.

    Yields
    ------
    NormalFormGame
        The games, each made when it is reached.

    Examples
    --------
    >>> sum(1 for game in ordinal_games()), sum(1 for game in ordinal_games(swap_actors=True))
    (144, 78)
    """
    for first in permutations((1, 2, 3, 4)):
        for second in permutations((1, 2, 3, 4)):
            twins = _renamed(first, second)
            if swap_actors:
                twins |= _renamed(_transposed(second), _transposed(first))
            if (first, second) == min(twins):
                (a, b, c, d), (e, f, g, h) = first, second
                yield bimatrix(("Row", "Column"), ["1", "2"], ((a, e), (b, f)), ((c, g), (d, h)))


def _renamed(first: _Table, second: _Table) -> set[tuple[_Table, _Table]]:
    """The four ways to name the actions: rows exchanged or not, columns exchanged or not."""
    orders = ((0, 1, 2, 3), (1, 0, 3, 2), (2, 3, 0, 1), (3, 2, 1, 0))
    return {(tuple(first[k] for k in order), tuple(second[k] for k in order)) for order in orders}


def _transposed(table: _Table) -> _Table:
    return table[0], table[2], table[1], table[3]
