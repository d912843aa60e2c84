"""Can Russia keep China supplying by the threat to turn to others, and would the others deliver?"""

import gametheory as gt
import models

scenario = models.load("alternative-suppliers")
for variant in (None, *scenario.spec.variants):
    stakes = scenario.variant(variant) if variant else scenario.reference
    stage = scenario.stage(**stakes)
    print(f"stakes: {variant or 'reference'}")
    for profile in gt.pure_equilibria(stage):
        told = ", ".join(f"{actor}: {action}" for actor, action in zip(stage.actors, profile, strict=True))
        print(f"  played once: {told}")
    for name, strategy in scenario.strategies.items():
        region = gt.discount_region(stage, strategy)
        gt.verify(region.certificate, stage)
        binds = "" if region.is_empty else f"; {region.intervals[0].low_binding or 'nobody binds below'}"
        print(f"  {name}: equilibrium for {region}{binds}")
