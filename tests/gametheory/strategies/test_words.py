"""Strategies in words: what is told of each profile is where it leads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, PublicMonitoring
from gametheory.errors import StrategyError
from gametheory.strategies import Automaton, contrition, describe, generous_tit_for_tat, penance
from gametheory.strategies.conditions import moves_by_profile
from gametheory.strategies.departures import supports
from gametheory.testing import automata, games

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
CC, DD = ("C", "C"), ("D", "D")


def holds(words, stage, kept, profile):
    """Read the words again: an interpreter of its own for what `moves_by_profile` says."""
    departed = [actor for actor, a, k in zip(stage.actors, profile, kept, strict=True) if a not in k]
    count = len(departed)
    plain = {
        "whatever happens": True,
        "nobody departs": count == 0,
        "anybody departs": count > 0,
        "one actor alone departs": count == 1,
        "several depart": count > 1,
        "both depart": count > 1,
        "nobody departs, or several do": count != 1,
        "nobody departs, or both do": count != 1,
    }
    if words in plain:
        return plain[words]
    if words.endswith(" alone departs"):
        return count == 1 and departed[0] in words.removesuffix(" alone departs").split(" or ")
    return any(
        set(departed) <= set(case.removesuffix(" aside").removeprefix("nobody departs, ").split(" and "))
        if case.endswith(" aside")
        else all(plays(part, stage, departed, profile) for part in case.split(" and "))
        for case in words.split(", or ")
    )


def plays(part, stage, departed, profile):
    if part.endswith(" does not depart"):
        return part.removesuffix(" does not depart") not in departed
    if part.endswith(" departs"):
        return part.removesuffix(" departs") in departed
    actor, names = re.fullmatch(r"(\S+) (?:plays|does not play) (.+)", part).groups()
    action = profile[stage.actors.index(actor)]
    return (action in re.split(r", | or ", names)) == (" plays " in part)


@given(games(min_actors=1, max_actors=4, max_actions=3), st.data())
def test_every_profile_is_told_where_it_leads_and_nowhere_else(stage, data):
    entries = [st.sampled_from(names) for names in stage.actions]
    prescribed = data.draw(st.tuples(*entries))
    row = {profile: data.draw(st.sampled_from("xyz")) for profile in stage.profiles()}
    moves = moves_by_profile(stage, prescribed, row)
    kept = supports(prescribed)
    for profile, target in row.items():
        said = [m.target for m in moves if m.when != "otherwise" and holds(m.when, stage, kept, profile)]
        assert said == [target] or (not said and moves[-1].when == "otherwise" and moves[-1].target == target)
    assert [m.target for m in moves if m.followed] == [row[prescribed]]
    assert len(moves) == len(set(row.values()))


@given(games(max_actors=3), st.data())
def test_every_state_is_told(stage, data):
    automaton = data.draw(automata(stage, mixed=True))
    told = describe(automaton, stage)
    heads = [line for line in told.splitlines() if not line.startswith("  ")]
    assert [line.split(" (start")[0].split(":")[0] for line in heads] == [str(s) for s in automaton.states]


def test_penance_in_words():
    told = describe(penance(CC, [("C", "D"), ("D", "C")]), PD)
    assert told.splitlines()[:4] == [
        "path (start): Ann plays C, Bob plays C",
        "  if nobody departs, or both do: stay",
        "  if Bob alone departs: go to punishment of 2",
        "  if Ann alone departs: go to punishment of 1",
    ]


def test_contrition_in_words():
    told = describe(contrition(CC, DD), PD)
    assert (
        "bad standing of 1: Ann plays C, Bob plays D\n  if Ann does not depart: go to good standing\n  otherwise: stay"
        in told
    )


def test_an_actor_whose_departure_does_not_matter_is_set_aside():
    stage = NormalFormGame.from_function(lambda *a: (0,) * 4, actions=dict.fromkeys(["Ann", "Bob", "Cat", "Dan"], "CD"))
    row = {p: "on" if p[:3] == ("C", "C", "C") else "off" for p in stage.profiles()}
    told = [(move.when, move.target) for move in moves_by_profile(stage, ("C",) * 4, row)]
    assert told == [("nobody departs, Dan aside", "on"), ("otherwise", "off")]


def test_mixtures_and_lotteries_in_words():
    told = describe(generous_tit_for_tat(CC, DD, generosity="1/3"), PD)
    assert "answer to 1: Ann plays C, Bob plays C (1/3) or D (2/3)" in told
    coin = Automaton({"a": "1/4", "b": "3/4"}, {"a": CC, "b": DD}, {}, {"a": {"a": "1/2", "b": "1/2"}, "b": "a"})
    assert describe(coin, PD).splitlines() == [
        "a (start with probability 1/4): Ann plays C, Bob plays C",
        "  whatever happens: go to a (1/2) or b (1/2)",
        "b (start with probability 3/4): Ann plays D, Bob plays D",
        "  whatever happens: go to a",
    ]


def test_signals_in_words():
    monitoring = PublicMonitoring.from_function(PD, lambda a, b: {"quiet": "1/2", "hum": "1/4", "noise": "1/4"})
    wary = Automaton("calm", {"calm": CC, "war": DD}, {"calm": {"noise": "war"}}, {"calm": "calm", "war": "war"})
    assert describe(wary, PD, monitoring=monitoring).splitlines()[1:] == [
        "  on quiet or hum: stay",
        "  on noise: go to war",
        "war: Ann plays D, Bob plays D",
        "  whatever is seen: stay",
    ]
    with pytest.raises(StrategyError, match="moves on signals"):
        describe(wary, PD)


def test_what_no_departure_explains_is_told_by_actions():
    stage = NormalFormGame.from_function(lambda a, b: (0, 0), actions={"Ann": "LMR", "Bob": "LMR"})
    row = {p: "same" if p[0] == p[1] != "M" else "corner" if "M" not in p else "on" for p in stage.profiles()}
    told = [(move.when, move.target) for move in moves_by_profile(stage, ("M", "M"), row)]
    assert told == [
        ("Bob does not depart, or Ann does not depart", "on"),
        ("Ann plays L and Bob plays R, or Ann plays R and Bob plays L", "corner"),
        ("otherwise", "same"),
    ]
