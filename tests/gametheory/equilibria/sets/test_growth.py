"""Sets grown from within: exact, self-generating, and as written or compiled."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame
from gametheory.equilibria.sets.cuts import OuterBound, standard_directions
from gametheory.equilibria.sets.growth import Garden, holds, stationary
from gametheory.equilibria.sets.stage_list import read_stage_equilibria
from gametheory.equilibria.sets.table import read_table
from gametheory.testing import games

F = Fraction
three = games(min_actors=3, max_actors=3, max_actions=2, payoffs=st.integers(-3, 3))
GOOD = NormalFormGame.from_function(
    lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays], actions=[["give", "keep"]] * 3
)


def grown(repeated, finest=1e-3):
    table = read_table(repeated, read_stage_equilibria(repeated.stage, None))
    bound = OuterBound(table, standard_directions(len(table.discount)))
    bound.descend(50, 1.0)
    outer = bound.read()
    return table, outer, [] if outer.is_empty else Garden(table).grow(outer, finest)


@settings(max_examples=15)
@given(three, st.sampled_from([F(1, 2), F(9, 10), (F(1, 2), F(4, 5), F(9, 10))]))
def test_every_point_is_generated_by_the_set(game, d):
    table, outer, points = grown(RepeatedGame(game, d))
    for value, number, lottery in points:
        now = table.payoffs[number] if number >= 0 else table.equilibria[-1 - number]
        later = [sum(p * points[j][0][i] for j, p in lottery.items()) for i in range(3)]
        assert value == table.today(now, later)
        assert sum(lottery.values()) == 1
        assert all(0 <= j < len(points) and p > 0 for j, p in lottery.items())
    assert not points or holds(table, points)
    values = np.array([[float(x) for x in v] for v, _, _ in points]).reshape(-1, 3)
    assert (outer.directions @ values.T <= outer.levels[:, None] + 1e-9).all()


def test_a_set_that_does_not_hold_is_told():
    table = read_table(RepeatedGame(GOOD, F(1, 8)), read_stage_equilibria(GOOD, None))
    everybody = (table.payoffs[0], 0, {0: F(1)})
    nobody = (table.equilibria[0], -1, {1: F(1)})
    assert not holds(table, [everybody, nobody])
    assert holds(table, [(table.equilibria[0], -1, {0: F(1)})])


@pytest.mark.parametrize(("d", "sustained"), [(F(1, 4), True), (F(1, 4) - F(1, 10**6), False)])
def test_what_may_be_played_for_ever(d, sustained):
    """Everybody gives from a discount factor of a quarter on: at it, the constraint binds exactly."""
    table = read_table(RepeatedGame(GOOD, d), read_stage_equilibria(GOOD, None))
    nothing = table.equilibria[0]
    assert ((table.payoffs[0], 0) in [(v, n) for v, n, _ in stationary(table, nothing)]) is sustained
