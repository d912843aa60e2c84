"""No polygon that misses a part of the set passes for one that holds it; sets that are told exactly pass."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, payoff_set
from gametheory.equilibria.sets.closure import is_closed
from gametheory.equilibria.sets.cuts import OuterBound, standard_directions
from gametheory.equilibria.sets.descent import descend, first
from gametheory.equilibria.sets.polygon import contains, hull
from gametheory.equilibria.sets.solve import ROUNDING, solve, solve_exactly
from gametheory.equilibria.sets.stage_list import default_stage_equilibria
from gametheory.equilibria.sets.table import read_table
from gametheory.equilibria.sets.units import whole_game
from gametheory.testing import discounts, games

F = Fraction
small = games(min_actors=2, max_actors=2, max_actions=3, payoffs=st.integers(0, 5))
factors = discounts(max_denominator=6) | st.sampled_from([F(99, 100), F(9999, 10000), F(1, 100)])


def read(game, d):
    _, whole = whole_game(RepeatedGame(game, d), default_stage_equilibria(game), d)
    arrays = whole.floats()
    reach = ROUNDING / (1 - float(d))
    outer = descend(arrays, first(arrays, tuple(map(float, whole.floors()))), 3000, 4 * reach)
    return whole, arrays, outer, reach


@given(small, factors, st.integers(0, 20), st.fractions(0, 1, max_denominator=8).filter(lambda s: s < 1))
def test_polygons_that_miss_a_vertex_are_not_closed(game, d, which, share):
    """A vertex of the set is moved inwards, to any place on the way to another vertex."""
    whole, arrays, outer, reach = read(game, d)
    found = solve(whole, 3000)
    vertices = hull([p.value for p in found.points])
    assume(found.exact and len(vertices) > 1)
    k = which % len(vertices)
    gone, aim = vertices[k], vertices[k - 1]
    moved = tuple(share * x + (1 - share) * y for x, y in zip(gone, aim, strict=True))
    polygon = hull([*vertices[:k], *vertices[k + 1 :], moved])
    assert not contains(polygon, gone)
    assert not is_closed(whole, arrays, outer, [whole.whole(v) for v in polygon], reach)


@given(small, factors)
def test_what_is_called_exact_is_what_fractions_end_with(game, d):
    whole = read(game, d)[0]
    quick, slow = solve(whole, 3000), solve_exactly(whole, whole.whole_setting(), 12)
    assume(quick.exact and slow.exact)
    assert quick.outer == slow.outer
    assert not quick.outer or quick.threats == slow.threats


@pytest.mark.parametrize("d", [F(1, 10), F(1, 3), F(1, 2), F(3, 5), F(9, 10)])
def test_cuts_along_its_own_edges_come_down_to_the_set(d):
    """Another operator (linear programs per direction) ends at the same edges."""
    generator, compared = np.random.default_rng([7, d.denominator]), 0
    for size in (2, 2, 3, 3):
        repeated = RepeatedGame(NormalFormGame(generator.integers(0, 6, (size, size, 2))), d)
        found = payoff_set(repeated)
        if found.gap == 0 and len(found.outer) > 2:
            table = read_table(repeated, found.stage_equilibria)
            origin, length = (np.array([float(x) for x in v]) for v in (table.origin, table.length))
            polygon = (np.array([[float(x) for x in v] for v in found.outer]) - origin) / length
            along = np.roll(polygon, -1, axis=0) - polygon
            normals = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.hypot(along[:, 0], along[:, 1])[:, None]
            directions = np.vstack([standard_directions(2), normals])
            bound = OuterBound(table, directions)
            bound.descend(300, 1.0)
            levels = bound.read().levels
            assert np.abs(levels - (polygon @ directions.T).max(axis=0)).max() < 1e-7
            compared += 1
    assert compared > 0


def test_slow_collapses_are_followed_to_their_end():
    """Some 150,000 sweeps at .9999; the bound after 3,000 is half the scale too large."""
    game = NormalFormGame([[[1, 1], [1, 1]], [[0, 3], [2, 0]], [[2, 2], [3, 1]]])
    early = payoff_set(RepeatedGame(game, F(9999, 10000)), sweeps=3000)
    late = payoff_set(RepeatedGame(game, F(9999, 10000)))
    assert not early.converged
    assert late.converged
    assert all(early.contains(v) is not False for v in late.inner)
