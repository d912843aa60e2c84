"""Follow the branch of logit equilibria that starts at the centre (Turocy 2005), by predictor and corrector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.equilibria.expectations import Floats
    from gametheory.equilibria.logit_equations import LogitEquations

_FIRST_STEP = 0.1
_SMALLEST_STEP = 1e-9  # relative to the rationality reached
_NEAR = 0.03  # how far a prediction may miss, relative to one plus a logarithm's size
_CLOSE = 1e-6  # the corrector's last change on the way; it converges quadratically
_STRAIGHT = 0.8  # the smallest cosine between the directions at the two ends of a step
_EXACT = 1e-5
_GROWTH = 4.0
_CORRECTIONS = 5
_POLISH = 12


@dataclass(frozen=True, slots=True)
class Point:
    """
    A solution (logarithms of all probabilities, then the rationality) and the branch's direction there.

    The orientation is the sign of the derivatives' determinant with the direction as last row. It is the same all along
    a branch up to where another one crosses it, so a step after which it has changed has usually landed on another
    branch (Allgower and Georg 1990, chapters 2 and 8).
    """

    place: Floats
    tangent: Floats
    orientation: float

    @property
    def rationality(self) -> float:
        """The rationality, in units of one over the largest payoff range."""
        return float(self.place[-1])


@dataclass(frozen=True, slots=True)
class _Correction:
    """Where the corrector ended, the derivatives one (tiny) step earlier, and how far it was from the guess."""

    place: Floats
    slope: Floats
    miss: float


def branch(equations: LogitEquations, target: float, steps: int) -> Iterator[Point]:
    """Run along the branch up to the target, which is the last point unless the steps run out or get too small."""
    place = np.append(equations.centre(), 0.0)
    point = _oriented(place, equations.linearised(place[:-1], 0.0).slope, _rationality_axis(place))
    bend, length = np.zeros_like(place), _FIRST_STEP
    for _ in range(steps):
        if point is None:
            return
        yield point
        if point.rationality >= target:
            return
        point, bend, length = _advanced(equations, point, bend, length, target)


def _advanced(
    equations: LogitEquations, point: Point, bend: Floats, length: float, target: float
) -> tuple[Point | None, Floats, float]:
    """Try steps, shorter every time, until one is followed surely; give the new bend and the length to try next."""
    while length > _SMALLEST_STEP * (1 + point.rationality):
        guess, length, along = _predicted(point, bend, length, target)
        found = _corrected(equations, guess, along)
        if found is not None and found.place[-1] > target:
            found = _corrected(equations, _between(point.place, found.place, target), _rationality_axis(guess))
        if found is not None and found.miss <= _NEAR:
            following = _oriented(found.place, found.slope, point.tangent)
            if following is not None and _continues(point, following, found.miss):
                growth = min(_GROWTH, max(0.5, 0.7 * (_NEAR / max(found.miss, 1e-9)) ** (1 / 3)))
                return following, (following.tangent - point.tangent) / length, length * growth
        length *= 0.3
    return None, bend, length


def _continues(point: Point, following: Point, miss: float) -> bool:
    """
    Whether a step stayed on the branch.

    Where another branch crosses (as in symmetric games), the orientation changes on the branch itself; that is taken to
    be so only where the prediction was all but exact and the direction the same.
    """
    cosine = float(point.tangent @ following.tangent)
    if following.orientation == point.orientation:
        return cosine >= _STRAIGHT
    return miss <= _EXACT and cosine >= 1 - _EXACT


def _predicted(point: Point, bend: Floats, length: float, target: float) -> tuple[Floats, float, Floats]:
    """Extrapolate by a parabola, no further than to the target; give also the direction that the corrector keeps."""
    guess = point.place + length * (point.tangent + length / 2 * bend)
    if guess[-1] < target:
        return guess, length, point.tangent
    length *= float((target - point.rationality) / (guess[-1] - point.rationality))
    guess = point.place + length * (point.tangent + length / 2 * bend)
    guess[-1] = target
    return guess, length, _rationality_axis(guess)


def _between(start: Floats, end: Floats, target: float) -> Floats:
    """Cut a step that went beyond the target off there."""
    place: Floats = start + (end - start) * ((target - start[-1]) / (end[-1] - start[-1]))
    place[-1] = target
    return place


def _rationality_axis(place: Floats) -> Floats:
    axis = np.zeros_like(place)
    axis[-1] = 1.0
    return axis


def _corrected(equations: LogitEquations, guess: Floats, along: Floats) -> _Correction | None:
    """Newton's method in the plane through the guess; None where it does not converge quickly."""
    place, change = guess, np.inf
    for _ in range(_CORRECTIONS):
        here = equations.linearised(place[:-1], float(place[-1]))
        step = _solved(np.vstack([here.slope, along]), np.append(-here.value, 0.0))
        if step is None:
            return None
        place = place + step
        earlier, change = change, _size(step, place)
        if change <= _CLOSE:
            return _Correction(place, here.slope, _size(place - guess, place))
        if not change < earlier / 2 or change > 2 * _NEAR:
            return None
    return None


def polished(equations: LogitEquations, place: Floats) -> Floats:
    """Repeat Newton's method at the same rationality for as long as it still gets closer."""
    along = _rationality_axis(place)
    best, error = place, equations.residual(place[:-1], float(place[-1]))
    for _ in range(_POLISH):
        here = equations.linearised(best[:-1], float(best[-1]))
        step = _solved(np.vstack([here.slope, along]), np.append(-here.value, 0.0))
        if step is None:
            return best
        tried = best + step
        smaller = equations.residual(tried[:-1], float(tried[-1]))
        if not smaller < error:
            return best
        best, error = tried, smaller
    return best


def _oriented(place: Floats, slope: Floats, ahead: Floats) -> Point | None:
    """Find the direction of the branch that does not turn back; None at a singular point."""
    matrix = np.vstack([slope, ahead])
    direction = _solved(matrix, _rationality_axis(place))
    if direction is None:
        return None
    return Point(place, direction / np.linalg.norm(direction), float(np.linalg.slogdet(matrix)[0]))


def _solved(matrix: Floats, right: Floats) -> Floats | None:
    try:
        solution = np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    return solution if bool(np.isfinite(solution).all()) else None


def _size(step: Floats, place: Floats) -> float:
    return float((np.abs(step) / (1 + np.abs(place))).max())
