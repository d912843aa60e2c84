"""Threat games by the textbook's formulas and by playing them, sharing nothing with the library."""

import numpy as np
from scipy.special import owens_t
from scipy.stats import norm


def both(h, k, correlation):
    """Phi2 from Owen's T."""
    root = np.sqrt(1 - correlation**2)
    h, k = (np.where(x == 0, 1e-300, x) for x in np.broadcast_arrays(h, k))
    with np.errstate(over="ignore"):
        first = owens_t(h, (k / h - correlation) / root)
        second = owens_t(k, (h / k - correlation) / root)
    opposite = np.sign(h) != np.sign(k)
    return 0.5 * (norm.cdf(h) + norm.cdf(k)) - first - second - 0.5 * opposite


def chances(p, S_A, V_A, C_B, W_A, W_B, a, V_B):
    """Challenge, standing firm, and B's reply to p."""
    c = (S_A - (1 - p) * V_A) / p
    challenge = 1 - norm.cdf(c - W_A) * norm.cdf(c - a)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        firm = both((W_A - a) / np.sqrt(2), W_A - c, 1 / np.sqrt(2)) / challenge
        return challenge, firm, norm.cdf((firm * W_B + (1 - firm) * V_B - C_B) / firm)


def crossings(payoffs, points=200_001):
    """Where the reply crosses the diagonal on a fine grid."""
    p = np.linspace(1e-4, 1 - 1e-6, points)
    challenge, firm, reply = chances(p, **payoffs)
    gap = reply - p
    sharp = (challenge > 1e-6) & (firm > 1e-6)  # elsewhere these formulas have lost their digits
    changes = (np.sign(gap[:-1]) != np.sign(gap[1:])) & sharp[:-1] & sharp[1:]
    return p[:-1][changes], p[1] - p[0], p[sharp]


def played(payoffs, threshold, resist, firm, rounds, seed):
    """Frequencies of the four outcomes among actors who maximise, B replying to what it believes."""
    rng = np.random.default_rng(seed)
    stand = payoffs["W_A"] + rng.standard_normal(rounds)
    back = payoffs["a"] + rng.standard_normal(rounds)
    private = rng.standard_normal(rounds)
    tested = resist * np.maximum(stand, back) + (1 - resist) * payoffs["V_A"]
    threatens = tested > payoffs["S_A"]
    resists = firm * (payoffs["W_B"] + private) + (1 - firm) * payoffs["V_B"] > payoffs["C_B"]
    carried = stand > back
    ends = (~threatens, threatens & ~resists, threatens & resists & carried, threatens & resists & ~carried)
    return np.array([end.mean() for end in ends])
