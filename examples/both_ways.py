"""Does the linkage of China's good standing in Europe to its trade hold, and how good must that standing be?"""

import gametheory as gt
import models

scenario = models.load("both-ways")
found = gt.threshold_formula(scenario.family, scenario.strategies["linkage"], at=scenario.reference)
print("critical discount factor of the linkage:", found)
print("good standing in Europe that just suffices:", found.inverse("china_europe"))
for lever in found.levers:
    print(f"  1% more of {lever.parameter}: {lever.elasticity:+.2f}% of the patience needed")

# What is left without the one thing that only America asserts?
alone = scenario.without("attributed")
print("inequalities that America alone asserts:", sorted(scenario.kept - alone.kept))
