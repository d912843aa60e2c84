"""Certificates of games that end: true ones pass, every falsehood is found."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import CertificateError, NormalFormGame, finite_equilibria, verify
from gametheory.proofs.certificate import Certificate
from gametheory.testing import games

STAGE = NormalFormGame(
    [[[1, 1], [5, 0], [0, 0]], [[0, 5], [4, 4], [0, 0]], [[0, 0], [0, 0], [3, 3]]],
    actors=["Ann", "Bob"],
    actions=["A", "B", "C"],
)
FOUND = finite_equilibria(STAGE, 2)


@given(games(max_actors=3, max_actions=2), st.integers(1, 3), st.sampled_from([1, "1/2"]))
def test_what_is_found_is_proved(stage, horizon, d):
    found = finite_equilibria(stage, horizon, discount=d)
    assert verify(found.certificate, stage)
    assert verify(found.certificate.to_json())


def changed(change):
    data = deepcopy(FOUND.certificate.data)
    change(data)
    return Certificate("finite_equilibria", data)


def swap_punishment(data):
    """Forgive Ann: after a departure in the first period the good equilibrium is played all the same."""
    [plan] = [automaton for vector, automaton in data["strategies"] if vector == ["7", "7"]]
    row = next(row for state, row in plan["transitions"] if state == "period 1")
    for key, target in row:
        if key == ["*", "B"]:
            target[0][0] = "period 2"


FALSEHOODS = {
    "payoff vectors are missing": lambda data: data["payoffs"].remove(["4", "4"]),
    "that no pure equilibrium pays": lambda data: data["payoffs"].append(["9", "9"]),
    "listed twice": lambda data: data["payoffs"].append(["7", "7"]),
    "is not listed": lambda data: data["payoffs"].remove(["7", "7"]),
    "pays": lambda data: data["strategies"].__setitem__(0, [["7", "7"], data["strategies"][0][1]]),
    "Ann gains 1 by playing 'A' in state 'period 1'": swap_punishment,
    "do not go together": lambda data: data["strategies"].clear(),
    "the horizon is no number": lambda data: data.update(horizon=True),
    "fewer states than there are periods": lambda data: data.update(horizon=10**9),
    "not one discount factor per actor": lambda data: data["discount"].pop(),
    "not above 0": lambda data: data.update(discount=["0", "1"]),
}


@pytest.mark.parametrize("told", FALSEHOODS)
def test_falsehoods_are_found_and_told(told):
    with pytest.raises(CertificateError, match=told):
        verify(changed(FALSEHOODS[told]))


def test_a_certificate_for_another_horizon_fails():
    with pytest.raises(CertificateError):
        verify(changed(lambda data: data.update(horizon=3)))
