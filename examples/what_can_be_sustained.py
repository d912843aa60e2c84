"""What can five powers sustain at all, whatever strategies they think of? Bounds on every actor's payoff, proved."""

from fractions import Fraction

import gametheory as gt
import models

repeated = models.load("five-powers").repeated("0.8")
found = gt.payoff_set(repeated, sweeps=2)  # two looks at every half-space: quick, and the bounds are valid
gt.verify(found.certificate, repeated.stage)  # the proved payoffs, rechecked without any solver
once = {equilibrium.payoffs for equilibrium in found.stage_equilibria}
print(found, "\n")

print("Equilibrium payoffs at discount factor 4/5, from strategies of any kind:")
for i, actor in enumerate(repeated.stage.actors):
    proved, possible = found.project(actor)
    played_once = ", ".join(str(payoffs[i]) for payoffs in once)
    print(
        f"  {actor}: some equilibria pay {float(proved[0]):.3f} to {float(proved[1]):.3f}, none leaves "
        f"{float(possible[0]):.3f} to {float(possible[1]):.3f}; played once {played_once}"
    )

us, china = (repeated.stage.actors[i] for i in (0, 1))
polygon = found.project((us, china))[0]
print(f"\n{us} and {china} together:", " ".join(f"({float(x):.2f}, {float(y):.2f})" for x, y in polygon))

best = found.best([Fraction(1)] * len(repeated.stage.actors))
print("Best for all together:", ", ".join(f"{float(x):.3f}" for x in best))
print("Outside everything that stage equilibria pay:", best not in once and len(once) == 1)
