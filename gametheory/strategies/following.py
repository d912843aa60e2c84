"""A strategy held against what was seen of play: where it can be, period by period, and who departs from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from gametheory.errors import StrategyError
from gametheory.frozen import FrozenMap
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.lottery import as_lottery
from gametheory.strategies.play import refuse_misfit

if TYPE_CHECKING:
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["Departure", "Period", "Trace", "follow"]

Seen = FrozenMap[str, str]
"""The actions that were seen, by actor."""


@dataclass(frozen=True)
class Departure(Jsonable):
    """
    Something seen that a strategy does not prescribe.

    Parameters
    ----------
    period : int
        When, counted from 1.
    state : str or int
        Where the strategy then is.
    actor : str
        Who departs; empty where it is a signal that cannot follow what is prescribed.
    action : str
        The action, or the signal, that was seen.
    prescribed : tuple of str
        What the state prescribes instead: one action, or all that a mixed action may draw.
    """

    period: int
    state: State
    actor: str
    action: str
    prescribed: tuple[str, ...]

    def __str__(self) -> str:
        legal, where = " or ".join(map(repr, self.prescribed)), f"where state {self.state!r}"
        if not self.actor:
            return f"period {self.period}: the signal {self.action!r} is seen, {where} allows {legal}"
        return f"period {self.period}: {self.actor} plays {self.action!r}, {where} prescribes {legal}"


@dataclass(frozen=True)
class Period(Jsonable):
    """
    One period of play, held against a strategy.

    Parameters
    ----------
    states : tuple of str or int
        Where the strategy can be when the period begins, given all that was seen before.
    departures : tuple of Departure
        Who departs, in the first of the states in which fewest do; empty where what was seen fits some state.
    """

    states: tuple[State, ...]
    departures: tuple[Departure, ...]

    @property
    def fits(self) -> bool:
        """Whether one of the states prescribes all that was seen."""
        return not self.departures


@dataclass(frozen=True)
class Trace(Jsonable):
    """
    A strategy along a path of play.

    Parameters
    ----------
    periods : tuple of Period
        One per period of the path.
    """

    periods: tuple[Period, ...]

    @property
    def generates(self) -> bool:
        """Whether following the strategy from its start can bring about all that was seen."""
        return all(period.fits for period in self.periods)

    @property
    def fitting(self) -> int:
        """In how many periods what was seen is what the strategy prescribes there, given all that was seen before."""
        return sum(period.fits for period in self.periods)

    @property
    def first(self) -> tuple[Departure, ...]:
        """The departures of the first period in which there are any."""
        return next((period.departures for period in self.periods if period.departures), ())

    def __bool__(self) -> bool:
        return self.generates

    def __str__(self) -> str:
        if self.generates:
            return "generates the path"
        return "departs in " + "; ".join(map(str, self.first))


def follow(
    stage: NormalFormGame,
    automaton: Automaton,
    path: Iterable[Any],
    *,
    monitoring: PublicMonitoring | None = None,
    signals: Sequence[str | None] | None = None,
    gaps: bool = False,
) -> Trace:
    """
    Follow a strategy along a path of play of which all or only some was seen.

    Those who were not seen are taken to do what the strategy prescribes. After a departure it moves as it says.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game.
    automaton : Automaton
        The strategy.
    path : iterable of profiles
        What was seen, period by period: one action per actor, None where it was not seen; or a mapping of actor to
        action that leaves out who was not seen.
    monitoring : PublicMonitoring, optional
        What the actors themselves see; by default every action.
    signals : sequence of str or None, optional
        Under monitoring, the signal of each period, None where it is not known; by default none is.

    gaps : bool, default: False
        Whether any number of periods of which nothing was seen may lie before and between those of the path.

    Returns
    -------
    Trace
        Where the strategy can be, and who departs.

    Raises
    ------
    StrategyError
        If the path or the automaton does not fit the game.
    UnknownNameError
        If an actor, action or signal does not exist.

    Examples
    --------
    >>> from gametheory import NormalFormGame, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    >>> grim = strategies.reversion(("C", "C"), ("D", "D"))
    >>> print(strategies.follow(stage, grim, [("C", None), {"Bob": "D"}]))
    departs in period 2: Bob plays 'D', where state 'target' prescribes 'C'
    >>> bool(strategies.follow(stage, grim, [(None, "C")] * 2))
    True
    """
    seen = read_seen(stage, path)
    watched = as_monitoring(monitoring)
    told = read_signals(watched, signals, len(seen))
    return Follower(stage, automaton, watched).trace(seen, told, gaps)


def read_seen(stage: NormalFormGame, path: Iterable[Any]) -> tuple[Seen, ...]:
    """Read what was seen of each period."""
    if isinstance(path, str | Mapping) or not isinstance(path, Iterable):
        raise StrategyError(f"the path is {path!r}; give a sequence of profiles, None for what was not seen.")
    read = tuple(_read_period(stage, given, k) for k, given in enumerate(path, 1))
    if not read:
        raise StrategyError("the path has no periods, which any strategy brings about; give one profile or more.")
    return read


def _read_period(stage: NormalFormGame, given: Any, k: int) -> Seen:
    if isinstance(given, str) or not isinstance(given, Mapping | Sequence):
        raise StrategyError(
            f"period {k} of the path is {given!r}; give one action per actor, None where it was not seen, "
            "or a mapping of actor to action."
        )
    if not isinstance(given, Mapping):
        if len(given) != len(stage.actors):
            raise StrategyError(
                f"period {k} of the path names {len(given)} actions; give one, or None, for each of "
                f"{', '.join(stage.actors)}."
            )
        given = dict(zip(stage.actors, given, strict=True))
    told = {actor: action for actor, action in given.items() if action is not None}
    for actor, action in told.items():
        stage.action_index(stage.actors[stage.actor_index(actor)], action)
    return FrozenMap((actor, told[actor]) for actor in stage.actors if actor in told)


def read_signals(
    monitoring: PublicMonitoring | None, signals: Sequence[str | None] | None, periods: int
) -> tuple[str | None, ...]:
    """Read the signals of a path; None for those that are not known."""
    if signals is None:
        return (None,) * periods
    if monitoring is None:
        raise StrategyError("signals are given, but actions are seen as they are; give monitoring=, or no signals.")
    if isinstance(signals, str) or len(signals) != periods:
        raise StrategyError(f"the signals are {signals!r}; give one, or None, for each of the {periods} periods.")
    return tuple(None if name is None else monitoring.signal(name) for name in signals)


class Follower:
    """A strategy in a game, ready to be asked what it prescribes and where that leads."""

    def __init__(self, stage: NormalFormGame, automaton: Automaton, monitoring: PublicMonitoring | None) -> None:
        refuse_misfit(stage, automaton, monitoring)
        self.stage, self.automaton, self.monitoring = stage, automaton, monitoring

    def trace(self, seen: Sequence[Seen], signals: Sequence[str | None], gaps: bool) -> Trace:
        """Follow the strategy; where it can be in several states, those remain in which fewest depart."""
        states: tuple[State, ...] = tuple(as_lottery(self.automaton.start))
        periods = []
        for k, (actions, signal) in enumerate(zip(seen, signals, strict=True), 1):
            states = self.later(states) if gaps else states
            departing = {state: tuple(self.departures(k, state, actions, signal)) for state in states}
            fewest = min(len(found) for found in departing.values())
            nearest = [state for state, found in departing.items() if len(found) == fewest]
            periods.append(Period(states, departing[nearest[0]]))
            states = tuple(dict.fromkeys(s for state in nearest for s in self.after(state, actions, signal)))
        return Trace(tuple(periods))

    def later(self, states: tuple[State, ...]) -> tuple[State, ...]:
        """Where the strategy can be after any number of periods of which nothing was seen, none included."""
        found, todo = dict.fromkeys(states), list(states)
        while todo:
            new = [state for state in self.after(todo.pop(0), FrozenMap(), None) if state not in found]
            found.update(dict.fromkeys(new))
            todo += new
        return tuple(found)

    def departures(self, k: int, state: State, seen: Seen, signal: str | None) -> Iterator[Departure]:
        mixture = self.automaton.mixture(state)
        for actor, action in seen.items():
            allowed = mixture[self.stage.actor_index(actor)]
            if action not in allowed:
                yield Departure(k, state, actor, action, tuple(allowed))
        if signal is not None:
            shown = dict.fromkeys(name for p in self.profiles(state, seen) for name in self.shows(p))
            if signal not in shown:
                yield Departure(k, state, "", signal, tuple(shown))

    def profiles(self, state: State, seen: Seen) -> Iterator[tuple[str, ...]]:
        """What may have been played: the actions seen, and what is prescribed to those who were not."""
        prescribed = zip(self.stage.actors, self.automaton.mixture(state), strict=True)
        yield from product(*((seen[actor],) if actor in seen else own for actor, own in prescribed))

    def shows(self, profile: tuple[str, ...]) -> Iterable[Any]:
        """What everybody may see of a profile."""
        return (profile,) if self.monitoring is None else self.monitoring.chances(self.stage.index(profile))

    def after(self, state: State, seen: Seen, signal: str | None) -> Iterator[State]:
        """Where the strategy can be next."""
        if signal is not None:
            shown: Iterable[Any] = (signal,)
        else:
            shown = dict.fromkeys(name for p in self.profiles(state, seen) for name in self.shows(p))
        for name in shown:
            yield from as_lottery(self.automaton.next_state(state, name))
