"""Chains of cuts: what is proved holds, and a changed number is refused."""

from copy import deepcopy
from fractions import Fraction

import pytest

from gametheory import NormalFormGame, RepeatedGame, payoff_set, verify
from gametheory.errors import CertificateError
from gametheory.exact import exact_text
from gametheory.proofs.certificate import Certificate

F = Fraction
STAGE = NormalFormGame.from_function(
    lambda *plays: [2 * plays.count("give") - 3 * (own == "give") for own in plays], actions=[["give", "keep"]] * 3
)


@pytest.fixture(scope="module")
def certificate():
    return payoff_set(RepeatedGame(STAGE, F(1, 5)), sweeps=2).outer_certificate()


def changed(certificate, change):
    data = deepcopy(certificate.data)
    change(data)
    return Certificate("outer_bound", data)


def test_it_holds_and_excludes_mutual_gifts(certificate):
    """Giving needs discount factors from a quarter on; in units, giving pays 4/5 and keeping 1/5 each."""
    assert verify(certificate, STAGE)
    together = certificate.data["directions"].index(["1", "1", "1"])
    assert F(certificate.data["levels"][together]) < F(3, 5) + F(1, 10**6)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["levels"].__setitem__(0, "-1"), "claimed lower"),
        (lambda data: data["steps"][0].__setitem__("level", "-9"), "not proved"),
        (lambda data: data["steps"][-1]["why"].pop(), "every profile"),
        (lambda data: data["steps"][0].__setitem__("direction", 99), "missing"),
        (lambda data: data["directions"].__setitem__(0, ["0", "0", "0"]), "zero"),
        (lambda data: data["discount"].__setitem__(0, "1"), "strictly between"),
        (lambda data: data["steps"][0]["why"].__setitem__(0, [[0, "-1"]]), "negative"),
        (lambda data: data["steps"][0]["why"].__setitem__(0, [[77, "1"]]), "missing row"),
        (lambda data: data["levels"].pop(), "one level per direction"),
    ],
)
def test_a_changed_number_is_refused(certificate, change, told):
    with pytest.raises(CertificateError, match=told):
        verify(changed(certificate, change))


def test_more_patience_is_another_claim(certificate):
    """At a discount factor of one half gifts are sustained, and the same chain proves nothing."""
    patient = changed(certificate, lambda data: data.__setitem__("discount", ["1/2"] * 3))
    with pytest.raises(CertificateError, match="not proved"):
        verify(patient)


def test_levels_may_be_claimed_higher(certificate):
    assert verify(changed(certificate, lambda data: data["levels"].__setitem__(0, exact_text(F(5)))))


DILEMMA = NormalFormGame([[[9, 9], [1, 10]], [[10, 1], [3, 3]]])


@pytest.fixture(scope="module")
def closed():
    """Two actors at a third: the set itself is what is proved, by a closing step with bounds that hang together."""
    return payoff_set(RepeatedGame(DILEMMA, F(1, 3))).outer_certificate()


def test_the_closing_step_reaches_the_set_itself(closed):
    assert verify(closed, DILEMMA)
    found = payoff_set(RepeatedGame(DILEMMA, F(1, 3)))
    for row, level in zip(closed.data["directions"], closed.data["levels"], strict=True):
        a, b = map(F, row)
        assert max(a * (x - 1) / 9 + b * (y - 1) / 9 for x, y in found.inner) == F(level)


def lowered(data):
    """A little less than the set reaches, claimed at the end and in the closing step."""
    for levels in (data["levels"], data["closing"]["levels"]):
        levels[2] = exact_text(F(levels[2]) - F(1, 1000))


def bare(data):
    """No play is told what bounds it."""
    data["closing"]["why"] = [[[] for _ in row] for row in data["closing"]["why"]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lowered, "closing is not proved"),
        (lambda data: data.pop("closing"), "claimed lower"),
        (lambda data: data["closing"]["weights"].__setitem__(0, "0"), "not positive"),
        (lambda data: data["closing"]["weights"].pop(), "every direction"),
        (lambda data: data["closing"]["why"].pop(), "every direction"),
        (lambda data: data["closing"]["why"][0].pop(), "every profile"),
        (
            lambda data: data["closing"].__setitem__("why", [[[] for _ in row] for row in data["closing"]["why"]]),
            "closing",
        ),
    ],
)
def test_a_changed_closing_step_is_refused(closed, change, told):
    with pytest.raises(CertificateError, match=told):
        verify(changed(closed, change), DILEMMA)


def test_weights_must_exceed_their_sums():
    """In this game the excess beyond one edge is bounded by more than itself of others: equal weights prove nothing."""
    game = NormalFormGame([[[5, 5], [1, 2]], [[3, 3], [2, 0]]])
    certificate = payoff_set(RepeatedGame(game, F(9, 10))).outer_certificate()
    assert verify(certificate, game)
    assert len(set(certificate.data["closing"]["weights"])) > 1
    equal = changed(certificate, lambda data: data["closing"].__setitem__("weights", ["1"] * len(data["levels"])))
    with pytest.raises(CertificateError, match="closing is not proved"):
        verify(equal, game)
