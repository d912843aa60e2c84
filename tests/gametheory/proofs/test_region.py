"""The recheck of regions needs every root, and takes no witness on trust."""

from copy import deepcopy

import pytest

from gametheory import Certificate, CertificateError, NormalFormGame, discount_region, strategies, verify

MILD = NormalFormGame([[[2, 2], [0, 3]], [[3, 0], [1, 1]]], actors=["Ann", "Bob"], actions=["C", "D"])
TWICE = strategies.limited_punishment(("C", "C"), ("D", "D"), periods=2)
DATA = discount_region(MILD, TWICE).certificate.data
GOLDEN = {"polynomial": ["-1", "1", "1"], "low": "1/2", "high": "2/3"}


def verdict(**changes):
    return verify(Certificate("discount_region", deepcopy(DATA) | changes))


def test_isolating_intervals_may_be_wider_or_narrower():
    assert verdict(breakpoints=[GOLDEN])
    assert verdict(breakpoints=[GOLDEN | {"low": "1/100", "high": "99/100"}])
    assert verdict(breakpoints=[GOLDEN | {"polynomial": ["1", "-1", "-1"]}])


@pytest.mark.parametrize(
    ("breakpoints", "told"),
    [
        ([], "1 roots in"),
        ([{"at": "1/2"}], "1 roots in"),
        ([{"at": "1/2"}, {"at": "1/2"}], "not in order"),
        ([{"at": "0"}], "not in order"),
        ([GOLDEN, {"at": "1/3"}], "not in order"),
        ([GOLDEN, GOLDEN], "not in order"),
        ([GOLDEN | {"low": "-2"}], "not isolated"),
        ([GOLDEN | {"low": "2/3", "high": "3/4"}], "not isolated"),
        ([GOLDEN | {"low": "3/4", "high": "2/3"}], "is empty"),
        ([GOLDEN | {"high": "2"}], "not in order"),
        ([GOLDEN | {"polynomial": ["-1/2", "1", "1"]}], "integer coefficients"),
        ([GOLDEN | {"polynomial": []}], "not isolated"),
        ([GOLDEN | {"polynomial": [-1, 1, 1]}], "written as text"),
        ([GOLDEN | {"polynomial": ["-2", "3"], "low": "3/5", "high": "7/10"}], "1 roots in"),
    ],
)
def test_roots_that_are_missing_doubled_or_not_isolated(breakpoints, told):
    with pytest.raises(CertificateError, match=told):
        verdict(breakpoints=breakpoints)


def test_a_point_that_is_no_root_changes_nothing_but_the_count():
    shifted = [interval | {"low": 2, "high": 3} for interval in DATA["intervals"]]
    assert verdict(breakpoints=[{"at": "1/2"}, *DATA["breakpoints"]], intervals=shifted)
    with pytest.raises(CertificateError, match="do not follow"):
        verdict(breakpoints=[{"at": "1/2"}, *DATA["breakpoints"]])


@pytest.mark.parametrize(
    ("denominator", "told"),
    [
        ([], "not positive"),
        (["-1"], "not positive"),
        (["1", "-2"], "not positive"),
        (["4", "-5"], "root between 0 and 1"),
    ],
)
def test_denominators_that_vanish(denominator, told):
    with pytest.raises(CertificateError, match=told):
        verdict(denominator=denominator)


def test_values_that_solve_nothing():
    wrong = [[state, [["0"], ["0"]]] for state, _ in DATA["numerators"]]
    with pytest.raises(CertificateError, match="does not solve its equation"):
        verdict(numerators=wrong)
