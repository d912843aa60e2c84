"""Payoff sets of two actors: known sets, an independent slow operator, invariance, proofs and strategies."""

import json
from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    payoff_set,
    pure_equilibria,
    verify,
)
from gametheory.errors import GameError, NumberError, UnknownNameError
from gametheory.games.transform import affine, rename, reorder_actions, reorder_actors
from gametheory.testing import discounts, games
from tests.oracles.payoff_sets import inside, plain_bound, plain_operator

F = Fraction


def bimatrix(first, second=None):
    """A game from two matrices; without the second it is symmetric."""
    other = second or [list(column) for column in zip(*first, strict=True)]
    return NormalFormGame([[[a, b] for a, b in zip(*rows, strict=True)] for rows in zip(first, other, strict=True)])


DILEMMA = bimatrix([[9, 1], [10, 3]])
KNOTTED = NormalFormGame(  # corners that hang on each other, and are no fractions
    [[[24, 31], [56, 23]], [[86, 95], [71, 13]], [[20, 50], [44, 22]], [[89, 81], [29, 61]]]
)
INSPECTION = bimatrix([[0, 0], [-90, 10]], [[-1, 0], [-6, -10]])
PENNIES = bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
COORDINATION = bimatrix([[2, 0], [0, 1]])

two_actors = games(min_actors=2, max_actors=2, max_actions=3)
small = games(min_actors=2, max_actors=2, max_actions=3, payoffs=st.integers(0, 5))
factors = discounts() | st.sampled_from([F(99, 100), F(999, 1000), F(9999, 10000), F(1, 100)])
whole = st.integers(-3, 3)


@pytest.mark.parametrize("exactly", [False, True])
@pytest.mark.parametrize("d", [0.3, 0.5, 0.9, 0.99, 0.999, 0.9999])
def test_prisoners_dilemma(d, exactly):
    """Known: all that is feasible and individually rational; QuantEcon 0.8 gives 1.79 as lowest payoff at .999."""
    found = payoff_set(RepeatedGame(DILEMMA, d), exact=exactly)
    assert found.outer == found.inner == ((3, 3), (F(39, 4), 3), (9, 9), (3, F(39, 4)))
    assert found.threat_point == (3, 3)
    assert found.converged
    assert found.gap == 0


@pytest.mark.parametrize("exactly", [False, True])
def test_prisoners_dilemma_at_its_threshold(exactly):
    """Mutual cooperation needs (10 - 9) / (10 - 3) = 1/7; there the constraint just binds."""
    at = payoff_set(RepeatedGame(DILEMMA, F(1, 7)), exact=exactly)
    assert (9, 9) in at.inner
    assert at.gap == 0
    below = payoff_set(RepeatedGame(DILEMMA, F(1, 7) - F(1, 10**6)), exact=exactly)
    assert below.inner == below.outer == ((3, 3),)
    assert below.dimension == 0


@pytest.mark.parametrize("d", [F(1, 100), F(1, 3), F(1, 2), F(3, 5), F(99, 100)])
def test_games_without_pure_equilibria(d):
    """The mixed equilibrium is listed by default; without it impatient actors have no equilibrium in pure profiles."""
    found = payoff_set(RepeatedGame(INSPECTION, d))
    assert not found.is_empty
    assert [e.payoffs for e in found.stage_equilibria] == [(0, -2)]
    assert found.contains((0, -2)) is True
    classical = payoff_set(RepeatedGame(INSPECTION, d), stage_equilibria=())
    assert classical.stage_equilibria == ()
    if d == F(1, 100):
        assert classical.is_empty is True
        assert classical.outer == classical.inner == ()
        assert (classical.threat_point, classical.dimension, classical.gap) == (None, -1, 0)
        assert classical.support((1, 0)) == (None, None)
        assert classical.contains((0, -2)) is False


@pytest.mark.parametrize("d", [0.1, 0.5, 0.9999])
def test_zero_sum_games_have_a_point(d):
    found = payoff_set(RepeatedGame(PENNIES, d))
    assert found.inner == found.outer == ((0, 0),)
    assert found.dimension == 0
    assert payoff_set(RepeatedGame(PENNIES, d), stage_equilibria=()).is_empty is True
    assert payoff_set(RepeatedGame(PENNIES, d), stage_equilibria=(), exact=True).is_empty is True


def test_a_segment():
    """Common interests: payoffs are equal in every profile, and both equilibria stay."""
    found = payoff_set(RepeatedGame(COORDINATION, 0.2))
    assert found.dimension == 1
    assert found.contains((F(3, 2), F(3, 2))) is True
    assert found.contains((F(3, 2), F(8, 5))) is False
    assert found.contains((1, 2)) is False


@pytest.mark.parametrize("exactly", [False, True])
def test_one_action_each_and_constant_payoffs(exactly):
    point = payoff_set(RepeatedGame(bimatrix([[7]], [[-2]]), 0.5), exact=exactly)
    assert point.inner == point.outer == ((7, -2),)
    flat = payoff_set(RepeatedGame(bimatrix([[1, 1], [1, 1]]), 0.5), exact=exactly)
    assert flat.inner == flat.outer == ((1, 1),)
    indifferent = payoff_set(RepeatedGame(bimatrix([[0, 0], [0, 0]], [[1, 0], [2, 5]]), 0.5), exact=exactly)
    assert indifferent.inner == indifferent.outer
    assert indifferent.dimension == 1


def cournot(count=15, top=14):
    """Quantities 0 ... top, price 14 minus the sum but not below zero, cost 1 a unit (QuantEcon aborts at .3)."""
    grid = [F(top * k, count - 1) for k in range(count)]
    return bimatrix([[max(F(14) - a - b, F(0)) * a - a for b in grid] for a in grid])


@pytest.mark.parametrize("d", [0.3, 0.6])
def test_cournot(d):
    game = cournot()
    found = payoff_set(RepeatedGame(game, d))
    assert found.converged
    best = found.best((1, 1))
    assert best[0] + best[1] > max(sum(v) for v in pure_equilibria(game).payoffs)
    assert verify(found.certificate, game)


@given(small, discounts(max_denominator=6))
@example(bimatrix([[2, 0], [9, 1]], [[0, 1], [8, 8]]), F(1, 2))
@example(bimatrix([[3, 2], [8, 6]], [[2, 5], [7, 4]]), F(9, 10))
def test_bounds_against_the_plain_operator(game, d):
    """The plain operator bounds from outside too; what is proved stays inside it, and generates itself by it."""
    found = payoff_set(RepeatedGame(game, d))
    listed = [e.payoffs for e in found.stage_equilibria]
    bound = plain_bound(game, d, listed, 6)
    assert all(inside(bound, v) for v in found.inner)
    if found.inner:
        again = plain_operator(game, d, list(found.inner), [e for e in listed if found.contains(e)])
        assert all(inside(again, v) for v in found.inner)
    assert bool(bound) or not found.outer or not found.inner
    assert all(found.contains(e) is True for e in listed)


@given(small, discounts(max_denominator=4))
def test_the_plain_operator_comes_down_to_the_outer_bound(game, d):
    """Where the answer is exact, thirty plain sweeps from the hull of stage payoffs end within d**30 of it."""
    found = payoff_set(RepeatedGame(game, d))
    assume(found.gap == 0 and d <= F(1, 3))
    bound = plain_bound(game, d, [e.payoffs for e in found.stage_equilibria], 30)
    if not found.outer:
        return
    for direction in [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1), (2, -1)]:
        reach = max(direction[0] * x + direction[1] * y for x, y in bound)
        assert found.support(direction)[1] <= reach <= found.support(direction)[1] + 1000 * d**30


@given(two_actors, factors)
def test_floats_agree_with_fractions(game, d):
    """Both bounds of one way hold the other's: they are about the same set."""
    quick = payoff_set(RepeatedGame(game, d), sweeps=200)
    slow = payoff_set(RepeatedGame(game, d), exact=True, sweeps=8)
    assert all(slow.contains(v) is not False for v in quick.inner)
    assert all(quick.contains(v) is not False for v in slow.inner)
    if quick.gap == slow.gap == 0:
        assert quick.outer == slow.outer
        assert quick.threat_point == slow.threat_point


@given(two_actors, factors, st.integers(-9, 9), st.integers(-9, 9), whole, whole)
@example(KNOTTED, F(3, 4), 0, 1, 0, 0)
def test_affine_changes(game, d, first, second, up, down):
    scales, shifts = (F(10) ** first, F(10) ** second), (up, down)
    before = payoff_set(RepeatedGame(game, d), sweeps=200)
    after = payoff_set(RepeatedGame(affine(game, scales, shifts), d), sweeps=200)
    moved = tuple(tuple(s * x + t for x, s, t in zip(v, scales, shifts, strict=True)) for v in before.outer)
    assert set(after.outer) == set(moved)
    assert len(after.points) == len(before.points)
    assert after.gap == before.gap


@given(two_actors, factors)
def test_mirror_games_have_mirror_sets(game, d):
    there = payoff_set(RepeatedGame(game, d), sweeps=200)
    back = payoff_set(RepeatedGame(reorder_actors(game, game.actors[::-1]), d), sweeps=200)
    assert all(back.contains(v[::-1]) is not False for v in there.inner)
    assert all(there.contains(v[::-1]) is not False for v in back.inner)
    if there.gap == 0:
        assert back.gap == 0
        assert {v[::-1] for v in back.outer} == set(there.outer)


@given(two_actors, factors)
def test_names_and_order_of_actions_do_not_matter(game, d):
    named = rename(game, {game.actors[0]: "Zoe"}, {game.actors[1]: {game.actions[1][0]: "zero"}})
    turned = reorder_actions(named, {"Zoe": named.actions[0][::-1]})
    one, other = payoff_set(RepeatedGame(game, d), sweeps=200), payoff_set(RepeatedGame(turned, d), sweeps=200)
    assert (set(one.outer), one.gap == 0) == (set(other.outer), other.gap == 0)


@given(two_actors, factors, st.lists(st.integers(0, 5), min_size=12, max_size=12))
@example(INSPECTION, F(1, 2), [1] * 12)
@example(DILEMMA, F(999, 1000), [1, 2, 3] * 4)
def test_strategies_pay_what_is_asked_and_are_equilibria(game, d, shares):
    repeated = RepeatedGame(game, d)
    found = payoff_set(repeated, sweeps=200)
    assume(found.inner)
    shares = [s + (k == 0) for k, s in enumerate(shares[: len(found.inner)])]
    total = sum(shares)
    v = tuple(sum(F(s, total) * w[i] for s, w in zip(shares, found.inner, strict=False)) for i in (0, 1))
    assert found.contains(v) is True
    check = check_strategy(repeated, found.strategy(v))
    assert check.is_equilibrium
    assert check.payoffs == v


@given(two_actors, factors)
def test_certificates_hold_and_sets_grow_out_of_stage_equilibria(game, d):
    found = payoff_set(RepeatedGame(game, d), sweeps=200)
    assert verify(found.certificate, game)
    assert verify(found.certificate.to_json())
    assert all(found.contains(v) is not False for v in found.inner)
    assert all(found.contains(v) for v in pure_equilibria(game).payoffs)
    for v in found.inner:
        assert all(x >= low for x, low in zip(v, found.threat_point, strict=True))
    assert found.gap < inf or not found.inner


def altered(certificate, change):
    data = json.loads(certificate.to_json())["data"]
    change(data)
    return Certificate("payoff_set", data)


def last_point(data):
    return data["points"][-1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: last_point(data)["value"].__setitem__(0, "8"), "pays 1"),
        (lambda data: last_point(data).__setitem__("then", [[0, "1/2"], [1, "1/3"]]), "chances"),
        (lambda data: last_point(data).__setitem__("then", [[99, "1"]]), "missing"),
        (lambda data: last_point(data).__setitem__("then", [[0, "1/2"], [0, "1/2"]]), "twice"),
        (lambda data: data.__setitem__("discount", ["1/8", "1/8"]), "pays|gains"),
        (lambda data: data.__setitem__("discount", ["1", "1"]), "between 0 and 1"),
        (lambda data: data["stage_equilibria"].append([[["1", "1"]], [["1", "1"]]]), "gains 1"),
        (lambda data: data["points"].pop(0), "missing"),
        (lambda data: data["game"]["payoffs"].__setitem__(2, "100"), "pays|gains"),
    ],
)
def test_altered_certificates_are_refused(change, told):
    certificate = payoff_set(RepeatedGame(DILEMMA, F(1, 3))).certificate
    assert verify(certificate)
    with pytest.raises(CertificateError, match=told):
        verify(altered(certificate, change))


def test_a_claim_that_needs_more_patience_is_refused():
    """Points that generate themselves arithmetically, though somebody gains by deviating."""
    data = payoff_set(RepeatedGame(DILEMMA, F(1, 3))).certificate.data
    kept = next(p for p in data["points"] if p["value"] == ["9", "9"])
    claim = {**data, "points": [{**kept, "then": [[0, "1"]]}]}
    with pytest.raises(CertificateError, match="gains 2/3 by playing '2'"):
        verify(Certificate("payoff_set", claim))


@pytest.mark.parametrize("d", [F(9, 10), F(999, 1000), F(9999, 10000)])
def test_sets_whose_corners_are_no_fractions_are_proved_up_to_a_small_gap(d):
    """The search inside cut off corners by rounding, found nothing, and left a gap of two thirds of the scale."""
    rows = [[[98, 95], [82, 59]], [[37, 58], [82, 7]], [[37, 59], [75, 24]], [[28, 38], [75, 37]]]
    assert payoff_set(RepeatedGame(NormalFormGame(rows), d)).gap < 1e-8


def test_knife_edges():
    """At d = 1/2 with integer payoffs constraints often bind exactly; fractions decide."""
    game = bimatrix([[2, 0], [9, 1]], [[0, 1], [8, 8]])
    found = payoff_set(RepeatedGame(game, F(1, 2)))
    assert found.contains((F(9), F(8))) is True
    assert verify(found.certificate)


def test_questions_to_a_set():
    stage = rename(DILEMMA, {"1": "Ann", "2": "Bob"}, {"1": {"1": "C", "2": "D"}, "2": {"1": "C", "2": "D"}})
    found = payoff_set(RepeatedGame(stage, 0.3))
    assert found.support({"Ann": 1, "Bob": 1}) == (18, 18)
    assert found.support((-1, 0)) == (-3, -3)
    assert found.best({"Ann": 1, "Bob": 0}) == (F(39, 4), 3)
    assert found.project("Bob") == ((3, F(39, 4)), (3, F(39, 4)))
    assert found.contains({"Ann": 9, "Bob": 9.0}) is True
    assert repr(found) == "<PayoffSet of Ann, Bob: 4 proved vertices, gap 0>"
    with pytest.raises(GameError, match=r"\(10, 10\) lie outside"):
        found.strategy((10, 10))
    with pytest.raises(GameError, match="'Cyd', no actor"):
        found.contains({"Ann": 9, "Cyd": 9})
    with pytest.raises(GameError, match="one payoff per actor: Ann, Bob"):
        found.contains((9,))
    with pytest.raises(NumberError):
        found.contains((float("nan"), 1))


def test_empty_sets_say_so():
    empty = payoff_set(RepeatedGame(PENNIES, 0.5), stage_equilibria=())
    assert repr(empty) == "<PayoffSet of 1, 2: empty>"
    assert empty.project("1") == (None, None)
    assert verify(empty.certificate, PENNIES)
    for ask in (lambda: empty.best((1, 1)), lambda: empty.strategy((0, 0))):
        with pytest.raises(GameError, match="the set is empty"):
            ask()


@pytest.mark.parametrize("d", [0, 1, 1.5, -0.5, float("nan"), float("inf"), "x", True])
def test_discount_factors_are_refused(d):
    with pytest.raises((GameError, NumberError)):
        payoff_set(RepeatedGame(DILEMMA, d))


def test_games_of_other_kinds_are_refused():
    with pytest.raises(GameError, match="is no repeated game"):
        payoff_set(DILEMMA)
    with pytest.raises(GameError, match="sweeps is 0"):
        payoff_set(RepeatedGame(DILEMMA, 0.5), sweeps=0)


def test_listed_equilibria_are_checked():
    repeated = RepeatedGame(PENNIES, 0.5)
    half = {"1": F(1, 2), "2": F(1, 2)}
    assert payoff_set(repeated, stage_equilibria=[(half, half)]).inner == ((0, 0),)
    with pytest.raises(GameError, match="gains 1/3 by playing"):
        payoff_set(repeated, stage_equilibria=[(half, {"1": F(1, 3), "2": F(2, 3)})])
    with pytest.raises(GameError, match="one action, or chances, per actor"):
        payoff_set(repeated, stage_equilibria=["12"])


@given(small, factors)
def test_stopping_early_keeps_the_bound(game, d):
    early = payoff_set(RepeatedGame(game, d), sweeps=1)
    late = payoff_set(RepeatedGame(game, d), sweeps=200)
    assert all(early.contains(v) is not False for v in late.inner)


def test_tables():
    pd = pytest.importorskip("pandas")
    frame = payoff_set(RepeatedGame(DILEMMA, 0.3)).to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == ["bound", "1", "2"]
    assert len(frame) == 8


def test_sizes_that_cannot_fit_are_refused():
    with pytest.raises(GameError, match="1001 x 1000 action profiles"):
        payoff_set(RepeatedGame(NormalFormGame(np.zeros((1001, 1000, 2), dtype=int)), 0.5), stage_equilibria=())


def test_the_tolerance_is_read_and_has_a_default_for_each_kind_of_game():
    two = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]])
    assert payoff_set(RepeatedGame(two, discount="1/2")).tolerance == 1e-6
    assert payoff_set(RepeatedGame(two, discount=["1/2", "3/5"])).tolerance == 1e-3
    assert payoff_set(RepeatedGame(two, discount="1/2"), tolerance=0.5).tolerance == 0.5
    for wrong in (-1, float("nan"), float("inf")):
        with pytest.raises(GameError, match="give a number of at least 0"):
            payoff_set(RepeatedGame(two, discount="1/2"), tolerance=wrong)


@given(two_actors, factors)
@example(NormalFormGame([[[79, 12], [37, 22]], [[14, 56], [14, 38]]]), F(3, 5))
@example(bimatrix([[2, 0], [9, 1]], [[0, 1], [8, 8]]), F(1, 2))
def test_outer_bounds_are_certified(game, d):
    """The set is a point in the first example, and axes alone do not lead to it."""
    found = payoff_set(RepeatedGame(game, d))
    certificate = found.outer_certificate()
    assert verify(certificate, game)
    if "closing" in certificate.data:
        assert found.gap == 0
        assert certificate.data["closing"]["levels"] == certificate.data["levels"]
    if found.is_empty:
        assert any(F(level) < -1 for level in certificate.data["levels"])


def test_projections_onto_one_actor_and_both():
    found = payoff_set(RepeatedGame(named(DILEMMA), 0.3))
    assert found.project("Ann") == ((3, F(39, 4)), (3, F(39, 4)))
    assert found.project(["Ann", "Bob"]) == (found.inner, found.outer)
    turned = found.project(["Bob", "Ann"])[0]
    assert sorted(turned) == sorted((y, x) for x, y in found.inner)
    for actors in (["Ann"], ["Ann", "Ann"]):
        with pytest.raises(GameError, match="one actor, or both: Ann, Bob"):
            found.project(actors)
    with pytest.raises(UnknownNameError, match="Did you mean 'Ann'"):
        found.project("Ana")


def named(game):
    return NormalFormGame(game.payoffs, actors=["Ann", "Bob"])


def test_most_exact_sets_are_certified_to_their_very_edges():
    """All but one in five hundred; here all."""
    generator = np.random.default_rng(11)
    for d in (F(1, 10), F(3, 5), F(9, 10), F(999, 1000)):
        for _ in range(5):
            found = payoff_set(RepeatedGame(NormalFormGame(generator.integers(0, 10, (2, 3, 2))), d))
            assert not found.outer or "closing" in found.outer_certificate().data or found.gap > 0


def test_outer_bounds_under_signals_have_no_certificate():
    seen = PublicMonitoring(["good", "bad"], [[[0.9, 0.1], [0.5, 0.5]], [[0.5, 0.5], [0.3, 0.7]]])
    found = payoff_set(RepeatedGame(DILEMMA, 0.6, seen), tolerance=0.1)
    with pytest.raises(GameError, match="without a certificate"):
        found.outer_certificate()
