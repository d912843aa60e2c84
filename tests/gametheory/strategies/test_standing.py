"""Contrite tit for tat against Sugden's rule, actor by actor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import StrategyError
from gametheory.strategies import contrition
from tests.oracles.histories import histories, pure_profile


def by_the_rule(actors, history):
    """Good standing: kept by doing what one should, regained by cooperating."""
    good = [True] * actors

    def should_defect(i):
        return good[i] and any(not good[j] for j in range(actors) if j != i)

    for profile in history:
        good = [action == "C" or should_defect(i) for i, action in enumerate(profile)]
    return tuple("D" if should_defect(i) else "C" for i in range(actors))


@given(st.data(), st.integers(1, 4))
def test_contrition_follows_the_rule(data, actors):
    history = data.draw(histories(["CDE"] * actors, longest=8))
    strategy = contrition(("C",) * actors, ("D",) * actors)
    assert pure_profile(strategy, history) == by_the_rule(actors, history)
    assert len(strategy.states) == 2**actors


def test_one_error_is_answered_once_and_does_not_echo():
    strategy = contrition(("C", "C"), ("D", "D"))
    erred = [("D", "C")]
    answer = pure_profile(strategy, erred)
    assert answer == ("C", "D")
    assert pure_profile(strategy, [*erred, answer]) == ("C", "C")


def test_too_many_actors_are_refused_with_the_count():
    with pytest.raises(StrategyError, match=r"2\^11 states for 11 actors"):
        contrition(("C",) * 11, ("D",) * 11)
