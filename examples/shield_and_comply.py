"""Why do banks stop that no cut-off has hit, which stops last, and what would a shield have to pay?"""

import gametheory as gt
import models

scenario = models.load("shield-and-comply")
stage = scenario.stage()
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(stage, strategy)
    print(f"{name}: equilibrium for {region}")
    for actor in stage.actors:
        print(f"  {actor} keeps to it for {' and '.join(map(str, region.of(actor))) or 'no discount factor'}")
found = gt.threshold_formula(scenario.family, scenario.strategies["quiet-stopping"], at=scenario.reference)
print("quiet stopping:", found)
