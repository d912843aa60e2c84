"""Is the threat against banks believed? Every equilibrium, where they merge, and which lever moves them."""

import gametheory as gt
import models
from models.threats import threat

told = threat(models.load("bank-threat"))
for equilibrium in told.equilibria:
    ends = equilibrium.outcomes
    print(f"made {equilibrium.challenge:.3f}, then resisted {equilibrium.resist:.3f}, {equilibrium.stability}")
    print(f"  concession {ends.concession:.3f}, carried out {ends.stand_firm:.3f}, backed down {ends.back_down:.3f}")
print("in repeated play, credible intensities:", told.interval)

# The published example with three equilibria: a small change of one payoff makes two of them vanish.
game = gt.ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
print("three equilibria:", [round(equilibrium.resist, 8) for equilibrium in gt.threat_equilibria(game)])
folds = gt.threat_folds(game, "W_B", low=-3.5, high=-2)
print("they merge at W_B =", [round(fold.value, 7) for fold in folds])
