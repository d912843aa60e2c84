"""Does the target move before the last rung, and does anybody listen to a warning that nothing follows?"""

import gametheory as gt
import models

scenario = models.load("ladder")
repeated = scenario.repeated()
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(repeated.stage, strategy)
    print(f"{name}: equilibrium for {region}")
    check = gt.check_strategy(repeated, strategy)
    print(f"  at {repeated.discount[0]}: {check}")
