"""What holds for every payoff, for some and for none: statements over a polytope of payoffs, each with its proof."""

from __future__ import annotations

from gametheory.regions.any_equilibrium import Excluded, Sustainable, sustainable
from gametheory.regions.correlated import Correlated
from gametheory.regions.discount_set import DiscountSet, discounts_for_all
from gametheory.regions.discounts import DiscountLevels, DiscountRun, DiscountStep, discount_levels
from gametheory.regions.identified import Bound, IdentifiedSet, Range, identification, identified_set
from gametheory.regions.incentives import Incentive, Incentives, incentives
from gametheory.regions.measures import LogUniform, Measure, Simplex, UniformBox
from gametheory.regions.necessary import Implied, Necessary, necessary, necessity
from gametheory.regions.orders import Orders, orders
from gametheory.regions.outline import Outline, outline
from gametheory.regions.paired import PairedShare, paired_share, paired_tally
from gametheory.regions.possible import Possible, possibility, possible
from gametheory.regions.rationalise import Explanation, Lesson, Rationalisation, rationalise
from gametheory.regions.robustness import Robustness, Strength, Verdict, robustness, verdict
from gametheory.regions.sampling import Sample, sample
from gametheory.regions.share import Share, Shares, share, share_interval, shares, tally
from gametheory.regions.statement import Conditions, Statement
from gametheory.regions.strengthening import (
    Ratio,
    Requirement,
    Strengthening,
    minimal_strengthening,
    strengthening,
)

__all__ = [
    "Bound",
    "Conditions",
    "Correlated",
    "DiscountLevels",
    "DiscountRun",
    "DiscountSet",
    "DiscountStep",
    "Excluded",
    "Explanation",
    "IdentifiedSet",
    "Implied",
    "Incentive",
    "Incentives",
    "Lesson",
    "LogUniform",
    "Measure",
    "Necessary",
    "Orders",
    "Outline",
    "PairedShare",
    "Possible",
    "Range",
    "Ratio",
    "Rationalisation",
    "Requirement",
    "Robustness",
    "Sample",
    "Share",
    "Shares",
    "Simplex",
    "Statement",
    "Strength",
    "Strengthening",
    "Sustainable",
    "UniformBox",
    "Verdict",
    "discount_levels",
    "discounts_for_all",
    "identification",
    "identified_set",
    "incentives",
    "minimal_strengthening",
    "necessary",
    "necessity",
    "orders",
    "outline",
    "paired_share",
    "paired_tally",
    "possibility",
    "possible",
    "rationalise",
    "robustness",
    "sample",
    "share",
    "share_interval",
    "shares",
    "strengthening",
    "sustainable",
    "tally",
    "verdict",
]
