"""Payoff sets of any number of actors, with any discount factors: half-spaces outside, proved points inside."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.equilibria.sets.automaton import GeneratedPoint
from gametheory.equilibria.sets.cuts import Outer, standard_directions
from gametheory.equilibria.sets.growth import Grown
from gametheory.equilibria.sets.polygon import hull
from gametheory.equilibria.sets.public_play import PublicPoint, certificate_of, equilibrium_from
from gametheory.equilibria.sets.questions import read_vector, refuse_outside, refuse_without_points
from gametheory.equilibria.sets.sandwich import sandwich
from gametheory.equilibria.sets.shadow import flat_dimension, shadow
from gametheory.equilibria.sets.simplex import as_lottery_over
from gametheory.equilibria.sets.stage_list import StageEquilibrium
from gametheory.equilibria.sets.table import Table, read_table
from gametheory.errors import GameError, MissingDependencyError
from gametheory.games.repeated import RepeatedGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.proofs.certificate import Certificate
    from gametheory.strategies.automaton import Automaton

__all__ = ["Cut", "PayoffRegion"]

Payoffs = tuple[Fraction, ...]


@dataclass(frozen=True)
class Cut(Jsonable):
    """
    A half-space that contains every equilibrium payoff: the weighted sum of payoffs is at most a level.

    Parameters
    ----------
    weights : tuple of Fraction
        One weight per actor.
    level : Fraction
        The largest weighted sum that an equilibrium can have.
    """

    weights: tuple[Fraction, ...]
    level: Fraction

    def slack(self, payoffs: Payoffs) -> Fraction:
        """
        Say how far inside the half-space payoffs lie.

        Parameters
        ----------
        payoffs : tuple of Fraction
            One payoff per actor.

        Returns
        -------
        Fraction
            Negative outside.
        """
        return self.level - sum((a * x for a, x in zip(self.weights, payoffs, strict=True)), Fraction(0))


@dataclass(frozen=True)
class PayoffRegion(Jsonable):
    """
    Subgame-perfect equilibrium payoffs of a repeated game of any number of actors, between two bounds.

    The set is that of `PayoffSet`: pure profiles and listed stage equilibria, public randomisation, perfect monitoring.
    `outer` contains it, `inner` is contained in it with proof; between them nothing is claimed.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about; actors may have different discount factors.
    outer : tuple of Cut
        Half-spaces that contain the set; empty where the set is.
    points : tuple of GeneratedPoint or PublicPoint
        A finite self-generating set: every convex combination of these points is an equilibrium payoff.
    threat_point : tuple of Fraction or None
        No equilibrium pays an actor less; None where the set is empty.
    stage_equilibria : tuple of StageEquilibrium
        The listed stage equilibria that the set is relative to.
    gap : float
        The largest distance between how far the two bounds reach, over the directions of `outer` and the faces of the
        hull of `inner`, in units in which every stage payoff lies between 0 and 1; infinite where nothing is proved.
    tolerance : float
        The gap up to which the answer counts as converged.
    sweeps : int
        How often the outer bound was shrunk.
    method : str
        How the bounds were found.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, check_strategy, payoff_set
    >>> stage = NormalFormGame.from_function(  # each gives 2 to everybody at a cost of 3
    ...     lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays],
    ...     actions=[["give", "keep"]] * 3)
    >>> found = payoff_set(RepeatedGame(stage, discount=0.9))
    >>> found.contains((3, 3, 3)), found.contains((4, 4, 4)), found.is_empty
    (True, False, False)
    >>> bool(check_strategy(found.repeated, found.strategy((3, 3, 3))))
    True
    """

    repeated: RepeatedGame
    outer: tuple[Cut, ...]
    points: tuple[GeneratedPoint | PublicPoint, ...]
    threat_point: Payoffs | None
    stage_equilibria: tuple[StageEquilibrium, ...]
    gap: float
    tolerance: float
    sweeps: int
    method: str = "half-spaces lowered by linear programs with safe bounds; points grown in floats, proved exactly"

    @property
    def inner(self) -> tuple[Payoffs, ...]:
        """Proved equilibrium payoffs; their convex combinations are equilibrium payoffs too."""
        return tuple(p.value for p in self.points)

    @property
    def converged(self) -> bool:
        """Whether the gap between the bounds is within the tolerance."""
        return self.gap <= self.tolerance

    @property
    def is_empty(self) -> bool | None:
        """Whether there is no equilibrium of the kind asked for; None where that is undetermined."""
        if self.points:
            return False
        return None if self.outer else True

    def contains(self, payoffs: Any) -> bool | None:
        """
        Say whether some equilibrium pays this.

        Parameters
        ----------
        payoffs : sequence of number, or mapping of actor to number
            One payoff per actor; floats are the decimals that they print as.

        Returns
        -------
        bool or None
            True with proof, False with proof, None where the bounds leave it undetermined.
        """
        v = read_vector(self.repeated.stage.actors, payoffs, "payoff")
        if not self.outer or any(cut.slack(v) < 0 for cut in self.outer):
            return False
        return True if as_lottery_over(self.inner, v) is not None else None

    def support(self, direction: Any) -> tuple[Fraction | None, Fraction | None]:
        """
        Say how far the set reaches in a direction.

        Parameters
        ----------
        direction : sequence of number, or mapping of actor to number
            One weight per actor, of any sign.

        Returns
        -------
        reached : Fraction or None
            The largest weighted sum of payoffs that is proved to be an equilibrium's; None where nothing is proved.
        bound : Fraction or None
            No equilibrium exceeds it; None where the set is empty.
        """
        weights = read_vector(self.repeated.stage.actors, direction, "weight")
        reached = max((_weighted(weights, v) for v in self.inner), default=None)
        if not self.outer:
            return reached, None
        return reached, self._bound(weights)

    def _bound(self, weights: Payoffs) -> Fraction:
        """No point of the half-spaces exceeds this; safe against rounding."""
        table, outer = self._in_units()
        form = [a * s for a, s in zip(weights, table.length, strict=True)]
        scale = max((abs(x) for x in form), default=Fraction(0)) or Fraction(1)
        bound = outer.furthest(np.array([[float(x / scale) for x in form]]))[0][0]
        return _weighted(weights, table.origin) + scale * Fraction(float(bound))

    def _in_units(self) -> tuple[Table, Outer]:
        table = read_table(self.repeated, self.stage_equilibria)
        units = [[float(a * s) for a, s in zip(cut.weights, table.length, strict=True)] for cut in self.outer]
        levels = [float(cut.level - _weighted(cut.weights, table.origin)) for cut in self.outer]
        return table, Outer(np.array(units), np.array(levels), np.zeros(0), self.sweeps, is_empty=False)

    def best(self, weights: Any) -> Payoffs:
        """
        Give the proved equilibrium payoffs with the largest weighted sum.

        Parameters
        ----------
        weights : sequence of number, or mapping of actor to number
            One weight per actor, of any sign.

        Returns
        -------
        tuple of Fraction
            A point of `inner`; of several equally good ones the first.

        Raises
        ------
        GameError
            If no equilibrium is known.
        """
        read = read_vector(self.repeated.stage.actors, weights, "weight")
        refuse_without_points(self.points, is_empty=not self.outer)
        return max(self.inner, key=lambda v: _weighted(read, v))

    def project(self, actors: str | Sequence[str]) -> tuple[Any, Any]:
        """
        Give what one actor, or two, can get.

        Parameters
        ----------
        actors : str or sequence of str
            Whose payoffs: one actor, or two.

        Returns
        -------
        proved : tuple or None
            For one actor, the ends of a range of payoffs each of which some equilibrium pays, or None. For two, the
            vertices of a polygon of such payoffs, counter-clockwise.
        possible : tuple or None
            The same for a range, or a polygon, that no equilibrium leaves.

        Raises
        ------
        GameError
            If more than two actors are named, or one of them twice.
        """
        if not isinstance(actors, str):
            return self._shadows([self.repeated.stage.actor_index(actor) for actor in actors])
        i = self.repeated.stage.actor_index(actors)
        own = [v[i] for v in self.inner]
        proved = (min(own), max(own)) if own else None
        ahead = [Fraction(int(j == i)) for j in range(len(self.repeated.stage.actors))]
        high, low = self.support(ahead)[1], self.support([-x for x in ahead])[1]
        return proved, None if high is None or low is None else (-low, high)

    def _shadows(self, pair: Sequence[int]) -> tuple[Any, Any]:
        if len(pair) != 2 or pair[0] == pair[1]:
            raise GameError("project takes one actor, or two different ones; for more, ask .support in directions.")
        proved = tuple(hull([(v[pair[0]], v[pair[1]]) for v in self.inner]))
        if not self.outer:
            return proved, ()
        table, outer = self._in_units()
        origin, length = [table.origin[i] for i in pair], [table.length[i] for i in pair]
        return proved, tuple((origin[0] + x * length[0], origin[1] + y * length[1]) for x, y in shadow(outer, pair))

    @property
    def dimension(self) -> int | None:
        """Dimension, widths below 1e-8 of the game's scale not counted; -1 if empty, None if undetermined."""
        if not self.outer:
            return -1
        table, outer = self._in_units()
        inwards = [
            [float((x - o) / s) for x, o, s in zip(v, table.origin, table.length, strict=True)] for v in self.inner
        ]
        return flat_dimension(np.array(inwards), outer) if inwards else None

    def to_frame(self) -> Any:
        """
        Give both bounds as a table.

        Returns
        -------
        pandas.DataFrame
            A row per proved point ("inner") with its payoffs, and per half-space ("outer") with its weights and level.

        Raises
        ------
        MissingDependencyError
            If pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingDependencyError(
                "to_frame needs the package pandas; install it with: pip install 'sanction-games[frames]'"
            ) from None
        rows = [("inner", *map(float, v), None) for v in self.inner]
        rows += [("outer", *map(float, cut.weights), float(cut.level)) for cut in self.outer]
        return pd.DataFrame(rows, columns=["bound", *self.repeated.stage.actors, "level"])

    def strategy(self, payoffs: Any) -> Automaton:
        """
        Build an equilibrium that pays exactly this.

        Parameters
        ----------
        payoffs : sequence of number, or mapping of actor to number
            One payoff per actor, a convex combination of `inner`.

        Returns
        -------
        Automaton
            A strategy with public randomisation; `check_strategy` confirms it.

        Raises
        ------
        GameError
            If the payoffs are not proved to be an equilibrium's.
        """
        v = read_vector(self.repeated.stage.actors, payoffs, "payoff")
        refuse_without_points(self.points, is_empty=not self.outer)
        start = as_lottery_over(self.inner, v)
        if start is None:
            raise refuse_outside(v, is_outside=any(cut.slack(v) < 0 for cut in self.outer))
        return equilibrium_from(self.repeated, self.points, self.stage_equilibria, start)

    @property
    def certificate(self) -> Certificate:
        """The points of `inner` with what generates them, for `gametheory.verify`; `outer` is not part of the claim."""
        return certificate_of(self.repeated, self.stage_equilibria, self.points)

    def plot(self, point: Any = None, *, actors: Sequence[str] | None = None, ax: Any = None) -> Any:
        """
        Draw the set among what is feasible; see `gametheory.plots.payoff_set`.

        Parameters
        ----------
        point : sequence of number, or mapping of actor to number, optional
            Payoffs of one equilibrium, to draw with the play that gives them.
        actors : sequence of str, optional
            The two actors to draw; by default the first two.
        ax : matplotlib.axes.Axes, optional
            Where to draw; by default a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The picture.
        """
        from gametheory import plots

        return plots.payoff_set(self, point=point, actors=actors, ax=ax)

    def outer_certificate(self) -> Certificate:
        """
        Prove `outer`: a chain of cuts from the payoff box downwards, each with multipliers of the ones before.

        Directions and levels are in units in which every actor's stage payoffs run from 0 to 1. Levels are found
        again, in fractions, and may differ from those of `outer` in the seventh digit.

        Returns
        -------
        Certificate
            For `gametheory.verify`; where the set is empty, a proof of that.

        Raises
        ------
        GameError
            If there are too many half-spaces and profiles to write every step down.
        """
        from gametheory.equilibria.sets.chain import prove_outer

        table = read_table(self.repeated, self.stage_equilibria)
        given = [tuple(a * s for a, s in zip(cut.weights, table.length, strict=True)) for cut in self.outer]
        count = len(table.discount)
        standard = [tuple(Fraction(int(x)) for x in row) for row in standard_directions(count).tolist()]
        return prove_outer(self.repeated, self.stage_equilibria, given or standard)

    def __repr__(self) -> str:
        size = "empty" if self.is_empty else f"{len(self.points)} proved points, gap {self.gap:.2g}"
        return f"<PayoffRegion of {', '.join(self.repeated.stage.actors)}: {size}>"


def payoff_region(
    repeated: RepeatedGame, listed: tuple[StageEquilibrium, ...], tolerance: float, sweeps: int
) -> PayoffRegion:
    """Bound the set from outside and from inside, until the two are close."""
    table = read_table(repeated, listed)
    found = sandwich(table, tolerance, sweeps)
    outer = found.outer
    if outer.is_empty:
        return PayoffRegion(repeated, (), (), None, listed, 0.0, tolerance, outer.sweeps)
    lowest = [Fraction(max(float(u), 0.0)) for u in outer.threats]
    return PayoffRegion(
        repeated=repeated,
        outer=tuple(half_space(table, *pair) for pair in zip(outer.directions, outer.levels, strict=True)),
        points=tuple(_outwards(repeated, table, point) for point in found.points),
        threat_point=table.outwards(lowest),
        stage_equilibria=listed,
        gap=found.gap,
        tolerance=tolerance,
        sweeps=outer.sweeps,
    )


def _weighted(weights: Payoffs, v: Payoffs) -> Fraction:
    return sum((a * x for a, x in zip(weights, v, strict=True)), Fraction(0))


def half_space(table: Table, direction: Any, level: float) -> Cut:
    """From units to the game's payoffs."""
    weights = tuple(Fraction(float(x)) / s for x, s in zip(direction, table.length, strict=True))
    return Cut(weights, Fraction(float(level)) + _weighted(weights, table.origin))


def _outwards(repeated: RepeatedGame, table: Table, point: Grown) -> GeneratedPoint:
    value, number, lottery = point
    profiles = list(repeated.stage.profiles())
    played, listed = (profiles[number], None) if number >= 0 else (None, -1 - number)
    return GeneratedPoint(table.outwards(value), played, listed, tuple(lottery.items()))
