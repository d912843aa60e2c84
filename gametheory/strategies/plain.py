"""An automaton as plain data, the way certificates hold it."""

from __future__ import annotations

from typing import Any

from gametheory.exact import exact_text
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.lottery import as_lottery


def plain_automaton(automaton: Automaton) -> dict[str, Any]:
    """Write an automaton as lists of pairs, so that states may be text or integers."""
    return {
        "start": _pairs(automaton.start),
        "actions": [[state, [_pairs(action) for action in profile]] for state, profile in automaton.actions.items()],
        "transitions": [
            [state, [[list(profile), _pairs(target)] for profile, target in row.items()]]
            for state, row in automaton.transitions.items()
        ],
        "default": [[state, _pairs(target)] for state, target in automaton.default.items()],
    }


def _pairs(value: Any) -> list[list[Any]]:
    return [[prize, exact_text(chance)] for prize, chance in as_lottery(value).items()]
