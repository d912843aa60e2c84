"""How big must the threatened loss be for a bank to comply, when violations are seen only through flags?"""

import sympy

import gametheory as gt

profit, access, p, e = sympy.symbols("profit access p e")
family = gt.GameFamily.from_expressions(
    [[[profit + access, 0], [0, 0]], [[access, 0], [0, 0]]],
    actors=["bank", "sender"],
    actions=[["violate", "comply"], ["open", "cut"]],
)
flags = gt.SymbolicMonitoring(["flag", "quiet"], [[[p, 1 - p]] * 2, [[e, 1 - e]] * 2])
delisting = gt.Automaton(
    start="open",
    actions={"open": ("comply", "open"), "cut": ("violate", "cut")},
    transitions={"open": {"flag": "cut"}},
    default={"open": "open", "cut": "cut"},
)
at = {"profit": 3, "access": 20, "p": "1/4", "e": "1/50"}
told = gt.threshold_formula(family, delisting, at=at, monitoring=flags)

print("critical discount factor:", told)
print("access that just deters:", told.inverse("access"))
for lever in told.levers:
    print(f"  1% more {lever.parameter}: {lever.elasticity:+.2f}% of patience needed")
