"""Who departed, counted actor by actor."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import Automaton
from gametheory.errors import StrategyError
from gametheory.frozen import FrozenMap
from gametheory.strategies.departures import by_departing, followed, read_periods, read_position, read_profiles

MIXED = FrozenMap({"a": Fraction(1, 2), "b": Fraction(1, 2)})
ENTRIES = st.sampled_from(["a", "b", "c", MIXED])
PROFILES = st.integers(1, 4).flatmap(
    lambda n: st.tuples(st.tuples(*[ENTRIES] * n), st.tuples(*[st.sampled_from("abc")] * n))
)


@given(PROFILES)
def test_every_profile_is_told_by_the_number_who_departed(pair):
    prescribed, played = pair
    alone = [f"only {i}" for i in range(len(prescribed))]
    everything = Automaton(
        "here",
        dict.fromkeys(["here", "kept", "several", *alone], prescribed),
        {"here": by_departing(prescribed, "kept", alone)},
        dict.fromkeys(["here", "kept", "several", *alone], "several"),
    )
    departed = [
        i for i, (p, a) in enumerate(zip(prescribed, played, strict=True)) if a not in (p if p is MIXED else [p])
    ]
    expected = "kept" if not departed else f"only {departed[0]}" if len(departed) == 1 else "several"
    assert everything.next_state("here", played) == expected


def test_a_mixed_action_is_followed_by_whatever_it_may_draw():
    assert followed(("c", MIXED), "on") == {("c", "a"): "on", ("c", "b"): "on"}


@pytest.mark.parametrize("profile", ["CD", {"C": 1}, 3])
def test_a_profile_that_is_no_tuple_of_actions_is_refused(profile):
    with pytest.raises(StrategyError, match=r"the target is .* one action per actor"):
        read_profiles(("the target", profile))


def test_profiles_of_different_length_are_refused_by_name():
    with pytest.raises(StrategyError, match="the stick has 2 actions but the carrot has 3"):
        read_profiles(("the stick", ("D", "D")), ("the carrot", ("C", "C", "C")))


@pytest.mark.parametrize("periods", [0, -1, True, 1.5, "2"])
def test_periods_are_positive_whole_numbers(periods):
    with pytest.raises(StrategyError, match="positive whole number"):
        read_periods(periods)


@pytest.mark.parametrize("position", [-1, 2, True, "Ann"])
def test_positions_are_those_of_actors(position):
    with pytest.raises(StrategyError, match=r"the watched actor is number .*; positions run from 0 to 1"):
        read_position(position, 2, "the watched actor")
