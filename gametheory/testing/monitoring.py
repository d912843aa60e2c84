"""Random public monitoring, and automata that move on its signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.signal_table import as_table
from gametheory.strategies.automaton import Automaton
from gametheory.testing.automata import automata, lotteries

if TYPE_CHECKING:
    from fractions import Fraction

    from hypothesis.strategies import DrawFn

    from gametheory.games.normal_form import NormalFormGame

__all__ = ["channel_monitorings", "garbled", "monitorings", "signal_automata", "stochastic_matrices"]

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
    return PublicMonitoring(signals, as_table(draw(stochastic_matrices(game.n_profiles, len(signals))), game.shape))


@st.composite
def stochastic_matrices(draw: DrawFn, rows: int, columns: int) -> tuple[tuple[Fraction, ...], ...]:
    """
    Draw matrices of fractions whose rows are lotteries.

    Parameters
    ----------
    rows, columns : int
        The shape.

    Returns
    -------
    SearchStrategy of tuple of tuple of Fraction
        The strategy; some entries may be zero.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(stochastic_matrices(2, 3))
    ... def stochastic(matrix):
    ...     assert [sum(row) for row in matrix] == [1, 1]
    >>> stochastic()
    """
    return tuple(tuple(draw(lotteries(range(columns))).values()) for _ in range(rows))


@st.composite
def garbled(draw: DrawFn, monitoring: PublicMonitoring, *, max_signals: int = 3) -> PublicMonitoring:
    """
    Draw monitoring that is given monitoring with its signals blurred.

    Parameters
    ----------
    monitoring : PublicMonitoring
        What is blurred.
    max_signals : int, default: 3
        The largest number of signals, at most 3.

    Returns
    -------
    SearchStrategy of PublicMonitoring
        The strategy.

    Examples
    --------
    >>> from hypothesis import given, settings
    >>> seen = PublicMonitoring(["quiet", "flag"], [["1/2", "1/2"], [1, 0]])
    >>> @settings(max_examples=10)
    ... @given(garbled(seen))
    ... def less_informative(blurred):
    ...     assert blurred.is_garbling_of(seen)
    >>> less_informative()
    """
    signals = _SIGNALS[: draw(st.integers(1, max_signals))]
    return monitoring.garble(draw(stochastic_matrices(len(monitoring.signals), len(signals))), signals)


@st.composite
def channel_monitorings(draw: DrawFn, game: NormalFormGame, *, max_signals: int = 2) -> PublicMonitoring:
    """
    Draw monitoring in which each actor's action is seen through a noisy channel of its own.

    Parameters
    ----------
    game : NormalFormGame
        The game whose actions are watched.
    max_signals : int, default: 2
        The largest number of signals of a channel, at most 3.

    Returns
    -------
    SearchStrategy of PublicMonitoring
        The strategy; the signals are tuples of the channels' signals.

    Examples
    --------
    >>> from hypothesis import given
    >>> from gametheory import NormalFormGame
    >>> @given(channel_monitorings(NormalFormGame([[[0, 0], [1, 1]]])))
    ... def watches_all(monitoring):
    ...     assert monitoring.shape == (1, 2)
    >>> watches_all()
    """
    channels = {}
    for actor, count in zip(game.actors, game.shape, strict=True):
        signals = _SIGNALS[: draw(st.integers(1, max_signals))]
        channels[actor] = PublicMonitoring(signals, draw(stochastic_matrices(count, len(signals))))
    return PublicMonitoring.independent(game, channels)


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
