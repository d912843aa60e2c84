"""Prove an outer bound: lower the levels once more, in fractions, and write down what proves every step."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.chain_end import closing
from gametheory.equilibria.sets.questions import plain_equilibrium
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.games.plain import plain_game
from gametheory.linear_programs.dense import DenseSolutions, dense_rows
from gametheory.linear_programs.dense_kernel import INFEASIBLE
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.outer_bound import Chain, beyond, reach, read_plays
from gametheory.proofs.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gametheory.equilibria.sets.stage_list import StageEquilibrium
    from gametheory.games.repeated import RepeatedGame
    from gametheory.proofs.outer_bound import Multipliers, Play

_GRID = 2**40
_ENOUGH = Fraction(1, 10**7)
_SWEEPS = 60
_LARGEST = 5000
"""Plays times directions for which every step is written down."""


def prove_outer(
    repeated: RepeatedGame,
    listed: Sequence[StageEquilibrium],
    directions: Sequence[Sequence[Fraction]],
    levels: Sequence[Fraction] = (),
) -> Certificate:
    """
    Lower the levels of directions, in units, from the payoff box downwards, with multipliers for every step.

    Where the levels of the set itself are given (two actors), the chain ends with them as soon as it can.
    """
    equilibria = [plain_equilibrium(e) for e in listed]
    game = {"game": plain_game(repeated.stage), "stage_equilibria": equilibria}
    plays = read_plays(read_table(game["game"]), equilibria)
    if len(plays) * len(directions) > _LARGEST:
        raise GameError(
            f"{len(plays)} profiles and stage equilibria times {len(directions)} half-spaces are too many steps to "
            f"write down; at most {_LARGEST} are. Ask for fewer half-spaces with a larger tolerance, or sweeps=1."
        )
    rows = [tuple(row) for row in directions]
    chain = Chain(rows, [sum((max(x, Fraction(0)) for x in row), Fraction(0)) for row in rows], repeated.discount)
    steps, last = _lowered(chain, plays, levels)
    reached = chain.levels if last is None else levels
    data = {
        **game,
        "discount": [exact_text(d) for d in repeated.discount],
        "directions": [[exact_text(x) for x in row] for row in rows],
        "levels": [exact_text(c) for c in reached],
        "steps": steps,
    }
    return Certificate("outer_bound", data if last is None else {**data, "closing": last})


def _lowered(
    chain: Chain, plays: Sequence[Play], levels: Sequence[Fraction]
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Sweep until little moves, or the end is proved; give all steps, and the closing one."""
    steps: list[dict[str, Any]] = []
    final = Chain(chain.directions, list(levels), chain.discount) if levels else None
    whys = [] if final is None else [_exact_multipliers(final, plays, k) for k in range(len(levels))]
    for _ in range(_SWEEPS):
        before = len(steps)
        found = (_step(chain, plays, k) for k in range(len(chain.levels)))
        steps += [step for step in found if step is not None]
        last = closing(chain, plays, levels, whys) if whys else None
        if last is not None or len(steps) == before or _nothing_left(chain):
            return steps, last
    return steps, None


def _nothing_left(chain: Chain) -> bool:
    return any(c < -1 - sum(map(abs, row)) for row, c in zip(chain.directions, chain.levels, strict=True))


def _step(chain: Chain, plays: Sequence[Play], k: int) -> dict[str, Any] | None:
    """Lower one level, if by enough; minus two less the length of the direction says that nothing is left."""
    whys = _multipliers(chain, plays, k)
    reached = [reach(chain, play, k, why) for play, why in zip(plays, whys, strict=True)]
    most = max((x for x in reached if x is not None), default=None)
    level = -2 - sum(map(abs, chain.directions[k])) if most is None else Fraction(ceil(most * _GRID), _GRID)
    if level > chain.levels[k] - _ENOUGH:
        return None
    chain.levels[k] = Fraction(level)
    told = [[[r, exact_text(y)] for r, y in why] for why in whys]
    return {"direction": k, "level": exact_text(Fraction(level)), "why": told}


def _multipliers(chain: Chain, plays: Sequence[Play], k: int) -> list[Multipliers]:
    """Solve for every play in floats, and round; floors need no multipliers of their own."""
    found, floors = _solved(chain, plays, k)
    count = len(chain.directions)
    return [
        _rounded(found.rows[a], found.multipliers[a], floors, count, whole=found.statuses[a] == INFEASIBLE)
        for a in range(len(plays))
    ]


def _exact_multipliers(chain: Chain, plays: Sequence[Play], k: int) -> list[Multipliers]:
    """The same with multipliers that combine the rows of a basis to the direction exactly, where they do."""
    found, floors = _solved(chain, plays, k)
    count, d = len(chain.directions), chain.discount
    form = [x * e for x, e in zip(chain.directions[k], d, strict=True)]
    jump = tuple(x * (1 - e) for x, e in zip(chain.directions[k], d, strict=True))
    whys = []
    for a in range(len(plays)):
        basis, whole = found.rows[a].tolist(), found.statuses[a] == INFEASIBLE
        exactly = None if whole else _combined([_row(chain, jump, floors, r) for r in basis[: len(d)]], form)
        if exactly is None:
            why = _rounded(found.rows[a], found.multipliers[a], floors, count, whole=whole)
            whys.append(_enough(chain, plays[a], k, why) if whole else why)
        else:
            told = zip(basis, exactly, strict=False)
            whys.append([(-1 if r == count else r, y) for r, y in told if r not in floors and y > 0])
    return whys


def _enough(chain: Chain, play: Play, k: int, why: Multipliers) -> Multipliers:
    """Multiply a combination that excludes everything until it bounds what a play leads to, with much to spare."""
    for times in (4**power for power in range(20)):
        more = [(r, times * y) for r, y in why]
        if beyond(chain, play, k, more)[0] >= 1:
            return more
    return why


def _row(chain: Chain, jump: tuple[Fraction, ...], floors: dict[int, int], r: int) -> Sequence[Fraction]:
    """One row of the linear programs, exactly; a floor is a lower bound of one coordinate."""
    if r in floors:
        return [Fraction(-int(i == floors[r])) for i in range(len(jump))]
    return jump if r == len(chain.directions) else chain.directions[r]


def _combined(rows: Sequence[Sequence[Fraction]], form: Sequence[Fraction]) -> list[Fraction] | None:
    """Multipliers, none negative, with which two rows add up to a form exactly; None where there are none."""
    (a, b), (c, d), (x, y) = *rows, form
    area = a * d - b * c
    if area == 0:
        return None
    found = [(x * d - y * c) / area, (a * y - b * x) / area]
    return None if min(found) < 0 else found


def _solved(chain: Chain, plays: Sequence[Play], k: int) -> tuple[DenseSolutions, dict[int, int]]:
    """Find how far every play leads in one direction, in floats; and which rows are floors, of whom."""
    d = chain.discount
    direction = chain.directions[k]
    jump = [float(x * (1 - e)) for x, e in zip(direction, d, strict=True)]
    matrix = np.array([[float(x) for x in row] for row in chain.directions] + [jump])
    right = np.array([*(float(c) for c in chain.levels), 0.0])
    program = dense_rows(matrix, programs=len(plays))
    rights = np.tile(right, (len(plays), 1))
    for row, play in zip(rights, plays, strict=True):
        row[-1] = sum(x * float(g) for x, g in zip(jump, play.now, strict=True))
        for i, e in enumerate(d):
            gain = 0.0 if play.best is None else float((1 - e) / e * (play.best[i] - play.now[i]))
            row[program.box[1, i]] = -max(float(chain.threat(i)) + gain, 0.0) * -matrix[program.box[1, i], i]
    found = program.solve(rights, [float(x * e) for x, e in zip(direction, d, strict=True)])
    return found, {int(r): i for i, r in enumerate(program.box[1].tolist())}


def _rounded(rows: Any, multipliers: Any, floors: Collection[int], count: int, *, whole: bool) -> Multipliers:
    """Read multipliers on a grid; those that exclude everything are as good multiplied by anything."""
    scale = 1.0 / max(float(np.abs(multipliers).max()), 1e-300) if whole else 1.0
    found = []
    for r, y in zip(rows.tolist(), multipliers.tolist(), strict=True):
        if r >= 0 and r not in floors:
            rounded = Fraction(round(y * scale * _GRID), _GRID)
            if rounded > 0:
                found.append((-1 if r == count else r, rounded))
    return found
