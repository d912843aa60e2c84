"""Coalitions: textbook cases, every coalition and joint switch tried one by one, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    DeviatingCoalitions,
    NormalFormGame,
    StrongEquilibria,
    deviating_coalitions,
    pure_equilibria,
    strong_equilibria,
    verify,
)
from gametheory.equilibria import coalition_scan, coalitions
from gametheory.errors import GameTooLargeError

DILEMMA = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])


@st.composite
def tables(draw, most=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=4)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-2, 2), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def by_definition(table, home):
    """Minimal coalitions among all sets of actors with a joint switch (staying included) that all members gain by."""
    n, found = table.shape[-1], []
    for size in range(1, n + 1):
        for members in combinations(range(n), size):
            if any(set(smaller) <= set(members) for smaller in found):
                continue
            ranges = [range(table.shape[i]) if i in members else [home[i]] for i in range(n)]
            if any(all(table[(*away, i)] > table[(*home, i)] for i in members) for away in product(*ranges)):
                found.append(members)
    return found


@settings(deadline=None)
@given(tables(), st.data())
@example(np.zeros((1, 1), dtype=np.int64), None)
def test_as_defined(table, data):
    game = NormalFormGame(table)
    home = tuple(data.draw(st.integers(0, k - 1)) if data else 0 for k in game.shape)
    names = tuple(str(k + 1) for k in home)
    answer = deviating_coalitions(game, names)
    expected = by_definition(table, home)
    assert set(answer.coalitions) == {tuple(str(i + 1) for i in members) for members in expected}
    assert len(answer) == len(expected)
    for deviation in answer:
        after, before = game.payoff(deviation.profile), game.payoff(names)
        for actor, gain in deviation.gains.items():
            assert gain > 0
            assert gain == after[game.actor_index(actor)] - before[game.actor_index(actor)]
    assert verify(answer.certificate, game)


@settings(deadline=None)
@given(tables())
def test_strong_equilibria_are_the_equilibria_that_nobody_leaves(table):
    game = NormalFormGame(table)
    answer = strong_equilibria(game)
    assert set(answer) | set(answer.blocked) == set(pure_equilibria(game))
    assert [profile for profile in game.profiles() if not by_definition(table, game.index(profile))] == list(answer)
    for profile, deviation in answer.blocked.items():
        assert len(deviation.coalition) == min(map(len, deviating_coalitions(game, profile).coalitions))


@settings(deadline=None)
@given(tables(), st.integers(1, 5))
def test_blocks_of_any_size_give_the_same(table, size):
    game = NormalFormGame(table)
    whole = deviating_coalitions(game, ("1",) * table.shape[-1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coalition_scan, "_BLOCK", size)
        assert deviating_coalitions(game, whole.profile) == whole


@settings(deadline=None)
@given(tables(), st.fractions("1/9", 9, max_denominator=9), st.fractions(-5, 5, max_denominator=7))
def test_positive_affine_changes_change_no_coalition(table, slope, shift):
    home = ("1",) * table.shape[-1]
    changed = deviating_coalitions(NormalFormGame(table.astype(object) * slope + shift), home)
    assert changed.coalitions == deviating_coalitions(NormalFormGame(table), home).coalitions


def test_prisoners_dilemma_has_no_strong_equilibrium():
    answer = strong_equilibria(DILEMMA)
    assert len(answer) == 0
    assert answer.blocked["D", "D"].gains == {"Ann": Fraction(2), "Bob": Fraction(2)}
    assert answer.converged
    alone = deviating_coalitions(DILEMMA, {"Ann": "C", "Bob": "C"})
    assert alone.coalitions == (("Ann",), ("Bob",))
    assert alone.converged


def test_majority_of_three():
    """Any two of three can share the pot alone: no pair is content, every minimal coalition has two members."""

    def payoff(*votes):
        for i, j in combinations(range(3), 2):
            if votes[i] == str(j + 1) and votes[j] == str(i + 1):
                return [3 if k in (i, j) else 0 for k in range(3)]
        return [2, 2, 2]

    game = NormalFormGame.from_function(payoff, actions=[["2", "3"], ["1", "3"], ["1", "2"]], actors=list("123"))
    answer = deviating_coalitions(game, ("2", "3", "1"))
    assert all(len(members) <= 2 for members in answer.coalitions)
    assert len(answer) == 3


def test_no_coalition_leaves():
    hunt = NormalFormGame([[[4, 4], [0, 3]], [[3, 0], [3, 3]]], actions=["stag", "hare"])
    answer = deviating_coalitions(hunt, ("stag", "stag"))
    assert len(answer) == 0
    assert str(answer) == "no coalition gains by leaving ('stag', 'stag')"


def test_round_trip():
    answer = deviating_coalitions(DILEMMA, ("D", "D"))
    assert DeviatingCoalitions.from_json(answer.to_json()) == answer
    strong = strong_equilibria(DILEMMA)
    assert StrongEquilibria.from_json(strong.to_json()) == strong


def test_too_many_comparisons_are_refused(monkeypatch):
    monkeypatch.setattr(coalitions, "_MOST", 31)
    with pytest.raises(GameTooLargeError, match=r"4 pure equilibria and 4 profiles.* takes 32 comparisons"):
        strong_equilibria(NormalFormGame(np.zeros((2, 2, 2), dtype=np.int64)))


def test_too_many_coalitions_are_refused(monkeypatch):
    monkeypatch.setattr(coalitions, "_MOST_COALITIONS", 1)
    with pytest.raises(GameTooLargeError, match=r"more than 1 minimal coalitions of the 2 actors .* has 1 members"):
        deviating_coalitions(DILEMMA, ("C", "C"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"deviations": []}, "Ann and Bob gains at .* and is missing"),
        ({"deviations": [["C", "D"]]}, "not everybody who moves"),
        ({"deviations": [["D", "D"]]}, "not everybody who moves"),
        ({"deviations": [["C", "C"], ["C", "C"]]}, "Ann and Bob is not minimal"),
    ],
)
def test_altered_certificates_fail(change, message):
    data = json.loads(json.dumps(deviating_coalitions(DILEMMA, ("D", "D")).certificate.data)) | change
    with pytest.raises(CertificateError, match=message):
        verify(Certificate("deviating_coalitions", data))
