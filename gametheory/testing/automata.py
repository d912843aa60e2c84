"""Random automata for a game: every way to write transitions, lotteries and mixed actions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from gametheory.strategies.automaton import ANY, Automaton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["automata", "lotteries"]


@st.composite
def lotteries(draw: DrawFn, prizes: Sequence[Any], *, max_weight: int = 3) -> dict[Any, Fraction]:
    """
    Draw a lottery over some prizes.

    Parameters
    ----------
    prizes : sequence
        What can be won.
    max_weight : int, default: 3
        Probabilities are proportional to whole weights of at most this size.

    Returns
    -------
    SearchStrategy of dict of prize to Fraction
        Probabilities that sum to one; some may be zero, or one.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(lotteries(["L", "R"]))
    ... def complete(lottery):
    ...     assert sum(lottery.values()) == 1
    >>> complete()
    """
    size = len(prizes)
    weights = draw(st.lists(st.integers(0, max_weight), min_size=size, max_size=size).filter(any))
    return {prize: Fraction(weight, sum(weights)) for prize, weight in zip(prizes, weights, strict=True)}


@st.composite
def automata(
    draw: DrawFn,
    game: NormalFormGame,
    *,
    max_states: int = 3,
    mixed: bool = False,
    random_transitions: bool = True,
) -> Automaton:
    """
    Draw a complete automaton for a game.

    States are named by text or by integers; transitions are written out, by patterns with ``"*"``, by defaults, or
    by a mixture of these; not every state need be reachable.

    Parameters
    ----------
    game : NormalFormGame
        The game that it plays.
    max_states : int, default: 3
        The largest number of states.
    mixed : bool, default: False
        Whether actors may mix in some states.
    random_transitions : bool, default: True
        Whether the start and transitions may be lotteries.

    Returns
    -------
    SearchStrategy of Automaton
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> from gametheory import NormalFormGame
    >>> @given(automata(NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]])))
    ... def complete(automaton):
    ...     assert automaton.next_state(automaton.states[0], ("1", "2")) is not None
    >>> complete()
    """
    count = draw(st.integers(1, max_states))
    states: list[Any] = list(range(count)) if draw(st.booleans()) else [f"s{k}" for k in range(count)]
    sure = st.sampled_from(states)
    target = sure | lotteries(states) if random_transitions and count > 1 else sure
    rows = {state: draw(_rows(game, target)) for state in states}
    return Automaton(
        start=draw(target),
        actions={state: draw(_prescriptions(game, mixed=mixed)) for state in states},
        transitions={state: row for state, (row, _) in rows.items() if row},
        default={state: default[0] for state, (_, default) in rows.items() if default},
    )


def _prescriptions(game: NormalFormGame, *, mixed: bool) -> SearchStrategy[tuple[Any, ...]]:
    pure = [st.sampled_from(names) for names in game.actions]
    if not mixed:
        return st.tuples(*pure)
    return st.tuples(*(st.sampled_from(names) | lotteries(names) for names in game.actions))


@st.composite
def _rows(draw: DrawFn, game: NormalFormGame, target: SearchStrategy[Any]) -> tuple[dict[Any, Any], list[Any]]:
    """Draw one state's transitions, and a default (none where the transitions are complete)."""
    if game.n_profiles <= 12 and draw(st.integers(0, 3)) == 0:
        return {profile: draw(target) for profile in game.profiles()}, []
    patterns = st.tuples(*(st.sampled_from((*names, ANY)) for names in game.actions))
    row = draw(st.dictionaries(patterns, target, max_size=4))
    if draw(st.integers(0, 3)) == 0:
        anything = (ANY,) * len(game.actors)
        return {**row, anything: row.get(anything, draw(target))}, []
    return row, [draw(target)]
