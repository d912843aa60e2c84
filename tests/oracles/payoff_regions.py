"""The plain operator of APS (1990) for any number of actors, in half-spaces: slow, by HiGHS, with no jump."""

from itertools import product

import highspy
import numpy as np


def directions_for(count):
    """All patterns of -1, 0, 1 but the zero."""
    return np.array([p for p in product((-1.0, 0.0, 1.0), repeat=count) if any(p)])


def solver_for(rows):
    """One program, of which levels, floors and forms are changed."""
    count, solver = rows.shape[1], highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.addVars(count, np.zeros(count), np.full(count, highspy.kHighsInf))
    for row in rows:
        solver.addRow(-highspy.kHighsInf, 0.0, count, np.arange(count, dtype=np.int32), row)
    return solver


def largest(solver, form, levels, floor):
    """Maximise a form over half-spaces above a floor; None where nothing is there."""
    for k, level in enumerate(levels):
        solver.changeRowBounds(k, -highspy.kHighsInf, float(level))
    for j, (x, low) in enumerate(zip(form, floor, strict=True)):
        solver.changeColCost(j, -float(x))
        solver.changeColBounds(j, float(low), highspy.kHighsInf)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return -solver.getInfo().objective_function_value


def plays(repeated):
    """Per profile what it pays and what a best deviation gains, as floats."""
    stage = repeated.stage
    for profile in stage.profiles():
        now = stage.payoff(profile)
        gains = [
            max(stage.payoff((*profile[:i], name, *profile[i + 1 :]))[i] for name in names) - now[i]
            for i, names in enumerate(stage.actions)
        ]
        yield np.array(now, dtype=float), np.array(gains, dtype=float)


def plain_levels(repeated, listed, sweeps):
    """How far the set reaches in every direction at most, after plain sweeps from the payoff box; None where empty."""
    d = np.array([float(x) for x in repeated.discount])
    count = len(d)
    game = list(plays(repeated))
    game += [(np.array(e, dtype=float), None) for e in listed]
    rows = directions_for(count)
    payoffs = np.array([now for now, _ in game])
    levels = np.maximum(rows * payoffs.min(axis=0), rows * payoffs.max(axis=0)).sum(axis=1)
    below = {i: int(np.flatnonzero((rows == -np.eye(count)[i]).all(axis=1))[0]) for i in range(count)}
    solver = solver_for(rows)
    for _ in range(sweeps):
        threats = np.array([-levels[below[i]] for i in range(count)]) - 1e-9
        floors = [threats if gains is None else threats + (1 - d) / d * gains for _, gains in game]
        reached = []
        for row in rows:
            later = [largest(solver, row * d, levels, floor) for floor in floors]
            best = [row @ ((1 - d) * now) + x for (now, _), x in zip(game, later, strict=True) if x is not None]
            if not best:
                return None
            reached.append(max(best))
        levels = np.minimum(levels, reached)
    return levels
