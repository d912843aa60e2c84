"""Tit for tat and its kin against their definitions in words, history by history."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, discount_region
from gametheory.errors import NumberError, StrategyError
from gametheory.strategies import generous_tit_for_tat, mirror, tit_for_tat, win_stay_lose_shift
from tests.oracles.histories import histories, prescribed, pure_profile

ACTORS = st.integers(1, 4)


@given(st.data(), ACTORS)
def test_tit_for_tat_cooperates_exactly_when_all_others_did(data, actors):
    history = data.draw(histories(["CDE"] * actors))
    last = history[-1] if history else "C" * actors
    expected = tuple("C" if all(a == "C" for j, a in enumerate(last) if j != i) else "D" for i in range(actors))
    assert pure_profile(tit_for_tat(("C",) * actors, ("D",) * actors), history) == expected


@given(st.data(), ACTORS, st.fractions(0, 1, max_denominator=5))
def test_generosity_softens_the_answers_of_tit_for_tat_and_nothing_else(data, actors, generosity):
    history = data.draw(histories(["CDE"] * actors))
    generous = generous_tit_for_tat(("C",) * actors, ("D",) * actors, generosity=generosity)
    last = history[-1] if history else ("C",) * actors
    soft = {name: p for name, p in (("C", generosity), ("D", 1 - generosity)) if p}
    expected = tuple(
        tuple(sorted(({"C": 1} if all(a == "C" for j, a in enumerate(last) if j != i) else soft).items()))
        for i in range(actors)
    )
    assert prescribed(generous, history) == {expected: 1}


def test_tit_for_tat_is_subgame_perfect_at_one_discount_factor_only():
    """Where T + S = R + P, the four constraints meet at (T - R)/(R - S) (Kalai, Samet and Stanford 1988)."""
    fair = NormalFormGame([[[4, 4], [1, 6]], [[6, 1], [3, 3]]], actions=["C", "D"])
    assert str(discount_region(fair, tit_for_tat(("C", "C"), ("D", "D")))) == "{2/3}"
    unfair = NormalFormGame([[[4, 4], [1, 7]], [[7, 1], [3, 3]]], actions=["C", "D"])
    assert discount_region(unfair, tit_for_tat(("C", "C"), ("D", "D"))).is_empty


@given(histories(["CD", "CD"]))
def test_the_mirror_of_like_with_like_is_tit_for_tat(history):
    like = {"C": "C", "D": "D"}
    assert pure_profile(mirror(("C", "C"), [like, like]), history) == pure_profile(
        tit_for_tat(("C", "C"), ("D", "D")), history
    )


@given(st.data(), st.integers(2, 4))
def test_a_mirror_answers_the_actor_that_it_watches(data, actors):
    watches = [data.draw(st.sampled_from([j for j in range(actors) if j != i])) for i in range(actors)]
    answers = [{a: data.draw(st.sampled_from("XYZ")) for a in "XYZ"} for _ in range(actors)]
    first = tuple(data.draw(st.sampled_from("XYZ")) for _ in range(actors))
    history = data.draw(histories(["XYZ"] * actors))
    expected = tuple(answers[i][history[-1][j]] for i, j in enumerate(watches)) if history else first
    assert pure_profile(mirror(first, answers, watches=watches), history) == expected


def test_by_default_each_watches_the_next():
    named = [{"a": f"answers {i}", "b": f"grumbles {i}"} for i in range(3)]
    strategy = mirror(("a", "a", "a"), named)
    assert pure_profile(strategy, [("b", "a", "a")]) == ("answers 0", "answers 1", "grumbles 2")


@given(st.data(), ACTORS)
def test_win_stay_lose_shift_cooperates_after_unanimity(data, actors):
    history = data.draw(histories(["CDE"] * actors))
    expected = "C" if not history or set(history[-1]) in ({"C"}, {"D"}) else "D"
    strategy = win_stay_lose_shift(("C",) * actors, ("D",) * actors)
    assert pure_profile(strategy, history) == (expected,) * actors


def test_win_stay_lose_shift_threshold():
    """From cooperation: R >= (1 - d) T + d ((1 - d) P + d R), that is d >= (T - R)/(R - P)."""
    stage = NormalFormGame([[[3, 3], [0, 4]], [[4, 0], [1, 1]]], actions=["C", "D"])
    region = discount_region(stage, win_stay_lose_shift(("C", "C"), ("D", "D")))
    assert region.infimum == Fraction(1, 2)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: tit_for_tat(("C", "C"), ("D",)), StrategyError, "the defection has 1"),
        (lambda: generous_tit_for_tat(("C",), ("D",), generosity=2), StrategyError, "between 0 and 1"),
        (lambda: generous_tit_for_tat(("C",), ("D",), generosity="much"), NumberError, "the generosity"),
        (lambda: mirror(("C", "C"), [{"C": "C"}]), StrategyError, "1 mappings of answers"),
        (lambda: mirror(("C", "C"), [{"C": "C"}] * 2, watches=[0, 0]), StrategyError, "actor number 0 watches itself"),
        (lambda: mirror(("C", "C"), [{"C": "C"}] * 2, watches=[1]), StrategyError, "1 positions to watch"),
        (lambda: mirror(("C", "C"), [{"C": "C"}] * 2, watches=[1, 5]), StrategyError, "positions run from 0 to 1"),
        (
            lambda: mirror(("C",) * 3, [{"C": "C"}, {"C": "C"}, {"D": "C"}], watches=[1, 0, 0]),
            StrategyError,
            "those who watch actor number 0",
        ),
    ],
)
def test_what_is_wrong_is_told(make, error, message):
    with pytest.raises(error, match=message):
        make()
