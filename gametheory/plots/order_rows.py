"""Events in rows, each below those that are known to be earlier, and the arcs between them; no drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gametheory.errors import GameError, UnknownNameError, closest

__all__ = ["Dated"]


@dataclass(frozen=True)
class Dated:
    """
    Something that happened, for `plots.timeline`.

    Parameters
    ----------
    name : str
        A short name of its own.
    words : str
        What happened, written in the picture.
    when : str
        Its date as far as it is known; empty where nothing is.
    after : tuple of str
        Names of what surely happened earlier.
    perhaps_after : tuple of str
        Names of what is held to have happened earlier, on weaker grounds.
    """

    name: str
    words: str
    when: str = ""
    after: tuple[str, ...] = ()
    perhaps_after: tuple[str, ...] = ()

    @property
    def earlier(self) -> tuple[str, ...]:
        """Both kinds of earlier ones."""
        return (*self.after, *self.perhaps_after)


@dataclass(frozen=True)
class Arc:
    """An order between two rows, the upper earlier; whether it is sure."""

    upper: int
    lower: int
    sure: bool


def in_order(given: Iterable[Dated]) -> list[Dated]:
    """Put events below all earlier ones, else as they are given."""
    todo = list(given)
    names = [event.name for event in todo]
    for event in todo:
        if names.count(event.name) > 1:
            raise GameError(f"two events have the name {event.name!r}; give each a name of its own.")
        for earlier in event.earlier:
            if earlier not in names:
                raise UnknownNameError(f"{event.name!r} is after {earlier!r}, no event here. {closest(earlier, names)}")
    done: dict[str, Dated] = {}
    while todo:
        ready = next((event for event in todo if all(earlier in done for earlier in event.earlier)), None)
        if ready is None:
            raise GameError(f"the order goes in a circle through {todo[0].name!r}; mend what these events are after.")
        todo.remove(ready)
        done[ready.name] = ready
    return list(done.values())


def arcs(rows: Sequence[Dated]) -> list[Arc]:
    """The orders between rows, without those that follow from others at least as sure."""
    place = {event.name: k for k, event in enumerate(rows)}
    stated = [(place[name], k, sure) for k, event in enumerate(rows) for name, sure in _orders(event)]
    known: dict[tuple[int, int], bool] = {}
    for upper, lower, sure in stated:
        known[upper, lower] = known.get((upper, lower), False) or sure
    surely = _paths(len(rows), {pair for pair, sure in known.items() if sure})
    at_all = _paths(len(rows), set(known))
    return [Arc(*pair, sure) for pair, sure in known.items() if not _follows(pair, surely if sure else at_all)]


def _orders(event: Dated) -> list[tuple[str, bool]]:
    return [*((name, True) for name in event.after), *((name, False) for name in event.perhaps_after)]


def _paths(count: int, pairs: set[tuple[int, int]]) -> list[set[int]]:
    """Per row all rows above it that lead there; rows are in order already."""
    above: list[set[int]] = [set() for _ in range(count)]
    for lower in range(count):
        for upper in (u for u, v in pairs if v == lower):
            above[lower] |= above[upper] | {upper}
    return above


def _follows(pair: tuple[int, int], above: list[set[int]]) -> bool:
    """Whether there is a way round between two rows."""
    upper, lower = pair
    return any(upper in above[between] and between in above[lower] for between in range(upper + 1, lower))
