"""Draws from a polytope of stakes: hit and run in floats, then moved to exact points that are inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from gametheory.frozen import FrozenMap
from gametheory.games.polytope import LinearInequality
from models.errors import ModelError
from models.exact_lp import lowest
from models.scenario import Scenario

__all__ = ["Sample", "draw"]

_DECIMALS = 10**4
_STEPS_PER_DIMENSION = 6
_BURN_IN = 60
_ENOUGH_TO_MOVE = 10


@dataclass(frozen=True, eq=False)
class Sample:
    """
    Points of the polytope of stakes, exact, with how they were drawn.

    Parameters
    ----------
    stakes : tuple of str
        Columns.
    numerators : numpy.ndarray of int64, shape (draws, stakes)
        Values times `denominator`.
    denominator : int
        Common denominator.
    seed : int
        Seed of the draws.
    cap : int
        No stake was drawn above so many units of its actor's numeraire.
    """

    stakes: tuple[str, ...]
    numerators: NDArray[np.int64]
    denominator: int
    seed: int
    cap: int

    def __len__(self) -> int:
        return len(self.numerators)

    def point(self, k: int) -> FrozenMap[str, Fraction]:
        """
        Give one draw as exact values.

        Parameters
        ----------
        k : int
            Which draw.

        Returns
        -------
        mapping of str to Fraction
            All stakes.
        """
        values = (Fraction(int(x), self.denominator) for x in self.numerators[k])
        return FrozenMap(zip(self.stakes, values, strict=True))

    @property
    def measure(self) -> str:
        """How the draws were made, in words."""
        return (
            f"{len(self)} draws by hit and run, seed {self.seed}; each actor's numeraire fixed at its reference, "
            f"no stake above {self.cap} numeraires"
        )


def draw(scenario: Scenario, draws: int = 400, seed: int = 1, cap: int = 4) -> Sample:
    """
    Draw points of a scenario's polytope.

    Each actor's numeraire is fixed at its reference value; every other stake lies between 0 and `cap` numeraires, or
    twice its reference where that is more. The walk is in floats; every point is then rounded to four decimals, pulled
    towards the reference until it is inside exactly.

    Parameters
    ----------
    scenario : Scenario
        The scenario; the reference point lies in its polytope.
    draws : int, default: 400
        How many points.
    seed : int, default: 1
        Seed.
    cap : int, default: 4
        Upper bound of stakes, in numeraires.

    Returns
    -------
    Sample
        The points, all inside.

    Raises
    ------
    ModelError
        If no draws are asked for, or the polytope is too thin to draw from.

    Examples
    --------
    >>> import models
    >>> scenario = models.load("five-powers")
    >>> sample = draw(scenario, draws=5)
    >>> len(sample), sample.point(0) in scenario.polytope
    (5, True)
    """
    if draws < 1:
        raise ModelError(f"{draws} draws are asked for; give 1 or more.")
    reference, tops = scenario.reference, upper_bounds(scenario, cap)
    free = [stake for stake in reference if stake not in scenario.units]
    walls, offsets = _walls(scenario, free, tops)
    walk = _walk(walls, offsets, np.array([float(reference[stake]) for stake in free]), draws, seed)
    points = [_exact_inside(scenario, dict(zip(free, map(float, row), strict=True)), tops) for row in walk]
    _refuse_thin(scenario, points, free, tops)
    denominator = int(np.lcm.reduce([value.denominator for point in points for value in point.values()], initial=1))
    numerators = [[int(point[stake] * denominator) for stake in reference] for point in points]
    return Sample(tuple(reference), np.array(numerators, dtype=np.int64), denominator, seed, cap)


def _refuse_thin(
    scenario: Scenario, points: list[dict[str, Fraction]], free: list[str], tops: dict[str, Fraction]
) -> None:
    """Refuse a polytope in which the walk could not move a stake that has room: its draws would be no draws."""
    if len(points) < _ENOUGH_TO_MOVE:
        return
    reference = scenario.reference
    units = [LinearInequality({s: sign}, -sign * reference[s]) for s in scenario.units for sign in (1, -1)]
    caps = [LinearInequality({stake: -1}, top) for stake, top in tops.items()]
    known = [*scenario.polytope.inequalities, *units, *caps]
    for stake in free:
        if len({point[stake] for point in points}) == 1:
            low, high = (lowest(LinearInequality({stake: sign}), known).value for sign in (1, -1))
            if low is not None and high is not None and low < -high:
                raise ModelError(
                    f"the polytope of {scenario.name} is too thin to draw from: {stake} can lie between {low} and "
                    f"{-high}, but only together with others. Join stakes that are equal into one, or move the "
                    "reference off the border."
                )


def upper_bounds(scenario: Scenario, cap: int = 4) -> dict[str, Fraction]:
    """Give the largest value of each stake that draws and sliders reach."""
    reference = scenario.reference
    units = {scenario.spec.stakes[stake].actor: reference[stake] for stake in scenario.units}
    return {
        stake: max(cap * units.get(of.actor, Fraction(1)), 2 * reference[stake])
        for stake, of in scenario.spec.stakes.items()
    }


def _walls(
    scenario: Scenario, free: list[str], tops: dict[str, Fraction]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows a and numbers b with a x + b >= 0, in the stakes that move."""
    reference = scenario.reference
    rows, offsets = [], []
    for known in scenario.polytope.inequalities:
        row = [float(known.coefficients.get(stake, 0)) for stake in free]
        fixed = (c * reference[stake] for stake, c in known.coefficients.items() if stake in scenario.units)
        if any(row):
            rows.append(row)
            offsets.append(float(known.constant + sum(fixed, Fraction(0))))
    for k, stake in enumerate(free):
        rows.append([-1.0 if j == k else 0.0 for j in range(len(free))])
        offsets.append(float(tops[stake]))
    return np.array(rows, dtype=float).reshape(len(rows), len(free)), np.array(offsets, dtype=float)


def _walk(
    walls: NDArray[np.float64], offsets: NDArray[np.float64], start: NDArray[np.float64], draws: int, seed: int
) -> Iterable[NDArray[np.float64]]:
    """Hit and run (Smith 1984), one coordinate or one random direction at a time."""
    random = np.random.default_rng(seed)
    size, x = len(start), start.copy()
    if not size:
        return [x] * draws
    thin, kept = _STEPS_PER_DIMENSION * size, []
    for step in range(_BURN_IN * size + draws * thin):
        direction = np.eye(size)[step // 2 % size] if step % 2 else random.standard_normal(size)
        speed, room = walls @ direction, np.maximum(walls @ x + offsets, 0.0)
        ahead = np.divide(-room, speed, out=np.full_like(room, np.inf), where=speed < 0)
        behind = np.divide(-room, speed, out=np.full_like(room, -np.inf), where=speed > 0)
        low, high = behind.max(initial=-np.inf), ahead.min(initial=np.inf)
        x = x + direction * (random.uniform(low, high) if high > low else 0.0)
        if step >= _BURN_IN * size and (step - _BURN_IN * size) % thin == thin - 1:
            kept.append(x.copy())
    return kept


def _exact_inside(scenario: Scenario, drawn: dict[str, float], tops: dict[str, Fraction]) -> dict[str, Fraction]:
    """Round, and halve the way back to the reference until nothing is broken."""
    reference = scenario.reference
    rounded = {stake: Fraction(round(value * _DECIMALS), _DECIMALS) for stake, value in drawn.items()}
    point = {stake: min(max(rounded.get(stake, value), Fraction(0)), tops[stake]) for stake, value in reference.items()}
    for halvings in range(8, 0, -1):
        if point in scenario.polytope:
            return point
        share = Fraction(1, 2**halvings)
        point = {stake: value + share * (reference[stake] - value) for stake, value in point.items()}
    return dict(reference)
