"""The timeline as a picture."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from gametheory.errors import UnknownNameError, closest
from gametheory.plots import Dated
from gametheory.plots import timeline as order_picture
from models.register import load_register, timeline

if TYPE_CHECKING:
    from models.records import Event

__all__ = ["draw_timeline"]


def draw_timeline(actor: str | None = None, *, ax: Any = None) -> Any:
    """
    Draw the events in the partial order that the documents give.

    Parameters
    ----------
    actor : str, optional
        Only events of this actor, by its id; orders that run through other events are kept. By default all.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The picture: dates in brackets are inferred, solid arcs are orders that a text states, dashed ones inferred.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    UnknownNameError
        If no event is about that actor.

    Examples
    --------
    >>> ax = draw_timeline("japan")
    >>> "Peskov calls Japan's line unfriendly" in [text.get_text() for text in ax.texts]
    True
    """
    events = timeline()
    known = sorted({name for event in events for name in event.actors})
    if actor is not None and actor not in known:
        raise UnknownNameError(f"no event is about {actor!r}. {closest(actor, known)}")
    return draw_events({event.id for event in events if actor is None or actor in event.actors}, ax=ax)


def draw_events(shown: AbstractSet[str], *, ax: Any = None) -> Any:
    """Draw some events, by id; orders that run through others are kept."""
    dated = [_dated(event, _earlier(event, shown)) for event in timeline() if event.id in shown]
    return order_picture(
        dated, kinds=("a text states the order", "the order is inferred, as are dates in brackets"), ax=ax
    )


def _earlier(event: Event, shown: AbstractSet[str]) -> dict[str, bool]:
    """Earlier events that are shown, through those that are not; whether every step of some way is stated."""
    events = load_register().events
    found: dict[str, bool] = {}
    todo = [(order.event, order.basis == "stated") for order in event.after]
    while todo:
        name, stated = todo.pop()
        if name in shown:
            found[name] = found.get(name, False) or stated
        else:
            todo += [(order.event, stated and order.basis == "stated") for order in events[name].after]
    return found


def _dated(event: Event, earlier: dict[str, bool]) -> Dated:
    when = {"stated": event.date, "inferred": f"({event.date})", "unknown": "date unknown"}[event.date_basis]
    after, perhaps = (tuple(name for name, stated in earlier.items() if stated is kind) for kind in (True, False))
    return Dated(event.id, event.name, when, after, perhaps)
