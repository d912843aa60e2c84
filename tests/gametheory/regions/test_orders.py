"""Orders consistent with a partial one: against every permutation."""

from collections import Counter
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.errors import GameError
from gametheory.regions import orders


@st.composite
def posets(draw):
    size = draw(st.integers(0, 5))
    names = draw(st.permutations(range(size)))
    pairs = [(names[a], names[b]) for a in range(size) for b in range(a + 1, size)]
    return size, draw(st.lists(st.sampled_from(pairs), max_size=6)) if pairs else []


@given(posets())
@settings(max_examples=80)
def test_orders_are_the_permutations_that_keep_the_pairs(poset):
    size, before = poset
    true = {o for o in permutations(range(size)) if all(o.index(a) < o.index(b) for a, b in before)}
    found = orders(size, before)
    assert set(found.listed) == true
    assert found.count == len(found.listed) == len(true)
    assert found.are_all
    drawn = orders(size, before, most=1)
    assert drawn.count == len(true)
    assert set(drawn.listed) <= true
    assert drawn.are_all == (len(true) == 1)


def test_draws_are_uniform_and_repeat():
    found = orders(4, [(0, 1)], most=11, seed=3)
    assert found == orders(4, [(0, 1)], most=11, seed=3)
    assert (found.count, len(found.listed), found.seed) == (12, 11, 3)
    counts = Counter(o for seed in range(200) for o in orders(4, [(0, 1)], most=11, seed=seed).listed)
    assert len(counts) == 12
    # 2,200 draws from 12: mean 183.3, standard deviation 13; five of these never in these fixed seeds
    assert all(abs(count - 2200 / 12) < 65 for count in counts.values())


def test_many_are_counted_without_listing():
    assert orders(15, [], most=2).count == factorial(15)
    assert str(orders(15, [], most=2)) == f"2 orders drawn from {factorial(15):,} (seed 1)"
    assert str(orders(2, [(1, 0)])) == "1 order"
    assert orders(150, [(k, k + 1) for k in range(149)]).listed == (tuple(range(150)),)


@pytest.mark.parametrize(
    ("size", "before", "told"),
    [
        (2, [(0, 1), (1, 0)], "goes round in a circle"),
        (1, [(0, 0)], "goes round in a circle"),
        (2, [(0, 2)], "2 is none of the 2 things"),
        (30, [], "too little is known of the order of 30 things"),
        (201, [], "at most 200"),
    ],
)
def test_what_cannot_be_ordered_is_refused(size, before, told):
    with pytest.raises(GameError, match=told):
        orders(size, before)
    with pytest.raises(GameError, match="how many orders to list"):
        orders(2, [], most=0)
