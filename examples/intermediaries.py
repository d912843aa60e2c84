"""Does it get harder with every further third country, and which instrument holds them?"""

import gametheory as gt
import models

for size in (1, 2, 3, 4):
    scenario = models.load("intermediaries", sizes={"third": size})
    stage = scenario.stage()
    print(f"{size} third countries, {stage.n_profiles} profiles")
    for name, strategy in scenario.strategies.items():
        region = gt.discount_region(stage, strategy)
        gt.verify(region.certificate, stage)
        first = region.intervals[0].low_binding if region.intervals else "an equilibrium nowhere"
        print(f"  {name}: {region}; {first}")
