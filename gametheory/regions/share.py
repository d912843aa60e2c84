"""In what share of a polytope a statement is true: as a range over measures, since one number depends on the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring
from gametheory.regions.incentives import incentives
from gametheory.regions.measures import LogUniform, Measure, UniformBox
from gametheory.regions.sampling import Sample, sample
from gametheory.regions.statement import Statement
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

__all__ = ["Share", "Shares", "share", "share_interval", "shares", "tally"]

Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Share(Jsonable):
    """
    The share of one measure's draws in which a statement is true.

    Parameters
    ----------
    measure : str
        What was drawn from, and how.
    holding, draws : int
        In how many draws it is true, of how many that count.
    drawn : int
        How many draws there were, counting or not.
    effective : float
        How many independent draws they are worth.
    low, high : float
        95% interval (Wilson 1927) with the effective number of draws.
    """

    measure: str
    holding: int
    draws: int
    drawn: int
    effective: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share; nan where no draw counts."""
        return self.holding / self.draws if self.draws else float("nan")

    def __str__(self) -> str:
        if not self.draws:
            return f"no draws to count: {self.measure}"
        of = f"{self.draws} that count of {self.drawn}" if self.draws < self.drawn else f"{self.draws}"
        return f"{self.value:.1%} ({self.low:.1%} to {self.high:.1%}; {self.holding} of {of}): {self.measure}"


@dataclass(frozen=True)
class Shares(Jsonable):
    """
    Shares under several measures, none of which is the right one.

    Parameters
    ----------
    by_measure : tuple of Share
        One per measure.
    """

    by_measure: tuple[Share, ...]

    @property
    def low(self) -> float:
        """The lowest end of any measure's interval."""
        return min(one.low for one in self.by_measure)

    @property
    def high(self) -> float:
        """The highest end of any measure's interval."""
        return max(one.high for one in self.by_measure)

    def __iter__(self) -> Iterator[Share]:
        return iter(self.by_measure)

    def __str__(self) -> str:
        return f"between {self.low:.0%} and {self.high:.0%} under {len(self.by_measure)} measures"


def share(
    family: GameFamily,
    automaton: Automaton,
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    slips: Any = None,
    measures: Sequence[Measure] | None = None,
    draws: int = 2000,
    seed: int = 1,
) -> Shares:
    """
    Say in what share of a polytope a strategy is an equilibrium, under several measures.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope.
    automaton : Automaton
        The strategy.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors, as for `check_strategy`.
    measures : sequence of UniformBox, LogUniform, Simplex or Correlated, optional
        What to draw from; by default uniform up to 2 and up to 10, and log-uniform from 1/10 to 10.
    draws : int, default: 2000
        Draws per measure.
    seed : int, default: 1
        Seed.

    Returns
    -------
    Shares
        One share per measure, each with its interval; decided exactly in every draw.

    Raises
    ------
    GameError
        If a measure does not meet the polytope.

    Examples
    --------
    >>> from gametheory import GameFamily, LinearInequality, Polytope, regions, strategies
    >>> known = Polytope(["gain", "loss"], [LinearInequality({"gain": 1}), LinearInequality({"loss": 1})])
    >>> family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
    >>> keep = strategies.Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
    >>> found = regions.share(family, keep, discount="1/2", measures=[regions.UniformBox(1)])
    >>> found.low < 0.5 < found.high
    True
    """
    asked = incentives(family, automaton, discount=discount, monitoring=monitoring, slips=slips)
    return shares(asked, measures, draws=draws, seed=seed)


def shares(
    statement: Statement,
    measures: Sequence[Measure] | None = None,
    *,
    unless: Statement | None = None,
    draws: int = 2000,
    seed: int = 1,
) -> Shares:
    """
    Say in what share of its polytope a statement is true, under several measures.

    Parameters
    ----------
    statement : Incentives or Conditions
        What is asked.
    measures : sequence of UniformBox, LogUniform, Simplex or Correlated, optional
        What to draw from, as for `share`.
    unless : Incentives or Conditions, optional
        Draws where this is true do not count; how many count is told.
    draws : int, default: 2000
        Draws per measure.
    seed : int, default: 1
        Seed.

    Returns
    -------
    Shares
        One share per measure.
    """
    found = []
    for measure in measures or (UniformBox(2), UniformBox(10), LogUniform("1/10", 10)):
        drawn = sample(statement.polytope, measure, draws, seed)
        counted = None if unless is None else ~drawn.holds(unless.forms)
        found.append(tally(drawn.holds(statement.forms), drawn, counted))
    return Shares(tuple(found))


def tally(true: Truth, drawn: Sample, counted: Truth | None = None) -> Share:
    """
    Turn marks on draws into a share.

    Parameters
    ----------
    true : numpy.ndarray of bool
        One entry per draw.
    drawn : Sample
        The draws.
    counted : numpy.ndarray of bool, optional
        Which draws count; by default all.

    Returns
    -------
    Share
        With its interval.
    """
    of = np.ones(len(drawn), dtype=bool) if counted is None else counted
    holding, draws = int((true & of).sum()), int(of.sum())
    worth = _effective(true & of, drawn.chains) * (draws / len(drawn))
    return Share(drawn.measure, holding, draws, len(drawn), worth, *share_interval(holding, draws, worth))


def _effective(true: Truth, chains: int) -> float:
    """Draws over what the means of chains vary too much: independent draws count fully, sequences less."""
    if chains >= len(true):
        return float(len(true))
    length = len(true) // chains
    means = true[: chains * length].reshape(chains, length).mean(axis=1)
    share = float(true.mean())
    within, between = share * (1 - share), float(means.var(ddof=1)) * length
    return float(len(true)) if between <= within else len(true) * within / between


def share_interval(holding: int, draws: int, effective: float | None = None) -> tuple[float, float]:
    """
    Give the 95% confidence interval of a share (Wilson 1927).

    Parameters
    ----------
    holding, draws : int
        In how many draws something holds, of how many.
    effective : float, optional
        How many independent draws they are worth; by default all.

    Returns
    -------
    tuple of (float, float)
        Ends of the interval.

    Examples
    --------
    >>> low, high = share_interval(30, 100)
    >>> round(low, 3), round(high, 3)
    (0.219, 0.396)
    """
    if not draws:
        return 0.0, 1.0
    z, value, n = 1.959963984540054, holding / draws, effective or draws
    middle, spread = value + z * z / (2 * n), z * sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    return max(0.0, min(value, low)), min(1.0, max(value, high))  # rounding must not put the share outside
