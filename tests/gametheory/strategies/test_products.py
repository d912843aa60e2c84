"""Products of automata: after every history each actor does what its own automaton says."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import Automaton, NormalFormGame, PublicMonitoring, RepeatedGame, check_strategy, discount_region
from gametheory.errors import StrategyError, UnknownNameError
from gametheory.strategies import ActorAutomaton, product, reversion, tit_for_tat
from gametheory.testing import automata, games
from tests.oracles.histories import histories, prescribed
from tests.oracles.simulation import sure

PD = NormalFormGame([[[3, 3], [0, 5]], [[5, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
ALWAYS = ActorAutomaton("on", {"on": "C"}, default={"on": "on"})


def marginal(told, i):
    """One actor's chances of prescriptions, out of those of profiles."""
    chances = {}
    for profile, p in told.items():
        chances[profile[i]] = chances.get(profile[i], Fraction(0)) + p
    return chances


def own(machine, i):
    """One actor's part of a joint automaton, as an automaton of its own."""
    return ActorAutomaton(
        machine.start, {s: p[i] for s, p in machine.actions.items()}, machine.transitions, machine.default
    )


@given(games(min_actors=1, max_actors=3), st.data())
def test_each_actor_follows_its_own_automaton(stage, data):
    machines = [data.draw(automata(stage, mixed=True)) for _ in stage.actors]
    joint = product(stage, [m if data.draw(st.booleans()) else own(m, i) for i, m in enumerate(machines)])
    history = data.draw(histories(stage.actions, longest=4))
    told = prescribed(joint, history)
    for i, machine in enumerate(machines):
        assert marginal(told, i) == marginal(prescribed(machine, history), i)


@given(games(min_actors=1, max_actors=3), st.data())
def test_only_states_that_histories_enter_are_kept(stage, data):
    joint = product(stage, [data.draw(automata(stage)) for _ in stage.actors])
    assert joint.reachable(stage.profiles()) == set(joint.states)


def test_lotteries_of_different_automata_are_drawn_independently():
    coin = ActorAutomaton({"c": "1/2", "d": "1/2"}, {"c": "C", "d": "D"}, default={"c": "c", "d": "d"})
    joint = product(PD, [coin, coin])
    assert sure(joint.start) == dict.fromkeys(["c | c", "c | d", "d | c", "d | d"], Fraction(1, 4))


def test_grim_trigger_from_two_actors_own_automata_has_the_known_threshold():
    """(T - R)/(T - P), and the product of a joint automaton with itself changes no verdict."""
    grim = reversion(("C", "C"), ("D", "D"))
    assert discount_region(PD, product(PD, {"Bob": grim, "Ann": grim})).infimum == Fraction(1, 2)


def test_grim_trigger_meets_tit_for_tat():
    joint = product(PD, [reversion(("C", "C"), ("D", "D")), tit_for_tat(("C", "C"), ("D", "D"))])
    assert joint.next_state(joint.start, ("D", "C")) == "punishment | answer to 1"
    values = check_strategy(RepeatedGame(PD, discount="1/2"), joint).values
    assert values["punishment | answer to 2"] == (Fraction(3), Fraction(1, 2))


@example("a", "b | c", "a | b", "c")
@given(*[st.text(st.sampled_from("a| 1"), min_size=1)] * 4)
def test_states_that_would_be_named_alike_stay_apart(one, two, three, four):
    first = ActorAutomaton(one, {one: "C", one + "x": "C"}, default={one: one + "x", one + "x": one})
    joint = product(PD, [first, ALWAYS])
    assert len(joint.states) == 2
    cross = [
        ActorAutomaton(
            dict.fromkeys(names, "1/2") if len(names) == 2 else names[0],
            dict.fromkeys(names, "C"),
            default={s: s for s in names},
        )
        for names in (list({one, three}), list({two, four}))
    ]
    assert len(product(PD, cross).states) == len({one, three}) * len({two, four})


def test_automata_that_move_on_signals_are_multiplied_over_signals():
    monitoring = PublicMonitoring.from_function(PD, lambda a, b: {"quiet" if a == b else "noise": 1})
    wary = ActorAutomaton(
        "calm", {"calm": "C", "wary": "D"}, {"calm": {"noise": "wary"}}, {"calm": "calm", "wary": "wary"}
    )
    joint = product(PD, [wary, wary], monitoring=monitoring)
    assert joint.signals == ("noise",)
    assert joint.states == ("calm | calm", "wary | wary")


@given(games(min_actors=1, max_actors=2), st.data())
def test_json_round_trip(stage, data):
    machine = own(data.draw(automata(stage, mixed=True)), 0)
    assert ActorAutomaton.from_json(machine.to_json()) == machine


@pytest.mark.parametrize(
    ("machines", "error", "message"),
    [
        ([ALWAYS], StrategyError, "1 automata are given for 2 actors"),
        ({"Ann": ALWAYS}, StrategyError, "no automaton is given for Bob"),
        ({"Ann": ALWAYS, "Bib": ALWAYS}, UnknownNameError, "Did you mean 'Bob'"),
        ([ALWAYS, "tit for tat"], StrategyError, "Bob is given 'tit for tat'"),
        ([ALWAYS, Automaton(0, {0: ("C",)}, default={0: 0})], StrategyError, "an Automaton of 2 actors"),
    ],
)
def test_what_is_wrong_is_told(machines, error, message):
    with pytest.raises(error, match=message):
        product(PD, machines)


def test_an_actors_state_prescribes_one_action():
    with pytest.raises(StrategyError, match="one actor's automaton gives one action"):
        ActorAutomaton("on", {"on": ("C", "D")}, default={"on": "on"})


def test_a_product_that_is_too_large_is_refused_with_a_count(monkeypatch):
    """The limit is lowered here; the true one lets half a million states of the dilemma pass."""
    monkeypatch.setattr("gametheory.strategies.products._MOST_ENTRIES", 11)
    mild = tit_for_tat(("C", "C"), ("D", "D"))
    with pytest.raises(StrategyError, match="more than 2 states, each with 4 observations"):
        product(PD, [mild, mild])
