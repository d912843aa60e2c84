"""Payoff sets of any number of actors and with different discount factors: bounds that agree, proofs that hold."""

from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, RepeatedGame, check_strategy, payoff_set, verify
from gametheory.equilibria.payoff_region import payoff_region
from gametheory.equilibria.sets.cuts import OuterBound
from gametheory.equilibria.sets.polygon import contains
from gametheory.errors import GameError, NumberError
from gametheory.games.transform import affine, reorder_actors
from gametheory.testing import games, repeated_games, strategies_in_games

F = Fraction
few = settings(max_examples=5)
many_actors = games(min_actors=3, max_actors=3, max_actions=2, payoffs=st.integers(-3, 3))
two_actors = games(min_actors=2, max_actors=2, max_actions=2, payoffs=st.integers(-3, 3))
DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
DIRECTIONS = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)]


def public_good(actors, cost=3):
    """Each may give 2 to everybody."""
    return NormalFormGame.from_function(
        lambda *plays: [2 * plays.count("give") - cost * (own == "give") for own in plays],
        actions=[["give", "keep"]] * actors,
    )


def test_one_actor_gets_the_best_payoff():
    found = payoff_set(RepeatedGame(public_good(1), 0.9))
    assert (found.contains([0]), found.contains([-1])) == (True, False)


@pytest.mark.parametrize("actors", [3, 4])
def test_giving_needs_patience(actors):
    """Giving costs 1 net; if all others stop, 2 (n - 1) is lost: all give from d = 1 / (2 (n - 1)) on."""
    everybody = [2 * actors - 3] * actors
    threshold = F(1, 2 * (actors - 1))
    at = payoff_set(RepeatedGame(public_good(actors), threshold))
    assert at.contains(everybody) is True
    assert verify(at.certificate)
    impatient = payoff_set(RepeatedGame(public_good(actors), threshold - F(1, 1000)))
    assert impatient.contains(everybody) is False
    assert impatient.contains([0] * actors) is True


@settings(max_examples=15)
@given(two_actors, st.sampled_from([F(1, 5), F(1, 2), F(3, 4), F(19, 20)]))
def test_half_spaces_hold_the_polygon(game, d):
    """Two actors and one discount factor: the other solver's proved points lie in the half-spaces, and the reverse."""
    repeated = RepeatedGame(game, d)
    polygon = payoff_set(repeated)
    region = payoff_region(repeated, polygon.stage_equilibria, 1e-6, 8)
    assert all(region.contains(v) is not False for v in polygon.inner)
    assert all(polygon.contains(v) is not False for v in region.inner)
    assert region.is_empty is not True or not polygon.inner
    if polygon.gap == 0 and polygon.outer and region.outer:
        for direction in DIRECTIONS:
            assert region.support(direction)[1] >= polygon.support(direction)[1]


@few
@given(repeated_games(many_actors) | repeated_games(two_actors))
@example(RepeatedGame(DILEMMA, (F(1, 2), F(9, 10))))
@example(RepeatedGame(public_good(3), (F(1, 2), F(9, 10), F(4, 5))))
def test_proved_points_are_equilibria(repeated):
    found = payoff_set(repeated)
    assert verify(found.certificate, repeated.stage)
    assume(found.points)
    for v in found.inner[:2] + found.inner[-1:]:
        assert found.contains(v) is True
        check = check_strategy(repeated, found.strategy(v))
        assert check.is_equilibrium
        assert check.payoffs == v
    assert type(found).from_json(found.to_json()) == found


@settings(max_examples=20)
@given(strategies_in_games(mixed=False))
def test_no_equilibrium_lies_outside(pair):
    """Whatever automaton is an equilibrium, with any number of actors and discount factors, pays within the bounds."""
    repeated, automaton = pair
    check = check_strategy(repeated, automaton)
    assume(check.is_equilibrium)
    found = payoff_set(repeated, sweeps=5)
    assert found.is_empty is not True
    assert all(found.contains(v) is not False for v in check.values.values())


@few
@given(repeated_games(many_actors))
def test_order_and_scale_of_actors_do_not_matter(repeated):
    """Proved points of one way of writing the game lie within the bounds of the other."""
    stage = repeated.stage
    turned = affine(reorder_actors(stage, stage.actors[::-1]), (1000, 1, F(1, 1000)), (0, 5, 0))
    one, other = (payoff_set(game, sweeps=6) for game in (repeated, RepeatedGame(turned, repeated.discount[::-1])))
    for v in one.inner:
        assert other.contains((1000 * v[2], v[1] + 5, v[0] / 1000)) is not False
    assert (one.is_empty is True) <= (not other.inner)


@pytest.mark.parametrize("patience", [(F(1, 2), F(99, 100)), (F(99, 100), F(1, 2))])
def test_different_discount_factors(patience):
    found = payoff_set(RepeatedGame(DILEMMA, patience))
    assert all(-F(1, 10**9) < x <= 0 for x in found.threat_point)
    assert found.contains((2, 2)) is True
    assert found.contains((3, 3)) is False
    assert verify(found.certificate, DILEMMA)


def test_questions_to_a_region():
    found = payoff_set(RepeatedGame(public_good(3), 0.9))
    assert found.best((1, 1, 1)) == (3, 3, 3)
    reached, bound = found.support((1, 1, 1))
    assert reached == 9
    assert 9 <= bound < 9 + F(1, 10**6)
    assert found.support({"1": -1, "2": 0, "3": 0})[0] == 0
    proved, possible = found.project("2")
    assert possible[0] <= proved[0] <= proved[1] <= possible[1]
    assert found.dimension == 3
    inside, outside = found.project(("1", "3"))
    assert (3, 3) in inside
    assert all(contains(outside, v) for v in inside)
    assert float(max(x for x, _ in outside)) < float(max(x for x, _ in inside)) + 0.01
    with pytest.raises(GameError, match="one actor, or two"):
        found.project(("1", "1"))
    frame = found.to_frame()
    assert list(frame.columns) == ["bound", "1", "2", "3", "level"]
    assert len(frame) == len(found.inner) + len(found.outer)
    assert found.gap < inf
    assert repr(found).startswith("<PayoffRegion of 1, 2, 3: ")
    assert found.outer[0].slack((3, 3, 3)) >= 0
    with pytest.raises(GameError, match=r"\(9, 9, 9\) lie outside"):
        found.strategy((9, 9, 9))
    with pytest.raises(GameError, match="one payoff per actor"):
        found.contains((1, 2))
    with pytest.raises(NumberError):
        found.contains((1, 2, float("nan")))


def test_an_empty_region():
    """Matching pennies with a bystander, in pure profiles alone."""
    pennies = NormalFormGame.from_function(
        lambda a, b, c: (1, -1, 0) if a == b else (-1, 1, 0), actions=[["H", "T"], ["H", "T"], ["see"]]
    )
    found = payoff_set(RepeatedGame(pennies, 0.5))
    assert found.is_empty is True
    assert (found.outer, found.inner, found.threat_point, found.gap) == ((), (), None, 0)
    assert found.support((1, 0, 0)) == (None, None)
    assert found.project("1") == (None, None)
    assert found.project(("1", "2")) == ((), ())
    assert found.dimension == -1
    assert verify(found.outer_certificate(), pennies)
    assert found.contains((0, 0, 0)) is False
    with pytest.raises(GameError, match="the set is empty"):
        found.best((1, 1, 1))


def test_unequal_patience_leaves_the_hull_of_stage_payoffs():
    """Lehrer and Pauzner (1999): in this prisoner's dilemma payoffs sum to 9 at most in any one period."""
    stage = NormalFormGame([[[2, 2], [-1, 10]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
    repeated = RepeatedGame(stage, {"Ann": F(9, 10), "Bob": F(1, 2)})
    found = payoff_set(repeated)
    best = found.best((1, 1))
    assert sum(best) > 9 + F(3, 2)
    assert sum(best) <= found.support((1, 1))[1] < sum(best) + F(1, 50)
    assert verify(found.certificate, stage)
    check = check_strategy(repeated, found.strategy(best))
    assert check.is_equilibrium
    assert check.payoffs == best


SEEDS = [(0, F(3, 5)), (1, F(3, 5)), (4, F(3, 5)), (5, F(9, 10)), (2, F(99, 100))]


def random_game(seed, actors=3, actions=2):
    generator = np.random.default_rng([actors, actions, seed])
    return NormalFormGame(generator.integers(0, 10, (*[actions] * actors, actors)))


@pytest.mark.parametrize(("seed", "d"), SEEDS)
def test_three_actors_are_solved_to_a_thousandth(seed, d):
    """Random games: 1 needs cuts where the bound is going to shrink, 4 constraints that bind exactly."""
    found = payoff_set(RepeatedGame(random_game(seed), d))
    assert found.gap <= 2e-3
    assert verify(found.certificate, found.repeated.stage)


def test_points_that_are_only_reached_by_taking_turns():
    """No profile is an equilibrium, pure or played for ever: rewards follow one another."""
    game = random_game(5, actions=3)
    found = payoff_set(RepeatedGame(game, F(3, 5)))
    assert not found.stage_equilibria
    assert found.points
    assert verify(found.certificate, game)


def test_an_actor_whose_payoff_never_changes():
    stage = NormalFormGame.from_function(
        lambda a, b, c: (a.count("1") + 2 * b.count("1"), 2 * a.count("1") + b.count("1"), 7),
        actions=[["0", "1"], ["0", "1"], ["see"]],
    )
    found = payoff_set(RepeatedGame(stage, F(9, 10)))
    assert {v[2] for v in found.inner} == {7}
    assert found.dimension == 2
    assert found.contains((3, 3, 7)) is True
    assert found.contains((3, 3, 8)) is False


@pytest.mark.parametrize("after", [0, 1])
def test_an_interrupt_leaves_a_valid_bound(monkeypatch, after):
    repeated = RepeatedGame(random_game(0), F(9, 10))
    whole, calls, sweep = payoff_set(repeated), [], OuterBound.sweep

    def interrupted(self, code):
        calls.append(1)
        if len(calls) > after:
            raise KeyboardInterrupt
        return sweep(self, code)

    monkeypatch.setattr(OuterBound, "sweep", interrupted)
    found = payoff_set(repeated)
    assert not found.converged
    assert found.sweeps == after
    assert all(found.contains(v) is not False for v in whole.inner)


@pytest.mark.parametrize("patience", [F(2, 5), (F(1, 2), F(4, 5), F(9, 10))])
def test_the_outer_bound_is_proved(patience):
    repeated = RepeatedGame(public_good(3), patience)
    found = payoff_set(repeated, sweeps=3)
    certificate = found.outer_certificate()
    assert verify(certificate, repeated.stage)
    proved = [F(c) for c in certificate.data["levels"]]
    for cut, level in zip(found.outer, proved, strict=True):
        units = [5 * x for x in cut.weights]  # payoffs run from -1 to 4
        assert level >= max(sum(a * (x + 1) / 5 for a, x in zip(units, v, strict=True)) for v in found.inner)
        assert abs(float(level - cut.level - sum(cut.weights))) < 0.01


def test_too_many_steps_are_refused():
    stage = NormalFormGame(np.random.default_rng(0).integers(0, 9, (3, 2, 2, 2, 2, 2, 6)))
    with pytest.raises(GameError, match="too many steps"):
        payoff_set(RepeatedGame(stage, F(1, 2)), sweeps=1).outer_certificate()


@settings(max_examples=8)
@given(two_actors, st.sampled_from([F(1, 3), F(3, 5), F(9, 10)]))
@example(DILEMMA, F(1, 3))
def test_a_third_who_only_watches_changes_nothing(game, d):
    """A game with a bystander against the solver for two actors."""
    watched = NormalFormGame.from_function(
        lambda a, b, _: (*game.payoff((a, b)), F(0)), actions=[*game.actions, ["see"]], actors=["a", "b", "c"]
    )
    polygon = payoff_set(RepeatedGame(game, d))
    listed = [(*e.profile, "see") for e in polygon.stage_equilibria]
    region = payoff_set(RepeatedGame(watched, d), stage_equilibria=listed)
    assert all(region.contains((*v, 0)) is not False for v in polygon.inner)
    assert all(polygon.contains(v[:2]) is not False for v in region.inner)
    if polygon.gap == 0:
        assert (region.is_empty is True) <= (not polygon.inner)
        for direction in DIRECTIONS:
            exact, bound = polygon.support(direction)[0], region.support((*direction, 0))[1]
            assert exact is None or exact <= bound


@few
@given(many_actors, st.sampled_from([(F(1, 3), F(1, 2)), (F(3, 5), F(9, 10))]))
def test_patience_only_adds(game, factors):
    """With public randomisation and one discount factor for all, what is proved stays an equilibrium payoff."""
    low, high = (payoff_set(RepeatedGame(game, d)) for d in factors)
    assert all(high.contains(v) is not False for v in low.inner)


def surveyed(seed, shape=(2, 2, 2), most=9):
    generator = np.random.default_rng([1990, most, *shape, seed])
    return NormalFormGame(generator.integers(0, most + 1, (*shape, len(shape))))


HARD = [  # game, discount factor: what it needs
    (surveyed(4), F(9, 10)),  # a constraint that binds exactly, and faces of what was found
    (surveyed(6, (3, 3, 3)), F(3, 5)),  # exact chances from binding constraints
    (surveyed(9, (2, 3, 4)), F(99, 100)),  # nothing can be played for ever: a lottery over profiles to grow from
    (surveyed(7, (3, 3, 3)), F(3, 5)),  # cuts finer than the aim, next to a small gap that makes a large one
    (surveyed(12), F(999, 1000)),
]


@pytest.mark.parametrize(("game", "d"), HARD)
def test_games_that_once_kept_wide_gaps(game, d):
    found = payoff_set(RepeatedGame(game, d))
    assert found.gap <= 1e-3
    assert verify(found.certificate, game)
    check = check_strategy(found.repeated, found.strategy(found.best((1, 2, 3))))
    assert check.is_equilibrium


@pytest.mark.parametrize(("seed", "d"), [(15, F(1, 10)), (1, F(1, 10)), (18, F(3, 10))])
def test_flat_sets_are_measured(seed, d):
    """Polygons and segments in space, between half-spaces that are almost parallel."""
    found = payoff_set(RepeatedGame(surveyed(seed), d))
    assert found.gap <= 1e-6
    assert found.dimension in (0, 1, 2)


def test_a_zero_sum_game_is_proved_empty():
    """Lowest payoffs 2, 5 and -7 leave one point, which no profile pays: half-spaces must know the plane."""
    payoffs = [[3, 5, -8], [2, 3, -5], [3, 4, -7], [9, 5, -14], [9, 9, -18], [1, 5, -6], [1, 9, -10], [0, 7, -7]]
    game = NormalFormGame(np.array(payoffs).reshape(2, 2, 2, 3))
    found = payoff_set(RepeatedGame(game, F(999, 1000)))
    assert found.is_empty is True
    assert found.gap == 0
