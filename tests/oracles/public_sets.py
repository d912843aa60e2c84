"""The operator of Abreu, Pearce and Stacchetti (1990) under public signals, plainly: fixed directions, no jump."""

import numpy as np
from scipy.optimize import linprog


def levels(game, monitoring, discount, listed, directions, sweeps):
    """How far the set reaches in each direction at most, after a number of sweeps from the payoff box; -inf: empty."""
    d = np.array(discount, dtype=float)
    payoffs = np.array([[float(x) for x in game.payoff(p)] for p in game.profiles()])
    rows = np.array([[float(p) for p in row] for row in monitoring.rows])
    reach = np.where(directions > 0, directions * payoffs.max(axis=0), directions * payoffs.min(axis=0)).sum(axis=1)
    for _ in range(sweeps):
        new = np.full(len(directions), -np.inf)
        for k, direction in enumerate(directions):
            for number in range(len(payoffs)):
                form = np.concatenate([direction * d * p for p in rows[number]])
                best = furthest(form, *incentives(game, rows, payoffs, d, number), directions, reach, len(d))
                new[k] = max(new[k], best + direction @ ((1 - d) * payoffs[number]))
            for e in listed:
                best = furthest(direction * d, np.zeros((0, len(d))), np.zeros(0), directions, reach, len(d))
                new[k] = max(new[k], best + direction @ ((1 - d) * np.array(e, dtype=float)))
        reach = np.minimum(reach, new)
        if np.isneginf(reach).any():
            return np.full(len(directions), -np.inf)
    return reach


def incentives(game, rows, payoffs, d, number):
    """One row per deviation: what it gains tomorrow is no more than what it loses today."""
    index = np.unravel_index(number, game.shape)
    left, right = [], []
    for i, count in enumerate(game.shape):
        for a in range(count):
            if a != index[i]:
                other = int(np.ravel_multi_index((*index[:i], a, *index[i + 1 :]), game.shape))
                row = np.zeros((rows.shape[1], len(d)))
                row[:, i] = d[i] * (rows[other] - rows[number])
                left.append(row.ravel())
                right.append((1 - d[i]) * (payoffs[number, i] - payoffs[other, i]))
    return np.array(left).reshape(-1, rows.shape[1] * len(d)), np.array(right)


def furthest(form, left, right, directions, reach, size):
    """Largest value of a form over continuations within the levels; -inf where there are none."""
    many = len(form) // size
    within = np.kron(np.eye(many), directions)
    found = linprog(
        -form,
        A_ub=np.vstack([left, within]),
        b_ub=np.concatenate([right, np.tile(reach, many)]) + 1e-9,
        bounds=(None, None),
    )
    return -found.fun if found.status == 0 else -np.inf
