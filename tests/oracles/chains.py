"""Where a Markov chain spends its time, by squaring its matrix until it no longer moves."""

import numpy as np


def limiting_shares(matrix):
    """Shares of time from each state: powers of the lazy chain, which has the same shares and no periods."""
    power = (np.eye(len(matrix)) + matrix) / 2
    for _ in range(40):
        power = power @ power
        power /= power.sum(axis=1, keepdims=True)
    return power
