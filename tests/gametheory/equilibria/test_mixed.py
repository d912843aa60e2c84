import os
import sys
import warnings
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import MixedEquilibria, NormalFormGame, mixed_equilibria
from gametheory.equilibria.regret import regret_at

sys.path.insert(0, str(Path(__file__).parent))

from brute_force import extreme_equilibria, is_best

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


zero_to_two = st.integers(0, 2)


def tables(entries=zero_to_two, largest=4):
    def of_size(size):
        m, n = size
        cell = st.tuples(entries, entries)
        return st.lists(st.lists(cell, min_size=n, max_size=n), min_size=m, max_size=m)

    return st.tuples(st.integers(1, largest), st.integers(1, largest)).flatmap(of_size)


small = tables(largest=3)
rationals = tables(st.fractions(-2, 2, max_denominator=5), largest=3)


@settings(max_examples=300 if LONG else 60, deadline=None)
@given(small | rationals)
@example([[(0, 0)]])
@example([[(1, 1), (1, 1)], [(1, 1), (1, 1)]])
@example([[(0, 0), (0, 0), (0, 0)]])
@example([[(0, 1), (0, 1)], [(0, 1), (0, 1)]])
def test_agrees_with_brute_force_however_degenerate(table):
    found = mixed_equilibria(NormalFormGame(table))
    assert set(found) == extreme_equilibria(table)
    assert len(set(found)) == len(found)
    assert found.complete
    assert found.converged
    assert set(found.regret) == {0}


@settings(max_examples=100 if LONG else 30, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_components_are_maximal_products_of_equilibria(table, random):
    game = NormalFormGame(table)
    found = mixed_equilibria(game)
    pairs = set(found)
    covered = set()
    for component in found.components:
        xs, ys = component.strategies
        covered |= {(x, y) for x in xs for y in ys}
        mixture = tuple(mix(own, random) for own in (xs, ys))
        assert regret_at(game, mixture) == 0
        for x in {x for x, _ in pairs} - set(xs):
            assert not {(x, y) for y in ys} <= pairs
        for y in {y for _, y in pairs} - set(ys):
            assert not {(x, y) for x in xs} <= pairs
    assert covered == pairs


def mix(strategies, random):
    weights = [Fraction(random.randint(1, 9)) for _ in strategies]
    columns = zip(*strategies, strict=True)
    return tuple(sum(w * p for w, p in zip(weights, column, strict=True)) / sum(weights) for column in columns)


@settings(max_examples=60, deadline=None)
@given(tables(), st.fractions("1/7", 9), st.fractions(-9, 9), st.fractions("1/7", 9), st.fractions(-9, 9))
def test_positive_affine_changes_alter_nothing(table, a, b, c, d):
    changed = [[(a * x + b, c * y + d) for x, y in row] for row in table]
    first, second = mixed_equilibria(NormalFormGame(table)), mixed_equilibria(NormalFormGame(changed))
    assert first.equilibria == second.equilibria
    assert first.components == second.components


@settings(max_examples=60, deadline=None)
@given(tables(largest=3), st.data())
def test_reordering_actions_and_actors_reorders_the_answer(table, data):
    payoffs = np.array(table)
    rows = data.draw(st.permutations(range(payoffs.shape[0])))
    columns = data.draw(st.permutations(range(payoffs.shape[1])))
    original = mixed_equilibria(NormalFormGame(payoffs))
    changed = mixed_equilibria(NormalFormGame(payoffs[rows][:, columns]))
    assert {(tuple(x[i] for i in rows), tuple(y[j] for j in columns)) for x, y in original} == set(changed)
    swapped = mixed_equilibria(NormalFormGame(payoffs.transpose(1, 0, 2)[..., ::-1]))
    assert {(y, x) for x, y in original} == set(swapped)
    assert len(original.components) == len(changed.components) == len(swapped.components)


TABLE = [[(3, 2), (1, 1), (0, 4)], [(0, 0), (2, 3), (1, 1)], [(1, 5), (1, 0), (2, 2)]]


@pytest.mark.parametrize("power", [-9, -3, 0, 4, 9])
def test_powers_of_ten_in_floats_alter_nothing(power):
    scaled = [[[float(f"{x}e{power}") for x in cell] for cell in row] for row in TABLE]
    assert mixed_equilibria(NormalFormGame(scaled)).equilibria == mixed_equilibria(NormalFormGame(TABLE)).equilibria


@pytest.mark.parametrize("scale", [1.7e-9, 0.3, 1.7e9])
def test_rounded_scales_of_a_generic_game_alter_only_the_last_digits(scale):
    plain = mixed_equilibria(NormalFormGame(TABLE))
    scaled = mixed_equilibria(NormalFormGame(np.array(TABLE) * scale))
    assert len(plain) == len(scaled)
    for one, two in zip(plain, scaled, strict=True):
        for own, other in zip(one, two, strict=True):
            np.testing.assert_allclose(np.array(own, dtype=float), np.array(other, dtype=float), atol=1e-14)


def test_a_duplicated_action_makes_a_component():
    found = mixed_equilibria(NormalFormGame([[[2, 1], [0, 0]], [[2, 1], [0, 0]], [[0, 0], [1, 2]]]))
    sizes = sorted(tuple(len(own) for own in c.strategies) for c in found.components)
    assert sizes == [(1, 1), (2, 1), (2, 1)]
    assert sum(c.is_isolated for c in found.components) == 1


def test_connected_components_join_products_that_touch():
    """A game whose equilibria form one connected set of two segments (an L)."""
    found = mixed_equilibria(NormalFormGame([[[1, 1], [1, 1]], [[1, 1], [0, 0]]]))
    assert len(found.components) == 2
    assert found.connected_components == ((0, 1),)


def test_goes_to_json_and_back():
    found = mixed_equilibria(NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]]))
    again = MixedEquilibria.from_json(found.to_json())
    assert again == found
    assert again.payoffs == found.payoffs


def random_tables(count, largest, seed):
    generator = np.random.default_rng(seed)
    for _ in range(count):
        shape = tuple(generator.integers(2, largest + 1, 2))
        yield generator.integers(0, 3, (*shape, 2))


def test_misses_nothing_that_gambit_finds():
    """1,000 degenerate games (long profile) against exact vertex enumeration by an independent program."""
    pygambit = pytest.importorskip("pygambit", reason="pygambit is not installed; it is a test oracle only")
    for payoffs in random_tables(1000 if LONG else 100, 4, seed=4):
        game = pygambit.Game.from_arrays(payoffs[..., 0], payoffs[..., 1])
        result = pygambit.nash.enummixed_solve(game, rational=True)
        theirs = {
            tuple(tuple(as_fraction(e[s]) for s in player.strategies) for player in game.players)
            for e in result.equilibria
        }
        assert set(mixed_equilibria(NormalFormGame(payoffs))) == theirs


def as_fraction(value):
    return Fraction(int(value.numerator), int(value.denominator))


def test_contains_every_equilibrium_of_nashpy():
    """Nashpy misses some on degenerate games; what it does find must lie in a component."""
    nashpy = pytest.importorskip("nashpy")
    for payoffs in random_tables(60, 3, seed=9):
        found = mixed_equilibria(NormalFormGame(payoffs))
        with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
            theirs = list(nashpy.Game(payoffs[..., 0], payoffs[..., 1]).support_enumeration(non_degenerate=True))
        for x, y in theirs:
            assert any(close(c.strategies[0], x) and close(c.strategies[1], y) for c in found.components)


def close(strategies, vector):
    """Whether a float vector lies in the hull of a few points, by non-negative least squares."""
    from scipy.optimize import nnls

    points = np.array(strategies, dtype=float).T
    stacked = np.vstack([points, np.ones(points.shape[1])])
    return nnls(stacked, np.append(vector, 1.0))[1] < 1e-9


def test_every_permutation_of_matching_pennies_with_a_constant_actor():
    """A constant actor is indifferent, so its opponent's best responses carry whole faces."""
    for values in permutations((0, 1, 2)):
        table = [[(value, 0), (2 - value, 0)] for value in values]
        assert set(mixed_equilibria(NormalFormGame(table))) == extreme_equilibria(table)


def test_brute_force_knows_best_responses():
    assert is_best([[1, 0], [0, 1]], (1, 0), (1, 0))
    assert not is_best([[1, 0], [0, 1]], (0, 1), (1, 0))
