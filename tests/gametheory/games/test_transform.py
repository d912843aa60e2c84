"""The same game written differently."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, NormalFormGame
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.testing import games

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])


@given(games(), st.data())
def test_reordering_keeps_payoffs_by_name(game, data):
    order = data.draw(st.permutations(game.actors))
    orders = {actor: data.draw(st.permutations(game.actions[game.actor_index(actor)])) for actor in order}
    moved = reorder_actions(reorder_actors(game, order), orders)
    assert moved.actors == tuple(order)
    for profile in game.profiles():
        by_name = dict(zip(game.actors, profile, strict=True))
        payoffs = dict(zip(moved.actors, moved.payoff(by_name), strict=True))
        assert tuple(payoffs[actor] for actor in game.actors) == game.payoff(profile)
    back = reorder_actors(reorder_actions(moved, dict(zip(game.actors, game.actions, strict=True))), game.actors)
    assert back == game


@given(games(), st.data())
def test_affine_changes_invert(game, data):
    scales = [data.draw(st.fractions(Fraction(1, 5), 5, max_denominator=5)) for _ in game.actors]
    shifts = [data.draw(st.integers(-5, 5)) for _ in game.actors]
    there = affine(game, scales, shifts)
    back = affine(there, [1 / a for a in scales], [-b / a for a, b in zip(scales, shifts, strict=True)])
    assert back == game


def test_renaming():
    named = rename(PD, {"Ann": "Bob", "Bob": "Ann"}, {"Bob": {"C": "D", "D": "C"}})
    assert named.actors == ("Bob", "Ann")
    assert named.actions == (("C", "D"), ("D", "C"))
    assert named.payoff(("C", "C")) == PD.payoff(("C", "D"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: affine(PD, (1, 0), (0, 0)), "scale of Bob is 0"),
        (lambda: affine(PD, (1,), (0, 0)), "1 scales are given for 2"),
        (lambda: affine(PD, (1, 1), (0, float("nan"))), "shift of Bob"),
        (lambda: reorder_actors(PD, ["Bob"]), "each of the actors once"),
        (lambda: reorder_actors(PD, ["Bob", "An"]), "Did you mean 'Ann'"),
        (lambda: reorder_actors(PD, ["Bob", "Bob"]), "each of the actors once"),
        (lambda: reorder_actions(PD, {"Bob": ["C", "C"]}), "each of the actions of Bob once"),
        (lambda: reorder_actions(PD, {"Bbo": ["C", "D"]}), "Did you mean 'Bob'"),
        (lambda: rename(PD, {"Bbo": "x"}), "Did you mean 'Bob'"),
        (lambda: rename(PD, {"Bob": "Ann"}), "given twice"),
        (lambda: rename(PD, None, {"Bob": {"X": "y"}}), "no action 'X'"),
    ],
)
def test_impossible_changes(change, told):
    with pytest.raises(GameTheoryError, match=told):
        change()
