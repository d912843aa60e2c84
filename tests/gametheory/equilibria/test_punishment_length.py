"""The best length of a punishment against trying every length."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    GameTheoryError,
    NormalFormGame,
    PublicMonitoring,
    RepeatedGame,
    best_bang_bang,
    check_strategy,
    punishment_length,
    pure_equilibria,
)
from gametheory.equilibria.punishment_length import first_power
from gametheory.testing import games, monitorings
from tests.gametheory.equilibria.noisy_dilemma import PD, good_signal

SEEN = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))
LENGTHS = [*range(1, 9), None]


def longer(periods, other):
    """Whether a length is at least another; None is for ever."""
    return periods is None or (other is not None and periods >= other)


@settings(max_examples=40)
@given(st.data())
def test_every_length_is_told_rightly(data):
    stage = data.draw(games(min_actors=1, max_actors=2, max_actions=2).filter(lambda g: len(pure_equilibria(g))))
    seen = data.draw(st.none() | monitorings(stage, max_signals=2))
    game = RepeatedGame(stage, data.draw(st.fractions("1/5", "9/10", max_denominator=10)), seen)
    threat = data.draw(st.sampled_from(list(pure_equilibria(stage))))
    reward = data.draw(st.sampled_from(list(stage.profiles())))
    bad = None if seen is None else [data.draw(st.sampled_from(seen.signals))]
    weights = [data.draw(st.integers(-2, 2)) for _ in stage.actors]
    found = punishment_length(game, reward, threat, bad=bad, weights=weights)
    if not found.exists:
        return
    values = {}
    for periods in LENGTHS:
        check = check_strategy(game, found.strategy(periods))
        inside = longer(periods, found.shortest) and longer(found.longest, periods)
        assert check.is_equilibrium == inside
        if inside:
            values[periods] = sum(w * v for w, v in zip(weights, check.payoffs, strict=True))
    assert found.value >= max(values.values(), default=found.value)
    assert found.check.is_equilibrium
    assert sum(w * v for w, v in zip(weights, found.check.payoffs, strict=True)) == found.value


@settings(max_examples=30)
@given(st.data())
def test_none_means_none(data):
    """Where no length works, trying lengths with signals that are bad finds none either."""
    stage = data.draw(games(min_actors=1, max_actors=2, max_actions=2).filter(lambda g: len(pure_equilibria(g))))
    seen = data.draw(monitorings(stage, max_signals=2))
    game = RepeatedGame(stage, data.draw(st.fractions("1/5", "9/10", max_denominator=10)), seen)
    threat, reward = next(iter(pure_equilibria(stage))), next(iter(stage.profiles()))
    found = punishment_length(game, reward, threat)
    if not found.exists:
        for bad in ((), (seen.signals[0],), (seen.signals[-1],)):
            for periods in LENGTHS:
                strategy = replace(found, bad=bad).strategy(periods)
                assert not check_strategy(game, strategy).is_equilibrium


@pytest.mark.parametrize(
    ("discount", "told"),
    [
        ("0.6", "best length 6, worth 156250/89297; equilibria: 6 to for ever"),
        ("0.7", "best length 3, worth 20000/11533; equilibria: 3 to for ever"),
        ("0.9", "best length 2, worth 2000/1171; equilibria: 2 to for ever"),
        ("0.55", "no length of punishment makes an equilibrium"),
    ],
)
def test_figures(discount, told):
    found = punishment_length(RepeatedGame(PD, discount, SEEN), ("C", "C"), ("D", "D"), weights=[1, 0])
    assert str(found) == told


def test_for_ever_is_a_length():
    found = punishment_length(RepeatedGame(PD, Fraction(10, 17), SEEN), ("C", "C"), ("D", "D"), weights=[1, 0])
    assert found.exists
    assert found.periods is None
    assert found.too_short.action == "D"


def test_public_randomisation_does_at_least_as_well():
    game = RepeatedGame(PD, "9/10", SEEN)
    found = punishment_length(game, ("C", "C"), ("D", "D"))
    assert found.value <= best_bang_bang(game).value


def test_a_punishment_can_be_too_long():
    """False alarms: the longer the punishment, the more a bank gains by stopping even what is allowed."""
    stage = NormalFormGame([[2], [1], [0]], actors=["bank"], actions=[["all", "lawful", "none"]])
    with pytest.raises(GameTheoryError, match="gains 1 by playing 'all'"):
        punishment_length(RepeatedGame(stage, "9/10"), ("all",), ("lawful",))
    listed = NormalFormGame.from_function(
        lambda bank, sender: (
            {"all": 2, "lawful": 1, "none": 0}[bank] - 3 * (sender == "list"),
            -(bank == "all") * (sender == "leave"),
        ),
        actions={"bank": ["all", "lawful", "none"], "sender": ["leave", "list"]},
    )
    flag = {"all": Fraction(4, 5), "lawful": Fraction(3, 10), "none": Fraction(1, 20)}
    seen = PublicMonitoring.from_function(listed, lambda bank, _: {"flag": flag[bank], "quiet": 1 - flag[bank]})
    found = punishment_length(RepeatedGame(listed, "19/20", seen), ("lawful", "leave"), ("all", "list"), bad="flag")
    assert found.exists
    assert found.longest is not None
    assert found.too_short.action == "all"
    assert found.too_long.action == "none"


def test_what_cannot_be_asked_is_refused():
    game = RepeatedGame(PD, "9/10", SEEN)
    with pytest.raises(GameTheoryError, match="gains 1 by playing"):
        punishment_length(game, ("C", "C"), ("C", "D"))
    with pytest.raises(GameTheoryError, match="Did you mean 'bad'"):
        punishment_length(game, ("C", "C"), ("D", "D"), bad=["baad"])
    with pytest.raises(GameTheoryError, match="every departure is bad"):
        punishment_length(RepeatedGame(PD, "9/10"), ("C", "C"), ("D", "D"), bad=["bad"])
    with pytest.raises(GameTheoryError, match="give 1 to"):
        punishment_length(game, ("C", "C"), ("D", "D")).strategy(0)


@given(
    st.fractions("1/50", "99/100", max_denominator=100), st.fractions("1/1000", 1, max_denominator=1000), st.booleans()
)
@example(Fraction(1, 2), Fraction(1, 8), False)
@example(Fraction(1, 2), Fraction(1, 8), True)
@example(Fraction(1, 2), Fraction(1), True)
def test_first_power(base, limit, strictly):
    found = first_power(base, limit, strictly=strictly)
    below = [base**k < limit if strictly else base**k <= limit for k in (found - 1, found)]
    assert below[1]
    assert found == 1 or not below[0]
