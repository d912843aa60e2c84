"""Two statements on the same draws: what switching a feature gains, and what it loses."""

from __future__ import annotations

from dataclasses import dataclass

from gametheory.errors import GameError
from gametheory.regions.measures import Measure
from gametheory.regions.sampling import Sample, sample
from gametheory.regions.share import Share, Truth, tally
from gametheory.regions.statement import Statement
from gametheory.results import Jsonable

__all__ = ["PairedShare", "paired_share", "paired_tally"]


@dataclass(frozen=True)
class PairedShare(Jsonable):
    """
    Two statements on the same draws.

    Parameters
    ----------
    before, after : Share
        Their shares.
    gained : Share
        Where only the second is true.
    lost : Share
        Where only the first is true.
    """

    before: Share
    after: Share
    gained: Share
    lost: Share

    @property
    def measure(self) -> str:
        """What was drawn from, and how."""
        return self.before.measure

    @property
    def change(self) -> float:
        """What is gained less what is lost; nan where no draw counts."""
        return self.after.value - self.before.value

    def __str__(self) -> str:
        if not self.before.draws:
            return f"no draws to count: {self.measure}"
        counted = f" of {self.before.draws} draws that count of {self.before.drawn}" if self._conditional else ""
        return (
            f"{self.before.value:.1%} before, {self.after.value:.1%} after: gained {self.gained.value:.1%}, "
            f"lost {self.lost.value:.1%}{counted}"
        )

    @property
    def _conditional(self) -> bool:
        return self.before.draws < self.before.drawn


def paired_share(
    before: Statement,
    after: Statement,
    measure: Measure,
    *,
    unless: Statement | None = None,
    draws: int = 2000,
    seed: int = 1,
) -> PairedShare:
    """
    Compare two statements on the same draws, gains and losses apart.

    Parameters
    ----------
    before, after : Incentives or Conditions
        The statements; in the same parameters, drawn from the polytope of the first.
    measure : UniformBox, LogUniform, Simplex or Correlated
        What to draw from.
    unless : Incentives or Conditions, optional
        Draws where this is true do not count; how many count is told.
    draws : int, default: 2000
        How many draws.
    seed : int, default: 1
        Seed.

    Returns
    -------
    PairedShare
        Both shares, what is gained and what is lost.

    Raises
    ------
    GameError
        If the statements are in different parameters.

    Examples
    --------
    >>> from gametheory import LinearInequality, Polytope
    >>> from gametheory.regions import Conditions, UniformBox
    >>> known = Polytope(["a"], [LinearInequality({"a": 1})])
    >>> small, large = (Conditions(known, [LinearInequality({"a": -1}, top)]) for top in (1, 2))
    >>> found = paired_share(small, large, UniformBox(4), draws=500)
    >>> found.lost.holding, found.gained.holding > 80
    (0, True)
    """
    for other in (after, before if unless is None else unless):
        if before.polytope.parameters != other.polytope.parameters:
            raise GameError("the statements are in different parameters; compare statements over the same family.")
    drawn = sample(before.polytope, measure, draws, seed)
    counted = None if unless is None else ~drawn.holds(unless.forms)
    return paired_tally(drawn.holds(before.forms), drawn.holds(after.forms), drawn, counted)


def paired_tally(before: Truth, after: Truth, drawn: Sample, counted: Truth | None = None) -> PairedShare:
    """
    Turn two marks on the same draws into shares, gains and losses apart.

    Parameters
    ----------
    before, after : numpy.ndarray of bool
        One entry per draw.
    drawn : Sample
        The draws.
    counted : numpy.ndarray of bool, optional
        Which draws count; by default all.

    Returns
    -------
    PairedShare
        Each share with its interval.
    """
    marks = (before, after, ~before & after, before & ~after)
    return PairedShare(*(tally(true, drawn, counted) for true in marks))
