"""Automata drawn as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gametheory.frozen import FrozenMap

if TYPE_CHECKING:
    from gametheory.strategies.automaton import Automaton

__all__ = ["automaton_text"]


def automaton_text(automaton: Automaton) -> str:
    """
    Draw an automaton as text: its states, what they prescribe, and where each profile leads.

    Parameters
    ----------
    automaton : Automaton
        The strategy.

    Returns
    -------
    str
        Two lines or more per state; an arrow marks where play can begin.

    Examples
    --------
    >>> from gametheory import strategies
    >>> print(automaton_text(strategies.reversion(("C", "C"), ("D", "D"))))
    -> target: play (C, C)
         after (C, C): target
         otherwise: punishment
       punishment: play (D, D)
         always: punishment
    """
    starts = automaton.start if isinstance(automaton.start, Mapping) else {automaton.start: 1}
    lines = []
    for state in automaton.states:
        arrow = "->" if state in starts else "  "
        chance = f" (starts with probability {starts[state]})" if state in starts and len(starts) > 1 else ""
        lines.append(f"{arrow} {state}{chance}: play {profile_text(automaton.actions[state])}")
        row: Mapping[Any, Any] = automaton.transitions.get(state, FrozenMap())
        lines += [f"     after {profile_text(profile)}: {lottery_text(target)}" for profile, target in row.items()]
        if state in automaton.default:
            lines.append(f"     {'otherwise' if row else 'always'}: {lottery_text(automaton.default[state])}")
    return "\n".join(lines)


def profile_text(profile: Any) -> str:
    """A profile in parentheses."""
    return "(" + ", ".join(lottery_text(action) for action in profile) + ")"


def lottery_text(value: Any) -> str:
    """A sure thing by its name, a lottery with its probabilities, a star as any."""
    if isinstance(value, Mapping):
        return " or ".join(f"{prize} [{chance}]" for prize, chance in value.items())
    return "any" if value == "*" else str(value)
