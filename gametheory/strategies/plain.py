"""An automaton as plain data, the way certificates hold it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.exact import exact_text
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.lottery import as_lottery


def plain_automaton(automaton: Automaton) -> dict[str, Any]:
    """Write an automaton as lists of pairs, so that states may be text or integers."""
    return {
        "start": _pairs(automaton.start),
        "actions": [[state, [_pairs(action) for action in profile]] for state, profile in automaton.actions.items()],
        "transitions": [
            [state, [[key if isinstance(key, str) else list(key), _pairs(t)] for key, t in row.items()]]
            for state, row in automaton.transitions.items()
        ],
        "default": [[state, _pairs(target)] for state, target in automaton.default.items()],
    }


def plain_setting(
    stage: NormalFormGame,
    automaton: Automaton,
    monitoring: PublicMonitoring | None = None,
    slips: tuple[Fraction, ...] = (),
) -> dict[str, Any]:
    """Write the game, the automaton, and what is seen and mistaken, as certificates about strategies hold them."""
    return {
        "game": plain_game(stage),
        "automaton": plain_automaton(automaton),
        "monitoring": plain_monitoring(monitoring),
        "slips": [exact_text(p) for p in slips] or ["0"] * len(stage.actors),
    }


def plain_monitoring(monitoring: PublicMonitoring | None) -> dict[str, Any] | None:
    """Write signals and their chances by profile; None where actions are seen themselves."""
    if monitoring is None:
        return None
    rows = [[exact_text(p) for p in row] for row in monitoring.rows]
    return {"signals": list(monitoring.signals), "rows": rows}


def _pairs(value: Any) -> list[list[Any]]:
    return [[prize, exact_text(chance)] for prize, chance in as_lottery(value).items()]
