"""Strategies followed along play that is seen in part."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import Automaton, NormalFormGame, PublicMonitoring, strategies
from gametheory.errors import StrategyError, UnknownNameError
from gametheory.strategies import follow
from gametheory.strategies.lottery import as_lottery
from gametheory.testing import automata, games, monitorings, signal_automata

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
FLAG = PublicMonitoring.detection(PD, {"Ann": ["D"], "Bob": ["D"]}, detected="1/2", false_alarm=0)
small = games(min_actors=2, max_actors=2, max_actions=2)


@st.composite
def plays(draw, periods=4):
    """A strategy in a game, and a play that it can bring about: states and profiles."""
    game = draw(small)
    automaton = draw(automata(game, mixed=draw(st.booleans()), max_states=3))
    state, states, path = draw(st.sampled_from(list(as_lottery(automaton.start)))), [], []
    for _ in range(periods):
        states.append(state)
        path.append(tuple(draw(st.sampled_from(list(lottery))) for lottery in automaton.mixture(state)))
        state = draw(st.sampled_from(list(as_lottery(automaton.next_state(state, path[-1])))))
    return game, automaton, states, path


@given(plays(), st.data())
@settings(max_examples=60)
def test_what_a_strategy_brings_about_it_generates_however_little_is_seen(play, data):
    game, automaton, states, path = play
    seen = [[action if data.draw(st.booleans()) else None for action in profile] for profile in path]
    for told in (path, seen):
        found = follow(game, automaton, told)
        assert found
        assert not found.first
        assert all(state in period.states for state, period in zip(states, found.periods, strict=True))


@given(plays(), st.integers(0, 3), st.data())
@settings(max_examples=60)
def test_play_changed_in_one_period_departs_there_if_nowhere_earlier(play, k, data):
    game, automaton, _, path = play
    states = follow(game, automaton, path[: k + 1]).periods[k].states
    i = data.draw(st.integers(0, 1))
    others = [name for name in game.actions[i] if all(name not in automaton.mixture(s)[i] for s in states)]
    if not others:
        return
    changed = list(path[k])
    changed[i] = data.draw(st.sampled_from(others))
    found = follow(game, automaton, [*path[:k], changed, *path[k + 1 :]])
    assert not found
    assert {one.period for one in found.first} == {k + 1}
    assert game.actors[i] in [one.actor for one in found.first]
    one = next(one for one in found.first if one.actor == game.actors[i])
    assert set(one.prescribed) == set(automaton.mixture(one.state)[i])
    assert found.fitting <= len(path) - 1


@given(small, st.data())
@settings(max_examples=40)
def test_pure_strategies_agree_with_playing_them_out(game, data):
    states = range(3)
    actions = {s: data.draw(st.sampled_from(list(game.profiles()))) for s in states}
    moves = {s: {p: data.draw(st.sampled_from(states)) for p in game.profiles()} for s in states}
    automaton = Automaton(start=0, actions=actions, transitions=moves)
    for path in product(game.profiles(), repeat=2):
        state, played = 0, []
        for profile in path:
            played.append(automaton.actions[state] == profile)
            state = automaton.next_state(state, profile)
        found = follow(game, automaton, path)
        assert [period.fits for period in found.periods] == played


@given(small, st.data())
@settings(max_examples=40)
def test_signals_that_can_follow_are_followed(game, data):
    monitoring = data.draw(monitorings(game))
    automaton = data.draw(signal_automata(game, monitoring))
    state, path, signals = data.draw(st.sampled_from(list(as_lottery(automaton.start)))), [], []
    for _ in range(3):
        path.append(tuple(data.draw(st.sampled_from(list(lottery))) for lottery in automaton.mixture(state)))
        signals.append(data.draw(st.sampled_from(list(monitoring.chances(game.index(path[-1]))))))
        state = data.draw(st.sampled_from(list(as_lottery(automaton.next_state(state, signals[-1])))))
    assert follow(game, automaton, path, monitoring=monitoring, signals=signals)
    assert follow(game, automaton, path, monitoring=monitoring)
    assert follow(game, automaton, [{}] * 3, monitoring=monitoring, signals=signals)


def test_a_signal_that_cannot_be_seen_is_a_departure_of_nobody():
    watch = Automaton(
        start="on", actions={"on": ("C", "C"), "off": ("D", "D")}, transitions={"on": {"flag": "off"}},
        default={"on": "on", "off": "off"},
    )  # fmt: skip
    found = follow(PD, watch, [{}, {"Ann": "D"}], monitoring=FLAG, signals=["flag", None])
    assert [(one.period, one.actor, one.action, one.prescribed) for one in found.first] == [(1, "", "flag", ("quiet",))]
    assert found.periods[1].fits
    assert "the signal 'flag' is seen" in str(found)


def test_unseen_periods_may_lie_between():
    once = Automaton(start=0, actions={0: ("C", "C"), 1: ("C", "D"), 2: ("D", "D")}, default={0: 1, 1: 2, 2: 2})
    path = [("C", "C"), ("D", "D")]
    assert not follow(PD, once, path)
    assert follow(PD, once, path, gaps=True)
    assert not follow(PD, once, path[::-1], gaps=True)
    assert follow(PD, once, [("D", "D")], gaps=True).periods[0].states == (0, 1, 2)


def test_seen_actions_must_fit_one_state_together():
    """Ann's action fits one state and Bob's another: together they fit none."""
    drawn = Automaton(
        start={"a": "1/2", "b": "1/2"}, actions={"a": ("C", "D"), "b": ("D", "C")}, default={"a": "a", "b": "b"}
    )
    found = follow(PD, drawn, [("C", "C")])
    assert len(found.first) == 1
    assert follow(PD, drawn, [("C", None), (None, "D")])
    assert not follow(PD, drawn, [("C", None), (None, "C")])


def test_after_a_departure_the_strategy_moves_as_it_says():
    found = follow(PD, GRIM, [("C", "D"), ("D", "D")])
    assert [period.fits for period in found.periods] == [False, True]
    assert found.fitting == 1


@pytest.mark.parametrize(
    ("path", "signals", "told"),
    [
        ("CC", None, "give a sequence of profiles"),
        ([], None, "the path has no periods"),
        (["CC"], None, "period 1 of the path is 'CC'"),
        ([("C", "C"), ("C",)], None, "period 2 of the path names 1 actions; give one, or None, for each of Ann, Bob"),
        ([("C", "C")], ["flag"], "signals are given, but actions are seen as they are"),
    ],
)
def test_paths_that_do_not_fit_are_refused(path, signals, told):
    with pytest.raises(StrategyError, match=told.replace("(", r"\(")):
        follow(PD, GRIM, path, signals=signals)


def test_names_that_do_not_exist_are_refused():
    with pytest.raises(UnknownNameError, match="Cid"):
        follow(PD, GRIM, [{"Cid": "C"}])
    with pytest.raises(UnknownNameError, match="'E'"):
        follow(PD, GRIM, [{"Ann": "E"}])
    watch = Automaton(start=0, actions={0: ("C", "C")}, default={0: 0})
    with pytest.raises(UnknownNameError, match="alarm"):
        follow(PD, watch, [{}], monitoring=FLAG, signals=["alarm"])
    with pytest.raises(StrategyError, match="for each of the 2 periods"):
        follow(PD, watch, [{}, {}], monitoring=FLAG, signals=["flag"])
