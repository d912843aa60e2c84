"""Pictures of games, strategies and results; each needs matplotlib, which is imported when one is drawn."""

from __future__ import annotations

from gametheory.plots.payoff_picture import payoff_set
from gametheory.plots.response_table import best_responses
from gametheory.plots.state_diagram import automaton
from gametheory.plots.vector_text import svg

__all__ = ["automaton", "best_responses", "payoff_set", "svg"]
