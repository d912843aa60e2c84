"""Sets gathered from outside, and made exact."""

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame, RepeatedGame, payoff_set, verify
from gametheory.equilibria.sets import gather_kernel
from gametheory.equilibria.sets.cuts import OuterBound, standard_directions
from gametheory.equilibria.sets.gather import gather
from gametheory.equilibria.sets.growth import holds
from gametheory.equilibria.sets.plane import Plane
from gametheory.equilibria.sets.rounding_inwards import generated
from gametheory.equilibria.sets.stage_list import read_stage_equilibria
from gametheory.equilibria.sets.table import read_table
from gametheory.linear_programs.compiling import compiled

F = Fraction


def random_game(seed, shape=(2, 2, 2), most=9):
    generator = np.random.default_rng([1990, most, *shape, seed])
    return NormalFormGame(generator.integers(0, most + 1, (*shape, len(shape))))


def gathered(game, d):
    repeated = RepeatedGame(game, d)
    table = read_table(repeated, read_stage_equilibria(game, None))
    bound = OuterBound(table, standard_directions(len(table.discount)))
    bound.descend(50, 1.0)
    outer = bound.read()
    return table, gather(table, outer.directions, outer.furthest(outer.directions)[1], outer.threats)


@pytest.mark.parametrize(("seed", "most", "d"), [(3, 9, F(3, 5)), (3, 9, F(9, 10)), (12, 9, F(99, 100))])
def test_what_is_gathered_generates_itself(seed, most, d):
    """Games without a profile that can be played for ever, or with one that is far from all there is."""
    table, points = gathered(random_game(seed, most=most), d)
    assert len(points) > 3
    assert generated(table, points)
    assert holds(table, points)
    assert max(x.denominator for v, _, _ in points for x in v) < 2**80


def test_a_point_that_is_not_generated_is_told():
    table, points = gathered(random_game(3), F(3, 5))
    value, number, lottery = points[-1]
    moved = (value[0] + F(1, 10**12), *value[1:])
    assert not generated(table, [*points[:-1], (moved, number, lottery)])


def test_games_that_need_gathering():
    """A few points are proved otherwise, or none."""
    for seed in (4, 7):
        found = payoff_set(RepeatedGame(random_game(seed, most=99), F(3, 5)))
        assert found.gap <= 1.1e-3
        assert verify(found.certificate, found.repeated.stage)


@pytest.mark.parametrize("common", [True, False])
def test_both_forms_of_the_kernel_agree(common):
    generator = np.random.default_rng(5)
    points, payoffs = generator.random((12, 3)), generator.random((6, 3))
    directions = generator.standard_normal((8, 3))
    floors = np.where(generator.random((6, 3)) < 0.5, 0.4, -1.0)
    discount = np.array([0.6, 0.6, 0.6] if common else [0.5, 0.6, 0.8])
    found = []
    for code in (gather_kernel, compiled(gather_kernel)):
        played, then, chances = np.full(20, -1), np.full((20, 5), -1), np.zeros((20, 5))
        code.improve(points, directions, payoffs, floors, discount, common, 12, played, then, chances)
        found.append((played, chances.sum(axis=1)))
    assert (found[0][0] == found[1][0]).all()
    assert (found[0][0][12:] >= 0).all()
    assert found[0][1][12:] == pytest.approx(1.0)
    assert found[1][1] == pytest.approx(found[0][1])


def test_the_plane_of_a_game_whose_payoffs_sum_to_one():
    points = [(F(1), F(0), F(0)), (F(0), F(1), F(0)), (F(0), F(0), F(1)), (F(1, 3), F(1, 3), F(1, 3))]
    plane = Plane(points, common=True)
    assert plane.free == [0, 1]
    assert sum(plane.rounded(np.array([0.123456, 0.654321, 0.2]), 2**20)) == 1
    assert sorted(plane.simplex(np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]]))) == [0, 1, 2]
    assert plane.simplex(np.array([[1.0, 0, 0], [0.5, 0.5, 0], [0, 1, 0]])) is None
    assert Plane(points, common=False).free == [0, 1, 2]
    assert Plane([(F(1), F(7)), (F(2), F(7))], common=False).free == [0]
