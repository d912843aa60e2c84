"""The picture of the README: how patient all must be for the ladder to hold, as the third country's loss moves."""

import sys
from pathlib import Path

import models
from gametheory import plots
from models.thresholds import thresholds

scenario = models.load("five-powers")
(ladder,) = thresholds(scenario, {}, ["graduated-response"])
print("Critical discount factor:", ladder.formula)
for loss in (2, 3, 6):
    region = ladder.formula.region(intermediary_listing_loss=loss)
    print(f"loss {loss}: an equilibrium for discount factors in {region}")
if len(sys.argv) > 1:
    shows = "Discount factors for which a ladder of responses sustains compliance, by the third country's listing loss"
    ax = plots.thresholds(ladder.formula, "intermediary_listing_loss", low=1, high=6)
    Path(sys.argv[1]).write_text(plots.svg(ax, title=shows, prefix="ladder") + "\n", encoding="utf-8", newline="\n")
    print("Written:", sys.argv[1])
