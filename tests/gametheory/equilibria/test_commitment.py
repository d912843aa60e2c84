"""Commitment: published cases, grids of mixtures as oracle, ties both ways, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    Commitment,
    GameTheoryError,
    NormalFormGame,
    commitment,
    pure_equilibria,
    verify,
)
from gametheory.equilibria import mixed_commitment
from gametheory.linear_programs import ExactSolution

HALF = Fraction(1, 2)
CONITZER = NormalFormGame(
    [[[2, 1], [4, 0]], [[1, 0], [3, 1]]], actors=["Row", "Column"], actions=[["up", "down"], ["left", "right"]]
)


@st.composite
def tables(draw, most=3, fewest=2, actors=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=fewest, max_size=actors)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def mixtures(count, steps=6):
    """All mixtures whose probabilities are multiples of 1/steps."""
    for parts in product(range(steps + 1), repeat=count):
        if sum(parts) == steps:
            yield np.array([Fraction(part, steps) for part in parts], dtype=object)


def ends(table, mix):
    """The leader's best and worst payoff over the follower's best responses to a mixture of the first actor."""
    own, other = mix @ table[..., 0].astype(object), mix @ table[..., 1].astype(object)
    replies = [own[k] for k in range(len(other)) if other[k] == max(other)]
    return max(replies), min(replies)


@settings(max_examples=80, deadline=None)
@given(tables(actors=2))
@example(np.zeros((1, 1, 2), dtype=np.int64))
@example(np.array([[[1, 0], [-1, 0]], [[0, 0], [2, 0]]]))
def test_no_mixture_on_a_grid_does_better(table):
    answer = commitment(NormalFormGame(table), leader="1").mixed
    for mix in mixtures(table.shape[0]):
        best, worst = ends(table, mix)
        assert best <= answer.strong
        assert worst <= answer.weak
    assert ends(table, vector(answer.strong_mix, table))[0] == answer.strong


def vector(mix, table):
    return np.array([mix.get(str(a + 1), Fraction(0)) for a in range(table.shape[0])], dtype=object)


@settings(max_examples=80, deadline=None)
@given(tables(actors=2), st.integers(1, 10**6))
def test_the_weak_value_is_approached(table, near):
    """A little of the firm mixture makes the follower do the right thing, at a loss in proportion."""
    answer = commitment(NormalFormGame(table), leader="1").mixed
    bound = max((b for b in answer.weak_bounds if b.value is not None), key=lambda b: b.value)
    share = Fraction(1, near)
    mix = (1 - share) * vector(bound.mix, table) + share * vector(bound.firm, table)
    assert ends(table, mix)[1] >= bound.value - 4 * share
    assert answer.weak == bound.value
    assert answer.weak <= answer.strong


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
@example(np.zeros((2, 2, 2, 3), dtype=np.int64), None)
def test_pure_options_by_definition_and_certificates(table, data):
    game = NormalFormGame(table)
    leader = data.draw(st.integers(0, len(game.actors) - 1)) if data else 0
    answer = commitment(game, leader=game.actors[leader])
    assert verify(answer.certificate, game)
    for a, option in enumerate(answer):
        rest = np.delete(np.take(table, a, axis=leader), leader, axis=-1)
        own = np.take(table, a, axis=leader)[..., leader]
        induced = NormalFormGame(rest)
        found = [int(own[induced.index(profile)]) for profile in pure_equilibria(induced)]
        assert (option.n_replies, option.strong, option.weak) == (
            len(found),
            max(found, default=None),
            min(found, default=None),
        )
        if found:
            assert game.payoff(option.strong_profile)[leader] == option.strong
            assert game.payoff(option.weak_profile)[leader] == option.weak


@settings(max_examples=40, deadline=None)
@given(tables(actors=2), st.fractions("1/9", 9, max_denominator=9), st.fractions(-5, 5, max_denominator=7))
def test_positive_affine_changes_move_the_values(table, slope, shift):
    before = commitment(NormalFormGame(table), leader="2")
    after = commitment(NormalFormGame(table.astype(object) * slope + shift), leader="2")
    assert after.mixed.strong == slope * before.mixed.strong + shift
    assert after.mixed.weak == slope * before.mixed.weak + shift
    assert after.strong.strong == slope * before.strong.strong + shift
    assert verify(after.certificate)


def test_conitzer_and_sandholm():
    """Conitzer and Sandholm (2006), section 1: up dominates, yet committing to down brings 3 and to half, 3.5."""
    answer = commitment(CONITZER, leader="Row")
    assert answer.strong.action == "down"
    assert answer.strong.strong == 3
    assert answer.mixed.strong == Fraction(7, 2)
    assert answer.mixed.strong_mix == {"up": HALF, "down": HALF}
    assert answer.mixed.strong_reply == "right"
    assert (answer.mixed.weak, answer.mixed.weak_reply) == (Fraction(7, 2), "right")
    assert answer.mixed.weak_mix == {"up": HALF, "down": HALF}


def test_a_reply_at_a_single_mixture_counts_only_for_the_strong_payoff():
    """The third reply is best for the follower at half and half alone; there the leader would get 9."""
    game = NormalFormGame([[[0, 2], [0, 0], [9, 1]], [[0, 0], [0, 2], [9, 1]]])
    answer = commitment(game, leader="1").mixed
    assert (answer.strong, answer.weak) == (9, 0)
    assert answer.weak_bounds[2].value is None
    assert answer.weak_bounds[2].beaten_by == {"1": HALF, "2": HALF}


def test_replies_that_are_the_same_to_the_follower():
    game = NormalFormGame([[[5, 1], [-5, 1]], [[0, 0], [1, 0]]])
    answer = commitment(game, leader="1").mixed
    # with share p of the first action the worse reply brings -5p + (1 - p), or 5p; they meet at p = 1/11
    assert (answer.strong, answer.weak) == (5, Fraction(5, 11))
    assert answer.weak_bounds[0].shares == answer.weak_bounds[1].shares


def test_three_actors_and_no_reply():
    """After "stir" the other two are left with matching pennies, which has no pure equilibrium."""
    table = np.zeros((2, 2, 2, 3), dtype=np.int64)
    table[0, ..., 1] = [[1, -1], [-1, 1]]
    table[0, ..., 2] = [[-1, 1], [1, -1]]
    table[1, ..., 0] = [[-4, 3], [3, 7]]
    game = NormalFormGame(table, actors=["L", "a", "b"], actions=[["stir", "calm"], ["x", "y"], ["x", "y"]])
    answer = commitment(game, leader="L")
    assert answer.mixed is None
    assert str(answer) == (
        "L commits itself to\n  'stir': the others have no pure equilibrium in reply\n  'calm': 7 at best, -4 at worst"
    )
    assert (answer.strong.action, answer.weak.weak) == ("calm", -4)
    assert verify(answer.certificate, game)


def test_no_option_has_a_reply():
    table = np.zeros((1, 2, 2, 3), dtype=np.int64)
    table[0, ..., 1] = [[1, -1], [-1, 1]]
    table[0, ..., 2] = [[-1, 1], [1, -1]]
    answer = commitment(NormalFormGame(table), leader="1")
    assert answer.strong is None
    assert answer.weak is None


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_floats_of_any_scale(scale):
    game = NormalFormGame(CONITZER.payoffs * scale, actors=CONITZER.actors)
    assert float(commitment(game, leader="Row").mixed.strong) == pytest.approx(3.5 * scale, rel=1e-12)


def test_round_trip():
    answer = commitment(CONITZER, leader="Column")
    assert Commitment.from_json(answer.to_json()) == answer
    assert answer.converged


def test_errors():
    with pytest.raises(ValueError, match="nobody to believe"):
        commitment(NormalFormGame([[1], [2]]), leader="1")
    with pytest.raises(LookupError, match="Did you mean 'Row'"):
        commitment(CONITZER, leader="Raw")


def test_a_program_that_cannot_be_solved_is_an_error(monkeypatch):
    monkeypatch.setattr(mixed_commitment, "solve_exactly", lambda lp: ExactSolution("unfinished"))
    with pytest.raises(GameTheoryError, match="was not solved exactly"):
        commitment(CONITZER, leader="Row")


SINGLE = NormalFormGame([[[0, 2], [0, 0], [9, 1]], [[0, 0], [0, 2], [9, 1]]])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(leader="3"), "no actor '3'"),
        (lambda d: d["options"].reverse(), "are not the leader's actions"),
        (lambda d: d["options"][0].update(replies=2), "has 1 replies, not 2"),
        (lambda d: d["options"][0].update(weak="1"), "bring 0, not 1"),
        (lambda d: d["mixed"]["strong"].reverse(), "are not the follower's actions"),
        (lambda d: d["mixed"]["strong"][2].update(value="8"), "brings 9, not 8"),
        (lambda d: d["mixed"]["strong"][2].update(mix=[["1", "1"]]), "is no reply to the mixture"),
        (lambda d: d["mixed"]["strong"][2].update(value=None, beaten_by=[["1", "1"]]), "is not ruled out against '2'"),
        (lambda d: d["mixed"]["strong"][2].update(value=None, beaten_by=[["3", "1"]]), "contains it"),
        (lambda d: d["mixed"]["weak"][0].update(firm=[["2", "1"]]), "not firmly the reply"),
        (lambda d: d["mixed"]["strong"][0].update(shares=[["2", "1"]]), "lie on other replies"),
        (lambda d: d["mixed"]["strong"][0].update(prices=[["2", "-1"]]), "a price is negative"),
    ],
)
def test_altered_certificates_fail(change, message):
    data = json.loads(json.dumps(commitment(SINGLE, leader="1").certificate.data))
    change(data)
    with pytest.raises(CertificateError, match=message):
        verify(Certificate("commitment", data))


def test_prices_that_prove_too_little_are_found_out():
    data = json.loads(json.dumps(commitment(CONITZER, leader="Row").certificate.data))
    data["mixed"]["strong"][1]["prices"] = []
    with pytest.raises(CertificateError, match="leave 4 at 'up', above 7/2"):
        verify(Certificate("commitment", data))
    three = NormalFormGame(np.zeros((1, 1, 1, 3), dtype=np.int64), actors=["Row", "b", "c"])
    false = commitment(three, leader="Row").certificate.data | {"mixed": data["mixed"]}
    with pytest.raises(CertificateError, match="more than one follower"):
        verify(Certificate("commitment", false))
