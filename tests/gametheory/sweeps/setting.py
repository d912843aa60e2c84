"""One sweep that the tests of engines and stores share: every kind of variable, exact ties among its points."""

import sympy

from gametheory import GameFamily, NormalFormGame, strategies, sweeps

R, S, T, P = sympy.symbols("R S T P")
DILEMMA = GameFamily.from_expressions([[[R, R], [S, T]], [[T, S], [P, P]]], actors=["Ann", "Bob"], actions=["C", "D"])
AT = {"S": -1, "P": 0}
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
OUTPUTS = [sweeps.EquilibriumCount(), sweeps.EquilibriumProfiles(), sweeps.DiscountRange(GRIM), sweeps.Consistent()]
GRID = sweeps.grid(T=[0, 1, 2, "5/2", 3], R=[1, 2, 3])
SAMPLE = sweeps.sobol(40, T=(0, 3), R=(1, 3), seed=11)


def run(points=GRID, outputs=OUTPUTS, at=AT, **options):
    return sweeps.sweep(DILEMMA, points, outputs, at=at, **options)


def stage(T, R):
    """A function that other processes can import."""
    return NormalFormGame([[[R, R], [-1, T]], [[T, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
