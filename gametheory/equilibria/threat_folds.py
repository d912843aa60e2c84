"""Where equilibria of a threat game appear and vanish as one payoff changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.threat_batch import ThreatEquilibriaBatch, threat_equilibria_batch
from gametheory.errors import GameError
from gametheory.exact import exact
from gametheory.games.threat import PARAMETERS, ThreatGame, check_parameter
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ThreatFold", "ThreatFolds", "threat_folds"]

_SECTIONS = 16
_ACCURACY = 1e-12
_ROUNDS = 14


@dataclass(frozen=True)
class ThreatFold(Jsonable):
    """
    A value of a payoff at which two equilibria meet.

    Parameters
    ----------
    low : float
        A value just below; the fold lies between.
    high : float
        A value just above.
    resist : float
        Where the two meet, to about the square root of the accuracy of the value.
    count_below : int
        Number of equilibria just below.
    count_above : int
        Number of equilibria just above.
    """

    low: float
    high: float
    resist: float
    count_below: int
    count_above: int

    @property
    def value(self) -> float:
        """The middle of the bounds."""
        return 0.5 * (self.low + self.high)


@dataclass(frozen=True)
class ThreatFolds(Jsonable):
    """
    Folds of a threat game in one payoff; iterate to get them in increasing order.

    Parameters
    ----------
    game : ThreatGame
        The game; its own value of the payoff plays no part.
    parameter : str
        The payoff that changes.
    low : float
        The least value looked at.
    high : float
        The greatest value looked at.
    step : float
        Two folds that are closer together than this may have been missed, both of them.
    folds : tuple of ThreatFold
        The folds.
    """

    game: ThreatGame
    parameter: str
    low: float
    high: float
    step: float
    folds: tuple[ThreatFold, ...]

    def __iter__(self) -> Iterator[ThreatFold]:
        return iter(self.folds)

    def __len__(self) -> int:
        return len(self.folds)

    def __getitem__(self, position: int) -> ThreatFold:
        return self.folds[position]


def threat_folds(game: ThreatGame, parameter: str, *, low: Any, high: Any, steps: int = 512) -> ThreatFolds:
    """
    Find the values of one payoff at which the number of equilibria changes by two.

    The equilibria of the game are counted, completely, at equally spaced values; between neighbours with different
    counts the value is narrowed down to twelve digits. Changes by one, where an equilibrium escapes to p = 0 as S_A
    passes V_A, are no folds and are left out.

    Parameters
    ----------
    game : ThreatGame
        The game with its other payoffs.
    parameter : str
        The payoff to change: S_A, V_A, C_B, W_A, W_B, a or V_B.
    low, high : number
        The range of its values.
    steps : int, default: 512
        Number of steps in which the range is looked through.

    Returns
    -------
    ThreatFolds
        The folds, with the width of a step.

    Raises
    ------
    UnknownNameError
        If there is no such payoff.
    GameError
        If the range is empty, or there is less than one step.

    Examples
    --------
    >>> from gametheory import ThreatGame, threat_folds
    >>> game = ThreatGame(S_A=0, V_A=1, C_B=0, W_A=-1.9, W_B=-2.8, a=-1.2, V_B=1)
    >>> [round(fold.value, 7) for fold in threat_folds(game, "W_B", low=-4, high=-2)]
    [-2.9469129, -2.7470437]
    """
    check_parameter(parameter)
    first, last = float(exact(low, f"the low end of {parameter}")), float(exact(high, f"the high end of {parameter}"))
    if not first < last or steps < 1:
        raise GameError(f"{parameter} cannot go from {low} to {high} in {steps} steps; give low < high, steps >= 1.")
    values = np.linspace(first, last, steps + 1)
    counts = _solved(game, parameter, values).counts
    places = np.flatnonzero(np.abs(np.diff(counts)) >= 2)
    folds = tuple(_narrowed(game, parameter, values[k], values[k + 1]) for k in places)
    return ThreatFolds(game, parameter, first, last, (last - first) / steps, folds)


def _solved(game: ThreatGame, parameter: str, values: Any) -> ThreatEquilibriaBatch:
    payoffs: dict[str, Any] = {name: float(getattr(game, name)) for name in PARAMETERS}
    return threat_equilibria_batch(**(payoffs | {parameter: values}))


def _narrowed(game: ThreatGame, parameter: str, low: float, high: float) -> ThreatFold:
    """Count at more and more closely spaced values around the first change by two."""
    for _ in range(_ROUNDS):
        values = np.linspace(low, high, _SECTIONS + 1)
        batch = _solved(game, parameter, values)
        k = int(np.flatnonzero(np.abs(np.diff(batch.counts)) >= 2)[0])
        low, high = float(values[k]), float(values[k + 1])
        if high - low <= _ACCURACY * (1 + abs(low)):
            break
    below, above = (int(batch.counts[j]) for j in (k, k + 1))
    fuller = k if below > above else k + 1
    nearest = int(np.nanargmin(np.abs(batch.slope[fuller] - 1)))
    return ThreatFold(low, high, float(batch.resist[fuller, nearest]), below, above)
