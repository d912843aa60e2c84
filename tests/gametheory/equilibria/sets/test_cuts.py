"""Outer bounds against the plain operator: never above it in the limit, never below what is proved."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame
from gametheory.equilibria.sets.cuts import OuterBound, standard_directions
from gametheory.equilibria.sets.stage_list import read_stage_equilibria
from gametheory.equilibria.sets.table import read_table
from gametheory.testing import games
from tests.oracles.payoff_regions import directions_for, plain_levels

F = Fraction
three = games(min_actors=3, max_actors=3, max_actions=2, payoffs=st.integers(-3, 3))
two = games(min_actors=2, max_actors=2, max_actions=2, payoffs=st.integers(-3, 3))


def bound_of(repeated, limit=1000):
    listed = read_stage_equilibria(repeated.stage, None)
    table = read_table(repeated, listed)
    bound = OuterBound(table, standard_directions(len(table.discount)))
    bound.descend(limit, 1.0)
    return table, listed, bound.read()


def compare(repeated, sweeps):
    """The bound in the plain operator's directions reaches no further, up to one percent of the game's scale."""
    table, listed, outer = bound_of(repeated)
    plain = plain_levels(repeated, [e.payoffs for e in listed], sweeps)
    if plain is None:
        assert outer.is_empty
        return
    if outer.is_empty:  # plain sweeps that are still on their way
        return
    rows = directions_for(len(table.discount))
    length = np.array([float(x) for x in table.length])
    origin = np.array([float(x) for x in table.origin])
    forms = rows * length
    scale = np.abs(forms).max(axis=1)
    ours = outer.furthest(forms / scale[:, None])[0] * scale + rows @ origin
    assert (ours <= plain + 0.01 * scale).all()


@settings(max_examples=2)
@given(three, st.sampled_from([F(1, 3), F(1, 2)]))
def test_three_actors_against_the_plain_operator(game, d):
    compare(RepeatedGame(game, d), 5)


@settings(max_examples=6)
@given(two, st.sampled_from([(F(1, 2), F(4, 5)), (F(3, 10), F(7, 10))]))
def test_different_discount_factors_against_the_plain_operator(game, patience):
    compare(RepeatedGame(game, patience), 12)


def test_four_actors_against_the_plain_operator():
    """A public good: everybody's or nobody's."""
    stage = NormalFormGame.from_function(
        lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays],
        actions=[["give", "keep"]] * 4,
    )
    compare(RepeatedGame(stage, F(1, 8)), 1)


@settings(max_examples=15)
@given(three | two, st.integers(1, 4), st.sampled_from([F(2, 5), F(9, 10)]))
@example(NormalFormGame([[[0, 0], [0, 0]], [[0, 0], [0, 0]]]), 1, F(2, 5))
def test_levels_only_fall(game, limit, d):
    """Stopped early, a bound is wider: every sweep's result holds the set."""
    early, late = bound_of(RepeatedGame(game, d), limit)[2], bound_of(RepeatedGame(game, d))[2]
    if early.is_empty:
        assert late.is_empty
    elif not late.is_empty:
        assert (late.levels <= early.levels + 1e-12).all()
        assert (late.threats >= early.threats - 1e-12).all()


@pytest.mark.parametrize(("count", "size"), [(1, 2), (2, 32), (3, 26), (4, 80), (5, 242), (6, 72)])
def test_standard_directions(count, size):
    rows = standard_directions(count)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert (rows[: 2 * count] == np.kron(np.eye(count), [[-1], [1]])).all()
    assert len(rows) == size
