"""How a repeated game is played: automata, and the classic ones by name."""

from __future__ import annotations

from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.classic import graduated_response, limited_punishment, reversion

__all__ = ["ANY", "Automaton", "graduated_response", "limited_punishment", "reversion"]
