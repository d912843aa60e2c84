"""A game as plain data, the way certificates hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.exact import exact_text
from gametheory.games.payoffs import exact_vector

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame


def plain_game(game: NormalFormGame) -> dict[str, Any]:
    """Write a game as lists and text: names, and payoffs as "p/q" in the order of profiles, then actors."""
    numerators, denominators = game.integers()
    rows = numerators.reshape(-1, len(game.actors)).tolist()
    return {
        "actors": list(game.actors),
        "actions": [list(names) for names in game.actions],
        "payoffs": [exact_text(x) for row in rows for x in exact_vector(row, denominators)],
    }
