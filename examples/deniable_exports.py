"""Violations seen only through noise: how often must a shipment be traced for China to send nothing?"""

import models
from models.detection import detection

scenario = models.load("deniable-exports")
told = detection(scenario, discount="0.9", stakes=scenario.variant("biting"), only=["sanction-for-a-time"])
region = told.answers[0].region
for alarm in ("0", "1/20", "1/10", "1/4"):
    fixed = told.others("covert_found", "clean_alarm")
    found = region.along("covert_found", discount=told.discount, clean_alarm=alarm, **fixed)
    answer = f"in {float(found[0].low):.3f} of cases" if found else "more often than always"
    print(f"With false alarms in {alarm} of periods, sanctions for two periods deter if exports are traced {answer}.")
for length in told.lengths:
    if length.exists:
        print(f"As the file has it, sanctions must last {length.shortest} to {length.longest} periods.")
for profile, actor, worth in told.worth:
    if actor == "US" and worth.value is not None:
        for name in ("covert_found", "clean_alarm"):
            print(f"At best {', '.join(profile)} is worth {worth.value} to the US; slope in {worth.slope(name)}")
