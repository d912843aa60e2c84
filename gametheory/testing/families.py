"""Random polytopes and families of games, degenerate ones included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from gametheory.games.family import GameFamily
from gametheory.games.polytope import LinearInequality, Polytope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn

__all__ = ["game_families", "polytopes"]


@st.composite
def polytopes(
    draw: DrawFn, parameters: Sequence[str] = ("a", "b"), *, max_inequalities: int = 5, size: int = 3
) -> Polytope:
    """
    Draw a polytope: empty, thin, unbounded or full.

    Parameters
    ----------
    parameters : sequence of str, default: ("a", "b")
        Names.
    max_inequalities : int, default: 5
        The largest number of inequalities.
    size : int, default: 3
        Coefficients are whole numbers of at most this size.

    Returns
    -------
    SearchStrategy of Polytope
        The polytope, its inequalities named p0, p1 and so on.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(polytopes())
    ... def named(polytope):
    ...     assert polytope.parameters == ("a", "b")
    >>> named()
    """
    whole = st.integers(-size, size)
    rows = draw(st.lists(st.tuples(*[whole] * (1 + len(parameters))), max_size=max_inequalities))
    return Polytope(
        parameters,
        [LinearInequality(dict(zip(parameters, row[1:], strict=True)), row[0], f"p{k}") for k, row in enumerate(rows)],
    )


@st.composite
def game_families(
    draw: DrawFn,
    *,
    max_actors: int = 2,
    max_actions: int = 2,
    parameters: Sequence[str] = ("a", "b"),
    max_inequalities: int = 5,
    size: int = 3,
) -> GameFamily:
    """
    Draw a family of games whose payoffs are linear in parameters of a polytope.

    Parameters
    ----------
    max_actors, max_actions : int, default: 2
        The largest numbers of actors and of actions of each.
    parameters : sequence of str, default: ("a", "b")
        Names.
    max_inequalities : int, default: 5
        The largest number of inequalities of the polytope.
    size : int, default: 3
        Coefficients are whole numbers of at most this size.

    Returns
    -------
    SearchStrategy of GameFamily
        The family.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(game_families())
    ... def complete(family):
    ...     assert family.game(a=1, b=2).actors == family.actors
    >>> complete()
    """
    shape = draw(st.lists(st.integers(1, max_actions), min_size=1, max_size=max_actors))
    full = (*shape, len(shape), 1 + len(parameters))
    count = int(np.prod(full))
    numbers = draw(st.lists(st.integers(-size, size), min_size=count, max_size=count))
    table = np.array(numbers, dtype=object).reshape(full)
    polytope = draw(polytopes(parameters, max_inequalities=max_inequalities, size=size))
    return GameFamily(table, polytope)
