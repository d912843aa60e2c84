"""Which coalition of sanctioners suffices? The same demand backed by one, two, three and four senders."""

import gametheory as gt
import models

scenario = models.load("coalition")
stage = scenario.stage()
print(scenario.spec.title)
for name, strategy in scenario.strategies.items():
    region = gt.discount_region(stage, strategy)
    print(f"  {scenario.spec.strategies[name].title}: {region}")

profile = next(iter(gt.pure_equilibria(stage)))
blocking = gt.deviating_coalitions(stage, profile)
print("Played once:", profile)
for deviation in blocking.deviations:
    print("  all gain if", dict(deviation.actions), "by", {k: str(v) for k, v in deviation.gains.items()})
