"""Pictures of games, strategies and results; each needs matplotlib, which is imported when one is drawn."""

from __future__ import annotations

from gametheory.plots.logit_picture import logit_branch
from gametheory.plots.order_rows import Dated
from gametheory.plots.parameter_region import parameter_region
from gametheory.plots.payoff_picture import payoff_set
from gametheory.plots.regions import level_map, region_map
from gametheory.plots.response_table import best_responses
from gametheory.plots.shares_picture import shares
from gametheory.plots.state_diagram import automaton
from gametheory.plots.threat_picture import threat_effects, threat_equilibria
from gametheory.plots.threshold_picture import thresholds
from gametheory.plots.timeline_picture import timeline
from gametheory.plots.vector_text import svg

__all__ = [
    "Dated",
    "automaton",
    "best_responses",
    "level_map",
    "logit_branch",
    "parameter_region",
    "payoff_set",
    "region_map",
    "shares",
    "svg",
    "threat_effects",
    "threat_equilibria",
    "thresholds",
    "timeline",
]
