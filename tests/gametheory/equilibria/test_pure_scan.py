"""Pure equilibria and best responses against a definition written out in plain Python."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame, PureEquilibria, best_responses, pure_equilibria, verify
from gametheory.equilibria import pure_scan
from gametheory.errors import GameTheoryError


@st.composite
def tables(draw, most=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=4)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def by_definition(table):
    """Weak and strict equilibria, one comparison at a time."""
    shape, weak, strict = table.shape[:-1], [], []
    for profile in product(*map(range, shape)):
        gains = [
            table[(*profile[:i], a, *profile[i + 1 :], i)] - table[(*profile, i)]
            for i, k in enumerate(shape)
            for a in range(k)
            if a != profile[i]
        ]
        if all(gain <= 0 for gain in gains):
            weak.append(profile)
            strict.append(all(gain < 0 for gain in gains))
    return weak, strict


def found(table):
    game = NormalFormGame(table)
    answer = pure_equilibria(game)
    return [game.index(profile) for profile in answer], list(answer.strict)


@settings(deadline=None)
@given(tables())
@example(np.zeros((1, 1), dtype=np.int64))
@example(np.zeros((2, 1, 2, 3), dtype=np.int64))
def test_as_defined(table):
    assert found(table) == by_definition(table)


@settings(deadline=None)
@given(tables(), st.integers(1, 8))
def test_blocks_of_any_size_give_the_same(table, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pure_scan, "_BLOCK", size)
        patch.setattr(pure_scan, "_FEW", 2)
        assert found(table) == by_definition(table)


@settings(deadline=None)
@given(tables(), st.data())
def test_positive_affine_changes_change_nothing(table, data):
    n = table.shape[-1]
    slopes = data.draw(st.lists(st.fractions("1/9", 9, max_denominator=9), min_size=n, max_size=n))
    shifts = data.draw(st.lists(st.fractions(-5, 5, max_denominator=7), min_size=n, max_size=n))
    changed = table.astype(object) * np.array(slopes, dtype=object) + np.array(shifts, dtype=object)
    assert found(changed) == found(table)


@settings(deadline=None)
@given(tables(), st.sampled_from([1e-9, 1e-3, 1e9]))
def test_floats_of_any_scale(table, scale):
    assert found(table * scale) == found(table)


@settings(deadline=None)
@given(tables(), st.data())
def test_reordering_actors_reorders_profiles(table, data):
    n = table.shape[-1]
    order = data.draw(st.permutations(range(n)))
    turned = table.transpose([*order, n])[..., list(order)]
    expected = {tuple(profile[i] for i in order) for profile in found(table)[0]}
    assert set(found(turned)[0]) == expected


@settings(deadline=None)
@given(tables())
def test_round_trip_and_certificate(table):
    answer = pure_equilibria(NormalFormGame(table))
    assert PureEquilibria.from_json(answer.to_json()) == answer
    assert verify(answer.certificate, answer.game)
    assert hash(PureEquilibria.from_json(answer.to_json())) == hash(answer)


@settings(deadline=None)
@given(tables())
def test_best_responses_meet_in_the_equilibria(table):
    game = NormalFormGame(table)
    marks = best_responses(game)
    assert [tuple(index) for index in np.argwhere(marks.all(axis=-1)).tolist()] == found(table)[0]
    for i in range(table.shape[-1]):
        assert marks[..., i].any(axis=i).all()


def test_a_difference_below_any_tolerance_counts():
    game = NormalFormGame([[[1e-9, 0.0], [0.0, 0.0]], [[0.0, 0.0], [2e-9, 1e-12]]])
    assert list(pure_equilibria(game)) == [("1", "1"), ("2", "2")]
    assert pure_equilibria(game).strict == (False, True)


def test_integers_too_large_for_floats():
    big = 2**70
    game = NormalFormGame([[[big, 0]], [[big + 1, 0]]])
    assert list(pure_equilibria(game)) == [("2", "1")]


def test_a_constant_game_of_a_million_profiles_stays_small():
    game = NormalFormGame(np.zeros((2,) * 17 + (17,), dtype=np.int64))
    answer = pure_equilibria(game)
    assert len(answer) == 2**17
    assert next(iter(answer)) == ("1",) * 17
    assert ("2",) * 17 in answer
    assert "profiles" not in vars(answer)


def test_membership_is_by_whole_profiles():
    answer = pure_equilibria(NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"]))
    assert ("D", "D") in answer
    assert ("C", "D") not in answer
    assert ("D",) not in answer
    assert ("D", "E") not in answer
    assert "DD" not in answer
    assert repr(answer) == "<PureEquilibria: ('D', 'D')>"
    assert answer.payoffs == ((Fraction(0), Fraction(0)),)


def test_matching_pennies_has_none():
    answer = pure_equilibria(NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]]))
    assert (len(answer), list(answer), answer.profiles, answer.strict) == (0, [], (), ())
    assert repr(answer) == "<PureEquilibria: none>"


def test_false_strictness_in_a_text_is_refused():
    answer = pure_equilibria(NormalFormGame([[0], [1]]))
    with pytest.raises(GameTheoryError, match="strictness"):
        PureEquilibria.from_json(answer.to_json().replace("[true]", "[false]"))
