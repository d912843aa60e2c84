"""Does severity deter, or only cut enforcement? The same demand with a mild, a severe and a final threat."""

import gametheory as gt
import models

scenario = models.load("firm-shutdown")
stage = scenario.stage()
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(stage, strategy)
    print(f"{name}: equilibrium for {region}")
    for actor in stage.actors:  # severity asks less patience of the target and more of those who carry it out
        print(f"  {actor} keeps to it for {' and '.join(map(str, region.of(actor))) or 'no discount factor'}")
