"""Which response sustains compliance among five powers, and who breaks it first?"""

import gametheory as gt
import models

scenario = models.load("five-powers")
stage = scenario.stage()

for profile in gt.pure_equilibria(stage):
    print("Played once:", ", ".join(f"{actor}: {action}" for actor, action in zip(stage.actors, profile, strict=True)))

for name, strategy in scenario.strategies.items():
    region = gt.discount_region(stage, strategy)
    gt.verify(region.certificate, stage)  # rechecked without any solver
    print(f"{name}: equilibrium for discount factors in {region}; below, {region.intervals[0].low_binding}")

print()
print(scenario.why("China", ["cut off banks", "supply", "join", "rely", "comply"]))
