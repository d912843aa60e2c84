"""Random games with exact payoffs, small ones first, ties and constant payoffs among them."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["discounts", "games", "payoffs", "repeated_games"]

_ACTORS = ("Ann", "Bob", "Cyd", "Dee", "Eve", "Fay")
_ACTIONS = ("C", "D", "E", "F", "G", "H")


def payoffs(low: int = -5, high: int = 5, *, max_denominator: int = 6) -> SearchStrategy[int | Fraction]:
    """
    Draw one payoff: an integer, or a fraction with a small denominator.

    Parameters
    ----------
    low, high : int, default: -5 and 5
        The range.
    max_denominator : int, default: 6
        The largest denominator; 1 gives integers only.

    Returns
    -------
    SearchStrategy of int or Fraction
        The strategy; few values, so that ties are common.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(payoffs(0, 1))
    ... def within(x):
    ...     assert 0 <= x <= 1
    >>> within()
    """
    whole = st.integers(low, high)
    if max_denominator == 1:
        return whole
    return whole | st.fractions(low, high, max_denominator=max_denominator)


@st.composite
def games(
    draw: DrawFn,
    *,
    min_actors: int = 1,
    max_actors: int = 3,
    min_actions: int = 1,
    max_actions: int = 3,
    payoffs: SearchStrategy[Any] | None = None,
) -> NormalFormGame:
    """
    Draw a normal-form game with exact payoffs.

    Parameters
    ----------
    min_actors, max_actors : int, default: 1 and 3
        How many actors, at most 6.
    min_actions, max_actions : int, default: 1 and 3
        How many actions each actor has, at most 6.
    payoffs : SearchStrategy, optional
        What to draw each payoff from; by default `gametheory.testing.payoffs`.

    Returns
    -------
    SearchStrategy of NormalFormGame
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(games(min_actors=2, max_actors=2))
    ... def two(game):
    ...     assert len(game.actors) == 2
    >>> two()
    """
    count = draw(st.integers(min_actors, max_actors))
    shape = tuple(draw(st.integers(min_actions, max_actions)) for _ in range(count))
    numbers = _PAYOFFS if payoffs is None else payoffs
    size = prod(shape) * count
    table = np.empty(size, dtype=object)
    table[:] = draw(st.lists(numbers, min_size=size, max_size=size))
    return NormalFormGame(table.reshape((*shape, count)), actors=_ACTORS[:count], actions=[_ACTIONS[:k] for k in shape])


def discounts(
    low: Fraction = Fraction(0), high: Fraction = Fraction(1), *, max_denominator: int = 12
) -> SearchStrategy[Fraction]:
    """
    Draw a discount factor strictly between two numbers.

    Parameters
    ----------
    low, high : Fraction, default: 0 and 1
        Bounds, both left out.
    max_denominator : int, default: 12
        The largest denominator.

    Returns
    -------
    SearchStrategy of Fraction
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(discounts())
    ... def inside(d):
    ...     assert 0 < d < 1
    >>> inside()
    """
    found = sorted({Fraction(p, q) for q in range(1, max_denominator + 1) for p in range(q + 1)})
    return st.sampled_from([d for d in found if low < d < high])


@st.composite
def repeated_games(
    draw: DrawFn,
    stages: SearchStrategy[NormalFormGame] | None = None,
    *,
    common: bool = False,
    max_denominator: int = 12,
) -> RepeatedGame:
    """
    Draw a repeated game.

    Parameters
    ----------
    stages : SearchStrategy of NormalFormGame, optional
        What to draw the stage game from; by default `games`.
    common : bool, default: False
        Whether all actors share one discount factor.
    max_denominator : int, default: 12
        The largest denominator of discount factors.

    Returns
    -------
    SearchStrategy of RepeatedGame
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(repeated_games(common=True))
    ... def shared(repeated):
    ...     assert repeated.common_discount is not None
    >>> shared()
    """
    stage = draw(games() if stages is None else stages)
    factor = discounts(max_denominator=max_denominator)
    count = len(stage.actors)
    if common or draw(st.booleans()):
        return RepeatedGame(stage, discount=draw(factor))
    return RepeatedGame(stage, discount=draw(st.lists(factor, min_size=count, max_size=count)))


_PAYOFFS = payoffs()
