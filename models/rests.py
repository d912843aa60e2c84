"""Which stated position carries a conclusion: what changes when the inequalities that rest on it are dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np
from numpy.typing import NDArray

from gametheory.regions import Incentives, Sample, Share, Strength, necessity, possibility, sample, tally
from models.robust import strategy_robustness
from models.sampling import box, with_units
from models.scenario import Scenario
from models.statements import conflict_statement

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
        The share of draws in which the strategy is an equilibrium, with and without them; of draws with a conflict,
        where the file says what that is, and nan where none has one.
    error : float
        Standard error of the difference: of both shares, and of how much is added by dropping.
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
        Draws from the polytope, and from each larger one.

    Returns
    -------
    tuple of Weight
        Those on which a proof rests first, then by the change of the share.
    """
    question = _question(scenario, asked, draws)
    names = (name for name in scenario.spec.inequalities if name in scenario.kept)
    return _ranked(_weight(question, name, (name,)) for name in names)


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
        Draws from the polytope, and from each larger one.

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
    question = _question(scenario, asked, draws)
    return _ranked(_weight(question, one, tuple(names)) for one, names in together.items())


@dataclass(frozen=True)
class _Question:
    """A strategy's constraints, with how they fare over all that is known."""

    scenario: Scenario
    asked: Incentives
    draws: int
    kept: Share
    strength: Strength


def _question(scenario: Scenario, asked: Incentives, draws: int) -> _Question:
    drawn = sample(scenario.polytope, box(scenario), draws)
    kept = tally(drawn.holds(asked.forms), drawn, _counted(scenario, drawn))
    return _Question(scenario, asked, draws, kept, strategy_robustness(scenario, asked).strength)


def _counted(scenario: Scenario, drawn: Sample) -> NDArray[np.bool_]:
    """Draws with a conflict, where the file says what that is."""
    peace = conflict_statement(scenario)
    return np.ones(len(drawn), dtype=np.bool_) if peace is None else ~drawn.holds(peace.forms)


def _weight(of: _Question, name: str, drops: tuple[str, ...]) -> Weight:
    scenario, asked, kept = of.scenario, of.asked, of.kept.value
    larger = scenario.without(*drops)
    # what is added by dropping: draws of the larger polytope that the smaller one leaves out
    drawn = sample(larger.polytope, box(scenario), of.draws)
    counted, added = _counted(scenario, drawn), ~drawn.holds([scenario.inequality(one) for one in drops])
    out, beyond = tally(added, drawn, counted), tally(drawn.holds(asked.forms), drawn, added & counted)
    there = beyond.value if beyond.draws else kept
    spread = kept * (1 - kept) / of.kept.effective + there * (1 - there) / max(beyond.effective, 1)
    error = sqrt(out.value**2 * spread + (there - kept) ** 2 * out.value * (1 - out.value) / out.effective)
    # on a larger polytope what is possible stays so, and what is not proved stays unproved
    proved = of.strength is Strength.PROVED
    possible = of.strength in (Strength.PROVED, Strength.POSSIBLE)
    return Weight(
        name,
        drops,
        kept,
        kept + out.value * (there - kept),
        error,
        proved,
        proved and necessity(asked.within(larger.polytope)).holds,
        possible,
        possible or possibility(asked.within(with_units(larger))).strict,
    )


def _ranked(weights: Iterator[Weight]) -> tuple[Weight, ...]:
    return tuple(sorted(weights, key=lambda one: (not one.decides, isnan(one.change), -abs(one.change), one.name)))
