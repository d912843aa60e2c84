"""Every type that goes to JSON has a way to be made here, and comes back equal."""

import importlib
import json
import pickle
import pkgutil
from fractions import Fraction

import pytest
import sympy
from hypothesis import example, given
from hypothesis import strategies as st

import gametheory
from gametheory import (
    Algebraic,
    Automaton,
    GameFamily,
    GameTheoryError,
    LinearInequality,
    NormalFormGame,
    Polytope,
    SymbolicMonitoring,
    check_strategy,
    discount_region,
    minimal_discount,
    minmax_values,
    payoff_set,
    pure_equilibria,
    threshold_formula,
)
from gametheory.equilibria.discount_region import Constraint, DiscountInterval
from gametheory.equilibria.one_shot_deviation import OneShotDeviation
from gametheory.equilibria.payoff_region import Cut
from gametheory.equilibria.threshold import Lever
from gametheory.frozen import FrozenMap
from gametheory.results import Jsonable, decode, encode
from gametheory.testing import automata, games, monitorings, repeated_games, strategies_in_games

P = sympy.Symbol("P")
names = st.text(min_size=1, max_size=4)
states = names | st.integers()
algebraic = (
    st.integers(2, 50)
    .filter(lambda k: int(k**0.5) ** 2 != k)
    .map(lambda k: Algebraic((-1, 0, k), Fraction(0), Fraction(1)))
)
constraints = st.builds(Constraint, names, states, names)
ends = st.fractions(0, 1) | algebraic
checks = strategies_in_games().map(lambda pair: check_strategy(*pair))
regions = strategies_in_games(common=True).map(lambda pair: discount_region(pair[0].stage, pair[1]))

sets = repeated_games(games(min_actors=2, max_actors=2), common=True).map(lambda game: payoff_set(game, sweeps=50))
regions_of_payoffs = repeated_games(games(min_actors=1, max_actors=1, max_actions=2)).map(payoff_set)

inequalities = st.builds(
    LinearInequality, st.dictionaries(st.sampled_from(["a", "b"]), st.fractions()), st.fractions(), names
)

WAYS = {
    "Algebraic": algebraic,
    "Automaton": games().flatmap(lambda game: automata(game, mixed=True)),
    "Certificate": (checks | regions | sets | games().map(pure_equilibria) | games().map(minmax_values)).map(
        lambda r: r.certificate
    ),
    "Constraint": constraints,
    "Cut": st.builds(Cut, st.tuples(st.fractions(), st.fractions()), st.fractions()),
    "DiscountInterval": st.builds(
        DiscountInterval, ends, ends, st.booleans(), st.booleans(), st.tuples(constraints), st.tuples()
    ),
    "DiscountRegion": regions,
    "GeneratedPoint": sets.filter(lambda found: found.points).map(lambda found: found.points[-1]),
    "GameFamily": st.integers(-3, 3).map(lambda k: GameFamily([[[k, 1]], [[0, "1/3"]]], Polytope(["a"]))),
    "Lever": st.builds(Lever, names, st.fractions(), st.floats(-9, 9), st.floats(-9, 9)),
    "LinearInequality": inequalities,
    "MinimalDiscount": games(min_actors=2, max_actors=2, max_actions=2).map(
        lambda game: minimal_discount(game, next(game.profiles()), tolerance=Fraction(1, 2))
    ),
    "MinmaxValues": games().map(minmax_values),
    "NormalFormGame": games(),
    "OneShotDeviation": st.builds(OneShotDeviation, names, states, names, st.fractions()),
    "PayoffRegion": regions_of_payoffs,
    "PayoffSet": sets,
    "Polytope": st.lists(inequalities, max_size=3).map(lambda known: Polytope(["a", "b"], known)),
    "PublicMonitoring": games().flatmap(monitorings),
    "PureEquilibria": games().map(pure_equilibria),
    "RepeatedGame": repeated_games(),
    "StageEquilibrium": sets.filter(lambda found: found.stage_equilibria).map(lambda found: found.stage_equilibria[-1]),
    "StrategyCheck": checks,
    "SymbolicMonitoring": st.integers(1, 5).map(
        lambda k: SymbolicMonitoring(["a", "b"], [[P / k, 1 - P / k], [P**2, 1 - P**2]])
    ),
    "ThresholdFormula": st.integers(1, 5).map(
        lambda k: threshold_formula(
            GameFamily([[[k, 1]], [[0, 0]]], Polytope(["a"])),
            Automaton(start=0, actions={0: ("1",)}, default={0: 0}),
            at={"a": k, "P": "1/2"},
            monitoring=SymbolicMonitoring(["a", "b"], [[P / k, 1 - P / k], [P, 1 - P]]),
        )
    ),
}
"""One line per type: a Hypothesis strategy that makes it."""


def all_types():
    for module in pkgutil.walk_packages(gametheory.__path__, "gametheory."):
        importlib.import_module(module.name)
    return {name for name, kind in Jsonable._types.items() if kind.__module__.startswith("gametheory.")}


def test_every_type_has_a_way_to_be_made():
    """A new result type needs a line in WAYS above."""
    assert all_types() == set(WAYS)


@pytest.mark.parametrize("name", sorted(WAYS))
@given(data=st.data())
def test_round_trips(name, data):
    value = data.draw(WAYS[name])
    assert type(value).__name__ == name
    again = type(value).from_json(value.to_json())
    assert again == value
    assert again.to_json() == value.to_json()
    assert hash(again) == hash(value)
    assert pickle.loads(pickle.dumps(value)) == value
    assert decode(json.loads(json.dumps(encode({"nested": (value, None)})))) == {"nested": (value, None)}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.fractions() | st.floats(allow_nan=False),
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.text() | st.integers(), inner, max_size=3).map(FrozenMap)
        ),
    )
)
@example(2**53 + 1)
@example(float("inf"))
def test_plain_values_round_trip(value):
    again = decode(json.loads(json.dumps(encode(value))))
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("value", [10**5000, -(10**5000), Fraction(1, 10**5000)], ids=["long", "negative", "fraction"])
def test_very_long_numbers_round_trip(value):
    """Found by test: integers of more than 4300 digits."""
    assert decode(json.loads(json.dumps(encode(value)))) == value


def test_results_with_very_long_numbers_round_trip():
    """Found by test: a game of 1e300 and 1e-300 over many states has values of more than 4300 digits."""
    game = NormalFormGame([[[2e300, 2e-300], [-1e300, 3e-300]], [[3e300, -1e-300], [0, 0]]], actions=["C", "D"])
    chain = gametheory.strategies.limited_punishment(("C", "C"), ("D", "D"), periods=20)
    check = check_strategy(gametheory.RepeatedGame(game, discount=1 - Fraction(1, 3**500)), chain)
    assert max(len(bin(x.denominator)) for row in check.values.values() for x in row) > 15000
    assert type(check).from_json(check.to_json()) == check
    assert gametheory.verify(check.certificate.to_json(), game)
    assert str(check)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100000,
        "1" * 5000,
        "null",
        "[]",
        "{}",
        '{"$type": "Nothing"}',
        '{"$type": "Automaton"}',
        '{"$type": []}',
        '{"$type": "Automaton", "start": 0}',
        '{"$fraction": "1/0"}',
        '{"$fraction": 3}',
        '{"$map": [1]}',
        '{"$float": "x"}',
        '{"$type": "NormalFormGame", "actors": ["A"], "actions": [["a"]], "payoffs": ["x"]}',
        '{"$integer": "1/2"}',
        '{"$type": "NormalFormGame", "actors": ["A"], "actions": [["a"]], "payoffs": ["1", "2"]}',
        None,
        3,
    ],
)
def test_malformed_text_raises_one_kind_of_error(text):
    with pytest.raises(GameTheoryError):
        Automaton.from_json(text)


def test_another_kind_of_value_is_named():
    with pytest.raises(GameTheoryError, match=r"read it with NormalFormGame.from_json\(\)"):
        Automaton.from_json(NormalFormGame([[1], [2]]).to_json())


def test_what_has_no_form_in_json_is_refused():
    with pytest.raises(TypeError, match="set has no form in JSON"):
        encode({1})
