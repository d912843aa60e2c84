"""Limits of public perfect equilibrium payoffs: known sets, SciPy on the programs of the paper, invariance, proofs."""

import json
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    check_strategy,
    identifiability,
    limit_payoff_set,
    payoff_set,
    verify,
)
from gametheory.equilibria.limits.flats import space_through
from gametheory.errors import GameError
from gametheory.games.transform import affine, rename, reorder_actors
from gametheory.testing import games, garbled, monitorings, signal_automata
from tests.oracles.limit_sets import best_score, score

F = Fraction
PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
COMMON = NormalFormGame([[[2, 2], [0, 0]], [[0, 0], [1, 1]]])
PENNIES = NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
few = settings(max_examples=max(settings().max_examples // 4, 5))

small = games(min_actors=2, max_actors=2, max_actions=3)
watched = small.flatmap(lambda game: st.tuples(st.just(game), monitorings(game)))
threes = games(min_actors=3, max_actors=3, max_actions=2)
whole = st.integers(-3, 3)


def spanning(stage):
    """Whether payoffs leave no direction out; where they do, the paper's scores are larger than those on their hull."""
    return len(space_through([stage.payoff(p) for p in stage.profiles()]).basis) == len(stage.actors)


def binary(p, q, r):
    """A good signal with chance p after mutual cooperation, q after one deviation, r after two."""
    return PublicMonitoring(["good", "bad"], [[[p, 1 - p], [q, 1 - q]], [[q, 1 - q], [r, 1 - r]]])


def test_perfect_monitoring_gives_all_that_is_feasible_and_rational():
    found = limit_payoff_set(PD)
    assert found.vertices == ((0, 0), (F(8, 3), 0), (2, 2), (0, F(8, 3))) == found.individually_rational
    assert found.folk_theorem is True
    assert found.converged
    assert found.dimension == 2


@few
@given(small)
@example(COMMON)
@example(PENNIES)
def test_perfect_monitoring_reproduces_the_folk_theorem(stage):
    """Where it has interior, the set is the hull above the floors; two actors need no more (Fudenberg, Maskin 1986)."""
    found = limit_payoff_set(stage)
    if found.dimension == 2 or len(found.individually_rational) > 2:
        assert found.vertices == found.individually_rational
        assert found.folk_theorem is True


@few
@given(small, st.sampled_from([F(1, 3), F(9, 10), F(999, 1000)]))
def test_sets_at_a_discount_factor_lie_inside(stage, d):
    found, limit = payoff_set(RepeatedGame(stage, d), sweeps=100), limit_payoff_set(stage)
    assert all(limit.contains(v) for v in found.inner)


@few
@given(st.lists(st.fractions(F(1, 20), F(19, 20), max_denominator=20), min_size=3, max_size=3, unique=True))
def test_noise_that_does_not_tell_who_deviated_costs(chances):
    """Radner, Myerson and Maskin 1986: gain (1 - p)/(p - q) each, or what one who deviates alone leaves."""
    r, q, p = sorted(chances)
    found = limit_payoff_set(PD, monitoring=binary(p, q, r))
    assert found.score((1, 1)).score == max(4 - 2 * (1 - p) / (p - q), 2)
    assert found.folk_theorem is False
    assert "fails" in found.verdict


def test_strategies_of_noisy_dilemmas_stay_inside():
    """Values known in closed form, below the symmetric limit 7/4."""
    found = limit_payoff_set(PD, monitoring=binary(F(9, 10), F(1, 2), F(3, 10)))
    assert found.support((1, 1)) == (F(7, 2), F(7, 2))
    assert found.contains(("1.5581395", "1.5581395"))
    assert not found.contains(("1.7500001", "1.7500001"))


@few
@given(watched.flatmap(lambda pair: st.tuples(st.just(pair), signal_automata(*pair))), st.data())
def test_equilibrium_automata_pay_inside(drawn, data):
    (stage, seen), automaton = drawn
    d = data.draw(st.sampled_from([F(1, 2), F(9, 10)]))
    check = check_strategy(RepeatedGame(stage, d, seen), automaton)
    assume(check.is_equilibrium)
    assert limit_payoff_set(stage, monitoring=seen).contains(check.payoffs)


shares = st.lists(st.fractions(0, 1, max_denominator=5), min_size=2, max_size=2, unique=True)


@few
@given(games(min_actors=2, max_actors=2, min_actions=2, max_actions=2), shares, shares)
def test_independent_channels_of_full_rank_give_the_folk_theorem(stage, first, second):
    """Fudenberg, Levine and Maskin 1994: pairwise full rank everywhere."""
    channels = [PublicMonitoring(["c", "d"], [[p, 1 - p] for p in chances]) for chances in (first, second)]
    seen = PublicMonitoring.independent(stage, dict(zip(stage.actors, channels, strict=True)))
    assert identifiability(stage, seen).has_pairwise_full_rank()
    assume(limit_payoff_set(stage).dimension == 2)
    assert limit_payoff_set(stage, monitoring=seen).vertices == limit_payoff_set(stage).vertices


@few
@given(watched, st.data())
@example((COMMON, PublicMonitoring.perfect(COMMON)), None)
def test_a_garbling_never_enlarges_the_set(pair, data):
    stage, seen = pair
    blurred = seen.garble([[1]] * 4, ["x"]) if data is None else data.draw(garbled(seen))
    wide, narrow = (limit_payoff_set(stage, monitoring=m) for m in (seen, blurred))
    assert all(wide.contains(v) for v in narrow.vertices)


@few
@given(watched, st.data())
def test_scores_agree_with_the_programs_of_the_paper(pair, data):
    stage, seen = pair
    found = limit_payoff_set(stage, monitoring=seen)
    drawn = data.draw(st.lists(st.tuples(whole, whole).filter(any), min_size=2, max_size=2))
    scale = 1 + max(abs(float(x)) for p in stage.profiles() for x in stage.payoff(p))
    for direction in [(1, 0), (0, -1), *drawn]:
        best, ours = best_score(stage, seen, found.stage_equilibria, direction), found.score(direction)
        if ours is None:
            assert best == float("-inf") or not spanning(stage)
            continue
        assert float(ours.score) <= best + 1e-5 * scale
        assert not spanning(stage) or float(ours.score) == pytest.approx(best, abs=1e-5 * scale)
        assert all(
            float(sum(a * x for a, x in zip(direction, v, strict=True))) <= best + 1e-6 * scale for v in found.vertices
        )


@few
@given(watched)
def test_sides_of_polygons_are_scores_of_the_paper(pair):
    stage, seen = pair
    found = limit_payoff_set(stage, monitoring=seen)
    assume(found.dimension == 2)
    for p, q in zip(found.vertices, [*found.vertices[1:], found.vertices[0]], strict=True):
        normal = (float(q[1] - p[1]), float(p[0] - q[0]))
        best = best_score(stage, seen, found.stage_equilibria, normal)
        assert best == pytest.approx(sum(a * float(x) for a, x in zip(normal, p, strict=True)), rel=1e-6, abs=1e-5)


@st.composite
def flat_games(draw):
    """Two actors whose payoffs lie on a line, and signals."""
    first = draw(games(min_actors=2, max_actors=2, max_actions=3))
    slope, level = draw(st.sampled_from([F(1), F(-1), F(1, 2)])), draw(st.integers(-1, 1))
    rows = [
        [(x := first.payoff_at((a, b))[0], slope * x + level) for b in range(first.shape[1])]
        for a in range(first.shape[0])
    ]
    return NormalFormGame(rows), draw(monitorings(first)), (float(slope), -1.0), float(-level)


@few
@given(flat_games())
def test_flat_sets_agree_with_programs_that_keep_to_the_line(drawn):
    """Fudenberg, Levine and Takahashi 2007; here all stage payoffs lie on the line."""
    stage, seen, equation, level = drawn
    found = limit_payoff_set(stage, monitoring=seen)
    assume(len(set(map(stage.payoff, stage.profiles()))) > 1)
    ahead = (1.0, equation[0])
    ends = [sum(a * float(x) for a, x in zip(ahead, v, strict=True)) for v in found.vertices]
    for sign, reached in ((1, max(ends, default=None)), (-1, min(ends, default=None))):
        direction = [sign * a for a in ahead]
        best = max(
            [score(stage, seen, index, direction, (equation, level)) for index in product(*map(range, stage.shape))]
            + [sum(a * float(x) for a, x in zip(direction, e.payoffs, strict=True)) for e in found.stage_equilibria]
        )
        if found.dimension == 1:
            assert sign * reached == pytest.approx(best, abs=1e-5)
        elif reached is not None:
            assert sign * reached <= best + 1e-5


@few
@given(watched, st.permutations([0, 1, 2]), st.tuples(whole, whole), st.fractions(F(1, 4), 4, max_denominator=4))
def test_invariance(pair, order, shifts, scale):
    stage, seen = pair
    found = limit_payoff_set(stage, monitoring=seen)
    signals = [seen.signals[k] for k in order if k < len(seen.signals)]
    other = seen.reorder_signals(signals).rename_signals({signals[0]: "renamed"})
    assert limit_payoff_set(rename(stage, {stage.actors[0]: "X"}), monitoring=other).vertices == found.vertices
    scaled = limit_payoff_set(affine(stage, (scale, 1), shifts), monitoring=seen)
    assert {(scale * x + shifts[0], y + shifts[1]) for x, y in found.vertices} == set(scaled.vertices)


@few
@given(watched)
def test_actors_in_another_order(pair):
    stage, seen = pair
    swapped = reorder_actors(stage, stage.actors[::-1])
    rows = [seen.row((a, b)) for b, a in product(*map(range, swapped.shape))]
    rows = [[rows[k * swapped.shape[1] + m] for m in range(swapped.shape[1])] for k in range(swapped.shape[0])]
    other = PublicMonitoring(seen.signals, rows)
    mine, theirs = limit_payoff_set(stage, monitoring=seen), limit_payoff_set(swapped, monitoring=other)
    assert {v[::-1] for v in mine.vertices} == set(theirs.vertices)


@few
@given(watched)
@example((PENNIES, PublicMonitoring(["x"], [[[1], [1]], [[1], [1]]])))
@example((COMMON, PublicMonitoring(["x"], [[[1], [1]], [[1], [1]]])))
def test_certificates_verify(pair):
    stage, seen = pair
    for found in (limit_payoff_set(stage, monitoring=seen), limit_payoff_set(stage, stage_equilibria=())):
        text = found.certificate.to_json()
        assert verify(text, stage)
        assert type(found).from_json(found.to_json()).certificate.to_json() == text


CLAIM = limit_payoff_set(PD, monitoring=binary(F(9, 10), F(1, 2), F(3, 10))).certificate


def numbers(data, path=()):
    """Where numbers and directions stand."""
    if isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from numbers(item, (*path, key))
    elif isinstance(data, int) or (isinstance(data, str) and data.lstrip("-").replace("/", "").isdigit()):
        yield path


@pytest.mark.parametrize("path", list(numbers(CLAIM.data)), ids=str)
def test_a_changed_number_is_refused(path):
    """Each number alone, with a digest made to fit: scores and prices may be changed to weaker ones that still hold."""
    content = json.loads(json.dumps(CLAIM.data))
    place = content
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    place[path[-1]] = old + 1 if isinstance(old, int) else str(F(old) + F(1, 7))
    with pytest.raises(CertificateError):
        verify(Certificate(CLAIM.kind, content, CLAIM.digest), PD)


@pytest.mark.parametrize("key", ["vertices", "monitoring", "attained"])
def test_a_changed_claim_is_refused_whatever_its_digest(key):
    content = json.loads(json.dumps(CLAIM.data))
    if key == "vertices":
        content[key][2] = ["2", "2"]
    elif key == "monitoring":
        content[key]["rows"][0] = ["4/5", "1/5"]
    else:
        content[key] = content[key][:-1]
    with pytest.raises(CertificateError):
        verify(Certificate(CLAIM.kind, content))


def test_points_segments_and_nothing():
    blind = PublicMonitoring(["x"], [[[1], [1]], [[1], [1]]])
    assert limit_payoff_set(PD, monitoring=blind).vertices == ((0, 0),)
    assert limit_payoff_set(COMMON, monitoring=blind, stage_equilibria=()).vertices == ((1, 1), (2, 2))
    assert limit_payoff_set(COMMON).vertices == ((F(2, 3), F(2, 3)), (2, 2))
    assert limit_payoff_set(PENNIES).vertices == ((0, 0),)
    nothing = limit_payoff_set(PENNIES, stage_equilibria=())
    assert nothing.is_empty
    assert nothing.dimension == -1
    assert nothing.support((1, 1)) == (None, None)
    assert "empty" in nothing.verdict


def test_one_actor_plays_its_best_action():
    alone = NormalFormGame([[1], [3], [2]])
    assert limit_payoff_set(alone).vertices == ((3,),)
    assert limit_payoff_set(alone, monitoring=PublicMonitoring(["x"], [[1]] * 3)).vertices == ((3,),)


GIVE = NormalFormGame.from_function(
    lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays], actions=[["give", "keep"]] * 3
)


def test_three_actors():
    found = limit_payoff_set(GIVE)
    assert not found.is_exact
    assert found.folk_theorem is True
    assert found.contains((3, 3, "2.9")) is False  # no lottery over profiles pays this
    assert found.contains(("2.9", "2.8", "2.8")) is True
    assert found.contains((3, 3, "-0.1")) is False
    assert found.contains((3, 3, 3))
    assert found.contains((2, 2, 2))
    assert found.contains((4, 4, 4)) is False
    assert found.support((1, 1, 1)) == (9, 9)
    assert found.gap < 0.2
    assert found.support((3, 1, 1)) == (15, 15)
    assert verify(found.certificate, GIVE)


def test_three_actors_who_are_not_told_apart():
    """One in three gives less: a gain of 1 is deterred by 2/9 more chance of the bad signal."""
    seen = PublicMonitoring.from_function(
        GIVE, lambda *p: {"good": F(2 + 2 * p.count("give"), 9), "bad": F(7 - 2 * p.count("give"), 9)}
    )
    found = limit_payoff_set(GIVE, monitoring=seen)
    assert found.score((1, 1, 1)).score == 9 - 3 * F(1, 9) / F(2, 9)
    assert found.folk_theorem is False


@settings(max_examples=3, deadline=None)
@given(threes.flatmap(lambda game: st.tuples(st.just(game), monitorings(game))), st.data())
def test_proved_points_of_three_actors_satisfy_the_programs_of_the_paper(pair, data):
    stage, seen = pair
    assume(spanning(stage))
    found = limit_payoff_set(stage, monitoring=seen)
    for direction in data.draw(st.lists(st.tuples(whole, whole, whole).filter(any), min_size=3, max_size=3)):
        best, ours = best_score(stage, seen, found.stage_equilibria, direction), found.score(direction)
        assert best == pytest.approx(float(ours.score) if ours else float("-inf"), rel=1e-6, abs=1e-5)
        for v in found.vertices:
            assert sum(a * float(x) for a, x in zip(direction, v, strict=True)) <= best + 1e-5


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: limit_payoff_set("PD"), "give a NormalFormGame"),
        (lambda: limit_payoff_set(PD, monitoring="perfect"), "give a PublicMonitoring"),
        (lambda: limit_payoff_set(PD, monitoring=PublicMonitoring(["x"], [[1]])), "but the game has"),
        (lambda: limit_payoff_set(PD).score((0, 0)), "all weights"),
        (lambda: limit_payoff_set(PD).contains((1,)), "one payoff per actor"),
        (lambda: limit_payoff_set(PD, stage_equilibria=[("C", "C")]), "gains 1"),
    ],
)
def test_refusals(call, told):
    with pytest.raises(GameError, match=told):
        call()


def test_three_actors_with_little_to_gain():
    """Without interior above the floors nothing is claimed beyond what is proved."""
    stage = NormalFormGame.from_function(lambda a, b, c: (int(a == "x"), 0, 0), actions=[["x", "y"], ["z"], ["z"]])
    found = limit_payoff_set(stage)
    assert found.is_exact
    assert found.vertices == ((1, 0, 0),)
    assert found.folk_theorem is True
