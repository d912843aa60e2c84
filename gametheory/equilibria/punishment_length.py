"""How long should a punishment last that follows bad signals? The best length of all, up to for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import ceil, log
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.bang_bang import read_weights
from gametheory.equilibria.discount_region import Constraint
from gametheory.equilibria.one_shot_deviation import StrategyCheck, check_strategy
from gametheory.equilibria.sets.stage_list import read_equilibrium
from gametheory.equilibria.two_states import Departure, Half, pure_half
from gametheory.errors import GameError
from gametheory.exact import exact_text
from gametheory.games.repeated import RepeatedGame
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton

if TYPE_CHECKING:
    from gametheory.strategies.lottery import Lottery

__all__ = ["PunishmentLength", "punishment_length"]

_MOST_SIGNALS = 10
_MOST_STATES = 2_000


@dataclass(frozen=True)
class PunishmentLength(Jsonable):
    """
    The lengths of punishment that make an equilibrium, and the best of them.

    Parameters
    ----------
    repeated : RepeatedGame
        The game asked about.
    reward : tuple of str
        The profile played until a bad signal.
    punishment : tuple of str or mapping of str to Fraction
        The stage equilibrium played after one.
    weights : tuple of Fraction
        What counts: one weight per actor.
    bad : tuple
        What starts a punishment: signals, or profiles where actions are seen.
    exists : bool
        Whether any length, with this or any other choice of bad signals that was tried, makes an equilibrium.
    shortest, longest : int or None
        The lengths that make an equilibrium are these and all between; None stands for ever.
    periods : int or None
        The best length; None stands for ever.
    value : Fraction or None
        The weighted value with the best length; None where there is no equilibrium.
    too_short, too_long : Constraint or None
        Who deviates, and how, after a punishment one period shorter than the shortest, or longer than the longest.
    method : str
        How it was found.
    """

    repeated: RepeatedGame
    reward: tuple[str, ...]
    punishment: tuple[str | Lottery, ...]
    weights: tuple[Fraction, ...]
    bad: tuple[Any, ...]
    exists: bool
    shortest: int | None
    longest: int | None
    periods: int | None
    value: Fraction | None
    too_short: Constraint | None = None
    too_long: Constraint | None = None
    method: str = "every incentive is linear in the discount factor to the power of the length; all lengths at once"

    @property
    def converged(self) -> bool:
        """Always true: the answer is exact and covers every length."""
        return True

    @cached_property
    def automaton(self) -> Automaton:
        """The strategy with the best length."""
        return self.strategy(self.periods)

    @cached_property
    def check(self) -> StrategyCheck:
        """The verdict on that strategy, with a certificate; the game's other lengths are told by formula."""
        return check_strategy(self.repeated, self.automaton)

    def strategy(self, periods: int | None) -> Automaton:
        """
        Build the strategy with a punishment of some length.

        Parameters
        ----------
        periods : int or None
            How long it lasts; None for ever.

        Returns
        -------
        Automaton
            States "reward" and "punishment 1", "punishment 2" ...

        Raises
        ------
        GameError
            If the length is not positive, or there would be thousands of states.
        """
        if periods is not None and not 1 <= periods <= _MOST_STATES:
            raise GameError(f"a punishment of {periods} periods; give 1 to {_MOST_STATES:,}, or None for ever.")
        phases = ["punishment"] if periods is None else [f"punishment {k}" for k in range(1, periods + 1)]
        after = phases if periods is None else [*phases[1:], "reward"]
        bad = dict.fromkeys(self.bad, phases[0])
        if self.repeated.monitoring is None:
            moves: dict[Any, Any] = {self.reward: "reward"}
            default = phases[0]
        else:
            moves, default = bad, "reward"
        return Automaton(
            start="reward",
            actions={"reward": self.reward, **dict.fromkeys(phases, self.punishment)},
            transitions={"reward": moves},
            default={"reward": default, **dict(zip(phases, after, strict=True))},
        )

    def __str__(self) -> str:
        if not self.exists or self.value is None:
            return "no length of punishment makes an equilibrium"
        lengths = (
            f"{_length(self.shortest)} to {_length(self.longest)}" if self.shortest != self.longest else "one only"
        )
        return f"best length {_length(self.periods)}, worth {_short(self.value)}; equilibria: {lengths}"


def _length(periods: int | None) -> str:
    return "for ever" if periods is None else str(periods)


def _short(value: Fraction) -> str:
    text = exact_text(value)
    return text if len(text) <= 24 else f"{float(value):.10g}"


def punishment_length(
    repeated: RepeatedGame,
    reward: Sequence[str],
    punishment: Sequence[Any],
    *,
    bad: Iterable[Any] | None = None,
    weights: Sequence[Any] | Mapping[str, Any] | None = None,
) -> PunishmentLength:
    """
    Find the best length of a punishment that follows bad signals and runs its course.

    A profile is played until a bad signal; then a stage equilibrium for T periods, whatever is seen meanwhile; then
    the profile again (Green and Porter 1984). With z = d^T every incentive is one linear inequality in z, so that the
    lengths which make an equilibrium are all those from a shortest to a longest, and the value moves in one direction
    with z: the answer holds against every length, for ever included.

    Parameters
    ----------
    repeated : RepeatedGame
        The game, with one discount factor for all actors.
    reward : sequence of str
        The profile to be rewarded.
    punishment : sequence of str or mapping
        A stage equilibrium, pure or mixed: what nobody leaves although nothing follows.
    bad : iterable, optional
        The signals that start a punishment. By default the best choice of all sets of signals, for up to ten of them;
        where actions are seen, every departure is bad.
    weights : sequence or mapping of actor to number, optional
        What is maximised, as for `gametheory.best_bang_bang`.

    Returns
    -------
    PunishmentLength
        The shortest, longest and best length, its value and strategy.

    Raises
    ------
    GameError
        If the punishment is no stage equilibrium, discount factors differ, or there are too many signals to try all.
    UnknownNameError
        If an action or signal does not exist.

    Examples
    --------
    >>> from gametheory import NormalFormGame, PublicMonitoring, RepeatedGame
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> clear, mixed, poor = ["9/10", "1/10"], ["1/2", "1/2"], ["3/10", "7/10"]
    >>> seen = PublicMonitoring(["good", "bad"], [[clear, mixed], [mixed, poor]])
    >>> print(punishment_length(RepeatedGame(stage, "9/10", seen), ("C", "C"), ("D", "D"), weights=[1, 0]))
    best length 2, worth 2000/1171; equilibria: 2 to for ever
    """
    if not isinstance(repeated, RepeatedGame):
        raise GameError(f"give a RepeatedGame, not a {type(repeated).__name__}; it holds discount and monitoring.")
    if repeated.common_discount is None:
        raise GameError("discount factors differ; lengths are compared for one that all actors share.")
    stage = repeated.stage
    threat = read_equilibrium(stage, tuple(punishment))
    index = stage.index(tuple(reward))
    goal = pure_half(stage, tuple(names[k] for names, k in zip(stage.actions, index, strict=True)), repeated.monitoring)
    problem = _Problem(repeated, goal, threat.payoffs, read_weights(repeated, weights))
    found = [answer for answer in map(problem.solve, _bad_sets(repeated, goal, bad)) if answer is not None]
    best = max(found, key=lambda answer: (answer.value, -len(answer.bad)), default=None)
    names = tuple(map(str, goal.profile))
    if best is None:
        return PunishmentLength(repeated, names, threat.profile, problem.weights, (), False, None, None, None, None)
    return PunishmentLength(
        repeated,
        names,
        threat.profile,
        problem.weights,
        best.bad,
        True,
        best.shortest,
        best.longest,
        best.periods,
        best.value,
        problem.constraint(best.too_short),
        problem.constraint(best.too_long),
    )


def _bad_sets(repeated: RepeatedGame, goal: Half, bad: Iterable[Any] | None) -> Iterator[tuple[Any, ...]]:
    seen = repeated.monitoring
    if seen is None:
        if bad is not None:
            raise GameError("actions are seen as they are: every departure is bad; leave out bad=.")
        yield tuple(key for key in goal.keys if key not in goal.chances)
    elif bad is not None:
        told = [bad] if isinstance(bad, str) else list(bad)
        yield tuple(dict.fromkeys(seen.signal(name) for name in told))
    elif len(seen.signals) > _MOST_SIGNALS:
        raise GameError(
            f"there are {len(seen.signals)} signals; all choices of bad ones are tried for up to {_MOST_SIGNALS}. "
            "Name them with bad=[...]."
        )
    else:
        for size in range(len(seen.signals)):
            yield from combinations(seen.signals, size)


@dataclass(frozen=True)
class _Lengths:
    bad: tuple[Any, ...]
    shortest: int | None
    longest: int | None
    periods: int | None
    value: Fraction
    too_short: Departure | None
    too_long: Departure | None


@dataclass(frozen=True)
class _Bounds:
    """Bounds on z = d^T, each with the departure that sets it; and the chances in the value's denominator."""

    low: Fraction
    high: Fraction
    rate: tuple[Fraction, Fraction]
    too_short: Departure | None = None
    too_long: Departure | None = None


@dataclass(frozen=True)
class _Problem:
    repeated: RepeatedGame
    goal: Half
    floor: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]

    def solve(self, bad: tuple[Any, ...]) -> _Lengths | None:
        """
        Collect bounds on z = d^T.

        The value above the punishment is G = (1 - d) D / (a - b z), with D the difference of stage payoffs, b = d Pr
        and a = 1 - d + b, Pr being the chance of a bad signal; a departure that gains g and raises it by r does not
        pay iff g (a - b z) <= d r D (1 - z).
        """
        d = self.repeated.discount[0]
        b = d * sum((self.goal.chances.get(key, Fraction(0)) for key in bad), Fraction(0))
        a = 1 - d + b
        bounds = _Bounds(Fraction(0), d, (a, b))
        for departure in self.goal.departures:
            rise = sum((departure.changes.get(key, Fraction(0)) for key in bad), Fraction(0))
            stick = d * rise * (self.goal.payoffs[departure.actor] - self.floor[departure.actor])
            slope, room = stick - departure.gain * b, stick - departure.gain * a  # slope * z <= room
            if slope > 0 and room / slope < bounds.high:
                bounds = replace(bounds, high=room / slope, too_short=departure)
            elif slope < 0 and room / slope > bounds.low:
                bounds = replace(bounds, low=room / slope, too_long=departure)
            elif slope == 0 and room < 0:
                return None
        return self.lengths(bad, bounds)

    def constraint(self, departure: Departure | None) -> Constraint | None:
        if departure is None:
            return None
        return Constraint(self.repeated.stage.actors[departure.actor], "reward", departure.action)

    def lengths(self, bad: tuple[Any, ...], bounds: _Bounds) -> _Lengths | None:
        d, low, high = self.repeated.discount[0], bounds.low, bounds.high
        if high < low or high < 0:
            return None
        shortest = first_power(d, high) if high > 0 else None
        longest = None if low <= 0 else first_power(d, low, strictly=True) - 1
        if longest is not None and (shortest is None or longest < shortest):
            return None
        spread = sum(
            (w * (x - y) for w, x, y in zip(self.weights, self.goal.payoffs, self.floor, strict=True)), Fraction(0)
        )
        periods = longest if spread < 0 else shortest
        z = Fraction(0) if periods is None else d**periods
        base = sum((w * y for w, y in zip(self.weights, self.floor, strict=True)), Fraction(0))
        value = base + (1 - d) * spread / (bounds.rate[0] - bounds.rate[1] * z)
        return _Lengths(bad, shortest, longest, periods, value, bounds.too_short, bounds.too_long)


def first_power(base: Fraction, limit: Fraction, *, strictly: bool = False) -> int:
    """Find the smallest T >= 1 with base ** T <= limit (or < limit), for a base in (0, 1) and a positive limit."""

    def below(periods: int) -> bool:
        power = base**periods
        return power < limit if strictly else power <= limit

    guess = ceil((log(limit.numerator) - log(limit.denominator)) / (log(base.numerator) - log(base.denominator)))
    periods = max(guess, 1)
    while not below(periods):
        periods += 1
    while periods > 1 and below(periods - 1):
        periods -= 1
    return periods
