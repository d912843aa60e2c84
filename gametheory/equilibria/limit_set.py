"""What patient actors can sustain when they see only signals: the limit of public perfect equilibrium payoffs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.elimination import primitive
from gametheory.equilibria.limits.cells import Cells
from gametheory.equilibria.limits.evidence import certificate_of
from gametheory.equilibria.limits.flats import space_through
from gametheory.equilibria.limits.halfspaces import furthest, gap_of, solve_outer
from gametheory.equilibria.limits.programs import dot
from gametheory.equilibria.limits.rational import Benchmark
from gametheory.equilibria.limits.setting import Setting
from gametheory.equilibria.limits.solve import Level, solve_exactly
from gametheory.equilibria.limits.watched import watched
from gametheory.equilibria.sets.questions import read_vector
from gametheory.equilibria.sets.simplex import as_lottery_over
from gametheory.equilibria.sets.stage_list import StageEquilibrium, read_stage_equilibria
from gametheory.errors import GameError
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.results import Jsonable

if TYPE_CHECKING:
    from gametheory.proofs.certificate import Certificate

__all__ = ["LimitPayoffSet", "LimitScore", "limit_payoff_set"]

_SIMPLICES = 400  # per cone of directions, where a single point is asked about


@dataclass(frozen=True)
class LimitScore(Jsonable):
    """
    How far the limit set reaches at most in a direction, and who attains that.

    Parameters
    ----------
    direction : tuple of Fraction
        One weight per actor.
    score : Fraction
        No public perfect equilibrium has a larger weighted sum of payoffs, at any discount factor.
    profile : tuple of str or None
        The pure profile that attains the score; None where a listed stage equilibrium does.
    equilibrium : int or None
        The place of that stage equilibrium.
    """

    direction: tuple[Fraction, ...]
    score: Fraction
    profile: tuple[str, ...] | None
    equilibrium: int | None = None


@dataclass(frozen=True)
class LimitPayoffSet(Jsonable):
    """
    Payoffs of public perfect equilibria as actors become patient.

    The set is that of discounted average payoffs where each period plays a pure action profile or one of the listed
    stage equilibria, with public randomisation and one discount factor that goes to one. Every point of its relative
    interior is an equilibrium payoff for all discount factors near one; points outside are so for none.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    monitoring : PublicMonitoring or None
        What everybody sees; None stands for every action.
    stage_equilibria : tuple of StageEquilibrium
        The listed stage equilibria that the set is relative to.
    scores : tuple of LimitScore
        Half-spaces that contain the set.
    vertices : tuple of tuple of Fraction
        Where `is_exact`, the vertices of the set (two actors: counter-clockwise). Otherwise proved points of it.
    is_exact : bool
        Whether the set is known exactly: always with one or two actors, and where it is at most a segment.
    gap : float
        How far beyond the proved points the half-spaces reach at most, over their directions, in units in which every
        actor's stage payoffs run from 0 to 1; 0 where exact, infinite where nothing is proved.
    method : str
        How the set was found.

    Examples
    --------
    A prisoner's dilemma in which a bad signal does not tell who deviated: cooperation costs a quarter each.

    >>> from gametheory import NormalFormGame, PublicMonitoring, limit_payoff_set
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> seen = PublicMonitoring(["good", "bad"], [[[".9", ".1"], [".5", ".5"]], [[".5", ".5"], [".3", ".7"]]])
    >>> found = limit_payoff_set(stage, monitoring=seen)
    >>> print(*(f"({x}, {y})" for x, y in found.vertices))
    (0, 0) (68/31, 24/31) (7/4, 7/4) (24/31, 68/31)
    >>> found.folk_theorem, limit_payoff_set(stage).folk_theorem
    (False, True)
    """

    stage: NormalFormGame
    monitoring: PublicMonitoring | None
    stage_equilibria: tuple[StageEquilibrium, ...]
    scores: tuple[LimitScore, ...]
    vertices: tuple[tuple[Fraction, ...], ...]
    is_exact: bool
    gap: float
    method: str

    @property
    def converged(self) -> bool:
        """Whether the set is known exactly."""
        return self.is_exact

    @property
    def is_empty(self) -> bool | None:
        """Whether there is no equilibrium of the kind asked for; None where that is undetermined."""
        if self.vertices:
            return False
        return True if self.is_exact else None

    @property
    def dimension(self) -> int | None:
        """Dimension of the set, -1 where it is empty; None where that is undetermined."""
        if self.vertices:
            return len(space_through(self.vertices).basis)
        return -1 if self.is_exact else None

    def contains(self, payoffs: Any) -> bool | None:
        """
        Say whether a payoff belongs to the set.

        Parameters
        ----------
        payoffs : sequence of number, or mapping of actor to number
            One payoff per actor; floats are the decimals that they print as.

        Returns
        -------
        bool or None
            True with proof, False with proof, None where it was not determined.
        """
        v = read_vector(self.stage.actors, payoffs, "payoff")
        if as_lottery_over(self.vertices, v) is not None:
            return True
        if self.is_exact or any(dot(s.direction, v) > s.score for s in self.scores):
            return False
        if self.folk_theorem:
            return self._benchmark.holds(v)
        if self.dimension != len(v):
            return None
        return Cells(self._setting).holds(v, _SIMPLICES)

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
            The largest weighted sum of payoffs over the proved points; None where nothing is proved.
        bound : Fraction or None
            The set goes no further, equal to `reached` where the set is exact; None where the set is empty.
        """
        weights = read_vector(self.stage.actors, direction, "weight")
        reached = max((dot(weights, v) for v in self.vertices), default=None)
        if self.is_exact or not any(weights):
            return reached, reached
        if self.folk_theorem:
            return (self._benchmark.support(weights),) * 2
        corner = furthest({_whole(s.direction): s.score for s in self.scores}, primitive(weights))
        assert corner is not None, "half-spaces with nothing in common are an exact answer"
        return reached, dot(weights, corner)

    def score(self, direction: Any) -> LimitScore | None:
        """
        Give Fudenberg and Levine's maximal score in a direction, and who attains it.

        What follows a signal lies where all stage payoffs do: on their affine hull, if they do not span the space.

        Parameters
        ----------
        direction : sequence of number, or mapping of actor to number
            One weight per actor, of any sign, not all zero.

        Returns
        -------
        LimitScore or None
            The largest weighted sum that one period can support; it may exceed `support`, which respects all other
            directions too. None where no profile can be enforced.

        Raises
        ------
        GameError
            If all weights are zero.
        """
        weights = read_vector(self.stage.actors, direction, "weight")
        if not any(weights):
            raise GameError("all weights of the direction are zero; give one or more that is not.")
        whole = primitive(weights)
        best = self._setting.best(whole)
        if best is None:
            return None
        scale = next(w / x for w, x in zip(weights, whole, strict=True) if x)
        return _named(self.stage, weights, best.score * scale, best.who)

    @cached_property
    def folk_theorem(self) -> bool | None:
        """
        Whether every feasible and individually rational payoff survives; None where that is undetermined.

        With more than two actors it is known to hold where all profiles have pairwise full rank and these payoffs have
        interior (Fudenberg, Levine and Maskin 1994), and known to fail where a half-space cuts some of them off.
        """
        if any(lost > 0 for lost in self._losses):
            return False
        if self.is_exact:
            return True if self.vertices or self._benchmark.is_empty else None
        return True if self._benchmark.survives(self._setting.profiles) else None

    @property
    def individually_rational(self) -> tuple[tuple[Fraction, ...], ...]:
        """
        Vertices of the feasible payoffs that give nobody less than its floor; two actors only, else empty.

        The floor is the pure minmax value, or a listed stage equilibrium's payoff where that is lower.
        """
        return self._benchmark.polygon

    @property
    def verdict(self) -> str:
        """The folk theorem's verdict as a sentence: which feasible and individually rational payoffs survive."""
        if self.is_empty:
            return "no equilibrium of the kind asked about: the limit set is empty"
        if self.folk_theorem:
            return "the folk theorem holds: every feasible and individually rational payoff survives"
        if self.folk_theorem is None:
            return "undetermined: no payoff is shown to be lost, and not every one is shown to survive"
        worst = max(zip(self._relative, self.scores, strict=True), key=lambda pair: pair[0])[1]
        without = self._benchmark.support(worst.direction)
        told = ", ".join(f"{w} {actor}" for actor, w in zip(self.stage.actors, worst.direction, strict=True) if w)
        share = self._benchmark.share(self.vertices) if self.is_exact else None
        kept = "" if share is None else f"; {share:.1%} of the area survives"
        return f"the folk theorem fails: payoffs weighted ({told}) reach {worst.score} instead of {without}{kept}"

    @cached_property
    def certificate(self) -> Certificate:
        """
        What proves the set, for `gametheory.verify`.

        With one or two actors both directions: half-spaces with prices that prove them, and payments that prove the
        vertices. With more actors the half-spaces alone.
        """
        return certificate_of(self.stage, self._monitoring, self.monitoring is None, self.stage_equilibria)

    @property
    def _monitoring(self) -> PublicMonitoring:
        return self.monitoring or PublicMonitoring.perfect(self.stage)

    @cached_property
    def _setting(self) -> Setting:
        profiles = list(watched(self.stage, self._monitoring))
        space = space_through([seen.payoffs for seen in profiles])
        return Setting(profiles, self.stage_equilibria, space)

    @cached_property
    def _benchmark(self) -> Benchmark:
        return Benchmark.of(self.stage, self.stage_equilibria)

    @cached_property
    def _losses(self) -> tuple[Fraction, ...]:
        """Per half-space how much of what is feasible and individually rational lies beyond it."""
        supports = [self._benchmark.support(s.direction) for s in self.scores]
        return tuple(
            Fraction(0) if most is None else most - s.score for most, s in zip(supports, self.scores, strict=True)
        )

    @property
    def _relative(self) -> list[Fraction]:
        spans = self._benchmark.spans
        sizes = [sum((abs(w) * x for w, x in zip(s.direction, spans, strict=True)), Fraction(0)) for s in self.scores]
        return [lost / size if size else Fraction(0) for lost, size in zip(self._losses, sizes, strict=True)]

    def __repr__(self) -> str:
        size = "empty" if self.is_empty else f"{len(self.vertices)} {'vertices' if self.is_exact else 'proved points'}"
        return f"<LimitPayoffSet of {', '.join(self.stage.actors)}: {size}, gap {self.gap:.2g}>"


def limit_payoff_set(
    stage: NormalFormGame,
    *,
    monitoring: PublicMonitoring | None = None,
    stage_equilibria: Iterable[Any] | None = None,
) -> LimitPayoffSet:
    """
    Find the limit of public perfect equilibrium payoffs as the common discount factor goes to one.

    Scores by the linear programs of Fudenberg and Levine (1994), exactly, with pure profiles and listed stage
    equilibria; half-spaces intersected. With one or two actors the set is exact: in every quadrant of directions the
    scores are piecewise linear, and all pieces are found. Where it has no interior, payments are restricted to its
    affine hull (Fudenberg, Levine and Takahashi 2007). With more actors half-spaces in standard directions bound the
    set from outside, and points are proved inside.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    monitoring : PublicMonitoring, optional
        What everybody sees; by default every action.
    stage_equilibria : iterable of profiles, optional
        Stage equilibria that may be played besides pure profiles, as for `payoff_set`: by default all pure ones, and
        with two actors of up to four actions the extreme mixed ones.

    Returns
    -------
    LimitPayoffSet
        The set, with `support`, `score`, `contains`, `verdict` and `certificate`.

    Raises
    ------
    GameError
        If the monitoring does not fit the game, or a listed stage equilibrium is none.
    GameTooLargeError
        If a linear program could not be finished exactly.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, limit_payoff_set
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> channel = PublicMonitoring(["c", "d"], [["9/10", "1/10"], ["1/5", "4/5"]])
    >>> seen = PublicMonitoring.independent(stage, {"Ann": channel, "Bob": channel})
    >>> print(limit_payoff_set(stage, monitoring=seen).verdict)
    the folk theorem holds: every feasible and individually rational payoff survives
    """
    if not isinstance(stage, NormalFormGame):
        raise GameError(f"{stage!r} is no game; give a NormalFormGame, the game of one period.")
    seen = as_monitoring(monitoring)
    if seen is not None:
        seen.fits(stage)
    listed = read_stage_equilibria(stage, stage_equilibria)
    profiles = list(watched(stage, seen or PublicMonitoring.perfect(stage)))
    if len(stage.actors) <= 2:
        levels, exactly = solve_exactly(profiles, listed), True
        method = "scores of all directions, piece by piece, by linear programs verified in integers"
    else:
        levels, exactly = solve_outer(profiles, listed, Benchmark.of(stage, listed))
        method = "scores of standard directions, by linear programs verified in integers; points proved cell by cell"
    scores = _scores(stage, levels)
    vertices = levels[-1].vertices
    gap = 0.0 if exactly else gap_of(stage, levels[-1].scores, vertices)
    return LimitPayoffSet(stage, seen, listed, scores, vertices, exactly, gap, method)


def _scores(stage: NormalFormGame, levels: list[Level]) -> tuple[LimitScore, ...]:
    return tuple(
        _named(stage, tuple(Fraction(x) for x in direction), score, who)
        for level in levels
        for direction, (score, who) in level.scores.items()
    )


def _named(stage: NormalFormGame, direction: tuple[Fraction, ...], score: Fraction, who: int) -> LimitScore:
    profile = next(islice(stage.profiles(), who, None)) if who >= 0 else None
    return LimitScore(direction, score, profile, None if who >= 0 else -1 - who)


def _whole(direction: tuple[Fraction, ...]) -> tuple[int, ...]:
    return tuple(int(x) for x in direction)
