"""Lotteries: short forms, sums, and rounding that is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import StrategyError
from gametheory.frozen import FrozenMap
from gametheory.strategies.lottery import as_lottery, read_lottery
from gametheory.testing import lotteries


@given(lotteries(["a", "b", "c"]))
def test_exact_lotteries_are_kept(lottery):
    read = as_lottery(read_lottery(lottery, "it", pytest.fail))
    assert read == {prize: p for prize, p in lottery.items() if p}


@given(st.lists(st.integers(1, 50), min_size=2, max_size=9))
def test_float_lotteries_are_normalised_with_a_note(weights):
    notes = []
    lottery = {k: weight / sum(weights) for k, weight in enumerate(weights)}
    read = read_lottery(lottery, "it", notes.append)
    assert sum(read.values()) == 1
    assert bool(notes) is (sum(Fraction(repr(p)) for p in lottery.values()) != 1)
    for k, weight in enumerate(weights):
        assert abs(read[k] - Fraction(weight, sum(weights))) < Fraction(1, 10**12)


@pytest.mark.parametrize("off", ["1e-11", "-1e-11", "1"])
def test_sums_that_miss_one_by_more_are_refused(off):
    with pytest.raises(StrategyError, match="sum to"):
        read_lottery({"a": "1/2", "b": Fraction(1, 2) + Fraction(off)}, "it", pytest.fail)


def test_sure_things():
    assert as_lottery("a") == FrozenMap({"a": 1})
    assert read_lottery({"a": 1, "b": 0}, "it", pytest.fail) == "a"
