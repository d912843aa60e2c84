"""Which stated position carries a conclusion: what changes when the inequalities that rest on it are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from gametheory.regions import Incentives, Strength, necessity, possibility, sample
from models.robust import strategy_robustness
from models.sampling import box, with_units
from models.scenario import Scenario

__all__ = ["Weight", "inequality_weights", "position_weights"]


@dataclass(frozen=True)
class Weight:
    """
    How much rests on one inequality, or on one position.

    Parameters
    ----------
    name : str
        The inequality or position.
    drops : tuple of str
        The inequalities that go with it.
    kept, dropped : float
        The share of draws in which the strategy is an equilibrium, with and without them; of the same draws.
    error : float
        Standard error of the difference.
    kept_proved, dropped_proved : bool
        Whether it is proved for all stakes, with and without.
    kept_possible, dropped_possible : bool
        Whether it is possible robustly, with and without.
    """

    name: str
    drops: tuple[str, ...]
    kept: float
    dropped: float
    error: float
    kept_proved: bool
    dropped_proved: bool
    kept_possible: bool
    dropped_possible: bool

    @property
    def change(self) -> float:
        """What dropping does to the share."""
        return self.dropped - self.kept

    @property
    def decides(self) -> bool:
        """Whether a proof, or a proof that it is not possible robustly, ends when it is dropped."""
        return self.kept_proved != self.dropped_proved or self.kept_possible != self.dropped_possible

    def __str__(self) -> str:
        proof = "; the proof rests on it" if self.decides else ""
        return f"{self.name}: {self.kept:.1%} with, {self.dropped:.1%} without ({self.change:+.1%}){proof}"


def inequality_weights(scenario: Scenario, asked: Incentives, draws: int = 1000) -> tuple[Weight, ...]:
    """
    Rank a scenario's inequalities by how much of a strategy's answer rests on each.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    asked : Incentives
        A strategy's constraints.
    draws : int, default: 1000
        Draws from each larger polytope.

    Returns
    -------
    tuple of Weight
        Those on which a proof rests first, then by the change of the share.
    """
    names = [name for name in scenario.spec.inequalities if name in scenario.kept]
    strength = strategy_robustness(scenario, asked).strength
    return _ranked(_weight(scenario, asked, strength, name, (name,), draws) for name in names)


def position_weights(scenario: Scenario, asked: Incentives, draws: int = 1000) -> tuple[Weight, ...]:
    """
    Rank the positions that actors took by how much of a strategy's answer rests on each.

    All inequalities that name a position are dropped together.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    asked : Incentives
        A strategy's constraints.
    draws : int, default: 1000
        Draws from each larger polytope.

    Returns
    -------
    tuple of Weight
        Those on which a proof rests first, then by the change of the share.

    Examples
    --------
    >>> import models
    >>> from models.statements import strategy_incentives
    >>> scenario = models.load("secondary-sanctions")
    >>> asked = strategy_incentives(scenario, scenario.strategies["reversion"], "0.9")
    >>> len(position_weights(scenario, asked, draws=50)) > 3
    True
    """
    together: dict[str, list[str]] = {}
    for name, known in scenario.spec.inequalities.items():
        for position in known.sources if name in scenario.kept else ():
            together.setdefault(position, []).append(name)
    strength = strategy_robustness(scenario, asked).strength
    return _ranked(_weight(scenario, asked, strength, one, tuple(names), draws) for one, names in together.items())


def _weight(
    scenario: Scenario, asked: Incentives, strength: Strength, name: str, drops: tuple[str, ...], draws: int
) -> Weight:
    larger = scenario.without(*drops)
    # the same draws, of the larger polytope, tell both shares: those inside the smaller one are uniform on it
    drawn = sample(larger.polytope, box(scenario), draws)
    true = drawn.holds(asked.forms)
    inside = drawn.holds([scenario.inequality(one) for one in drops])
    n, kept_n = len(drawn), int(inside.sum())
    kept = float(true[inside].mean()) if kept_n else 0.0
    outside = float(true[~inside].mean()) if kept_n < n else 0.0
    out = (n - kept_n) / n
    error = out * sqrt(kept * (1 - kept) / max(kept_n, 1) + outside * (1 - outside) / max(n - kept_n, 1))
    # on a larger polytope what is possible stays so, and what is not proved stays unproved
    proved, possible = strength is Strength.PROVED, strength in (Strength.PROVED, Strength.POSSIBLE)
    return Weight(
        name,
        drops,
        kept,
        float(true.mean()),
        error,
        proved,
        proved and necessity(asked.within(larger.polytope)).holds,
        possible,
        possible or possibility(asked.within(with_units(larger))).strict,
    )


def _ranked(weights: Iterator[Weight]) -> tuple[Weight, ...]:
    return tuple(sorted(weights, key=lambda one: (not one.decides, -abs(Fraction(one.change)), one.name)))
