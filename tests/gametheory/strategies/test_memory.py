"""Memory-one strategies: what follows each profile is what was given, and vectors mean what the literature says."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import StrategyError
from gametheory.strategies import (
    generous_tit_for_tat,
    memory_one,
    memory_one_vectors,
    tit_for_tat,
    win_stay_lose_shift,
)
from gametheory.testing import games, lotteries
from tests.oracles.histories import histories, prescribed

BOTH = {"cooperate": ("C", "C"), "defect": ("D", "D")}
CHANCES = st.fractions(0, 1, max_denominator=6)
VECTORS = st.tuples(CHANCES, CHANCES, CHANCES, CHANCES)


@given(games(), st.data())
def test_what_follows_a_profile_is_what_was_given(stage, data):
    mixtures = st.tuples(*(lotteries(names) for names in stage.actions))
    first = data.draw(mixtures)
    after = {profile: data.draw(mixtures) for profile in stage.profiles()}
    history = data.draw(histories(stage.actions, longest=3))
    given_ = after[history[-1]] if history else first
    expected = tuple(tuple(sorted((name, p) for name, p in mix.items() if p)) for mix in given_)
    assert prescribed(memory_one(first, after), history) == {expected: 1}


@given(VECTORS, VECTORS, histories(["CD", "CD"], longest=3))
def test_vectors_name_the_own_action_first(p, q, history):
    strategy = memory_one_vectors(p, q, first=(1, 0), **BOTH)
    order = {"CC": 0, "CD": 1, "DC": 2, "DD": 3}
    own = "".join(history[-1]) if history else None
    chances = (p[order[own]], q[order[own[::-1]]]) if own else (Fraction(1), Fraction(0))
    expected = tuple(tuple(sorted((a, x) for a, x in (("C", c), ("D", 1 - c)) if x)) for c in chances)
    assert prescribed(strategy, history) == {expected: 1}


@pytest.mark.parametrize(
    ("vector", "known"),
    [
        ((1, 0, 1, 0), tit_for_tat(("C", "C"), ("D", "D"))),
        ((1, 0, 0, 1), win_stay_lose_shift(("C", "C"), ("D", "D"))),
        ((1, "1/3", 1, "1/3"), generous_tit_for_tat(("C", "C"), ("D", "D"), generosity="1/3")),
    ],
)
@given(history=histories(["CD", "CD"], longest=4))
def test_named_vectors_are_the_named_strategies(vector, known, history):
    assert prescribed(memory_one_vectors(vector, vector, **BOTH), history) == prescribed(known, history)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: memory_one(("C", "C"), {("C", "C"): ("C", "C"), ("D", "D"): ("D", "D")}),
            r"nothing says what is played after \('C', 'D'\)",
        ),
        (lambda: memory_one_vectors((1, 0, 0), (1, 0, 0, 1), **BOTH), "four numbers each"),
        (lambda: memory_one_vectors((1, 0, 0, 2), (1, 0, 0, 1), **BOTH), "between 0 and 1"),
    ],
)
def test_what_is_wrong_is_told(make, message):
    with pytest.raises(StrategyError, match=message):
        make()
