"""An automaton as plain data, the way certificates hold it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gametheory.exact import exact_text
from gametheory.games.monitoring import PublicMonitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.plain import plain_game
from gametheory.proofs.algebraic import Algebraic
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.lottery import as_lottery


def plain_automaton(automaton: Automaton) -> dict[str, Any]:
    """Write an automaton as lists of pairs, so that states may be text or integers."""
    return {
        "start": plain_lottery(automaton.start),
        "actions": [
            [state, [plain_lottery(action) for action in profile]] for state, profile in automaton.actions.items()
        ],
        "transitions": [
            [state, [[key if isinstance(key, str) else list(key), plain_lottery(t)] for key, t in row.items()]]
            for state, row in automaton.transitions.items()
        ],
        "default": [[state, plain_lottery(target)] for state, target in automaton.default.items()],
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
    """Write what is seen; None where every action is."""
    if monitoring is None:
        return None
    rows = [[exact_text(p) for p in row] for row in monitoring.rows]
    return {"signals": list(monitoring.signals), "rows": rows}


def plain_algebraic(point: Fraction | Algebraic) -> dict[str, Any]:
    """Write a discount factor: a number, or the root of a polynomial between two numbers."""
    if isinstance(point, Fraction):
        return {"at": exact_text(point)}
    ends = {"low": exact_text(point.low), "high": exact_text(point.high)}
    return {"polynomial": [exact_text(Fraction(a)) for a in point.polynomial], **ends}


def plain_lottery(value: Any) -> list[list[Any]]:
    """Write a sure thing or a lottery as pairs of prize and chance."""
    return [[prize, exact_text(chance)] for prize, chance in as_lottery(value).items()]
