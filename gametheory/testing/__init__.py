"""Hypothesis strategies for games and for strategies of repeated games: for our tests, and for yours."""

from __future__ import annotations

from importlib.util import find_spec

from gametheory.errors import MissingDependencyError

if find_spec("hypothesis") is None:
    raise MissingDependencyError(
        "gametheory.testing needs the package hypothesis; install it with: pip install 'sanction-games[testing]'"
    )

from gametheory.testing.automata import automata, lotteries
from gametheory.testing.families import game_families, polytopes
from gametheory.testing.games import discounts, games, payoffs, repeated_games
from gametheory.testing.monitoring import (
    channel_monitorings,
    garbled,
    monitorings,
    signal_automata,
    stochastic_matrices,
)
from gametheory.testing.pairs import strategies_in_games
from gametheory.testing.threats import threat_games

__all__ = [
    "automata",
    "channel_monitorings",
    "discounts",
    "game_families",
    "games",
    "garbled",
    "lotteries",
    "monitorings",
    "payoffs",
    "polytopes",
    "repeated_games",
    "signal_automata",
    "stochastic_matrices",
    "strategies_in_games",
    "threat_games",
]
