"""The least discount factor from which some equilibrium sustains a path of play."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from gametheory.equilibria.payoff_set import payoff_set
from gametheory.equilibria.sets.stage_list import StageEquilibrium, read_stage_equilibria
from gametheory.errors import GameError
from gametheory.exact import simplest_between
from gametheory.games.normal_form import NormalFormGame
from gametheory.games.repeated import RepeatedGame
from gametheory.results import Jsonable
from gametheory.strategies.automaton import ANY, Automaton

if TYPE_CHECKING:
    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet

__all__ = ["MinimalDiscount", "minimal_discount"]

Profile = tuple[str, ...]
Bracket = tuple[Fraction, Fraction | None]

_PATIENT = Fraction(4095, 4096)


@dataclass(frozen=True)
class MinimalDiscount(Jsonable):
    """
    A bracket for the least common discount factor at which some equilibrium plays a path.

    Equilibria are those of `PayoffSet`: pure profiles and listed stage equilibria, with public randomisation.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    path : tuple of tuple of str
        The profiles played, period by period.
    cycle : int
        How many of the last profiles are repeated for ever.
    fails : Fraction
        A discount factor at which no equilibrium plays the path, with proof; 0 where none was found.
    holds : Fraction or None
        A discount factor at which an equilibrium plays it, with proof; None where none was found.
    reversion : tuple of Fraction and Fraction or None
        The same bracket when deviations are answered by the deviator's worst listed stage equilibrium for ever.
    stage_equilibria : tuple of StageEquilibrium
        The listed stage equilibria.
    tolerance : Fraction
        How close the two ends were to come.
    method : str
        How the bracket was found.

    Notes
    -----
    For a path that repeats one profile from the first period on, the path fails everywhere below `fails` and can be
    sustained everywhere from `holds` on, because sets of equilibrium payoffs grow with a common discount factor. For
    other paths the payoffs of the path change with the discount factor too, and the claims are about the two ends.
    """

    stage: NormalFormGame
    path: tuple[Profile, ...]
    cycle: int
    fails: Fraction
    holds: Fraction | None
    reversion: Bracket
    stage_equilibria: tuple[StageEquilibrium, ...]
    tolerance: Fraction
    method: str = "bisection on payoff sets, each end decided exactly"

    @property
    def converged(self) -> bool:
        """Whether the two ends are as close as was asked."""
        return self.holds is not None and self.holds - self.fails <= self.tolerance

    def __str__(self) -> str:
        rest = [_told(profile) for profile in self.path]
        told = " then ".join([*rest[: -self.cycle], f"{' and '.join(rest[-self.cycle :])} for ever"])
        if self.holds is None:
            return f"{told}: sustained by no equilibrium at {_number(self.fails)}, nor is one known above"
        reversion = self.reversion[1]
        beside = "by reversion never" if reversion is None else f"by reversion from {_number(reversion)}"
        none = f", by none at {_number(self.fails)}" if self.fails else ""
        return f"{told}: sustained by some equilibrium from {_number(self.holds)}{none}; {beside}"

    def strategy(self) -> Automaton:
        """
        Build an equilibrium that plays the path at the discount factor `holds`.

        Returns
        -------
        Automaton
            The path first; after a deviation, the deviator's worst proved equilibrium.

        Raises
        ------
        GameError
            If no discount factor is known at which the path is sustained.
        """
        if self.holds is None:
            raise GameError("no discount factor is known at which an equilibrium plays this path.")
        found = payoff_set(RepeatedGame(self.stage, self.holds), stage_equilibria=self.stage_equilibria)
        worst = [min(found.points, key=lambda p: p.value[i]).value for i in range(len(self.stage.actors))]
        return _with_punishments(self, [found.strategy(v) for v in worst])


def minimal_discount(
    stage: NormalFormGame,
    path: Sequence[Any],
    *,
    cycle: int = 1,
    stage_equilibria: Sequence[Any] | None = None,
    tolerance: Fraction = Fraction(1, 4096),
) -> MinimalDiscount:
    """
    Bracket the least common discount factor at which some subgame-perfect equilibrium plays a path.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game, with any number of actors.
    path : profile, or sequence of profiles
        What is played: one profile for ever, or profiles of which the last ones repeat.
    cycle : int, default: 1
        How many of the last profiles repeat for ever.
    stage_equilibria : sequence of profiles, optional
        Stage equilibria that may be played besides pure profiles, as in `payoff_set`.
    tolerance : Fraction, default: Fraction(1, 4096)
        The width of the bracket to aim at.

    Returns
    -------
    MinimalDiscount
        The bracket, and beside it the one for stage-equilibrium reversion.

    Raises
    ------
    GameError
        If the path is empty or the cycle does not fit in it.
    UnknownNameError
        If an action does not exist.

    Examples
    --------
    >>> from gametheory import NormalFormGame, minimal_discount
    >>> stage = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]], actions=["C", "D"])
    >>> found = minimal_discount(stage, ("C", "C"))
    >>> found.holds, found.converged
    (Fraction(1, 7), True)
    >>> print(found)  # doctest: +NORMALIZE_WHITESPACE
    (C, C) for ever: sustained by some equilibrium from 0.1429 (1/7), by none at 0.1426 (85/596);
    by reversion from 0.1429 (1/7)
    """
    profiles = _read_path(stage, path, cycle)
    listed = read_stage_equilibria(stage, stage_equilibria)

    @cache
    def bounds(d: Fraction) -> PayoffSet | PayoffRegion:
        return payoff_set(RepeatedGame(stage, d), stage_equilibria=listed, sweeps=400)

    def holds(d: Fraction) -> bool:
        points = bounds(d).points
        lowest = [min(p.value[i] for p in points) for i in range(len(stage.actors))] if points else None
        return lowest is not None and deters(stage, profiles, cycle, d, lowest)

    def may_hold(d: Fraction) -> bool:
        lowest = bounds(d).threat_point
        return lowest is not None and deters(stage, profiles, cycle, d, lowest)

    low, high = _edge(may_hold, tolerance)[0], _edge(holds, tolerance)[1]
    worst = [min(e.payoffs[i] for e in listed) for i in range(len(stage.actors))] if listed else None
    reversion = _edge(lambda d: worst is not None and deters(stage, profiles, cycle, d, worst), tolerance)
    return MinimalDiscount(stage, profiles, cycle, low, high, reversion, listed, tolerance)


def _told(profile: Profile) -> str:
    return f"({', '.join(profile)})"


def _number(d: Fraction) -> str:
    return f"{float(d):.4g} ({d})"


def deters(stage: NormalFormGame, path: Sequence[Profile], cycle: int, d: Fraction, lowest: Sequence[Fraction]) -> bool:
    """Whether following the path is at least as good as any deviation that is answered by the lowest payoffs."""
    for profile, value in zip(path, path_values(stage, path, cycle, d), strict=True):
        for i, names in enumerate(stage.actions):
            switches = [(*profile[:i], name, *profile[i + 1 :]) for name in names if name != profile[i]]
            if any(value[i] < (1 - d) * stage.payoff(other)[i] + d * lowest[i] for other in switches):
                return False
    return True


def path_values(stage: NormalFormGame, path: Sequence[Profile], cycle: int, d: Fraction) -> list[tuple[Fraction, ...]]:
    """Discounted average payoffs from every period of the path on."""
    payoffs = [stage.payoff(profile) for profile in path]
    turn, count = payoffs[-cycle:], len(stage.actors)
    later = tuple(
        (1 - d) / (1 - d**cycle) * sum((d**k * g[i] for k, g in enumerate(turn)), Fraction(0)) for i in range(count)
    )
    values: list[tuple[Fraction, ...]] = []
    for g in reversed(payoffs):
        later = tuple((1 - d) * x + d * w for x, w in zip(g, later, strict=True))
        values.insert(0, later)
    return values


def _edge(test: Callable[[Fraction], bool], tolerance: Fraction) -> Bracket:
    """
    Bisect for where a test begins to hold: an end where it fails and one where it holds.

    Of the middle half of the bracket, and of the whole of it in the end, the simplest fraction is tried: where a
    threshold is a simple fraction, it is found.
    """
    low, high = Fraction(0), _PATIENT
    if not test(high):
        return high, None
    while high - low > tolerance:
        quarter = (high - low) / 4
        low, high = _halved(test, low, high, simplest_between(low + quarter, high - quarter))
    hair = (high - low) / 1024
    simplest = simplest_between(low + hair, high)
    return _halved(test, low, high, simplest) if simplest < high else (low, high)


def _halved(
    test: Callable[[Fraction], bool], low: Fraction, high: Fraction, middle: Fraction
) -> tuple[Fraction, Fraction]:
    return (low, middle) if test(middle) else (middle, high)


def _read_path(stage: NormalFormGame, path: Sequence[Any], cycle: int) -> tuple[Profile, ...]:
    profiles = [tuple(path)] if path and all(isinstance(name, str) for name in path) else [tuple(p) for p in path]
    if not profiles:
        raise GameError("the path is empty; give a profile, or a sequence of profiles.")
    if isinstance(cycle, bool) or not isinstance(cycle, int) or not 1 <= cycle <= len(profiles):
        raise GameError(f"the last {cycle} profiles cannot repeat: the path has {len(profiles)}.")
    for profile in profiles:
        stage.index(profile)
    return tuple(profiles)


def _with_punishments(found: MinimalDiscount, punishments: Sequence[Automaton]) -> Automaton:
    """Play the path; the i-th actor's deviation leads into the i-th automaton, whose states are renamed."""
    length = len(found.path)
    actions: dict[str, Any] = {f"path {t}": profile for t, profile in enumerate(found.path)}
    transitions: dict[str, dict[Any, Any]] = {}
    default: dict[str, Any] = {}
    starts = [_renamed(i, machine.start) for i, machine in enumerate(punishments)]
    for t, profile in enumerate(found.path):
        follows = f"path {t + 1 if t + 1 < length else length - found.cycle}"
        transitions[f"path {t}"] = {profile: follows}
        for i in range(len(profile)):
            transitions[f"path {t}"].setdefault((*profile[:i], ANY, *profile[i + 1 :]), starts[i])
        default[f"path {t}"] = starts[0]
    for i, machine in enumerate(punishments):
        for state in machine.states:
            actions[_renamed(i, state)] = machine.actions[state]
            if state in machine.transitions:
                row = machine.transitions[state]
                transitions[_renamed(i, state)] = {key: _renamed(i, target) for key, target in row.items()}
            default[_renamed(i, state)] = _renamed(i, machine.default[state])
    return Automaton("path 0", actions, transitions, default)


def _renamed(i: int, target: Any) -> Any:
    if isinstance(target, str | int):
        return f"{i}: {target}"
    return {f"{i}: {state}": chance for state, chance in target.items()}
