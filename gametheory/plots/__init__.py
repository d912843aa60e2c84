"""Pictures of strategies and results; each needs matplotlib, which is imported when one is drawn."""

from __future__ import annotations

from gametheory.plots.parameter_region import parameter_region
from gametheory.plots.state_diagram import automaton

__all__ = ["automaton", "parameter_region"]
