"""Payoff sets of three, four and five actors, and the small linear programs behind them against HiGHS, in one run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import product
from statistics import median

import highspy
import numpy as np

from gametheory import NormalFormGame, RepeatedGame, payoff_set
from gametheory.equilibria.sets.cuts import OuterBound, standard_directions
from gametheory.equilibria.sets.stage_list import read_stage_equilibria
from gametheory.equilibria.sets.table import read_table
from gametheory.linear_programs.dense import dense_rows

SEED = 1990
ACTORS = {3: 5, 4: 2, 5: 1}  # actors with two actions each: games measured
FACTORS = (0.6, 0.9, 0.99)
SHAPES = ((2, 2, 2), (3, 3, 3), (2, 3, 4))  # actions of three actors, in the survey
PATIENCE = (0.1, 0.3, 0.6, 0.9, 0.99, 0.999)
SURVEYED = 5  # random games of each shape, payoffs and discount factor; degenerate ones come on top
GOALS = (1e-3, 1e-2, 5e-2)


def rows() -> Iterator[dict]:
    """Seconds of both bounds, with the gap in the note; programs a second."""
    for count, games in ACTORS.items():
        generator = np.random.default_rng([SEED, count])
        stages = [NormalFormGame(generator.integers(0, 10, (*[2] * count, count))) for _ in range(games)]
        for d in FACTORS:
            yield outer(stages, count, d)
            yield both(stages, count, d)
    for shape, d in product(SHAPES, PATIENCE):
        yield survey(shape, d)
    for size in (3, 5, 10):
        yield programs(size, 500)


def outer(stages, count, d):
    """The outer bound alone, along standard directions."""
    tables = [read_table(RepeatedGame(stage, d), read_stage_equilibria(stage, None)) for stage in stages]
    directions, seconds = standard_directions(count), []
    for table in [tables[0], *tables]:
        start = time.perf_counter()
        OuterBound(table, directions).descend(1000, 1.0)
        seconds.append(time.perf_counter() - start)
    note = f"{len(directions)} directions, {len(tables)} random integer games"
    return line("outer bound of the payoff set", f"{count} actors at {d}", median(seconds[1:]), None, "seconds", note)


def both(stages, count, d):
    """Both bounds, proved."""
    answers, seconds = [], []
    for stage in stages:
        start = time.perf_counter()
        answers.append(payoff_set(RepeatedGame(stage, d)))
        seconds.append(time.perf_counter() - start)
    gaps = ", ".join(f"{answer.gap:.1e}" for answer in answers)
    return line("payoff set, both bounds", f"{count} actors at {d}", median(seconds), None, "seconds", f"gaps {gaps}")


def survey(shape, d, count=SURVEYED):
    """Gaps of both bounds over many games of three actors, degenerate ones too."""
    gaps, seconds = [], []
    for stage in [*random_games(shape, 9, count), *random_games(shape, 99, count), *degenerate_games(shape, count)]:
        start = time.perf_counter()
        gaps.append(payoff_set(RepeatedGame(stage, d)).gap)
        seconds.append(time.perf_counter() - start)
    within = ", ".join(f"{sum(gap <= goal for gap in gaps)} within {goal:g}" for goal in GOALS)
    proved = sum(gap < np.inf for gap in gaps)
    note = f"{len(gaps)} games, {proved} with a proof; gaps: median {median(gaps):.1e}, worst {max(gaps):.1e}, {within}"
    note += f"; slowest {max(seconds):.2f} s"
    case = f"{' x '.join(map(str, shape))} actions at {d}"
    return line("payoff sets of three actors, survey", case, median(seconds), None, "seconds", note)


def random_games(shape, most, count):
    """Payoffs in whole numbers from 0 to `most`, each as likely as another."""
    for seed in range(count):
        generator = np.random.default_rng([SEED, most, *shape, seed])
        yield NormalFormGame(generator.integers(0, most + 1, (*shape, len(shape))))


def degenerate_games(shape, count):
    """Payoffs of which many are the same, an actor whose payoffs never change, and payoffs that sum to zero."""
    for seed in range(count):
        generator = np.random.default_rng([SEED, 1, *shape, seed])
        payoffs = generator.integers(0, 10, (*shape, len(shape)))
        yield NormalFormGame(generator.integers(0, 3, payoffs.shape))
        yield NormalFormGame(np.where(np.arange(len(shape)) == seed % len(shape), 4, payoffs))
        yield NormalFormGame(np.concatenate([payoffs[..., 1:], -payoffs[..., 1:].sum(axis=-1, keepdims=True)], axis=-1))


def programs(size, extra):
    """Objectives over the same rows, one after another."""
    generator = np.random.default_rng([SEED, size])
    matrix = np.vstack([np.eye(size), -np.eye(size), generator.standard_normal((extra, size))])
    right = np.concatenate([np.ones(size), np.zeros(size), 1 + generator.random(extra)])
    objectives = generator.standard_normal((1000, size))
    ours, theirs = dense_rows(matrix, programs=10**6), highs(matrix, right)
    ours.solve(right, objectives[:2])
    start = time.perf_counter()
    found = ours.solve(right, objectives)
    quick = 1000 / (time.perf_counter() - start)
    start = time.perf_counter()
    values = [solved(theirs, c) for c in objectives]
    slow = 1000 / (time.perf_counter() - start)
    note = f"largest difference of values {np.abs(found.values - values).max():.1e}"
    case = f"{size} variables, {len(matrix)} rows"
    return line("small dense linear programs", case, quick, slow, "per second", note, "highspy, one model, warm")


def highs(matrix, right):
    solver, count = highspy.Highs(), matrix.shape[1]
    solver.setOptionValue("output_flag", False)
    solver.addVars(count, np.full(count, -highspy.kHighsInf), np.full(count, highspy.kHighsInf))
    for row, level in zip(matrix, right, strict=True):
        solver.addRow(-highspy.kHighsInf, level, count, np.arange(count, dtype=np.int32), row)
    return solver


def solved(solver, objective):
    for j, x in enumerate(objective):
        solver.changeColCost(j, -float(x))
    solver.run()
    return -solver.getInfo().objective_function_value


def line(question, case, ours, peer, unit, note, name=None):
    return {
        "question": question,
        "case": case,
        "ours": ours,
        "peer": peer,
        "peer_name": name,
        "unit": unit,
        "note": note,
    }


if __name__ == "__main__":
    for found in rows():
        print(f"{found['question']}, {found['case']}: {found['ours']:.3g} {found['unit']}; {found['note']}", flush=True)
        if found["peer"]:
            print(f"  {found['peer_name']}: {found['peer']:.3g}, ratio {found['ours'] / found['peer']:.1f}", flush=True)
