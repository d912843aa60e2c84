"""check_strategy against play itself, against every multi-period deviation, and against the books."""

import pickle
import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gametheory import (
    Automaton,
    GameTheoryError,
    NormalFormGame,
    RepeatedGame,
    StrategyCheck,
    check_strategy,
    strategies,
    verify,
)
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.strategies.transform import rename_actions, rename_states, reorder_profiles
from gametheory.testing import strategies_in_games
from tests.oracles.best_reply import best_reply_values
from tests.oracles.simulation import gains

PERIODS = 30
PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
FRIENDLY = Automaton(start=0, actions={0: ("C", "C")}, default={0: 0})


@given(strategies_in_games())
def test_agrees_with_simulated_deviations(pair):
    """Beyond the bound on what a finite horizon leaves out verdicts agree; within it so does the gain."""
    check = check_strategy(*pair)
    simulated = gains(*pair, PERIODS)
    if check.worst is None:
        assert not simulated
        assert check.is_equilibrium
        return
    gain, bound = simulated[check.worst.actor, check.worst.state, check.worst.action]
    assert abs(check.worst.gain - gain) <= bound
    for gain, bound in simulated.values():
        assert gain - bound <= check.worst.gain
        if gain > bound:
            assert not check.is_equilibrium
    if all(gain < -bound for gain, bound in simulated.values()):
        assert check.is_equilibrium


@given(strategies_in_games())
def test_agrees_with_the_best_of_all_deviations(pair):
    """The one-shot deviation principle itself: nobody's best reply, over all plans, beats following."""
    repeated, automaton = pair
    check = check_strategy(repeated, automaton)
    unbeaten = []
    for i, d in enumerate(repeated.discount):
        following, best = best_reply_values(repeated.stage, automaton, d, i)
        assert following == {state: values[i] for state, values in check.values.items()}
        unbeaten.append(following == best)
    assert check.is_equilibrium == all(unbeaten)


def test_share_of_equilibria_among_random_pairs(record_property):
    """A test of verdicts is worth little where all are negative: at least 30% must be equilibria."""
    counts = Counter()

    @seed(20240601)
    @settings(max_examples=300, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategies_in_games())
    def count(pair):
        check = check_strategy(*pair)
        counts["cases"] += 1
        counts["equilibria"] += check.is_equilibrium
        counts["just binding"] += bool(check.worst) and check.worst.gain == 0
        counts["equilibria of several states with a deviation"] += (
            check.is_equilibrium and check.worst is not None and len(pair[1].states) > 1
        )

    count()
    for name, value in counts.items():
        record_property(name, value)
    print(dict(counts))
    assert counts["cases"] >= 300
    assert counts["equilibria"] >= 0.30 * counts["cases"]
    assert counts["equilibria"] <= 0.80 * counts["cases"]
    assert counts["equilibria of several states with a deviation"] >= 0.15 * counts["cases"]


@given(strategies_in_games(), st.data())
def test_other_scales_change_no_answer(pair, data):
    repeated, automaton = pair
    numbers = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)
    scales = [data.draw(numbers) for _ in repeated.discount]
    shifts = [data.draw(st.integers(-(10**20), 10**20)) for _ in repeated.discount]
    before = check_strategy(repeated, automaton)
    after = check_strategy(RepeatedGame(affine(repeated.stage, scales, shifts), repeated.discount), automaton)
    assert after.is_equilibrium == before.is_equilibrium
    for state, row in before.values.items():
        assert after.values[state] == tuple(a * x + b for a, x, b in zip(scales, row, shifts, strict=True))


@given(strategies_in_games(), st.data())
def test_another_order_changes_no_answer(pair, data):
    repeated, automaton = pair
    stage = repeated.stage
    order = data.draw(st.permutations(range(len(stage.actors))))
    moved = reorder_actors(stage, [stage.actors[i] for i in order])
    moved = reorder_actions(
        moved, {actor: data.draw(st.permutations(moved.actions[i])) for i, actor in enumerate(moved.actors)}
    )
    before = check_strategy(repeated, automaton)
    after = check_strategy(
        RepeatedGame(moved, [repeated.discount[i] for i in order]), reorder_profiles(automaton, order)
    )
    assert after.is_equilibrium == before.is_equilibrium
    assert (after.worst and after.worst.gain) == (before.worst and before.worst.gain)
    assert {s: [row[order.index(i)] for i in range(len(order))] for s, row in after.values.items()} == {
        s: list(row) for s, row in before.values.items()
    }


@given(strategies_in_games())
def test_other_names_change_no_answer(pair):
    repeated, automaton = pair
    stage = repeated.stage
    new = [
        {name: f"{name} of {actor}" for name in names} for actor, names in zip(stage.actors, stage.actions, strict=True)
    ]
    renamed = rename(
        stage, {actor: f"state of {actor}" for actor in stage.actors}, dict(zip(stage.actors, new, strict=True))
    )
    states = {state: k for k, state in enumerate(reversed(automaton.states))}
    before = check_strategy(repeated, automaton)
    after = check_strategy(
        RepeatedGame(renamed, repeated.discount), rename_states(rename_actions(automaton, new), states)
    )
    assert after.is_equilibrium == before.is_equilibrium
    assert list(after.values.values()) == list(before.values.values())
    assert (after.worst and after.worst.gain) == (before.worst and before.worst.gain)


@given(strategies_in_games())
def test_certificate_verifies_and_result_round_trips(pair):
    check = check_strategy(*pair)
    assert verify(check.certificate, check.repeated.stage)
    assert verify(check.certificate.to_json())
    assert StrategyCheck.from_json(check.to_json()) == check
    assert pickle.loads(pickle.dumps(check)) == check


def pd(t, r, p, s):
    return NormalFormGame([[[r, r], [s, t]], [[t, s], [p, p]]], actors=["Ann", "Bob"], actions=["C", "D"])


@pytest.mark.parametrize(
    ("discount", "holds"), [("1/3", True), ("0.33333333333", False), ("1/4", False), (0.34, True), (0.999, True)]
)
def test_grim_trigger_at_one_third(discount, holds):
    assert check_strategy(RepeatedGame(PD, discount), GRIM).is_equilibrium is holds


def test_worst_deviation_is_named_with_its_gain():
    check = check_strategy(RepeatedGame(PD, discount={"Ann": "1/2", "Bob": "1/4"}), GRIM)
    assert (check.worst.actor, check.worst.state, check.worst.action) == ("Bob", "target", "D")
    assert check.worst.gain == Fraction(1, 4)
    assert not check
    assert str(check) == "not subgame perfect: Bob gains 1/4 by playing 'D' in state 'target'"


@given(st.lists(st.fractions(-5, 5, max_denominator=5), min_size=4, max_size=4, unique=True))
def test_grim_trigger_of_any_prisoners_dilemma(numbers):
    s, p, r, t = sorted(numbers)
    threshold = (t - r) / (t - p)
    at = check_strategy(RepeatedGame(pd(t, r, p, s), threshold), GRIM)
    assert at.is_equilibrium
    assert at.worst.gain == 0
    assert not check_strategy(RepeatedGame(pd(t, r, p, s), threshold * Fraction(999, 1000)), GRIM).is_equilibrium


def test_states_that_nothing_enters_are_checked():
    mad = Automaton(
        start="calm", actions={"calm": ("D", "D"), "mad": ("C", "C")}, default={"calm": "calm", "mad": "mad"}
    )
    check = check_strategy(RepeatedGame(PD, "1/2"), mad)
    assert not check.is_equilibrium
    assert check.worst.state == "mad"


def test_failure_by_rounding_alone_names_the_exact_number():
    check = check_strategy(RepeatedGame(PD, discount=1 / 3), GRIM)
    assert not check.is_equilibrium
    assert check.notes == ("It fails by less than rounding: use Fraction(1, 3) for 0.3333333333333333",)


def test_failure_by_a_rounded_payoff_names_the_payoff():
    game = pd(1 + 1 / 3, 1, 0, -1)
    check = check_strategy(RepeatedGame(game, discount="1/4"), GRIM)
    assert check_strategy(RepeatedGame(pd(Fraction(4, 3), 1, 0, -1), discount="1/4"), GRIM).is_equilibrium
    if not check.is_equilibrium:
        assert "use Fraction(4, 3)" in check.notes[0]
    third = pd(1, 2 / 3, 0, -1)
    check = check_strategy(RepeatedGame(third, discount=1 / 3), GRIM)
    assert not check.is_equilibrium
    assert "use Fraction(2, 3) for the payoff 0.6666666666666666 of Ann at ('C', 'C')" in check.notes[0]
    assert "discount=Fraction(1, 3)" in check.notes[0]


def test_real_failures_carry_no_note_of_rounding():
    assert check_strategy(RepeatedGame(PD, discount=0.333333), GRIM).notes == ()


@pytest.mark.parametrize("discount", [0.9999999999999999, 1 - Fraction(1, 10**16), 5e-324])
def test_discount_factors_that_float_rounding_takes_to_the_ends(discount):
    """Found by test: the suggestion of an exact number must not leave (0, 1)."""
    check = check_strategy(RepeatedGame(PD, discount=discount), FRIENDLY)
    assert not check.is_equilibrium
    assert check.notes == ()


@given(st.sampled_from([1, 10**15, Fraction(1, 10**15)]))
def test_rounding_is_measured_against_the_payoffs_of_the_actor_who_gains(scale):
    game = affine(PD, (1, scale), (0, 0))
    assert check_strategy(RepeatedGame(game, discount=(1 / 3, "1/2")), GRIM).notes
    assert not check_strategy(RepeatedGame(game, discount=(0.333333, "1/2")), GRIM).notes


def test_normalised_probabilities_are_noted():
    noisy = Automaton(
        start={"a": 0.1 + 0.2, "b": 0.7}, actions={"a": ("D", "D"), "b": ("D", "D")}, default={"a": "a", "b": "b"}
    )
    notes = check_strategy(RepeatedGame(PD, "1/2"), noisy).notes
    assert len(notes) == 1
    assert "normalised" in notes[0]


def test_mixed_prescriptions_need_indifference():
    pennies = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]], actions=["H", "T"])
    half = {"H": "1/2", "T": "1/2"}
    for first, holds in [(half, True), ({"H": "1/3", "T": "2/3"}, False)]:
        stay = Automaton(start=0, actions={0: (first, half)}, default={0: 0})
        check = check_strategy(RepeatedGame(pennies, 0.5), stay)
        assert check.is_equilibrium is holds
        assert (check.worst.gain == 0) is holds


def test_nobody_can_deviate():
    lonely = NormalFormGame([[[1, 2]]])
    check = check_strategy(RepeatedGame(lonely, 0.5), Automaton(start=0, actions={0: ("1", "1")}, default={0: 0}))
    assert check.is_equilibrium
    assert check.worst is None
    assert verify(check.certificate)


def test_payoffs_follow_the_lottery_at_the_start():
    drawn = Automaton(
        start={"a": "1/4", "b": "3/4"}, actions={"a": ("C", "C"), "b": ("D", "D")}, default={"a": "a", "b": "b"}
    )
    assert check_strategy(RepeatedGame(PD, 0.5), drawn).payoffs == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    ("automaton", "told"),
    [
        (strategies.reversion(("C", "C", "C"), ("D", "D", "D")), "3 actions a period, but the game has 2"),
        (strategies.reversion(("C", "Cc"), ("D", "D")), "Did you mean 'C'"),
        (Automaton(start=0, actions={0: ("C", "C")}, transitions={0: {("C", "X"): 0}}, default={0: 0}), "'X' for Bob"),
        (Automaton(start=0, actions={0: ("C", "C")}, transitions={0: {("C", "*"): 0}}), "('D', 'C') leads"),
        ("grim", "Automaton"),
    ],
)
def test_automata_that_do_not_fit(automaton, told):
    with pytest.raises(GameTheoryError, match=re.escape(told)):
        check_strategy(RepeatedGame(PD, 0.5), automaton)


def test_a_stage_game_is_not_a_repeated_game():
    with pytest.raises(GameTheoryError, match=r"RepeatedGame\(stage, discount=0.9\)"):
        check_strategy(PD, GRIM)
