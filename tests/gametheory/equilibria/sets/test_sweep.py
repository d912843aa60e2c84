"""The operator: every sweep keeps the set, loosening only adds, and its fixed points generate themselves."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import RepeatedGame
from gametheory.equilibria.sets.generation import from_exact, holds
from gametheory.equilibria.sets.polygon import contains, hull
from gametheory.equilibria.sets.stage_list import default_stage_equilibria
from gametheory.equilibria.sets.sweep import Bound, sweep
from gametheory.equilibria.sets.units import first_bound, whole_game
from gametheory.testing import discounts, games
from tests.oracles.payoff_sets import inside, plain_bound

F = Fraction
small = games(min_actors=2, max_actors=2, max_actions=3, payoffs=st.integers(0, 4))


def start(game, d):
    units, whole = whole_game(RepeatedGame(game, d), default_stage_equilibria(game), d)
    setting = whole.whole_setting()
    return units, whole, setting, first_bound(setting, whole.floors())


@given(small, discounts(max_denominator=6))
def test_fixed_points_generate_themselves_and_stay_in_the_plain_bound(game, d):
    units, whole, setting, bound = start(game, d)
    for _ in range(6):
        bound = sweep(setting, bound, F(0))
    new = sweep(setting, bound, F(0))
    assume((new.polygon, new.threats) == (bound.polygon, bound.threats) and new.polygon)
    points = from_exact(new)
    assert points is not None
    assert holds(whole, points)
    plain = plain_bound(game, d, [e.payoffs for e in default_stage_equilibria(game)], 5)
    assert all(inside(plain, units.outwards(v)) for v in new.polygon)


@given(small, discounts(max_denominator=6), st.fractions(0, F(1, 4), max_denominator=16))
def test_a_larger_start_and_looser_constraints_keep_what_is_proved(game, d, extra):
    """Whatever holds the set to begin with, the sweep holds it after: here a larger polygon and lower threats."""
    _, _, setting, bound = start(game, d)
    tight = bound
    for _ in range(6):
        tight = sweep(setting, tight, F(0))
    fixed = sweep(setting, tight, F(0))
    assume(fixed.polygon == tight.polygon and fixed.polygon)
    corners = [(x + a, y + b) for x, y in fixed.polygon for a in (-extra, extra) for b in (-extra, extra)]
    low = (fixed.threats[0] - extra, fixed.threats[1] - extra)
    once = sweep(setting, Bound(hull(corners), low, setting.profiles, {}), extra)
    assert all(contains(once.polygon, v) for v in fixed.polygon)
    assert all(u <= v for u, v in zip(once.threats, fixed.threats, strict=True))
