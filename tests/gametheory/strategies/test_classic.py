"""The classic strategies do what their names say."""

import pytest

from gametheory import GameTheoryError, NormalFormGame, RepeatedGame, check_strategy, strategies

C, D = ("C", "C"), ("D", "D")
PROFILES = [("C", "C"), ("C", "D"), ("D", "C"), ("D", "D")]
PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])


def test_reversion_never_forgives():
    grim = strategies.reversion(C, D)
    assert [grim.next_state("target", p) for p in PROFILES] == ["target"] + ["punishment"] * 3
    assert {grim.next_state("punishment", p) for p in PROFILES} == {"punishment"}


@pytest.mark.parametrize("periods", [1, 2, 5])
def test_limited_punishment_lasts_as_long_as_it_says(periods):
    automaton = strategies.limited_punishment(C, D, periods=periods)
    state, lasted = automaton.next_state("target", ("C", "D")), 0
    while state != "target":
        assert automaton.actions[state] == D
        assert len({automaton.next_state(state, p) for p in PROFILES}) == 1
        state, lasted = automaton.next_state(state, D), lasted + 1
    assert lasted == periods


@pytest.mark.parametrize("periods", [0, -1, 1.5, True, "2", None])
def test_punishments_of_no_length(periods):
    with pytest.raises(GameTheoryError, match="positive whole number"):
        strategies.limited_punishment(C, D, periods=periods)


def test_a_ladder_climbs_and_comes_down():
    ladder = strategies.graduated_response(
        {0: ("wait", "C"), 1: ("list", "C"), 2: ("cut", "C")}, watched=1, complies="C"
    )
    for rung, (down, up) in {0: (0, 1), 1: (0, 2), 2: (1, 2)}.items():
        assert ladder.next_state(rung, ("wait", "C")) == ladder.next_state(rung, ("cut", "C")) == down
        assert ladder.next_state(rung, ("wait", "D")) == ladder.next_state(rung, ("wait", "E")) == up


@pytest.mark.parametrize(("rungs", "watched"), [({0: C}, 0), ({}, 0), ({0: C, 1: D}, 2), ({0: C, 1: D}, -1)])
def test_ladders_that_make_no_sense(rungs, watched):
    with pytest.raises(GameTheoryError, match=r"rungs|positions run from 0 to 1"):
        strategies.graduated_response(rungs, watched=watched, complies="C")


def test_a_target_that_is_its_own_punishment():
    assert check_strategy(RepeatedGame(PD, 0.5), strategies.reversion(D, D)).is_equilibrium
    assert not check_strategy(RepeatedGame(PD, 0.5), strategies.reversion(C, C)).is_equilibrium
