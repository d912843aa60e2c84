"""Which deviations signals tell apart: ranks against SymPy, every confusion checked by hand, proofs."""

import json
from fractions import Fraction
from itertools import combinations, product

import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gametheory import (
    Certificate,
    CertificateError,
    GameTheoryError,
    NormalFormGame,
    PublicMonitoring,
    identifiability,
    verify,
)
from gametheory.testing import channel_monitorings, games, monitorings

F = Fraction
PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"])
ONE_FLAG = PublicMonitoring.detection(PD, {"Ann": ["D"], "Bob": ["D"]}, detected=".8", false_alarm=".1")
few = settings(max_examples=max(settings().max_examples // 3, 5))

watched = (games(max_actors=3, max_actions=2) | games(max_actors=2, max_actions=3)).flatmap(
    lambda game: st.tuples(st.just(game), monitorings(game) | channel_monitorings(game))
)


def rows(stage, seen, index, actor):
    return [list(seen.row((*index[:actor], k, *index[actor + 1 :]))) for k in range(stage.shape[actor])]


def rank(matrix):
    return sympy.Matrix(matrix).rank()


@few
@given(watched)
@example((NormalFormGame([[[0, 0]]]), PublicMonitoring(["x"], [[[1]]])))
def test_ranks_agree_with_sympy(pair):
    stage, seen = pair
    found = identifiability(stage, seen)
    for index in product(*map(range, stage.shape)):
        profile = tuple(names[k] for names, k in zip(stage.actions, index, strict=True))
        own = [rows(stage, seen, index, i) for i in range(len(stage.actors))]
        ranks = [rank(matrix) for matrix in own]
        pairs = list(combinations(range(len(own)), 2))
        both = {(i, j): rank(own[i] + own[j]) for i, j in pairs}
        assert found.has_individual_full_rank(profile) == all(r == len(m) for r, m in zip(ranks, own, strict=True))
        full = all(both[i, j] == len(own[i]) + len(own[j]) - 1 for i, j in pairs)
        assert found.has_pairwise_full_rank(profile) == full
        assert found.is_pairwise_identifiable(profile) == all(both[i, j] == ranks[i] + ranks[j] - 1 for i, j in pairs)


@few
@given(watched)
def test_confusions_make_all_signals_equally_likely(pair):
    stage, seen = pair
    found = identifiability(stage, seen)
    lists = (found.individual, found.pairwise, found.attribution, found.undetected, found.indistinguishable)
    for confusion in (c for confusions in lists for c in confusions):
        sides = []
        for lottery in (confusion.one, confusion.other):
            assert sum(lottery.values()) == 1
            assert min(lottery.values()) > 0
            total = [F(0)] * len(seen.signals)
            for (actor, action), p in lottery.items():
                assert actor in confusion.actors
                profile = [action if a == actor else b for a, b in zip(stage.actors, confusion.profile, strict=True)]
                total = [x + p * y for x, y in zip(total, seen.row(stage.index(profile)), strict=True)]
            sides.append(total)
        assert sides[0] == sides[1]
        assert not set(confusion.one) & set(confusion.other)


@few
@given(watched)
def test_certificates_verify(pair):
    stage, seen = pair
    assert verify(identifiability(stage, seen).certificate.to_json(), stage)


@few
@given(games(max_actors=3, max_actions=2) | games(max_actors=2, max_actions=3))
def test_perfect_monitoring_tells_everything_apart(stage):
    found = identifiability(stage, PublicMonitoring.perfect(stage))
    assert found.has_pairwise_full_rank()
    assert not any((found.individual, found.attribution, found.undetected, found.indistinguishable))


def test_a_flag_does_not_tell_who():
    found = identifiability(PD, ONE_FLAG)
    assert str(found.attribution[0]) == "at (C, C): Ann plays D looks like Bob plays D"
    assert [c.profile for c in found.attribution] == [("C", "C")]
    assert found.has_individual_full_rank(("C", "C"))
    assert not found.has_individual_full_rank(("D", "D"))
    assert str(found.undetected[0]) == "at (C, D): Ann plays D looks like Ann plays C"
    assert found.is_pairwise_identifiable({"Ann": "C", "Bob": "D"})
    assert "for example" in str(found)


def test_a_mix_that_goes_undetected():
    """Work and shirk leave one trace each way; both by turns look like the middle."""
    stage = NormalFormGame([[0], [1], [2]], actors=["Ann"], actions=[["low", "middle", "high"]])
    seen = PublicMonitoring(["a", "b"], [[1, 0], ["1/2", "1/2"], [0, 1]])
    found = identifiability(stage, seen)
    told = "at (middle): (1/2: Ann plays low or 1/2: Ann plays high) looks like Ann plays middle"
    assert [str(c) for c in found.undetected] == [told]
    assert len(found.individual) == 3


CLAIM = identifiability(PD, ONE_FLAG).certificate


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["attribution"].pop(), "are not those in which ranks fall short"),
        (lambda data: data["individual"].append(data["individual"][0]), "listed twice"),
        (lambda data: data["attribution"][0].update(one=[["Ann", "C", "1"]]), "equally likely"),
        (lambda data: data["attribution"][0].update(one=[["Ann", "D", "1/2"]]), "no lottery"),
        (lambda data: data["undetected"][0].update(other=[["Bob", "D", "1"]]), "in a confusion of Ann"),
        (lambda data: data["monitoring"]["rows"][1].reverse(), r"equally likely|fall short"),
        (lambda data: data["indistinguishable"].append(data["pairwise"][-1]), r"seen at all|both sides"),
    ],
)
def test_changed_claims_are_refused(change, told):
    data = json.loads(json.dumps(CLAIM.data))
    change(data)
    with pytest.raises(CertificateError, match=told):
        verify(Certificate(CLAIM.kind, data))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: identifiability(PD, None), "no monitoring"),
        (lambda: identifiability("PD", ONE_FLAG), "give a NormalFormGame"),
        (lambda: identifiability(PD, PublicMonitoring(["x"], [[1]])), "but the game has"),
        (lambda: identifiability(PD, ONE_FLAG).has_individual_full_rank(("C", "X")), "no action 'X'"),
    ],
)
def test_refusals(call, told):
    with pytest.raises(GameTheoryError, match=told):
        call()
