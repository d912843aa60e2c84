"""Simple strategy profiles: a path of play, and a punishment path for each actor that departs (Abreu 1988)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gametheory.errors import StrategyError
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton, State
from gametheory.strategies.departures import Profile, by_departing, read_periods, read_profile

__all__ = ["Path", "penance", "simple_strategy"]

Continuation = tuple[tuple[Profile, ...], tuple[Profile, ...]]
"""What is played once, and what is then repeated for ever."""


@dataclass(frozen=True, init=False)
class Path(Jsonable):
    """
    An infinite sequence of profiles that repeats itself from some period on.

    Parameters
    ----------
    profiles : sequence of profiles
        What is played, one profile a period.
    repeat : int, default: 1
        How many of the last profiles are repeated for ever.

    Raises
    ------
    StrategyError
        If there are no profiles, they differ in length, or `repeat` is not between 1 and their number.

    Examples
    --------
    >>> turns = Path([("C", "C"), ("C", "D"), ("D", "C")], repeat=2)
    >>> [turns.at(period) for period in range(4)]
    [('C', 'C'), ('C', 'D'), ('D', 'C'), ('C', 'D')]
    """

    profiles: tuple[Profile, ...]
    repeat: int

    def __init__(self, profiles: Sequence[Any], repeat: int = 1) -> None:
        read = tuple(read_profile(profile, "a profile of the path") for profile in profiles)
        if len({len(profile) for profile in read}) != 1:
            raise StrategyError(f"the path {list(profiles)!r} needs profiles, all with one action per actor.")
        if isinstance(repeat, bool) or not isinstance(repeat, int) or not 1 <= repeat <= len(read):
            raise StrategyError(
                f"repeat is {repeat!r}; say how many of the last profiles recur, from 1 to {len(read)}."
            )
        object.__setattr__(self, "profiles", read)
        object.__setattr__(self, "repeat", repeat)

    @property
    def size(self) -> int:
        """How many actors the profiles have."""
        return len(self.profiles[0])

    def following(self, position: int) -> int:
        """
        Say which position comes after another.

        Parameters
        ----------
        position : int
            A position in `profiles`.

        Returns
        -------
        int
            The next position: one further, or back to where repetition begins.
        """
        return position + 1 if position + 1 < len(self.profiles) else len(self.profiles) - self.repeat

    def at(self, period: int) -> Profile:
        """
        Give the profile of a period.

        Parameters
        ----------
        period : int
            The period, 0 for the first.

        Returns
        -------
        tuple
            One action, or lottery over actions, per actor.
        """
        first = len(self.profiles) - self.repeat
        return self.profiles[period if period < first else first + (period - first) % self.repeat]

    def after(self, position: int) -> Continuation:
        """
        Give the shortest form of what remains, so that equal continuations have equal forms.

        Parameters
        ----------
        position : int
            A position in `profiles`.

        Returns
        -------
        tuple of two tuples of profiles
            What is played once, and what is then repeated for ever.
        """
        first = max(len(self.profiles) - self.repeat, position)
        once = list(self.profiles[position:first])
        cycle = [self.at(first + k) for k in range(self.repeat)]
        shortest = next(k for k in range(1, self.repeat + 1) if cycle[k:] + cycle[:k] == cycle)
        cycle = cycle[:shortest]
        while once and once[-1] == cycle[-1]:
            cycle = [once.pop(), *cycle[:-1]]
        return tuple(once), tuple(cycle)


def simple_strategy(path: Any, punishments: Sequence[Any], *, actors: Sequence[str] | None = None) -> Automaton:
    """
    Play a path; when one actor alone departs from whatever is being played, its punishment path begins anew.

    This is the simple strategy profile of Abreu (1988): those who fail to take part in a punishment are punished in
    their turn, and who departs from its own punishment goes back to its beginning. Departures of several actors at
    once are passed over, as there: play goes on as if nobody had departed. Where a profile mixes, any action that it
    may draw counts as following.

    Parameters
    ----------
    path : profile, sequence of profiles, or Path
        What is played while nobody departs; the last profile of a sequence is repeated for ever.
    punishments : sequence of profile, sequence of profiles, or Path
        One punishment path per actor, in their order.
    actors : sequence of str, optional
        Names for the states; by default "1", "2", ...

    Returns
    -------
    Automaton
        One state for each different continuation: "path", "punishment of 1", ..., numbered where a path has several;
        actors with the same punishment share it, and it is called "punishment" where all do.

    Raises
    ------
    StrategyError
        If there is not one punishment path per actor.

    Examples
    --------
    >>> cd, dc, cc = ("C", "D"), ("D", "C"), ("C", "C")
    >>> strategy = simple_strategy(cc, [[cd, cc], [dc, cc]])
    >>> strategy.states
    ('path', 'punishment of 1', 'punishment of 2')
    >>> strategy.next_state("punishment of 1", ("D", "D")), strategy.next_state("punishment of 1", ("C", "C"))
    ('punishment of 1', 'punishment of 2')
    """
    main, read = as_path(path), [as_path(punishment) for punishment in punishments]
    if len(read) != main.size or any(each.size != main.size for each in read):
        raise StrategyError(f"{len(read)} punishment paths are given for {main.size} actors; give one path per actor.")
    names = tuple(actors) if actors is not None else tuple(str(i + 1) for i in range(main.size))
    if len(names) != main.size:
        raise StrategyError(f"{len(names)} actors are named, but profiles have {main.size} actions.")
    return _compile({"path": main, **_labelled(names, read)}, [each.after(0) for each in read])


def penance(target: Any, penances: Sequence[Any], *, periods: int = 1) -> Automaton:
    """
    Play a target profile; an actor that departs does penance for some periods and is then forgiven.

    Penance is a profile that hurts the one who departed and rewards the others, such as cooperating while they defect.
    It begins anew when the penitent shirks, and an actor that departs from another's penance has to do its own. Since
    the others gain by it, nobody wants to renegotiate (van Damme 1989). Departures of several actors at once are
    passed over.

    Parameters
    ----------
    target : profile
        The profile to sustain.
    penances : sequence of profile
        The profile of each actor's penance, in the order of actors.
    periods : int, default: 1
        How long a penance lasts.

    Returns
    -------
    Automaton
        States "path" and "punishment of 1", "punishment of 2", ..., numbered where they last several periods.

    Raises
    ------
    StrategyError
        If there is not one penance per actor, or `periods` is not a positive whole number.

    Examples
    --------
    >>> strategy = penance(("C", "C"), [("C", "D"), ("D", "C")])
    >>> strategy.next_state("path", ("D", "C")), strategy.actions["punishment of 1"]
    ('punishment of 1', ('C', 'D'))
    """
    length = read_periods(periods)
    return simple_strategy(target, [[*[profile] * length, target] for profile in penances])


def as_path(given: Any) -> Path:
    """Read a profile (repeated for ever), a sequence of profiles (the last one repeated) or a path."""
    if isinstance(given, Path):
        return given
    if isinstance(given, str) or not isinstance(given, Sequence) or not len(given):
        raise StrategyError(f"the path is {given!r}; give a profile, a list of profiles, or a Path.")
    return Path([given] if isinstance(given[0], str | Mapping) else given)


def _labelled(names: Sequence[str], punishments: Sequence[Path]) -> dict[str, Path]:
    """Name each different punishment after those whom it punishes."""
    shared: dict[Continuation, list[str]] = {}
    for who, path in zip(names, punishments, strict=True):
        shared.setdefault(path.after(0), []).append(who)
    labels = {
        key: "punishment" + ("" if len(shared) == 1 else f" of {', '.join(whom)}") for key, whom in shared.items()
    }
    return {labels[path.after(0)]: path for path in punishments}


def _compile(paths: dict[str, Path], punishments: Sequence[Continuation]) -> Automaton:
    """Give each different continuation one state, named after the first path that it occurs in."""
    places: dict[Continuation, tuple[Path, int]] = {}
    named: dict[Continuation, State] = {}
    for label, path in paths.items():
        fresh = {path.after(k): (path, k) for k in range(len(path.profiles)) if path.after(k) not in places}
        numbers = [label] if len(fresh) == 1 else [f"{label} {k}" for k in range(1, len(fresh) + 1)]
        named |= dict(zip(fresh, numbers, strict=True))
        places |= fresh
    alone = [named[key] for key in punishments]
    onward = {named[key]: named[path.after(path.following(k))] for key, (path, k) in places.items()}
    actions = {named[key]: path.profiles[k] for key, (path, k) in places.items()}
    return Automaton(
        start=next(iter(named.values())),
        actions=actions,
        transitions={state: by_departing(actions[state], onward[state], alone) for state in actions},
        default=onward,
    )
