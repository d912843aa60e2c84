"""A scenario with other chances is the one that its file with those numbers gives."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from gametheory.errors import UnknownNameError
from models.chances import with_chances
from models.errors import ModelError

BANKS = models.load("bank-delisting")
chance = st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100)


@settings(max_examples=15, deadline=None)
@given(chance, chance)
def test_signals_are_those_of_the_symbols_at_these_numbers(full, partial):
    moved = with_chances(BANKS, {"flag_full": full, "flag_partial": partial})
    told = {**BANKS.signals.chances, "flag_full": full, "flag_partial": partial}
    assert dict(moved.signals.chances) == told
    expected = BANKS.signals.symbolic.at(**told)
    assert all(moved.monitoring.chances(i) == expected.chances(i) for i in ((0, 0), (0, 1), (1, 0), (1, 2)))
    assert moved.spec.features["flag_full"].value == str(full)


def test_a_changed_file_gives_the_same(tmp_path):
    text = BANKS.path.read_text("utf-8").replace('flag_full = { value = "4/5"', 'flag_full = { value = "7/8"')
    (tmp_path / "bank-delisting.toml").write_text(text, "utf-8")
    other, moved = models.load("bank-delisting", tmp_path), with_chances(BANKS, {"flag_full": "7/8"})
    assert (other.signals.probabilities == moved.signals.probabilities).all()
    assert other.stage() == moved.stage()


def test_dropped_inequalities_stay_dropped():
    smaller = BANKS.without("definition")
    assert with_chances(smaller, {"flag_full": "1/2"}).kept == smaller.kept != BANKS.kept


def test_nothing_moved_is_the_same_scenario():
    assert with_chances(BANKS, {"flag_full": "4/5"}) is BANKS
    assert with_chances(models.load("both-ways"), {}).name == "both-ways"


@pytest.mark.parametrize("value", [0, 1, "3/2", -1])
def test_a_chance_lies_strictly_between_0_and_1(value):
    with pytest.raises(ModelError, match="strictly between 0 and 1"):
        with_chances(BANKS, {"flag_full": value})


def test_a_chance_must_be_one():
    with pytest.raises(UnknownNameError, match="flag_full"):
        with_chances(BANKS, {"flag_ful": "1/2"})
    with pytest.raises(UnknownNameError, match="china_trade"):
        with_chances(models.load("both-ways"), {"china_trade": "1/2"})
