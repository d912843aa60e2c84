"""One feature switched, everything else drawn the same: what does it gain, and what does it lose?"""

import models
from models.paired import Basis, strategy_comparisons, variant_comparisons
from models.paired_tables import paired_text

coalition = models.load("coalition")
print("With Japan rather than without:")
(told,) = strategy_comparisons(Basis(coalition, ("us-and-eu", "with-japan")))
print("   ", paired_text(told))
for pair in told.by_measure:
    print(f"    {pair.measure.split('; ', 1)[-1]}: {pair}")

print("When standing together is worth more to Japan (all other stakes the same):")
for told in variant_comparisons(Basis(coalition, ("us-and-eu", "with-japan")), "later"):
    print(f"    {told.before}: {paired_text(told)}")

# Third countries are alike, but nobody says that they are the same: each may have its own losses, and draws of these
# may go together. Does it matter for their part whether one is told apart from the others?
losses = ["third_designation_loss", "third_freeze_loss"]
alike = models.load("intermediaries", sizes={"third": 2}, own=losses)
(told,) = strategy_comparisons(Basis(alike, ("asset-freeze", "whoever-carries"), actor="third"))
print("Two third countries with losses of their own, told apart rather than frozen together:")
for pair in told.by_measure[-2:]:
    print(f"    {pair.measure.split('; ', 1)[-1]}: {pair}")
