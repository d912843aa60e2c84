"""When does a bank stop even lawful payments, and how good must the flags be for them to flow?"""

import gametheory as gt
import models
from models.detection import detection

scenario = models.load("bank-delisting")
repeated = scenario.repeated()
told = {answer.name: answer for answer in detection(scenario).answers}
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(repeated.stage, strategy, monitoring=repeated.monitoring)
    print(f"{name}: equilibrium for {region}")
    if gt.check_strategy(repeated, strategy):
        print(f"  exactly where {told[name].region.condition}")
