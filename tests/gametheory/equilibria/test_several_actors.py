from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, mixed_equilibria, pure_equilibria, verify
from gametheory.equilibria.reduction import surviving_actions
from gametheory.equilibria.regret import gains_at
from gametheory.equilibria.several_actors import ACCEPTED


def games(largest=3, sizes=(2, 2, 2)):
    count = int(np.prod(sizes)) * len(sizes)
    values = st.lists(st.integers(0, largest), min_size=count, max_size=count)
    return values.map(lambda flat: np.array(flat).reshape(*sizes, len(sizes)))


@settings(max_examples=25, deadline=None)
@given(games() | games(sizes=(2, 1, 3)) | games(sizes=(1, 2, 1, 2)))
@example(np.zeros((2, 2, 2, 3), dtype=int))
def test_what_is_found_is_verified_and_pure_equilibria_are_among_it(payoffs):
    game = NormalFormGame(payoffs)
    found = mixed_equilibria(game)
    assert len(found) >= 1
    assert found.converged
    for profile, regret in zip(found, found.regret, strict=True):
        assert all(sum(own) == 1 and min(own) >= 0 for own in profile)
        assert regret == max(gains_at(game, profile)) <= ACCEPTED
    for names in pure_equilibria(game):
        assert unit(game, names) in set(found)
    assert verify(found.certificate, game)


def unit(game, names):
    return tuple(tuple(Fraction(a == b) for a in own) for own, b in zip(game.actions, names, strict=True))


def test_dominance_that_leaves_two_actors_makes_the_answer_complete():
    """The third actor's second action is dominated; the others then play the battle of the sexes."""
    battle = {("A", "A"): (3, 2), ("B", "B"): (2, 3)}
    game = NormalFormGame.from_function(
        lambda x, y, z: (*battle.get((x, y), (0, 0)), 1 if z == "stay" else 0),
        actions={"Ann": ["A", "B"], "Bob": ["A", "B"], "Cy": ["stay", "leave"]},
    )
    found = mixed_equilibria(game)
    assert found.complete
    assert len(found) == 3
    assert set(found.regret) == {0}
    assert found.equilibria[1] == ((Fraction(3, 5), Fraction(2, 5)), (Fraction(2, 5), Fraction(3, 5)), (1, 0))
    assert verify(found.certificate)


def test_one_actor_mixes_whatever_is_best():
    found = mixed_equilibria(NormalFormGame([[3], [1], [3]]))
    assert found.complete
    assert [profile[0] for profile in found] == [(1, 0, 0), (0, 0, 1)]
    (component,) = found.components
    assert len(component.strategies[0]) == 2


def three_person_pennies():
    """Each of three actors wants to differ from the next; the only equilibrium is to toss coins."""
    return NormalFormGame.from_function(
        lambda x, y, z: (int(x == y), int(y == z), int(z != x)), actions=[["H", "T"]] * 3
    )


def test_the_mixed_equilibrium_of_three_person_matching_pennies():
    """Jordan (1993): matching the next one, with one actor who wants to differ, has one equilibrium, all at 1/2."""
    found = mixed_equilibria(three_person_pennies())
    half = (Fraction(1, 2), Fraction(1, 2))
    assert list(found) == [(half, half, half)]
    assert found.regret == (0,)
    assert not found.complete


def test_nine_equilibria_of_three_actors_with_two_actions():
    """McKelvey and McLennan (1997): a 2x2x2 game with nine, the most there can be."""
    payoffs = np.zeros((2, 2, 2, 3), dtype=int)
    payoffs[0, 0, 0] = 9, 8, 12
    payoffs[1, 1, 0] = 9, 8, 2
    payoffs[0, 1, 1] = 3, 4, 6
    payoffs[1, 0, 1] = 3, 4, 4
    found = mixed_equilibria(NormalFormGame(payoffs))
    assert len(found) == 9
    assert max(found.regret) <= ACCEPTED


def test_renaming_actors_reorders_the_answer():
    payoffs = np.random.default_rng(2).integers(0, 6, (2, 2, 2, 3))
    plain = {tuple(profile) for profile in mixed_equilibria(NormalFormGame(payoffs))}
    for order in permutations(range(3)):
        moved = payoffs.transpose(*order, 3)[..., list(order)]
        found = mixed_equilibria(NormalFormGame(moved))
        assert len(found) == len(plain)
        for profile in found:
            back = [None] * 3
            for place, actor in enumerate(order):
                back[actor] = profile[place]
            assert min(distance(back, other) for other in plain) < 1e-9


def distance(one, two):
    return max(abs(float(p - q)) for a, b in zip(one, two, strict=True) for p, q in zip(a, b, strict=True))


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_regret_is_in_units_of_each_actors_own_payoff_range(scale):
    payoffs = np.random.default_rng(8).random((2, 2, 2, 3))
    plain = mixed_equilibria(NormalFormGame(payoffs))
    scaled = mixed_equilibria(NormalFormGame(payoffs * [scale, 1, 1 / scale]))
    assert len(plain) == len(scaled)
    assert scaled.converged
    for one, two in zip(plain, scaled, strict=True):
        assert distance(one, two) < 1e-9


def test_agrees_with_gambits_polynomial_solver():
    pygambit = pytest.importorskip("pygambit", reason="pygambit is not installed; it is a test oracle only")
    for seed in range(10):
        payoffs = np.random.default_rng(seed).random((2, 2, 2, 3))
        game = pygambit.Game.from_arrays(*np.moveaxis(payoffs, -1, 0))
        theirs = [
            [[float(e[s]) for s in player.strategies] for player in game.players]
            for e in pygambit.nash.enumpoly_solve(game, use_strategic=True).equilibria
        ]
        ours = list(mixed_equilibria(NormalFormGame(payoffs)))
        for e in theirs:
            assert min(distance(e, profile) for profile in ours) < 1e-6


@settings(max_examples=50, deadline=None)
@given(games(largest=2, sizes=(2, 3, 2)))
def test_actions_of_equilibria_survive_dominance(payoffs):
    kept = surviving_actions(payoffs)
    for index in pure_equilibria(NormalFormGame(payoffs)):
        assert all(int(name) - 1 in own for name, own in zip(index, kept, strict=True))
