"""discount_region against check_strategy at many discount factors, against closed forms, and against the books."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    Algebraic,
    Automaton,
    GameTheoryError,
    NormalFormGame,
    RepeatedGame,
    check_strategy,
    discount_region,
    strategies,
    verify,
)
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.proofs.polynomials import evaluate, multiply
from gametheory.strategies.transform import rename_actions, rename_states, reorder_profiles
from gametheory.testing import strategies_in_games

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
GRIM = strategies.reversion(("C", "C"), ("D", "D"))
EPSILON = Fraction(1, 10**9)
GRID = [Fraction(k, 24) for k in range(1, 24)]


def holds(stage, automaton, discount):
    return check_strategy(RepeatedGame(stage, discount), automaton).is_equilibrium


def near(end, side):
    """A rational number just beside an end, beyond the width of an algebraic end's interval."""
    if isinstance(end, Algebraic):
        narrow = end.refined(EPSILON)
        return narrow.low if side < 0 else narrow.high
    return end + side * EPSILON


def agrees_with_checks(region):
    """Compare with check_strategy on a grid, at every end, and just inside and outside of it."""
    asked = set(GRID)
    for interval in region:
        for end in (interval.low, interval.high):
            asked |= {near(end, -1), near(end, 1)} | ({end} if isinstance(end, Fraction) else set())
    for discount in asked:
        if 0 < discount < 1:
            assert (discount in region) is holds(region.stage, region.automaton, discount), discount


pairs = strategies_in_games(common=True)


@given(pairs)
def test_agrees_with_checks_of_single_discount_factors(pair):
    region = discount_region(pair[0].stage, pair[1])
    agrees_with_checks(region)
    assert (pair[0].common_discount in region) is check_strategy(*pair).is_equilibrium


@given(pairs)
def test_intervals_are_disjoint_in_order_and_their_ends_bind(pair):
    stage, automaton = pair[0].stage, pair[1]
    region = discount_region(stage, automaton)
    assert verify(region.certificate, stage)
    for interval in region:
        assert 0 <= interval.low <= interval.high <= 1
        assert interval.low < interval.high or interval.low_closed is interval.high_closed is True
        assert interval.low_closed is (interval.low > 0) is bool(interval.low_bindings)
        assert interval.high_closed is (interval.high < 1) is bool(interval.high_bindings)
        for end, binding in [(interval.low, interval.low_binding), (interval.high, interval.high_binding)]:
            if binding and isinstance(end, Fraction):
                assert binding.actor in stage.actors
                assert check_strategy(RepeatedGame(stage, end), automaton).worst.gain == 0
    for left, right in zip(region.intervals, region.intervals[1:], strict=False):
        assert left.high < right.low
    assert region.is_empty is (region.infimum is None)


def same_set(a, b):
    ends = [[(i.low, i.high, i.low_closed, i.high_closed) for i in region] for region in (a, b)]
    return ends[0] == ends[1]


@given(pairs, st.data())
def test_scales_orders_and_names_change_no_answer(pair, data):
    stage, automaton = pair[0].stage, pair[1]
    region = discount_region(stage, automaton)
    count = len(stage.actors)
    scaled = affine(
        stage, [data.draw(st.fractions(Fraction(1, 9), 9, max_denominator=9)) for _ in range(count)], range(count)
    )
    assert same_set(discount_region(scaled, automaton), region)
    order = data.draw(st.permutations(range(count)))
    moved = reorder_actors(stage, [stage.actors[i] for i in order])
    moved = reorder_actions(
        moved, {a: data.draw(st.permutations(n)) for a, n in zip(moved.actors, moved.actions, strict=True)}
    )
    assert same_set(discount_region(moved, reorder_profiles(automaton, order)), region)
    new = [{name: f"do {name}" for name in names} for names in stage.actions]
    renamed = rename(stage, {a: f"Mx {a}" for a in stage.actors}, dict(zip(stage.actors, new, strict=True)))
    states = {state: f"state {state}" for state in automaton.states}
    assert same_set(discount_region(renamed, rename_states(rename_actions(automaton, new), states)), region)


def pd(t, r, p, s):
    return NormalFormGame([[[r, r], [s, t]], [[t, s], [p, p]]], actors=["Ann", "Bob"], actions=["C", "D"])


def test_grim_trigger_in_the_textbook_game():
    region = discount_region(PD, GRIM)
    (interval,) = region
    assert (interval.low, interval.high, interval.low_closed, interval.high_closed) == (Fraction(1, 3), 1, True, False)
    assert str(interval.low_binding) == "Ann must not gain by 'D' in state 'target'"
    assert [c.actor for c in interval.low_bindings] == ["Ann", "Bob"]
    assert interval.high_binding is None
    assert (region.infimum, region.attained, str(region)) == (Fraction(1, 3), True, "[1/3, 1)")


@given(st.lists(st.fractions(-5, 5, max_denominator=6), min_size=4, max_size=4, unique=True))
def test_grim_trigger_in_any_prisoners_dilemma(numbers):
    s, p, r, t = sorted(numbers)
    (interval,) = discount_region(pd(t, r, p, s), GRIM)
    assert (interval.low, interval.high) == ((t - r) / (t - p), 1)
    assert interval.low_closed


@given(st.lists(st.integers(-9, 9), min_size=4, max_size=4, unique=True), st.integers(1, 6))
def test_limited_punishment_against_its_closed_form(numbers, periods):
    """Holds exactly where t - r <= (r - p)(d + ... + d^T), which rises in d; at d = 1 the right side is T (r - p)."""
    s, p, r, t = sorted(numbers)
    region = discount_region(pd(t, r, p, s), strategies.limited_punishment(("C", "C"), ("D", "D"), periods=periods))
    if t - r >= periods * (r - p):
        assert region.is_empty
        return
    (interval,) = region
    assert interval.high == 1
    for side in (-1, 1):
        d = near(interval.low, side)
        assert (t - r <= (r - p) * sum(d**k for k in range(1, periods + 1))) is (side > 0)
    if isinstance(interval.low, Fraction):
        assert t - r == (r - p) * sum(interval.low**k for k in range(1, periods + 1))


def test_an_algebraic_end():
    """Two periods of punishment with t - r = r - p: the end solves d + d^2 = 1, one over the golden ratio."""
    region = discount_region(pd(3, 2, 1, 0), strategies.limited_punishment(("C", "C"), ("D", "D"), periods=2))
    golden = Algebraic((-1, 1, 1), Fraction(0), Fraction(1))
    assert region.infimum == golden
    assert region.attained
    assert str(region) == "[0.618033989, 1)"
    assert Fraction(618, 1000) not in region
    assert Fraction(619, 1000) in region
    agrees_with_checks(region)


def test_everything():
    region = discount_region(PD, Automaton(start=0, actions={0: ("D", "D")}, default={0: 0}))
    (interval,) = region
    assert (interval.low, interval.high, interval.low_closed, interval.high_closed) == (0, 1, False, False)
    assert not region.attained
    assert interval.low_bindings == interval.high_bindings == ()
    assert str(region) == "(0, 1)"


def test_nothing():
    region = discount_region(PD, Automaton(start=0, actions={0: ("C", "C")}, default={0: 0}))
    assert region.is_empty
    assert (region.infimum, region.attained, list(region), str(region)) == (None, False, [], "no discount factor")
    assert Fraction(1, 2) not in region
    assert verify(region.certificate)


def rewarded(coefficients):
    """
    Build a game and a strategy whose only constraint is f(d) <= 0 for a polynomial f, lowest coefficient first.

    Ann gains f_0 when she departs, and then Bob hands her f_1, f_2, ... whatever she does; the path pays 0 for ever.
    """
    gifts = [f"gift {k}" for k in range(1, len(coefficients))]
    pays = dict(zip(["quiet", *gifts], coefficients, strict=True)) | {"over": 0}
    game = NormalFormGame.from_function(
        lambda ann, bob: (0 if (ann, bob) == ("stay", "quiet") else pays[bob], 0),
        actions={"Ann": ["stay", "depart"], "Bob": list(pays)},
    )
    automaton = Automaton(
        start="path",
        actions={"path": ("stay", "quiet"), **{gift: ("stay", gift) for gift in gifts}, "over": ("stay", "over")},
        transitions={"path": {("depart", "*"): [*gifts, "over"][0]}},
        default={"path": "path", "over": "over", **dict(zip(gifts, [*gifts[1:], "over"], strict=False))},
    )
    return game, automaton


def product(*factors):
    result = (Fraction(1),)
    for factor in factors:
        result = multiply(result, factor)
    return result


def root(x, sign=1):
    return (-sign * Fraction(x), Fraction(sign))


GOLDEN = (-1, 1, 1)


@pytest.mark.parametrize(
    ("polynomial", "expected"),
    [
        (root("1/2"), "(0, 1/2]"),
        (root("1/2", -1), "[1/2, 1)"),
        (product(root("1/2"), root("1/2")), "{1/2}"),
        (product(root("1/2"), root("1/2", -1)), "(0, 1)"),
        (product(root("1/4"), root("3/4", -1)), "(0, 1/4] and [3/4, 1)"),
        (product(root("1/4"), root("3/4")), "[1/4, 3/4]"),
        (product(root("1/3"), root("1/3"), root("2/3", -1)), "{1/3} and [2/3, 1)"),
        (product(root("1/3"), root("1/3"), root("2/3"), root("2/3")), "{1/3} and {2/3}"),
        (product(GOLDEN, GOLDEN), "{0.618033989}"),
        (product(GOLDEN, root("1/3")), "[1/3, 0.618033989]"),
        (product(GOLDEN, (-1, 0, 2)), "[0.618033989, 0.707106781]"),
        (product(GOLDEN, root("1/3"), (-1,)), "(0, 1/3] and [0.618033989, 1)"),
        (product(root("0"), root("1")), "(0, 1)"),
        (product(root("0"), root("0"), root("1", -1)), "no discount factor"),
        ((Fraction(1), Fraction(1)), "no discount factor"),
        ((Fraction(0), Fraction(0)), "(0, 1)"),
        ((Fraction(-1),), "(0, 1)"),
        (root("1/1000000000000"), "(0, 1/1000000000000]"),
    ],
)
def test_regions_of_every_shape(polynomial, expected):
    """Upper ends, single points, gaps, algebraic ends, roots that only touch, roots at 0 and 1, nothing, everything."""
    region = discount_region(*rewarded(polynomial))
    assert str(region) == expected
    agrees_with_checks(region)
    assert verify(region.certificate.to_json(), region.stage)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=5), st.sampled_from([(1,), GOLDEN, (-1, 2), (1, -4, 4)]))
def test_regions_of_random_polynomials(coefficients, factor):
    polynomial = [*multiply(tuple(coefficients), factor)] or [0]
    region = discount_region(*rewarded(polynomial))
    asked = [*GRID, *(near(end, side) for i in region for end in (i.low, i.high) for side in (-1, 1))]
    for d in asked:
        if 0 < d < 1:
            assert (d in region) is (evaluate(tuple(polynomial), d) <= 0)


def test_ends_name_the_constraints_that_fail_beyond_them():
    game, automaton = rewarded(product(root("1/4"), root("3/4", -1)))
    first, second = discount_region(game, automaton)
    assert str(first.high_binding) == str(second.low_binding) == "Ann must not gain by 'depart' in state 'path'"
    assert first.low_binding is second.high_binding is None
    (point,) = discount_region(*rewarded(product(root("1/2"), root("1/2"))))
    assert point.low_binding == point.high_binding == first.high_binding
    assert point.low_closed
    assert point.high_closed


def test_membership_reads_numbers_exactly():
    region = discount_region(PD, GRIM)
    assert "1/3" in region
    assert 1 / 3 not in region
    assert 0.34 in region
    assert 0 not in region
    assert 1 not in region
    with pytest.raises(GameTheoryError):
        float("nan") in region  # noqa: B015 -- asking is what raises


def test_very_large_and_very_small_payoffs():
    game = NormalFormGame([[[2e300, 2e-300], [-1e300, 3e-300]], [[3e300, -1e-300], [0, 0]]], actions=["C", "D"])
    region = discount_region(game, GRIM)
    (interval,) = region
    assert interval.high == 1
    agrees_with_checks(region)
    assert verify(region.certificate.to_json(), game)


def test_a_repeated_game_is_not_a_stage_game():
    with pytest.raises(GameTheoryError, match=r"for a RepeatedGame, its \.stage"):
        discount_region(RepeatedGame(PD, 0.5), GRIM)
