"""Games: built from anything that holds payoffs, refused with a reason, equal by content."""

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from gametheory import GameTheoryError, NormalFormGame
from gametheory.errors import GameError, GameTooLargeError, NumberError, UnknownNameError
from gametheory.testing import games

TABLE = [[[2, 2], [-1, 3]], [[3, -1], [0, 0]]]
PD = NormalFormGame(TABLE, actors=["Ann", "Bob"], actions=["C", "D"])


def with_first(value):
    """The table as nested lists with one payoff replaced."""
    return [[[value, 2], [-1, 3]], [[3, -1], [0, 0]]]


@pytest.mark.parametrize(
    "half",
    [0.5, Fraction(1, 2), Decimal("0.5"), "1/2", np.float32(0.5), np.float64(0.5), sympy.Rational(1, 2)],
    ids=repr,
)
def test_equal_by_content_however_numbers_come(half):
    exact = NormalFormGame(with_first(Fraction(1, 2)))
    given_so = NormalFormGame(with_first(half))
    assert given_so == exact
    assert hash(given_so) == hash(exact)
    assert given_so.payoff(("1", "1")) == (Fraction(1, 2), 2)


@pytest.mark.parametrize("dtype", ["i1", "i4", "i8", "f2", "f4", "f8", np.longdouble, object])
def test_equal_by_content_for_arrays_of_any_type(dtype):
    array = np.array(TABLE, dtype=dtype)
    game = NormalFormGame(array, actors=["Ann", "Bob"], actions=["C", "D"])
    assert game == PD
    assert hash(game) == hash(PD)


def test_arrays_without_sign():
    assert NormalFormGame(np.ones((2, 1), dtype=np.uint8)).payoff(("1",)) == (1,)
    large = NormalFormGame(np.full((2, 1), 2**64 - 1, dtype=np.uint64))
    assert large.payoff(("1",)) == (2**64 - 1,)


@pytest.mark.parametrize("value", [2**62 - 1, 2**62, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, -(10**30)])
def test_huge_integers_stay_exact(value):
    game = NormalFormGame(with_first(value))
    assert game.payoff(("1", "1"))[0] == value
    assert NormalFormGame.from_json(game.to_json()) == game
    assert game != NormalFormGame(with_first(value + 1))


@pytest.mark.parametrize(
    "value", [0.1, 1e300, 1e-300, 5e-324, 1.7976931348623157e308, 0.30000000000000004, 123456.789, -0.0]
)
def test_floats_are_the_decimals_that_they_print_as(value):
    game = NormalFormGame(with_first(value))
    assert game.payoff(("1", "1"))[0] == Fraction(repr(value))
    numerators, denominators = game.integers()
    assert Fraction(int(numerators[0, 0, 0]), denominators[0]) == Fraction(repr(value))


floats = st.floats(allow_nan=False, allow_infinity=False) | st.decimals(-100, 100, places=3).map(float)


@given(st.lists(floats, min_size=1, max_size=4))
def test_integers_are_exact_and_smallest(values):
    numerators, denominators = NormalFormGame(np.array(values).reshape(-1, 1)).integers()
    exactly = [Fraction(repr(x)) for x in values]
    assert [Fraction(int(x), denominators[0]) for x in numerators[:, 0]] == exactly
    assert denominators[0] == np.lcm.reduce([x.denominator for x in exactly], dtype=object)


def test_views_are_copied():
    array = np.array(TABLE)
    game = NormalFormGame(array)
    array[0, 0, 0] = 99
    assert game.payoff(("1", "1"))[0] == 2
    with pytest.raises(ValueError, match="read-only"):
        game.payoffs[0, 0, 0] = 1
    with pytest.raises(AttributeError, match="cannot be changed"):
        game.actors = ("x",)


@pytest.mark.parametrize(
    ("payoffs", "told"),
    [
        (5, "need shape"),
        ([], "need shape"),
        ([1, 2], "need shape"),
        ([[1, 2], [3, 4]], "need shape"),
        (np.zeros((2, 2, 3)), r"shape \(2, 2, 3\)"),
        (np.zeros((2, 2)), "need shape"),
        (np.zeros((2, 0, 2)), "without actions"),
        (np.zeros((0, 1)), "without actions"),
        ([[[1, 2], [3]], [[1, 2], [3, 4]]], "ragged"),
        ([[1], [2, 3]], "ragged"),
        ([[1], 2], "ragged"),
    ],
)
def test_wrong_shapes(payoffs, told):
    with pytest.raises(GameError, match=told):
        NormalFormGame(payoffs)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        -float("inf"),
        True,
        None,
        "one",
        1j,
        np.float32("nan"),
        Decimal("NaN"),
        sympy.oo,
        {},
        "nan",
    ],
    ids=repr,
)
def test_payoffs_that_are_no_numbers(value):
    with pytest.raises(NumberError, match=r"payoff|finite"):
        NormalFormGame(with_first(value))


@pytest.mark.parametrize("dtype", [bool, complex, "U5", "S5", "datetime64[D]"])
def test_arrays_that_hold_no_numbers(dtype):
    with pytest.raises(NumberError):
        NormalFormGame(np.zeros((2, 1), dtype=dtype))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_arrays_with_nan_or_infinity(dtype, value):
    array = np.zeros((3, 2, 2), dtype=dtype)
    array[2, 1, 0] = value
    with pytest.raises(NumberError):
        NormalFormGame(array)


def test_the_place_of_a_bad_payoff_is_named():
    with pytest.raises(NumberError, match=r"index \(1, 0, 1\)"):
        NormalFormGame([[[1, 1], [1, 1]], [[1, "x"], [1, 1]]])
    with pytest.raises(NumberError, match=r"index \(1, 0, 1\)"):
        NormalFormGame([[[1.0, 1.0], [1.0, 1.0]], [[1.0, float("nan")], [1.0, 1.0]]])


@pytest.mark.parametrize(
    "build",
    [
        lambda: NormalFormGame(np.broadcast_to(np.int64(0), (10,) * 11)),
        lambda: NormalFormGame(np.broadcast_to(0.5, (10,) * 11)),
        lambda: NormalFormGame(np.broadcast_to(np.float32(0.5), (10,) * 11)),
        lambda: NormalFormGame(np.broadcast_to(np.array(Fraction(1, 2), dtype=object), (10,) * 11)),
        lambda: NormalFormGame.from_function(lambda *_: [0] * 10, actions=[[str(k) for k in range(10)]] * 10),
    ],
)
def test_ten_actors_with_ten_actions_are_refused_before_anything_is_allocated(build):
    with pytest.raises(GameTooLargeError, match=r"10,000,000,000 profiles.*Nothing was allocated"):
        build()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"actors": ["Ann"]}, "1 actors are named"),
        ({"actors": ["Ann", "Ann"]}, "'Ann' is given twice"),
        ({"actors": ["Ann", "*"]}, r"'\*' is no name"),
        ({"actors": ["Ann", ""]}, "is no name"),
        ({"actors": ["Ann", 3]}, "3 is no name"),
        ({"actors": "AB"}, "one text"),
        ({"actions": ["C", "C"]}, "'C' is given twice"),
        ({"actions": ["C", "*"]}, r"'\*' is no name"),
        ({"actions": ["C"]}, "1 named actions"),
        ({"actions": [["C", "D"]]}, "actions are given for 1 actors"),
        ({"actions": {"1": ["C", "D"]}}, "no actions are given for 2"),
        ({"actions": {"1": ["C", "D"], "Bbo": ["C", "D"]}}, "'Bbo', which is no actor"),
        ({"actions": [["C", "D"], "CD"]}, "one text"),
        ({"actions": "CD"}, "one text"),
        ({"actors": 5}, "list of names"),
        ({"actions": 5}, "list of names"),
        ({"actions": [["C", "D"], 5]}, "list of names"),
    ],
)
def test_wrong_names(names, told):
    with pytest.raises(GameTheoryError, match=told):
        NormalFormGame(TABLE, **names)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: PD.payoff(("C", "Dd")), "Bob has no action 'Dd'. Did you mean 'D'"),
        (lambda: PD.payoff({"Ann": "C", "Bbo": "D"}), "no actor 'Bbo'. Did you mean 'Bob'"),
        (lambda: PD.action_index("An", "C"), "Did you mean 'Ann'"),
    ],
)
def test_unknown_names_get_the_closest(ask, told):
    with pytest.raises(UnknownNameError, match=told):
        ask()


@pytest.mark.parametrize("profile", ["CD", ("C",), ("C", "D", "D"), {"Ann": "C"}])
def test_profiles_of_another_length(profile):
    with pytest.raises(GameError):
        PD.payoff(profile)


@given(games())
def test_round_trips_and_lookups(game):
    assert pickle.loads(pickle.dumps(game)) == game == copy.deepcopy(game)
    assert NormalFormGame.from_json(game.to_json(indent=1)) == game
    profiles = list(game.profiles())
    assert len(profiles) == game.n_profiles == len(set(profiles))
    again = NormalFormGame.from_function(
        lambda *p: game.payoff(p), actions=dict(zip(game.actors, game.actions, strict=True))
    )
    assert again == game
    for profile in profiles:
        assert game.payoff(dict(zip(game.actors, profile, strict=True))) == game.payoff_at(game.index(profile))


@given(games(), st.data())
def test_one_other_payoff_makes_another_game(game, data):
    place = data.draw(st.sampled_from(list(game.profiles())))
    actor = data.draw(st.integers(0, len(game.actors) - 1))
    rule = lambda *p: [x + (p == place and i == actor) for i, x in enumerate(game.payoff(p))]  # noqa: E731
    other = NormalFormGame.from_function(rule, actions=dict(zip(game.actors, game.actions, strict=True)))
    assert other != game


def test_another_kind_of_thing_is_not_equal():
    assert PD != TABLE
    assert repr(PD) == "<NormalFormGame of Ann, Bob: 2 x 2 actions>"


def test_one_actor_and_one_action_each():
    alone = NormalFormGame([[1], [Fraction(1, 2)]])
    assert alone.shape == (2,)
    fixed = NormalFormGame([[[[1, 2, 3]]]])
    assert list(fixed.profiles()) == [("1", "1", "1")]
    assert fixed.payoff(("1", "1", "1")) == (1, 2, 3)


def test_a_rule_that_gives_too_few_numbers():
    with pytest.raises(GameError, match="gives 1 numbers"):
        NormalFormGame.from_function(lambda a, b: [0], actions={"Ann": ["C"], "Bob": ["C"]})
