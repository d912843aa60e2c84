"""What survives when payoffs are known by inequalities alone: for all, for some, and what is missing in between."""

import sympy

from gametheory import GameFamily, LinearInequality, regions, strategies, verify

# Two banks may go on with a trade or stop; each is hurt when the other goes on.
trade, loss, name = sympy.symbols("trade loss name")
payoffs = [[[name, name], [name - loss, trade]], [[trade, name - loss], [trade - loss, trade - loss]]]
family = GameFamily.from_expressions(
    payoffs,
    actors=["North Bank", "South Bank"],
    actions=["stop", "go on"],
    inequalities=[
        LinearInequality({"trade": 1, "name": -1}, name="trade outweighs a good name"),
        LinearInequality({"name": 1}, name="a good name is worth something"),
        LinearInequality({"loss": 1}, name="the other's trade hurts"),
    ],
)
stop = strategies.reversion(("stop", "stop"), ("go on", "go on"))

found = regions.robustness(family, stop, discount="0.9")
print("Both stop:", found)
print("A payoff where they do not:", dict(found.joint.necessary.counterexample))

needed = regions.minimal_strengthening(family, stop, discount="0.9")
print("Proved for every payoff once it is known that", needed)
print("Rechecked without a solver:", verify(needed.certificate))

unit = family.within(family.polytope.fixed(trade=1))
print("If they are seen to stop, with trade as the unit:", regions.identified_set(unit, stop, discount="0.9"))
box = regions.UniformBox(4, fixed={"trade": 1})
print("Share:", regions.share(unit, stop, discount="0.9", measures=[box, regions.UniformBox(20, fixed={"trade": 1})]))
