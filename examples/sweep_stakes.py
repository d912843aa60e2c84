"""How patient must China be, over a grid of two stakes? Which stake moves the answer most? And what if noise moves?"""

import models
from gametheory import sweeps
from models.sweeping import sweep_outputs, sweep_scenario

scenario = models.load("five-powers")
outputs = sweep_outputs(scenario, ["region", "consistent"], only=["reversion"])

points = sweeps.grid(china_trade=[3, 4, 5], china_cutoff_loss=[6, 7, 8])
data = sweep_scenario(scenario, points, outputs)
print("lowest discount factor for reversion, by what trade is worth (down) and what a cut-off costs (across):")
print(data["reversion_low"].to_pandas().round(4))
print("the stakes agree with all that is known:", bool(data["consistent"].all()))
print(data["china_trade"].attrs["provenance"].splitlines()[0])

# The share of each stake in the variance of the verdict at a discount factor of 3/4, with 95% intervals.
design = sweeps.saltelli(256, china_trade=(2, 6), china_europe=(1, 2), us_cutoff_cost=(3, 6), seed=1)
verdicts = sweep_scenario(scenario, design, sweep_outputs(scenario, ["holds"], only=["reversion"]))
indices = sweeps.sobol_indices(verdicts, "reversion_holds")
print(indices.to_dataframe()[["total_low", "total", "total_high"]].round(2))

# Where only signals are seen, their chances vary like stakes: how often must payments be flagged, how rarely wrongly?
banks = models.load("bank-delisting")
points = sweeps.grid(flag_full=["0.7", "0.8", "0.9"], flag_partial=["0.2", "0.3", "0.4"])
noisy = sweep_scenario(banks, points, sweep_outputs(banks, ["region"], only=["lawful-payments"]))
print("lowest discount factor for lawful payments, by detection (down) and false alarm (across):")
print(noisy["lawful-payments_low"].to_pandas().round(4))
print(noisy["flag_full"].attrs["provenance"].splitlines()[0])
