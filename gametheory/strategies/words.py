"""A strategy in words: its states, what each actor does there, and what moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.conditions import Move, moves_by_profile, moves_by_signal
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.play import refuse_misfit
from gametheory.strategies.tables import observations

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["describe"]


def describe(automaton: Automaton, stage: NormalFormGame, *, monitoring: PublicMonitoring | None = None) -> str:
    """
    Tell a strategy in words.

    For each state: what each actor does, and where play goes on; profiles that lead to the same place are told
    together, by who departed where that says it, else by who plays what.

    Parameters
    ----------
    automaton : Automaton
        The strategy.
    stage : NormalFormGame
        The game that it plays, for the names.
    monitoring : PublicMonitoring, optional
        What everybody sees, where the automaton moves on signals.

    Returns
    -------
    str
        One paragraph per state, those that begin play first told as such.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> print(strategies.describe(strategies.reversion(("C", "C"), ("D", "D")), stage))
    target (start): Ann plays C, Bob plays C
      if nobody departs: stay
      otherwise: go to punishment
    punishment: Ann plays D, Bob plays D
      whatever happens: stay
    """
    told = state_moves(automaton, stage, monitoring)
    start = as_lottery(automaton.start)
    lines = []
    for state, moves in told.items():
        begins = f" ({_start(start[state])})" if state in start else ""
        lines.append(f"{state}{begins}: {prescription(automaton, stage, state)}")
        lines += [f"  {_when(move)}: {_where(state, move.target)}" for move in moves]
    return "\n".join(lines)


def state_moves(
    automaton: Automaton, stage: NormalFormGame, monitoring: PublicMonitoring | None = None
) -> dict[State, list[Move]]:
    """Tell, per state, what moves it where."""
    refuse_misfit(stage, automaton, monitoring)
    seen = observations(stage, monitoring)
    told = {}
    for state in automaton.states:
        row = {key: automaton.next_state(state, key) for key in seen}
        signals = monitoring is not None
        told[state] = moves_by_signal(row) if signals else moves_by_profile(stage, automaton.actions[state], row)
    return told


def prescription(automaton: Automaton, stage: NormalFormGame, state: State) -> str:
    """Tell what each actor does in a state."""
    mixture = zip(stage.actors, automaton.mixture(state), strict=True)
    return ", ".join(f"{actor} plays {chances_in_words(lottery)}" for actor, lottery in mixture)


def chances_in_words(lottery: Any) -> str:
    """Tell a lottery; a sure thing is told by its name."""
    if len(lottery) == 1:
        return str(next(iter(lottery)))
    return " or ".join(f"{prize} ({chance})" for prize, chance in lottery.items())


def _start(chance: Any) -> str:
    return "start" if chance == 1 else f"start with probability {chance}"


def _when(move: Move) -> str:
    return move.when if move.when.startswith(("whatever", "otherwise", "on ")) else f"if {move.when}"


def _where(state: State, target: Any) -> str:
    return "stay" if target == state else f"go to {chances_in_words(as_lottery(target))}"
