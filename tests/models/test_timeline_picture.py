"""The timeline as a picture: every event once, every order kept."""

import pytest
from matplotlib.patches import FancyArrowPatch

import models
from gametheory.errors import UnknownNameError
from tests.gametheory.plots.pictures import assert_legible, words


def test_every_event_stands_once_below_the_earlier_ones():
    ax = models.draw_timeline()
    height = {text.get_text().replace("\n", " "): text.get_position()[1] for text in ax.texts}
    events = {event.id: event for event in models.timeline()}
    said = [text.replace("\n", " ") for text, _ in words(ax)]
    for event in events.values():
        assert said.count(event.name) == 1
        assert all(height[events[order.event].name] < height[event.name] for order in event.after)
    assert_legible(ax)


def test_dates_say_how_they_are_known():
    said = [text for text, _ in words(models.draw_timeline())]
    assert "(2022-02-24)" in said
    assert "2023" in said
    assert said.count("date unknown") == sum(event.date_basis == "unknown" for event in models.timeline())


@pytest.mark.parametrize("actor", sorted({name for event in models.timeline() for name in event.actors}))
def test_one_actor_keeps_orders_that_run_through_others(actor):
    ax = models.draw_timeline(actor)
    events = {event.id: event for event in models.timeline()}
    shown = [event for event in events.values() if actor in event.actors]
    arrows = [p for p in ax.patches if isinstance(p, FancyArrowPatch)]
    ordered = {event.id for event in shown if any(other.id in above(events, event.id) for other in shown)}
    assert bool(arrows) == bool(ordered)
    assert len(arrows) >= len(ordered)
    assert_legible(ax)


def above(events, name):
    found, todo = set(), [name]
    while todo:
        for order in events[todo.pop()].after:
            found.add(order.event)
            todo.append(order.event)
    return found


def test_an_actor_without_events_is_refused():
    with pytest.raises(UnknownNameError, match="no event is about 'iceland'"):
        models.draw_timeline("iceland")
