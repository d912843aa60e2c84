"""Is one public signal another one, blurred? Blackwell's order, decided with a matrix or a decision problem."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm

import numpy as np

from gametheory.errors import GameTooLargeError
from gametheory.exact import exact_text
from gametheory.games.monitoring import PublicMonitoring
from gametheory.linear_programs import LinearProgram, SparseRows, program, solve_exactly
from gametheory.linear_programs.program import integers
from gametheory.proofs.certificate import Certificate
from gametheory.results import Jsonable

__all__ = ["Garbling", "garbling"]

Matrix = tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class Garbling(Jsonable):
    """
    Whether monitoring is other monitoring with its signals blurred; its truth value says so.

    Parameters
    ----------
    monitoring : PublicMonitoring
        The signals that may be blurred ones.
    other : PublicMonitoring
        The signals that they may have been made from.
    matrix : tuple of tuple of Fraction or None
        Per signal of `other` the chances of the signals of `monitoring`; None where there is no such matrix.
    rewards : tuple of tuple of Fraction or None
        Where there is no matrix, a decision problem: per action profile a reward for each bet on a signal of
        `monitoring`, such that who sees that signal and bets on it expects more (summed over profiles) than who sees
        `other` can by any bets (Blackwell 1951).
    method : str
        How it was decided.

    Examples
    --------
    >>> from gametheory import PublicMonitoring
    >>> sharp = PublicMonitoring(["quiet", "flag"], [[1, 0], [0, 1]])
    >>> blurred = PublicMonitoring(["quiet", "flag"], [["3/4", "1/4"], ["1/2", "1/2"]])
    >>> print(blurred.is_garbling_of(sharp))
    a garbling: quiet -> 3/4 quiet + 1/4 flag; flag -> 1/2 quiet + 1/2 flag
    """

    monitoring: PublicMonitoring
    other: PublicMonitoring
    matrix: Matrix | None
    rewards: Matrix | None
    method: str = "one linear program, its optimum verified by duality in integers"

    def __bool__(self) -> bool:
        return self.matrix is not None

    @property
    def certificate(self) -> Certificate:
        """The matrix or the decision problem, for `gametheory.verify`."""
        proof = self.matrix if self.matrix is not None else self.rewards
        assert proof is not None
        return Certificate(
            "garbling",
            {
                "monitoring": _plain(self.monitoring.rows),
                "other": _plain(self.other.rows),
                "is_garbling": bool(self),
                "proof": _plain(proof),
            },
        )

    def __str__(self) -> str:
        if self.matrix is None:
            return "no garbling: there is a decision problem in which these signals are worth more"
        told = [
            f"{signal} -> {' + '.join(f'{p} {to}' for p, to in zip(row, self.monitoring.signals, strict=True) if p)}"
            for signal, row in zip(self.other.signals, self.matrix, strict=True)
        ]
        return f"a garbling: {'; '.join(told)}"


def garbling(monitoring: PublicMonitoring, other: PublicMonitoring) -> Garbling:
    """
    Decide exactly whether monitoring is other monitoring with its signals blurred.

    Parameters
    ----------
    monitoring : PublicMonitoring
        The signals that may be blurred ones.
    other : PublicMonitoring
        The signals that they may have been made from; the same numbers of actions.

    Returns
    -------
    Garbling
        The decision with the matrix, or with a decision problem that shows that there is none.

    Raises
    ------
    GameTooLargeError
        If the linear program could not be finished exactly.

    Examples
    --------
    >>> from gametheory import PublicMonitoring
    >>> one = PublicMonitoring(["a", "b"], [[1, 0], ["1/2", "1/2"]])
    >>> two = PublicMonitoring(["a", "b"], [["1/2", "1/2"], [0, 1]])
    >>> print(garbling(one, two))
    no garbling: there is a decision problem in which these signals are worth more
    """
    mine, theirs = len(monitoring.signals), len(other.signals)
    solved = solve_exactly(_most_worth(monitoring, other))
    if solved.status != "optimal":
        raise GameTooLargeError(
            f"whether {mine} signals are a garbling of {theirs} at {len(other.rows)} profiles could not be decided "
            "exactly; join signals that are never told apart, or ask about fewer."
        )
    if solved.value == 0:
        return Garbling(monitoring, other, _cut(solved.duals[: theirs * mine], mine), None)
    return Garbling(monitoring, other, None, _cut(solved.x[: len(other.rows) * mine], mine))


def _most_worth(monitoring: PublicMonitoring, other: PublicMonitoring) -> LinearProgram:
    """
    Seek rewards between -1 and 1 under which these signals are worth more than the other ones, by as much as possible.

    Columns are a reward per profile and own signal, then a value per other signal, which each bet on an own signal
    bounds from below. The multipliers of these bounds are the matrix where nothing can be gained.
    """
    mine, theirs, bets = len(monitoring.signals), len(other.signals), len(other.rows) * len(monitoring.signals)
    scale = lcm(*(p.denominator for table in (monitoring, other) for row in table.rows for p in row))
    cells: list[tuple[int, int, int]] = []
    for s, t in product(range(theirs), range(mine)):
        row = s * mine + t
        cells += [(row, a * mine + t, int(chances[s] * scale)) for a, chances in enumerate(other.rows) if chances[s]]
        cells.append((row, bets + s, -scale))
    first = theirs * mine
    cells += [(first + k, k % bets, 1 if k < bets else -1) for k in range(2 * bets)]
    row_of, columns, values = (np.array(part, dtype=object) for part in zip(*cells, strict=True))
    shape = (first + 2 * bets, bets + theirs)
    rows = SparseRows.triplets(row_of.astype(np.int64), columns.astype(np.int64), integers(values), shape)
    objective = [int(p * scale) for row in monitoring.rows for p in row] + [-scale] * theirs
    return program(objective, rows, [0] * first + [1] * (2 * bets), free=range(bets + theirs))


def _cut(values: tuple[Fraction, ...], width: int) -> Matrix:
    return tuple(values[k : k + width] for k in range(0, len(values), width))


def _plain(rows: Matrix) -> list[list[str]]:
    return [[exact_text(x) for x in row] for row in rows]
