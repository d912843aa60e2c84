"""For which discount factors is this strategy an equilibrium? The exact set, with what binds at each end."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.rational_values import rational_values
from gametheory.equilibria.roots import breakpoints
from gametheory.errors import GameError
from gametheory.exact import exact, exact_text
from gametheory.frozen import FrozenMap
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import read_discount
from gametheory.proofs.algebraic import Algebraic
from gametheory.proofs.certificate import Certificate
from gametheory.proofs.polynomials import Poly
from gametheory.proofs.region import Worth, derive_region, gain_polynomials
from gametheory.proofs.strategy import read_machine
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.noise import read_slips
from gametheory.strategies.plain import plain_algebraic, plain_setting
from gametheory.strategies.play import play

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Constraint", "DiscountInterval", "DiscountRegion", "discount_region"]


@dataclass(frozen=True)
class Constraint(Jsonable):
    """
    One incentive constraint: an actor must not gain by an action in a state.

    Parameters
    ----------
    actor : str
        Whose constraint it is.
    state : str or int
        In which state.
    action : str
        The deviation that must not pay.
    """

    actor: str
    state: State
    action: str

    def __str__(self) -> str:
        return f"{self.actor} must not gain by {self.action!r} in state {self.state!r}"


@dataclass(frozen=True)
class DiscountInterval(Jsonable):
    """
    One interval of discount factors.

    Parameters
    ----------
    low, high : Fraction or Algebraic
        The ends, exact.
    low_closed, high_closed : bool
        Whether the ends belong to the interval.
    low_bindings, high_bindings : tuple of Constraint
        The constraints that fail just beyond each end; empty at 0 and 1.
    """

    low: Fraction | Algebraic
    high: Fraction | Algebraic
    low_closed: bool
    high_closed: bool
    low_bindings: tuple[Constraint, ...] = ()
    high_bindings: tuple[Constraint, ...] = ()

    @property
    def low_binding(self) -> Constraint | None:
        """The first constraint that fails just below the interval; None where it begins at 0."""
        return self.low_bindings[0] if self.low_bindings else None

    @property
    def high_binding(self) -> Constraint | None:
        """The first constraint that fails just above the interval; None where it reaches to 1."""
        return self.high_bindings[0] if self.high_bindings else None

    def __contains__(self, discount: Any) -> bool:
        value = exact(discount, "the discount factor")
        above = self.low < value or (self.low_closed and self.low == value)
        below = self.high > value or (self.high_closed and self.high == value)
        return bool(above and below)

    def __str__(self) -> str:
        if self.low == self.high:
            return "{" + str(self.low) + "}"
        return f"{'[' if self.low_closed else '('}{self.low}, {self.high}{']' if self.high_closed else ')'}"


@dataclass(frozen=True)
class DiscountRegion(Jsonable):
    """
    The exact set of common discount factors in (0, 1) for which a strategy is subgame perfect.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    automaton : Automaton
        The strategy.
    intervals : tuple of DiscountInterval
        Disjoint, in increasing order; empty when the strategy is an equilibrium at no discount factor.
    certificate : Certificate
        Values as rational functions and every sign change, for `gametheory.verify`.
    fixed : mapping of str to Fraction
        Actors whose discount factor is held at a number; the region is for the others'.
    blocked_by : tuple of Constraint
        Constraints of those actors that fail, where some do; then the region is empty.
    notes : tuple of str
        Remarks, such as probabilities that were normalised.
    method : str
        How the set was found.
    """

    stage: NormalFormGame
    automaton: Automaton
    intervals: tuple[DiscountInterval, ...]
    certificate: Certificate = field(repr=False)
    fixed: FrozenMap[str, Fraction] = FrozenMap()  # noqa: RUF009  (it is immutable)
    blocked_by: tuple[Constraint, ...] = ()
    notes: tuple[str, ...] = ()
    method: str = "incentive constraints as polynomials in the discount factor, roots isolated exactly"

    def __iter__(self) -> Iterator[DiscountInterval]:
        return iter(self.intervals)

    def __contains__(self, discount: Any) -> bool:
        return any(discount in interval for interval in self.intervals)

    @property
    def is_empty(self) -> bool:
        """Whether the strategy is an equilibrium at no discount factor."""
        return not self.intervals

    @property
    def infimum(self) -> Fraction | Algebraic | None:
        """The critical discount factor: the lower end of the set; None when the set is empty."""
        return self.intervals[0].low if self.intervals else None

    @property
    def attained(self) -> bool:
        """Whether the infimum belongs to the set."""
        return bool(self.intervals) and self.intervals[0].low_closed

    @property
    def converged(self) -> bool:
        """Always true: the set is exact."""
        return True

    def of(self, actor: str) -> tuple[DiscountInterval, ...]:
        """
        Say for which discount factors of its own one actor has no reason to deviate, whatever the others' reasons.

        An actor's value depends on its own discount factor alone; so where discount factors differ, the strategy is an
        equilibrium exactly when each actor's lies in the set given here.

        Parameters
        ----------
        actor : str
            The actor's name.

        Returns
        -------
        tuple of DiscountInterval
            Disjoint, in increasing order; the region is the intersection over all actors.

        Raises
        ------
        UnknownNameError
            If there is no such actor.
        """
        data = self.certificate.data
        derived, _ = derive_region(data, self.stage.actors[self.stage.actor_index(actor)])
        return _intervals(derived, data["breakpoints"])

    def __str__(self) -> str:
        return " and ".join(str(interval) for interval in self.intervals) or "no discount factor"


def discount_region(
    stage: NormalFormGame,
    automaton: Automaton,
    *,
    monitoring: PublicMonitoring | None = None,
    fixed: Mapping[str, Any] | None = None,
    slips: Any = None,
) -> DiscountRegion:
    """
    Find the exact set of common discount factors for which a strategy is subgame perfect.

    With a discount factor d the value of each state is a rational function of d, so each one-shot deviation
    constraint is a polynomial inequality. The roots in (0, 1) are isolated exactly and signs taken between them.
    The set need not be an interval: it can have an upper end, gaps and isolated points.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    automaton : Automaton
        The strategy, its prescriptions pure or independently mixed.
    monitoring : PublicMonitoring, optional
        What everybody sees; the automaton then moves on signals. By default every action is seen.
    fixed : mapping of actor to number, optional
        Actors whose discount factor is held at a number; the region is for the common factor of the others.
    slips : number, sequence or mapping of actor to number, optional
        Execution errors: the probability that an actor plays, by mistake, one of its other actions, each as likely.

    Returns
    -------
    DiscountRegion
        The intervals with exact ends and the constraints that bind there, and a certificate.

    Raises
    ------
    StrategyError
        If the automaton is incomplete or does not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame, discount_region, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> region = discount_region(stage, strategies.reversion(("C", "C"), ("D", "D")))
    >>> print(region, region.intervals[0].low_binding, sep="; ")
    [1/3, 1); Ann must not gain by 'D' in state 'target'
    """
    if not isinstance(stage, NormalFormGame):
        raise GameError(
            f"a discount region is asked of the stage game, not of a {type(stage).__name__}; "
            "give a NormalFormGame (for a RepeatedGame, its .stage)."
        )
    monitoring, mistakes = as_monitoring(monitoring), read_slips(slips, stage)
    denominator, numerators = rational_values(play(stage, automaton, monitoring, mistakes), len(stage.actors))
    by_state = dict(zip(automaton.states, numerators, strict=True))
    held = _read_fixed(fixed or {}, stage)
    data = plain_setting(stage, automaton, monitoring, mistakes)
    gains = gain_polynomials(read_machine(data), Worth(denominator, by_state))
    data["fixed"] = [[actor, exact_text(d)] for actor, d in held.items()]
    data["denominator"] = _texts(denominator)
    data["numerators"] = [[state, [_texts(p) for p in row]] for state, row in by_state.items()]
    data["breakpoints"] = [plain_algebraic(point) for point in breakpoints(set(gains.values()))]
    data["intervals"], data["blocked"] = derive_region(data)
    return DiscountRegion(
        stage,
        automaton,
        _intervals(data["intervals"], data["breakpoints"]),
        Certificate("discount_region", data),
        held,
        tuple(Constraint(*key) for key in data["blocked"]),
        (*automaton.notes, *(monitoring.notes if monitoring else ())),
    )


def _read_fixed(fixed: Mapping[str, Any], stage: NormalFormGame) -> FrozenMap[str, Fraction]:
    for actor in fixed:
        stage.actor_index(actor)
    return FrozenMap((actor, read_discount(fixed[actor], actor)) for actor in stage.actors if actor in fixed)


def _texts(p: Poly) -> list[str]:
    return [exact_text(Fraction(a)) for a in p]


def _point(plain: dict[str, Any]) -> Fraction | Algebraic:
    if "at" in plain:
        return Fraction(plain["at"])
    return Algebraic(tuple(int(a) for a in plain["polynomial"]), Fraction(plain["low"]), Fraction(plain["high"]))


def _intervals(derived: list[dict[str, Any]], breakpoints: list[dict[str, Any]]) -> tuple[DiscountInterval, ...]:
    positions = [Fraction(0), *(_point(plain) for plain in breakpoints), Fraction(1)]
    return tuple(_interval(entry, positions) for entry in derived)


def _interval(entry: dict[str, Any], positions: list[Fraction | Algebraic]) -> DiscountInterval:
    return DiscountInterval(
        positions[entry["low"]],
        positions[entry["high"]],
        entry["low_closed"],
        entry["high_closed"],
        tuple(Constraint(*key) for key in entry["low_binding"]),
        tuple(Constraint(*key) for key in entry["high_binding"]),
    )
