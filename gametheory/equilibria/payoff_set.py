"""What can be sustained at all: the payoffs of every subgame-perfect equilibrium of a repeated game."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.sets.automaton import GeneratedPoint
from gametheory.equilibria.sets.polygon import contains, hausdorff, hull, weights
from gametheory.equilibria.sets.public_play import PublicPoint, certificate_of, equilibrium_from
from gametheory.equilibria.sets.questions import read_vector, refuse_outside, refuse_without_points
from gametheory.equilibria.sets.solve import Solution, solve, solve_exactly
from gametheory.equilibria.sets.stage_list import StageEquilibrium, read_stage_equilibria
from gametheory.equilibria.sets.units import Units, whole_game
from gametheory.errors import GameError, MissingDependencyError
from gametheory.games.repeated import RepeatedGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.proofs.certificate import Certificate
    from gametheory.strategies.automaton import Automaton

__all__ = ["PayoffSet", "payoff_set"]

Payoffs = tuple[Fraction, Fraction]

_MOST = 1_000_000
_CLOSE, _WIDER = 1e-6, 1e-3
"""Tolerances: where sets are found exactly as a rule, and where half-spaces and points approach each other."""

_LONG = 10_000
"""Sweeps at most under public signals."""

_SLOW = 3000
"""Sweeps at most where each takes long: in fractions, or by linear programs."""


@dataclass(frozen=True)
class PayoffSet(Jsonable):
    """
    Subgame-perfect equilibrium payoffs of a repeated game, between two bounds.

    The set is that of discounted average payoffs with public randomisation, subgame perfect where profiles are seen and
    public perfect where only signals are; each period plays a pure action profile or one of the listed stage
    equilibria. `outer` contains it; `inner` is contained in it,
    with proof. A set may be a polygon, a segment, a point, or empty.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about.
    outer : tuple of tuple of Fraction
        Vertices, counter-clockwise, of a polygon that contains the set.
    points : tuple of GeneratedPoint or PublicPoint
        A finite self-generating set: every convex combination of these points is an equilibrium payoff.
    threat_point : tuple of Fraction or None
        No equilibrium pays an actor less; None where the set is empty.
    stage_equilibria : tuple of StageEquilibrium
        The listed stage equilibria that the set is relative to.
    gap : float
        Hausdorff distance of `outer` and `inner`, in units in which every actor's stage payoffs run from 0 to 1; 0
        where they are the same, infinite where only `inner` is empty.
    tolerance : float
        The gap up to which the answer counts as converged.
    sweeps : int
        How often the outer bound was shrunk.
    method : str
        How the bounds were found.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, payoff_set
    >>> stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> found = payoff_set(RepeatedGame(stage, discount=0.3))
    >>> print(*(f"({x}, {y})" for x, y in found.inner))
    (3, 3) (39/4, 3) (9, 9) (3, 39/4)
    >>> found.contains((6, 6)), found.contains((10, 1))
    (True, False)
    """

    repeated: RepeatedGame
    outer: tuple[Payoffs, ...]
    points: tuple[GeneratedPoint | PublicPoint, ...]
    threat_point: Payoffs | None
    stage_equilibria: tuple[StageEquilibrium, ...]
    gap: float
    tolerance: float
    sweeps: int
    method: str

    @property
    def inner(self) -> tuple[Payoffs, ...]:
        """Vertices, counter-clockwise, of a polygon of proved equilibrium payoffs; empty where nothing is proved."""
        return tuple(hull([(p.value[0], p.value[1]) for p in self.points]))

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

    @property
    def dimension(self) -> int | None:
        """Dimension of the set, -1 where it is empty; None where the bounds do not tell."""
        low, high = len(self.inner), len(self.outer)
        return min(low, 3) - 1 if min(low, 3) == min(high, 3) else None

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
        v = self._read(payoffs, "payoff")
        if contains(self.inner, v):
            return True
        return None if contains(self.outer, v) else False

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
            The largest weighted sum of payoffs that is proved to be an equilibrium's; None where `inner` is empty.
        bound : Fraction or None
            No equilibrium exceeds it; None where the set is empty.
        """
        a, b = self._read(direction, "weight")
        reached, bound = (
            max((a * x + b * y for x, y in vertices), default=None) for vertices in (self.inner, self.outer)
        )
        return reached, bound

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
            A vertex of `inner`; of several equally good ones the first.

        Raises
        ------
        GameError
            If no equilibrium is known.
        """
        a, b = self._read(weights, "weight")
        refuse_without_points(self.points, is_empty=not self.outer)
        return max(self.inner, key=lambda v: a * v[0] + b * v[1])

    def project(self, actors: str | Sequence[str]) -> tuple[Any, Any]:
        """
        Give what one actor, or both, can get.

        Parameters
        ----------
        actors : str or sequence of str
            Whose payoffs: one actor, or both, in the order of the coordinates.

        Returns
        -------
        proved : tuple or None
            For one actor, the ends of a range of payoffs each of which some equilibrium pays, or None. For both, the
            vertices of a polygon of such payoffs, counter-clockwise.
        possible : tuple or None
            The same for a range, or a polygon, that no equilibrium leaves.

        Raises
        ------
        GameError
            If one actor is named twice, or several other than both.
        """
        bounds = (self.inner, self.outer)
        if not isinstance(actors, str):
            first, second = self._both([self.repeated.stage.actor_index(actor) for actor in actors])
            proved, possible = (tuple(hull([(v[first], v[second]) for v in vertices])) for vertices in bounds)
            return proved, possible
        i = self.repeated.stage.actor_index(actors)
        one, other = ((min(v[i] for v in b), max(v[i] for v in b)) if b else None for b in bounds)
        return one, other

    def _both(self, places: Sequence[int]) -> Sequence[int]:
        if sorted(places) != [0, 1]:
            raise GameError(f"project takes one actor, or both: {', '.join(self.repeated.stage.actors)}, each once.")
        return places

    def strategy(self, payoffs: Any) -> Automaton:
        """
        Build an equilibrium that pays exactly this.

        Parameters
        ----------
        payoffs : sequence of number, or mapping of actor to number
            One payoff per actor, a point of `inner`.

        Returns
        -------
        Automaton
            A strategy with public randomisation; `check_strategy` confirms it.

        Raises
        ------
        GameError
            If the payoffs are not proved to be an equilibrium's.
        """
        v = self._read(payoffs, "payoff")
        refuse_without_points(self.points, is_empty=not self.outer)
        lottery = weights(self.inner, v)
        if lottery is None:
            raise refuse_outside(v, is_outside=not contains(self.outer, v))
        first = {p.value: k for k, p in reversed(list(enumerate(self.points)))}
        start = {first[self.inner[k]]: p for k, p in lottery.items()}
        return equilibrium_from(self.repeated, self.points, self.stage_equilibria, start)

    @property
    def certificate(self) -> Certificate:
        """The points of `inner` with what generates them, for `gametheory.verify`; see also `outer_certificate`."""
        return certificate_of(self.repeated, self.stage_equilibria, self.points)

    def outer_certificate(self) -> Certificate:
        """
        Prove `outer`: a chain of cuts from the payoff box downwards, each with multipliers of the ones before.

        Directions are the edges of `outer` and those of the axes; they and their levels are in units in which every
        actor's stage payoffs run from 0 to 1. Where the set is known exactly (`gap` 0), the chain ends with its very
        edges as a rule; elsewhere, and where the bound shrinks too slowly to write every step down, the levels that it
        comes down to are what is proved.

        Returns
        -------
        Certificate
            For `gametheory.verify`; where the set is empty, a proof of that. Its data hold ``"levels"``.

        Raises
        ------
        GameError
            If the game has signals, or if there are too many edges and profiles to write every step down.

        Examples
        --------
        >>> from gametheory import NormalFormGame, RepeatedGame, payoff_set, verify
        >>> stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actions=["C", "D"])
        >>> found = payoff_set(RepeatedGame(stage, discount="1/2"))
        >>> certificate = found.outer_certificate()
        >>> verify(certificate), "closing" in certificate.data
        (True, True)
        """
        from gametheory.equilibria.sets.polygon_proof import prove_polygon  # loads a solver of linear programs

        if self.repeated.monitoring is not None:
            raise GameError("outer bounds under public signals come without a certificate; that of .inner is there.")
        return prove_polygon(self.repeated, self.stage_equilibria, self.outer, is_exact=self.gap == 0)

    def plot(self, point: Any = None, *, ax: Any = None) -> Any:
        """
        Draw the set among what is feasible; see `gametheory.plots.payoff_set`.

        Parameters
        ----------
        point : sequence of number, or mapping of actor to number, optional
            Payoffs of one equilibrium, to draw with the play that gives them.
        ax : matplotlib.axes.Axes, optional
            Where to draw; by default a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The picture.
        """
        from gametheory import plots

        return plots.payoff_set(self, point=point, ax=ax)

    def to_frame(self) -> Any:
        """
        Give the vertices of both bounds as a table.

        Returns
        -------
        pandas.DataFrame
            One row a vertex: which bound ("inner" or "outer"), then a column of floats per actor.

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
        rows = [("inner", *map(float, v)) for v in self.inner] + [("outer", *map(float, v)) for v in self.outer]
        return pd.DataFrame(rows, columns=["bound", *self.repeated.stage.actors])

    def _read(self, given: Any, what: str) -> Payoffs:
        first, second = read_vector(self.repeated.stage.actors, given, what)
        return first, second

    def __repr__(self) -> str:
        size = "empty" if self.is_empty else f"{len(self.inner)} proved vertices, gap {self.gap:.2g}"
        return f"<PayoffSet of {', '.join(self.repeated.stage.actors)}: {size}>"


def payoff_set(
    repeated: RepeatedGame,
    *,
    stage_equilibria: Iterable[Any] | None = None,
    exact: bool = False,
    tolerance: float | None = None,
    sweeps: int = 300_000,
) -> PayoffSet | PayoffRegion:
    """
    Find the payoffs of all subgame-perfect equilibria of a repeated game.

    With two actors and one discount factor, outer bounds are shrunk by an operator in the manner of Abreu and Sannikov
    (2014) in floats with loosened constraints. What they end at tells how the vertices of the set hang together; their
    exact values follow, and are proved, from inside and from outside, in whole numbers. Where that fails (some vertices
    are no fractions), a self-generating set is built a little inside and proved. With more actors, or several discount
    factors, half-spaces are lowered by linear programs, and the gap is wider.

    Small work is interpreted. After half a second of it in one process, or as soon as `payoff_set_batch` is used,
    sweeps are compiled: once per machine, which takes some seconds, and from a cache after. Both give the same floats.
    An interruption (Control-C) ends the search: the answer holds what was reached by then, not converged, and its
    `method` says so.

    With public signals the half-spaces are lowered by the operator of Abreu, Pearce and Stacchetti (1990) with a jump
    that makes it quick at any discount factor, and polygons that generate themselves are found inside, for two actors
    with one discount factor or two; for others, what a threat to stop keeps up. An interrupted run returns its bounds.

    Parameters
    ----------
    repeated : RepeatedGame
        The game. Where it has monitoring, only its signals are seen, and payoffs are those of public perfect
        equilibria whose periods play pure profiles or listed stage equilibria, what follows the latter regardless of
        the signal.
    stage_equilibria : iterable of profiles, optional
        Stage equilibria that may be played besides pure profiles; each one action, or a mapping of action to
        chance, per actor. By default all pure ones, and for up to four actions the mixed ones with regular supports;
        ``()`` for pure profiles only.
    exact : bool, default: False
        Whether to use fractions from the beginning (two actors, one discount factor): slower, free of floats.
    tolerance : float, optional
        The gap (in units of the game's scale) up to which the search goes on and the answer counts as converged. By
        default 1e-6 with two actors, one discount factor and perfect monitoring, else 1e-3; with three and more actors
        the search goes no further than 1e-3.
    sweeps : int, default: 300_000
        How often to shrink the outer bound at most (3000 times in fractions or by linear programs, 10,000 times under
        public signals); what was reached by then is valid.

    Returns
    -------
    PayoffSet or PayoffRegion
        Both bounds, with `contains`, `strategy`, `certificate` and more; the second where there are not two actors, or
        discount factors differ and profiles are seen.

    Raises
    ------
    GameError
        If the game is not of the kind described, or a listed stage equilibrium is none.

    Examples
    --------
    >>> from gametheory import NormalFormGame, RepeatedGame, check_strategy, payoff_set
    >>> stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> repeated = RepeatedGame(stage, discount="1/2")
    >>> found = payoff_set(repeated)
    >>> found.gap, found.dimension, found.best({"Ann": 1, "Bob": 1})
    (0.0, 2, (Fraction(9, 1), Fraction(9, 1)))
    >>> check = check_strategy(repeated, found.strategy((5, 6)))
    >>> check.is_equilibrium, check.payoffs
    (True, (Fraction(5, 1), Fraction(6, 1)))

    Violations seen through noise: a good signal with probability .9, .5 after one deviation, .3 after two.

    >>> from gametheory import PublicMonitoring
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> seen = PublicMonitoring(["good", "bad"], [[[0.9, 0.1], [0.5, 0.5]], [[0.5, 0.5], [0.3, 0.7]]])
    >>> noisy = payoff_set(RepeatedGame(stage, 0.6, seen))
    >>> noisy.converged, [float(x) for x in noisy.best((1, 1))]
    (True, [1.75, 1.75])
    """
    _answerable(repeated)
    limit = _at_least_one(sweeps)
    listed = read_stage_equilibria(repeated.stage, stage_equilibria)
    if repeated.monitoring is not None:
        from gametheory.equilibria.public_payoffs import public_payoffs  # loads a solver of linear programs

        return public_payoffs(repeated, listed, _within(tolerance, _WIDER), min(limit, _LONG))
    d = repeated.common_discount
    if d is None or len(repeated.stage.actors) != 2:
        from gametheory.equilibria.payoff_region import payoff_region  # loads a solver of linear programs

        return payoff_region(repeated, listed, _within(tolerance, _WIDER), min(limit, _SLOW))
    _refuse_if_too_large(repeated)
    units, game = whole_game(repeated, listed, d)
    solution = solve_exactly(game, game.whole_setting(), min(limit, _SLOW)) if exact else solve(game, limit)
    method = "fractions throughout" if exact else "floats with bounded rounding, proved in whole numbers"
    method += "; interrupted" if solution.interrupted else ""
    points = tuple(_outwards(repeated, units, solution))
    return PayoffSet(
        repeated=repeated,
        outer=tuple(units.outwards(v) for v in solution.outer),
        points=points,
        threat_point=units.outwards(solution.threats) if solution.outer else None,
        stage_equilibria=listed,
        gap=_gap(solution),
        tolerance=_within(tolerance, _CLOSE),
        sweeps=solution.sweeps,
        method=method,
    )


def _answerable(repeated: RepeatedGame) -> None:
    if not isinstance(repeated, RepeatedGame):
        raise GameError(f"{repeated!r} is no repeated game; give RepeatedGame(stage, discount=0.9), for example.")


def _within(tolerance: float | None, default: float) -> float:
    if tolerance is None:
        return default
    if not 0 <= tolerance < inf:
        raise GameError(f"the tolerance is {tolerance!r}; give a number of at least 0, such as 1e-3.")
    return float(tolerance)


def _refuse_if_too_large(repeated: RepeatedGame) -> None:
    rows, columns = repeated.stage.shape
    if rows * columns > _MOST:
        raise GameError(
            f"the stage game has {rows} x {columns} action profiles; payoff_set keeps working arrays of about a "
            f"kilobyte a profile and takes up to {_MOST:,}. Leave out actions that nobody considers, or take a "
            "coarser grid."
        )


def _at_least_one(sweeps: int) -> int:
    if isinstance(sweeps, bool) or not isinstance(sweeps, int) or sweeps < 1:
        raise GameError(f"sweeps is {sweeps!r}; give a whole number of at least 1.")
    return sweeps


def _gap(solution: Solution) -> float:
    if solution.exact:
        return 0.0
    outer, inner = (
        [(float(x), float(y)) for x, y in polygon]
        for polygon in (solution.outer, hull([p.value for p in solution.points]))
    )
    return hausdorff(outer, inner)


def _outwards(repeated: RepeatedGame, units: Units, solution: Solution) -> Iterable[GeneratedPoint]:
    profiles = list(repeated.stage.profiles())
    for point in solution.points:
        played, listed = (profiles[point.number], None) if point.number >= 0 else (None, -1 - point.number)
        yield GeneratedPoint(units.outwards(point.value), played, listed, tuple(point.weights.items()))
