"""Lotteries over profiles that deter every deviation under threats."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame
from gametheory.equilibria.sets.mixture import mixture
from gametheory.equilibria.sets.rounding_inwards import generated
from gametheory.equilibria.sets.table import read_table
from gametheory.testing import games

F = Fraction
three = games(min_actors=3, max_actors=3, max_actions=2, payoffs=st.integers(-3, 3))
PENNIES = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])


@given(three, st.sampled_from([F(1, 2), F(9, 10), (F(1, 2), F(4, 5), F(9, 10))]), st.fractions(0, 1))
@example(NormalFormGame([[[0, 0], [0, 0]], [[0, 0], [0, 0]]]), F(1, 2), F(0))
def test_the_points_generate_themselves_and_deter(game, d, threat):
    table = read_table(RepeatedGame(game, d), ())
    threats = [threat] * len(table.discount)
    points = mixture(table, threats)
    assert generated(table, points)
    for _, number, lottery in points:
        for i, gain in enumerate(table.gains[number]):
            later = sum(p * points[j][0][i] for j, p in lottery.items())
            assert not gain or later >= threats[i] + gain


def test_patience_is_needed():
    """A half is the mean payoff at best; what the other coin would bring is (1-d)/d."""
    assert len(mixture(read_table(RepeatedGame(PENNIES, F(2, 3)), ()), (F(0), F(0)))) == 4
    assert mixture(read_table(RepeatedGame(PENNIES, F(2, 3) - F(1, 1000)), ()), (F(0), F(0))) == []
    assert mixture(read_table(RepeatedGame(PENNIES, F(9, 10)), ()), (F(2), F(0))) == []
