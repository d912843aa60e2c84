"""The prisoner's dilemma whose signals are noisy, as several test modules play it."""

import sympy

from gametheory import Automaton, NormalFormGame, PublicMonitoring, SymbolicMonitoring

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
P, Q, R = sympy.symbols("p q r")
SYMBOLIC = SymbolicMonitoring(["good", "bad"], [[[P, 1 - P], [Q, 1 - Q]], [[Q, 1 - Q], [R, 1 - R]]])
GRIM = Automaton(
    start="C",
    actions={"C": ("C", "C"), "D": ("D", "D")},
    transitions={"C": {"good": "C"}},
    default={"C": "D", "D": "D"},
)
ONE_PERIOD = Automaton(
    start="C",
    actions={"C": ("C", "C"), "D": ("D", "D")},
    transitions={"C": {"good": "C"}, "D": {"good": "C"}},
    default={"C": "D", "D": "D"},
)


def good_signal(p, q, r):
    """A good signal after no, one and two defections with chances p, q, r."""
    return PublicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])
