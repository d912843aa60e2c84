"""Fudenberg and Levine's linear program as it stands in their paper, with a discount factor, in floats, by SciPy."""

import numpy as np
from scipy.optimize import linprog

DISCOUNT = 0.6


def score(stage, monitoring, profile, direction, plane=None):
    """
    Largest l.v with v = (1-d) g(a) + d E[w|a], nobody gaining by leaving a, l.w(y) <= l.v; -inf where none is.

    A plane (e, c) asks for e.v = e.w(y) = c as well (Fudenberg, Levine and Takahashi 2007).
    """
    n, signals = len(stage.actors), len(monitoring.signals)
    table = np.array([[float(p) for p in row] for row in monitoring.rows]).reshape((*stage.shape, signals))
    payoffs = np.array([[float(x) for x in stage.payoff(p)] for p in stage.profiles()]).reshape((*stage.shape, n))
    weights, d = np.array(direction, dtype=float), DISCOUNT
    columns = n + n * signals  # v, then w by actor and signal

    def worth(index, i):
        """Coefficients of actor i's payoff where the profile is played, and its constant."""
        row = np.zeros(columns)
        row[n + i * signals : n + (i + 1) * signals] = d * table[index]
        return row, (1 - d) * payoffs[index][i]

    equal, right = [], []
    upper, bounds = [], []
    for i in range(n):
        now, constant = worth(profile, i)
        own = -now
        own[i] += 1
        equal.append(own)
        right.append(constant)
        for k in range(stage.shape[i]):
            other, paid = worth((*profile[:i], k, *profile[i + 1 :]), i)
            upper.append(other - now)
            bounds.append(constant - paid)
    if plane is not None:
        for start in range(-1, signals):
            row = np.zeros(columns)
            for i in range(n):
                row[i if start < 0 else n + i * signals + start] = plane[0][i]
            equal.append(row)
            right.append(plane[1])
    for y in range(signals):
        row = np.zeros(columns)
        row[:n] = -weights
        for i in range(n):
            row[n + i * signals + y] = weights[i]
        upper.append(row)
        bounds.append(0.0)
    cost = np.zeros(columns)
    cost[:n] = -weights
    solved = linprog(cost, upper, bounds, equal, right, bounds=(None, None), method="highs")
    if solved.status == 2:
        return -np.inf
    assert solved.status == 0, solved.message
    return -solved.fun


def best_score(stage, monitoring, listed, direction):
    """The largest over all pure profiles and listed stage equilibria."""
    pure = [score(stage, monitoring, index, direction) for index in np.ndindex(*stage.shape)]
    return max([*pure, *(sum(a * float(x) for a, x in zip(direction, e.payoffs, strict=True)) for e in listed)])
