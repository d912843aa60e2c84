"""Which punishment makes the threat work, how patient must each side be, and what can be sustained at all?"""

import gametheory as gt
import models

scenario = models.load("secondary-sanctions")
stage = scenario.stage()
for name, strategy in scenario.strategies.items():
    print(f"{name}: equilibrium for {gt.discount_region(stage, strategy)}")

found = gt.payoff_set(scenario.repeated())
gt.verify(found.certificate, stage)
print(f"what equilibria can pay (gap {found.gap:.1g}):", *(tuple(map(str, v)) for v in found.inner))
floor, _ = found.project("US")
print("the US can be held to", floor[0], "and hope for", floor[1])

play = scenario.strategies["penance"].actions[scenario.strategies["penance"].start]
least = gt.minimal_discount(stage, [play])
print(least)
