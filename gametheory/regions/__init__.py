"""What holds for every payoff, for some and for none: statements over a polytope of payoffs, each with its proof."""

from __future__ import annotations

from gametheory.regions.identified import Bound, IdentifiedSet, Range, identification, identified_set
from gametheory.regions.incentives import Incentive, Incentives, incentives
from gametheory.regions.necessary import Implied, Necessary, necessary, necessity
from gametheory.regions.outline import Outline, outline
from gametheory.regions.possible import Possible, possibility, possible
from gametheory.regions.statement import Conditions, Statement

__all__ = [
    "Bound",
    "Conditions",
    "IdentifiedSet",
    "Implied",
    "Incentive",
    "Incentives",
    "Necessary",
    "Outline",
    "Possible",
    "Range",
    "Statement",
    "identification",
    "identified_set",
    "incentives",
    "necessary",
    "necessity",
    "outline",
    "possibility",
    "possible",
]
