"""What certificates of two-state equilibria claim is refused wherever it does not follow."""

import json
from fractions import Fraction

import pytest

from gametheory import (
    CertificateError,
    NormalFormGame,
    RepeatedGame,
    best_bang_bang,
    check_strategy,
    strongly_symmetric,
    verify,
)
from gametheory.proofs.certificate import Certificate
from tests.gametheory.equilibria.noisy_dilemma import PD, good_signal

SEEN = good_signal(Fraction(9, 10), Fraction(1, 2), Fraction(3, 10))
HAWK_DOVE = NormalFormGame([[[0, 0], [3, 1]], [[1, 3], [2, 2]]])


def claims(certificate):
    return json.loads(certificate.to_json())["data"]


def refused(kind, data, told):
    with pytest.raises(CertificateError, match=told):
        verify(Certificate(kind, data))


def test_a_smaller_value_is_refused_where_nothing_bounds_it():
    data = claims(best_bang_bang(RepeatedGame(PD, "9/10", SEEN)).certificate)
    data["value"] = "3"
    refused("bang_bang", data, "not the claimed value")


def test_a_strategy_of_another_game_is_refused():
    data = claims(best_bang_bang(RepeatedGame(PD, "9/10", SEEN)).certificate)
    data["strategy"]["monitoring"] = None
    refused("bang_bang", data, "about another game")


def test_an_interval_that_is_not_the_largest_is_refused():
    """Mutual defection for ever is an equilibrium, but cooperation leaves a longer interval."""
    game = RepeatedGame(PD, "9/10", SEEN)
    poor = strongly_symmetric(RepeatedGame(PD, "1/2", SEEN)).automaton
    data = claims(strongly_symmetric(game).certificate)
    data["strategy"], data["best"], data["worst"] = claims(check_strategy(game, poor).certificate), "0", "0"
    refused("strongly_symmetric", data, "allow more than is claimed")


def test_a_listed_profile_that_is_no_equilibrium_is_refused():
    data = claims(strongly_symmetric(RepeatedGame(HAWK_DOVE, "1/10")).certificate)
    data["options"][2] = [[["1", "1/3"], ["2", "2/3"]]] * 2
    refused("strongly_symmetric", data, "no stage equilibrium")


def test_an_asymmetric_game_or_option_is_refused():
    data = claims(strongly_symmetric(RepeatedGame(PD, "9/10", SEEN)).certificate)
    data["options"][0] = [[["C", "1"]], [["D", "1"]]]
    refused("strongly_symmetric", data, "not the same for all actors")
    data = claims(strongly_symmetric(RepeatedGame(PD, "9/10", SEEN)).certificate)
    data["game"]["payoffs"][2] = "7"
    refused("strongly_symmetric", data, "not symmetric: Ann and Bob")


def test_an_empty_claim_needs_every_pair():
    data = claims(strongly_symmetric(RepeatedGame(HAWK_DOVE, "1/10"), stage_equilibria=[]).certificate)
    assert verify(Certificate("strongly_symmetric", data))
    data["pairs"][0][2]["multipliers"] = []
    refused("strongly_symmetric", data, "not shown to be infeasible")
