"""How a repeated game is played: automata, and the classic ones by name."""

from __future__ import annotations

from gametheory.strategies.automaton import ANY, Automaton
from gametheory.strategies.classic import graduated_response, limited_punishment, reversion
from gametheory.strategies.following import Departure, Period, Trace, follow
from gametheory.strategies.ladders import proportional_response, snap_back
from gametheory.strategies.memory import memory_one, memory_one_vectors
from gametheory.strategies.minimal import minimise
from gametheory.strategies.products import ActorAutomaton, product
from gametheory.strategies.punishment import minmax_reversion, mutual_minmax_reversion, stick_and_carrot
from gametheory.strategies.reciprocity import generous_tit_for_tat, mirror, tit_for_tat, win_stay_lose_shift
from gametheory.strategies.simple_profiles import Path, penance, simple_strategy
from gametheory.strategies.standing import contrition
from gametheory.strategies.words import describe

__all__ = [
    "ANY",
    "ActorAutomaton",
    "Automaton",
    "Departure",
    "Path",
    "Period",
    "Trace",
    "contrition",
    "describe",
    "follow",
    "generous_tit_for_tat",
    "graduated_response",
    "limited_punishment",
    "memory_one",
    "memory_one_vectors",
    "minimise",
    "minmax_reversion",
    "mirror",
    "mutual_minmax_reversion",
    "penance",
    "product",
    "proportional_response",
    "reversion",
    "simple_strategy",
    "snap_back",
    "stick_and_carrot",
    "tit_for_tat",
    "win_stay_lose_shift",
]
