import json

import pytest

from gametheory import Certificate, CertificateError, NormalFormGame, mixed_equilibria, verify

BATTLE = NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]], actors=["Ann", "Bob"])
TIED = NormalFormGame([[[1, 1], [1, 0]], [[0, 0], [1, 1]]])


@pytest.mark.parametrize("game", [BATTLE, TIED])
def test_accepts_what_the_solver_found(game):
    certificate = mixed_equilibria(game).certificate
    assert verify(certificate, game)
    assert verify(certificate.to_json())


def altered(change):
    data = json.loads(json.dumps(mixed_equilibria(BATTLE).certificate.data))
    change(data)
    return Certificate("mixed_equilibria", data)


def set_item(place, value):
    def change(data):
        *path, last = place
        for key in path:
            data = data[key]
        data[last] = value

    return change


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("equilibria", 1, 0), ["1/2", "1/2"], "regret is 1/15"),
        (("equilibria", 1, 0), ["3/5", "3/5"], "make no lottery"),
        (("equilibria", 1, 0), ["1"], "2 actions"),
        (("equilibria", 1), [["1", "0"]], "one strategy per actor"),
        (("regret", 0), "1/2", "not 1/2"),
        (("regret",), [], "has a regret"),
        (("components", 0, 0), [["1", "0"], ["0", "1"]], "a component holds"),
        (("components", 0), [[["1", "0"]]], "every actor"),
    ],
)
def test_refuses_what_does_not_hold(place, value, message):
    with pytest.raises(CertificateError, match=message):
        verify(altered(set_item(place, value)))


def test_names_who_gains_and_how():
    with pytest.raises(CertificateError, match="of Bob, from '2'"):
        verify(altered(set_item(("equilibria", 1, 0), ["1/2", "1/2"])))
