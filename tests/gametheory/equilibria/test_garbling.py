"""Blackwell's order: matrices and decision problems that prove it, against SciPy."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import Certificate, CertificateError, GameTheoryError, NormalFormGame, PublicMonitoring, verify
from gametheory.testing import games, garbled, monitorings

PD = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
SHARP = PublicMonitoring(["quiet", "flag"], [[1, 0], ["1/4", "3/4"]])
BLURRED = SHARP.garble([[1, 0], ["1/3", "2/3"]])
few = settings(max_examples=max(settings().max_examples // 2, 5))
small = games(max_actors=2, max_actions=2)
watched = small.flatmap(lambda game: st.tuples(st.just(game), monitorings(game), monitorings(game)))


@few
@given(small.flatmap(monitorings), st.data())
def test_what_was_blurred_is_a_garbling_with_a_matrix(seen, data):
    blurred = data.draw(garbled(seen))
    found = blurred.is_garbling_of(seen)
    assert found
    assert seen.garble(found.matrix, blurred.signals) == blurred
    assert verify(found.certificate)


@few
@given(watched)
def test_decisions_agree_with_scipy(drawn):
    _, one, other = drawn
    found = one.is_garbling_of(other)
    mine, theirs = (np.array([[float(p) for p in row] for row in m.rows]) for m in (one, other))
    s, t = theirs.shape[1], mine.shape[1]
    equal = [np.kron(row, np.eye(t)) for row in theirs] + [np.kron(np.eye(s), np.ones(t))]
    right = np.concatenate([mine.ravel(), np.ones(s)])
    solved = linprog(np.zeros(s * t), A_eq=np.vstack(equal), b_eq=right, method="highs")
    assert bool(found) == (solved.status == 0)
    assert verify(found.certificate)


@few
@given(watched)
def test_two_signals_tell_at_least_as_much_as_one(drawn):
    _, one, other = drawn
    both = one.product(other)
    assert one.is_garbling_of(both)
    assert other.is_garbling_of(both)
    assert one.is_garbling_of(PublicMonitoring.perfect(drawn[0]))


def test_what_is_no_garbling_comes_with_a_decision_problem():
    found = SHARP.is_garbling_of(BLURRED)
    assert not found
    assert found.matrix is None
    assert "no garbling" in str(found)
    assert verify(found.certificate.to_json())


@pytest.mark.parametrize("found", [SHARP.is_garbling_of(BLURRED), BLURRED.is_garbling_of(SHARP)], ids=str)
@pytest.mark.parametrize("key", ["monitoring", "other", "proof", "is_garbling"])
def test_changed_claims_are_refused(found, key):
    data = json.loads(json.dumps(found.certificate.data))
    changed = {"is_garbling": not found, "other": data["monitoring"]}
    data[key] = changed[key] if key in changed else data[key][::-1]
    with pytest.raises(CertificateError):
        verify(Certificate(found.certificate.kind, data))


def test_a_certificate_of_signals_is_about_no_game():
    with pytest.raises(CertificateError, match="not about a game"):
        verify(BLURRED.is_garbling_of(SHARP).certificate, PD)


@pytest.mark.parametrize("other", [None, PublicMonitoring(["x"], [[1]]), "perfect"])
def test_other_shapes_are_refused(other):
    with pytest.raises(GameTheoryError, match=r"give (a )?PublicMonitoring"):
        SHARP.is_garbling_of(other)
