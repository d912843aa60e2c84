"""Paths, and simple strategy profiles against Abreu's definition played out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, discount_region, strategies
from gametheory.errors import StrategyError
from gametheory.strategies import Path, penance, simple_strategy
from tests.oracles.histories import histories, pure_profile

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])


@st.composite
def paths(draw, actors):
    profiles = draw(st.lists(st.tuples(*[st.sampled_from("CD")] * actors), min_size=1, max_size=4))
    return Path(profiles, repeat=draw(st.integers(1, len(profiles))))


@given(paths(1), st.integers(0, 3), paths(1), st.integers(0, 3))
def test_continuations_have_equal_forms_exactly_when_they_are_equal(one, k, other, m):
    k, m = k % len(one.profiles), m % len(other.profiles)
    equal = [one.at(k + t) for t in range(30)] == [other.at(m + t) for t in range(30)]
    assert (one.after(k) == other.after(m)) == equal


@given(paths(2), st.integers(0, 40))
def test_following_leads_where_time_leads(path, period):
    position = 0
    for _ in range(period):
        position = path.following(position)
    assert path.profiles[position] == path.at(period)
    assert Path.from_json(path.to_json()) == path


def played_out(path, punishments, history):
    """Abreu's rule itself: which path is on, and since when."""
    current, position = path, 0
    for profile in history:
        due = current.at(position)
        departed = [i for i, (a, b) in enumerate(zip(due, profile, strict=True)) if a != b]
        current, position = (punishments[departed[0]], 0) if len(departed) == 1 else (current, position + 1)
    return current.at(position)


@given(st.data(), st.integers(1, 3))
def test_a_simple_strategy_does_what_the_definition_says(data, actors):
    path = data.draw(paths(actors))
    punishments = [data.draw(paths(actors)) for _ in range(actors)]
    strategy = simple_strategy(path, punishments)
    history = data.draw(histories(["CD"] * actors, longest=8))
    assert pure_profile(strategy, history) == played_out(path, punishments, history)
    continuations = {each.after(k) for each in [path, *punishments] for k in range(len(each.profiles))}
    assert len(strategy.states) == len(continuations)


def test_grim_trigger_is_the_simple_strategy_with_nash_punishments():
    region = discount_region(PD, simple_strategy(("C", "C"), [("D", "D")] * 2))
    assert [str(x) for x in region] == [
        str(x) for x in discount_region(PD, strategies.reversion(("C", "C"), ("D", "D")))
    ]


def test_states_are_named_after_those_whom_they_punish():
    shared = simple_strategy(("C", "C", "C"), [("D", "D", "D")] * 2 + [("C", "D", "D")], actors=["Ann", "Bob", "Cat"])
    assert shared.states == ("path", "punishment of Ann, Bob", "punishment of Cat")


def test_penance_threshold_and_who_is_made_to_bear_it():
    """The penitent: 0 now and 3 for ever, or 1 now and penance again; the target: 5 now, then 0, then 3."""
    strategy = penance(("C", "C"), [("C", "D"), ("D", "C")])
    region = discount_region(PD, strategy)
    # target: 3 + 3d >= 5 + 0d, so d >= 2/3; penance: 0 + 3d >= 1 + 0d, so d >= 1/3
    assert region.infimum == Fraction(2, 3)
    assert region.attained
    assert check_strategy(RepeatedGame(PD, discount="2/3"), strategy)
    assert strategy.next_state("punishment of 2", ("C", "C")) == "punishment of 1"


def test_joint_departures_are_passed_over():
    strategy = penance(("C", "C"), [("C", "D"), ("D", "C")])
    assert strategy.next_state("path", ("D", "D")) == "path"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: simple_strategy(("C", "C"), [("D", "D")]), "1 punishment paths are given for 2 actors"),
        (lambda: simple_strategy(("C", "C"), [("D",), ("D",)]), "punishment paths are given for 2 actors"),
        (lambda: simple_strategy("CC", [("D", "D")] * 2), "give a profile, a list of profiles, or a Path"),
        (lambda: simple_strategy(("C", "C"), [("D", "D")] * 2, actors=["Ann"]), "1 actors are named"),
        (lambda: Path([("C", "C")], repeat=2), "from 1 to 1"),
        (lambda: Path([("C", "C"), ("C",)]), "one action per actor"),
        (lambda: Path([]), "needs profiles"),
        (lambda: penance(("C", "C"), [("C", "D")] * 2, periods=0), "positive whole number"),
    ],
)
def test_what_is_wrong_is_told(make, message):
    with pytest.raises(StrategyError, match=message):
        make()
