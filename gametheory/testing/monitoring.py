"""Random public monitoring, and automata that move on its signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from gametheory.games.monitoring import PublicMonitoring
from gametheory.strategies.automaton import Automaton
from gametheory.testing.automata import automata, lotteries

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["monitorings", "signal_automata"]

_SIGNALS = ("quiet", "flag", "alarm")


@st.composite
def monitorings(draw: DrawFn, game: NormalFormGame, *, max_signals: int = 3) -> PublicMonitoring:
    """
    Draw public monitoring for a game.

    Parameters
    ----------
    game : NormalFormGame
        The game whose actions are watched.
    max_signals : int, default: 3
        The largest number of signals, at most 3.

    Returns
    -------
    SearchStrategy of PublicMonitoring
        The strategy; some signals may be impossible at some profiles.

    Examples
    --------
    >>> from hypothesis import given
    >>> from gametheory import NormalFormGame
    >>> @given(monitorings(NormalFormGame([[0], [1]])))
    ... def complete(monitoring):
    ...     assert all(sum(row) == 1 for row in monitoring.rows)
    >>> complete()
    """
    signals = _SIGNALS[: draw(st.integers(1, max_signals))]
    flat: list[Any] = []
    for _ in range(game.n_profiles):
        flat += draw(lotteries(signals)).values()
    table = np.empty(len(flat), dtype=object)
    table[:] = flat
    return PublicMonitoring(signals, table.reshape((*game.shape, len(signals))))


@st.composite
def signal_automata(
    draw: DrawFn, game: NormalFormGame, monitoring: PublicMonitoring, *, max_states: int = 3, mixed: bool = False
) -> Automaton:
    """
    Draw an automaton that moves on signals.

    Parameters
    ----------
    game : NormalFormGame
        The game that it plays.
    monitoring : PublicMonitoring
        Whose signals it sees.
    max_states : int, default: 3
        The largest number of states.
    mixed : bool, default: False
        Whether actors may mix in some states.

    Returns
    -------
    SearchStrategy of Automaton
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> from gametheory import NormalFormGame, PublicMonitoring
    >>> game = NormalFormGame([[0], [1]])
    >>> seen = PublicMonitoring(["quiet", "flag"], [["1/2", "1/2"], [1, 0]])
    >>> @given(signal_automata(game, seen))
    ... def on_signals(automaton):
    ...     assert set(automaton.signals) <= {"quiet", "flag"}
    >>> on_signals()
    """
    drawn = draw(automata(game, max_states=max_states, mixed=mixed))
    sure = st.sampled_from(drawn.states)
    target = sure | lotteries(drawn.states) if len(drawn.states) > 1 else sure
    signals = st.dictionaries(st.sampled_from(monitoring.signals), target)
    return Automaton(
        drawn.start,
        drawn.actions,
        {state: draw(signals) for state in drawn.states},
        {state: draw(target) for state in drawn.states},
    )
