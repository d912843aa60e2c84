"""Partial orders in rows: nothing stands above what is earlier, and arcs say neither more nor less than was given."""

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from gametheory.errors import GameError, UnknownNameError
from gametheory.plots import Dated, timeline
from gametheory.plots.order_rows import Arc, arcs, in_order
from tests.gametheory.plots.pictures import assert_legible, overlapping, words


@st.composite
def events(draw):
    """Events with a random order among them, in a random sequence."""
    count = draw(st.integers(1, 6))
    kinds = {pair: draw(st.sampled_from("nsp")) for pair in combinations(range(count), 2)}
    made = [
        Dated(
            f"e{k}",
            f"event {k}",
            "",
            tuple(f"e{j}" for j in range(k) if kinds[j, k] == "s"),
            tuple(f"e{j}" for j in range(k) if kinds[j, k] == "p"),
        )
        for k in range(count)
    ]
    return draw(st.permutations(made))


def closure(pairs):
    known = set(pairs)
    while more := {(a, d) for a, b in known for c, d in known if b == c} - known:
        known |= more
    return known


@given(events())
def test_rows_and_arcs_say_what_was_given(given_events):
    rows = in_order(given_events)
    place = {event.name: k for k, event in enumerate(rows)}
    sure = {(place[name], place[event.name]) for event in rows for name in event.after}
    all_pairs = sure | {(place[name], place[event.name]) for event in rows for name in event.perhaps_after}
    assert all(upper < lower for upper, lower in all_pairs)
    found = arcs(rows)
    assert closure({(a.upper, a.lower) for a in found}) == closure(all_pairs)
    assert closure({(a.upper, a.lower) for a in found if a.sure}) == closure(sure)
    for arc in found:  # no arc follows from the others
        others = {(a.upper, a.lower) for a in found if a != arc and (a.sure or not arc.sure)}
        assert (arc.upper, arc.lower) not in closure(others)


@settings(max_examples=10)
@given(events())
@example([Dated("e0", "A"), Dated("e1", "B"), Dated("e2", "C", "", ("e0",), ("e1",))])  # the key is the widest line
def test_every_event_has_a_row_and_every_arc_an_arrow(given_events):
    ax = timeline(given_events)
    rows = in_order(given_events)
    heights = {text.get_text(): text.get_position()[1] for text in ax.texts}
    assert [heights[event.words] for event in rows] == sorted(heights[event.words] for event in rows)
    assert len([p for p in ax.patches if isinstance(p, FancyArrowPatch)]) == len(arcs(rows))
    assert_legible(ax)


def test_a_sure_way_round_makes_a_weaker_arc_needless_but_not_the_other_way_about():
    a, b, c = Dated("a", "A"), Dated("b", "B", after=("a",)), Dated("c", "C", after=("b",), perhaps_after=("a",))
    assert arcs([a, b, c]) == [Arc(0, 1, True), Arc(1, 2, True)]
    weak, end = Dated("b", "B", perhaps_after=("a",)), Dated("c", "C", after=("b", "a"))
    assert arcs([a, weak, end]) == [Arc(0, 1, False), Arc(1, 2, True), Arc(0, 2, True)]


def test_dates_and_long_words_do_not_touch():
    long = "what happened is told at such length that it does not fit into one line of the picture, " * 3
    ax = timeline(
        [Dated("a", long, "some time in 2024"), Dated("b", long, "", perhaps_after=("a",)), Dated("c", "$x$")]
    )
    assert "held to be earlier" in {text for text, _ in words(ax)}
    assert "surely earlier" not in {text for text, _ in words(ax)}
    assert_legible(ax)


def test_letters_shrink_where_there_is_little_room():
    ax = Figure(figsize=(2, 1)).add_subplot()
    timeline([Dated(f"e{k}", f"event number {k}", "2024") for k in range(12)], ax=ax)
    assert overlapping(ax) == []


def test_wrong_orders_are_refused():
    with pytest.raises(GameError, match="circle through 'a'"):
        timeline([Dated("a", "A", after=("b",)), Dated("b", "B", perhaps_after=("a",))])
    with pytest.raises(UnknownNameError, match="after 'c', no event"):
        timeline([Dated("a", "A", after=("c",))])
    with pytest.raises(GameError, match="two events"):
        timeline([Dated("a", "A"), Dated("a", "B")])
    with pytest.raises(GameError, match="at least one"):
        timeline([])
