from itertools import product
from math import exp, log

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import GameTheoryError, NormalFormGame, QuantalResponse, mixed_equilibria, quantal_response

STAG_HUNT = [[[9, 9], [0, 8]], [[8, 0], [7, 7]]]
COORDINATION = [[[1, 1], [0, 0]], [[0, 0], [1, 1]]]
PENNIES = [[[9, 0], [0, 1]], [[0, 1], [1, 0]]]


def games(values=None, actors=3, actions=3):
    entries = values or st.integers(0, 3)
    shapes = st.lists(st.integers(1, actions), min_size=1, max_size=actors)
    return shapes.flatmap(lambda shape: tables(shape, entries))


def tables(shape, entries):
    count = int(np.prod(shape)) * len(shape)
    flat = st.lists(entries, min_size=count, max_size=count)
    return flat.map(lambda values: np.array(values).reshape(*shape, len(shape)))


def logit_reply(payoffs, profile, actor, rationality):
    """One actor's logit response, from the definition, profile by profile."""
    values = [0.0] * payoffs.shape[actor]
    for index in product(*(range(k) for k in payoffs.shape[:-1])):
        chance = 1.0
        for other, action in enumerate(index):
            if other != actor:
                chance *= profile[other][action]
        values[index[actor]] += chance * float(payoffs[index][actor])
    top = max(values)
    weights = [exp(rationality * (value - top)) for value in values]
    return [w / sum(weights) for w in weights]


@settings(max_examples=80, deadline=None)
@given(games(), st.sampled_from([0, 0.3, 1, 4, 30]))
@example(np.array(COORDINATION), 30)
@example(np.array(STAG_HUNT), 30)
@example(np.array([[[1, 1]]]), 4)
@example(np.ones((2, 3, 2), dtype=int), 4)
@example(np.array([[1], [2], [2]]), 4)
@example(np.array([0, 2, 0, 1, 0, 0, 2, 2, 0, 0, 0, 0, 3, 3, 0, 2, 1, 0]).reshape(2, 3, 1, 3), 1)
def test_every_actor_answers_the_others_by_the_logit_rule(payoffs, rationality):
    answer = quantal_response(NormalFormGame(payoffs), rationality=rationality)
    assert answer.converged
    assert answer.rationality == rationality
    for actor, own in enumerate(answer):
        np.testing.assert_allclose(own, logit_reply(payoffs, answer.profile, actor, rationality), atol=1e-8)


@settings(max_examples=30, deadline=None)
@given(games())
def test_the_path_starts_at_the_centre_and_stays_on_the_branch(payoffs):
    answer = quantal_response(NormalFormGame(payoffs), rationality=20)
    path = list(answer.path)
    assert path[0][0] == 0
    for own in path[0][1]:
        np.testing.assert_allclose(own, [1 / len(own)] * len(own))
    assert path[-1] == (answer.rationality, answer.profile)
    for rationality, profile in path[:: max(len(path) // 5, 1)]:
        for actor, own in enumerate(profile):
            np.testing.assert_allclose(own, logit_reply(payoffs, profile, actor, rationality), atol=1e-5)


@settings(max_examples=30, deadline=None)
@given(games(actors=2), st.integers(0, 1))
def test_only_differences_and_the_product_with_rationality_count(payoffs, shift):
    plain = quantal_response(NormalFormGame(payoffs), rationality=8)
    changed = quantal_response(NormalFormGame(payoffs * 4 + 7 * shift), rationality=2)
    assert changed.profile == plain.profile


@pytest.mark.parametrize("power", [-9, 9])
@pytest.mark.parametrize("ranges", [0.5, 10, 1e3, 1e9])
def test_scales_of_payoffs_alter_nothing(power, ranges):
    scaled = [[[float(f"{x}e{power}") for x in cell] for cell in row] for row in PENNIES]
    plain = quantal_response(NormalFormGame(PENNIES), rationality=ranges / 9)
    other = quantal_response(NormalFormGame(scaled), rationality=ranges / 9 / 10**power)
    assert plain.converged
    assert other.converged
    np.testing.assert_allclose(plain.profile, other.profile, rtol=1e-9)


@pytest.mark.parametrize("rationality", [1e3, 1e6, 1e12, 1e15])
def test_extreme_rationality_leads_to_a_nash_equilibrium(rationality):
    """The mixed equilibrium of asymmetric matching pennies: (1/2, 1/2) and (1/10, 9/10)."""
    answer = quantal_response(NormalFormGame(PENNIES), rationality=rationality)
    assert answer.converged
    ((row, column),) = mixed_equilibria(NormalFormGame(PENNIES))
    np.testing.assert_allclose(answer.profile[0], np.array(row, dtype=float), atol=3 / rationality)
    np.testing.assert_allclose(answer.profile[1], np.array(column, dtype=float), atol=3 / rationality)


def test_the_branch_chooses_the_risk_dominant_equilibrium():
    """In the stag hunt, where (hare, hare) is risk dominant although (stag, stag) pays more (Turocy 2005)."""
    answer = quantal_response(NormalFormGame(STAG_HUNT, actors=["Ann", "Bob"]), rationality=1e4)
    assert answer["Ann"] == answer["Bob"] == (0.0, 1.0)


def test_dominated_actions_keep_their_logarithms_where_probabilities_vanish():
    """Defection pays 1 more whatever the other does, so the log-odds are minus the rationality."""
    answer = quantal_response(NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]]), rationality=1e6)
    assert answer.profile[0] == (0.0, 1.0)
    assert answer.log_probabilities[0][0] == pytest.approx(-1e6, rel=1e-12)


def test_symmetric_games_are_followed_straight_through_a_crossing():
    """In pure coordination (1, 1) / (0, 0) the centre solves every equation; other branches leave it at 2."""
    answer = quantal_response(NormalFormGame(COORDINATION), rationality=50)
    assert answer.converged
    assert answer.profile == ((0.5, 0.5), (0.5, 0.5))
    assert len(answer.path.crossings) == 1
    assert 2 < answer.path.crossings[0] < 3


def folded():
    """A random game whose branch turns back twice on the way to rationality 1,000."""
    return np.random.default_rng(5).random((3, 3, 3, 3, 3, 5))


def test_turning_points_are_followed_and_no_other_branch_is_jumped_to():
    """Without the orientation test a step jumped to another branch here; small steps and Gambit agree on this one."""
    answer = quantal_response(NormalFormGame(folded()), rationality=1000)
    assert answer.converged
    assert answer.path.turns == 2
    np.testing.assert_allclose(answer.profile[0], [1, 0, 0], atol=1e-4)
    np.testing.assert_allclose(answer.profile[1], [0.1082, 0.8918, 0], atol=1e-4)


@pytest.mark.parametrize(("actors", "actions"), [(2, 2), (2, 4), (3, 3), (4, 2)])
def test_agrees_with_gambit(actors, actions):
    pygambit = pytest.importorskip("pygambit", reason="pygambit is not installed; it is a test oracle only")
    generator = np.random.default_rng([actors, actions])
    for _ in range(5):
        payoffs = generator.random((actions,) * actors + (actors,))
        game = pygambit.Game.from_arrays(*np.moveaxis(payoffs, -1, 0))
        (theirs,) = pygambit.qre.logit_solve_lambda(game, lam=[20.0])
        ours = quantal_response(NormalFormGame(payoffs), rationality=20)
        for player, own in zip(game.players, ours, strict=True):
            np.testing.assert_allclose(own, [float(theirs.profile[s]) for s in player.strategies], atol=1e-6)


def test_two_actions_follow_the_closed_form():
    """One actor choosing between 0 and 1 does so with odds of exp(rationality)."""
    answer = quantal_response(NormalFormGame([[0], [1]]), rationality=log(3))
    assert answer.profile[0] == pytest.approx((0.25, 0.75), abs=1e-12)


@pytest.mark.parametrize("wrong", [-1, float("nan"), float("inf"), "much"])
def test_refuses_what_is_no_rationality(wrong):
    with pytest.raises(GameTheoryError):
        quantal_response(NormalFormGame(COORDINATION), rationality=wrong)


def test_integers_at_the_ends_of_64_bits():
    """Their difference does not fit 64 bits."""
    payoffs = np.array([[2**63 - 1], [-(2**63) + 1]])
    answer = quantal_response(NormalFormGame(payoffs), rationality=log(3) / 2**64)
    assert answer.profile[0] == pytest.approx((0.75, 0.25), abs=1e-12)


def test_is_deterministic_and_goes_to_json_and_back():
    first = quantal_response(NormalFormGame(STAG_HUNT), rationality=3)
    assert first == quantal_response(NormalFormGame(STAG_HUNT), rationality=3)
    assert QuantalResponse.from_json(first.to_json()) == first
