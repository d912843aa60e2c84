"""When does a licence hold where a ban does not, and what must the licence be worth?"""

import gametheory as gt
import models

scenario = models.load("exemption")
stage = scenario.stage()
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(stage, strategy)
    print(f"{name}: {scenario.spec.strategies[name].title}")
    print(f"  equilibrium for {region}")
    for interval in region.intervals:
        print(f"  below: {interval.low_binding or 'nobody'}")
    found = gt.threshold_formula(scenario.family, strategy, at=scenario.reference)
    print(f"  {found}")
    for lever in found.levers:
        print(f"    {lever.parameter} = {lever.value}, elasticity {lever.elasticity:+.2f}")
