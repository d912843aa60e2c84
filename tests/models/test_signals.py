"""Declared signals: exact probabilities at every profile."""

from fractions import Fraction

import pytest

import models
from models import LoadError
from models.library import OWN


def edited(folder, old, new):
    text = (OWN / "bank-delisting.toml").read_text("utf-8")
    assert old in text
    (folder / "edited.toml").write_text(text.replace(old, new, 1), "utf-8")
    return models.load("edited", folder)


@pytest.mark.parametrize("name", ["deniable-exports", "bank-delisting"])
def test_probabilities_are_exact_and_sum_to_one_everywhere(name):
    scenario = models.load(name)
    table = scenario.signals
    assert table.probabilities.shape == (*scenario.shape, len(table.signals))
    assert all(type(x) is Fraction and 0 <= x <= 1 for x in table.probabilities.ravel())
    assert all(total == 1 for total in table.probabilities.sum(axis=-1).ravel())


def test_what_is_declared_is_what_is_read():
    scenario = models.load("bank-delisting")
    assert scenario.signals.at((0, 0)) == {
        "flagged": Fraction(4, 5),
        "quiet": Fraction(1, 5),
        "flagged_listed": 0,
        "quiet_listed": 0,
    }
    assert scenario.signals.at((1, 2)) == {
        "flagged": 0,
        "quiet": 0,
        "flagged_listed": Fraction(1, 20),
        "quiet_listed": Fraction(19, 20),
    }


def test_where_actions_are_seen_there_is_no_table():
    assert models.load("five-powers").monitoring is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('value = "4/5"', 'value = "6/5"', "it is 6/5 at us = leave, chinese_banks = process"),
        (
            "1 - flag_full * full - flag_partial * partial",
            "1 - flag_full * full",
            "the probabilities sum to 13/10 at us = leave, chinese_banks = block_components",
        ),
        ("(flag_full * full", "(banks_profit * full", "'banks_profit' is no stake or feature"),
        (
            'sources = ["icbc-stops-yuan-payments", "chinese_banks-block-component-payments"]\n\n[signals',
            "\n[signals",
            "signals.quiet: the source is missing",
        ),
    ],
)
def test_what_is_wrong_is_told_with_the_profile(tmp_path, old, new, told):
    with pytest.raises(LoadError) as refused:
        edited(tmp_path, old, new)
    assert told in str(refused.value)
    assert "edited.toml, line " in str(refused.value)


@pytest.mark.parametrize("name", ["deniable-exports", "bank-delisting"])
def test_symbols_stand_for_the_numbers(name):
    scenario = models.load(name)
    table = scenario.signals
    assert table.symbolic.at(**table.chances) == scenario.monitoring
    assert scenario.repeated().monitoring == scenario.monitoring
    assert {s.name for s in table.symbolic.symbols} == set(table.chances)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('detect = "flag_full"', 'detect = "flag_fool"', "Did you mean 'flag_full'?"),
        ('alarm = "flag_partial"', 'alarm = "banks_loss"', "'banks_loss' is no chance in the signals"),
        ('when = "signal == flagged", to', 'when = "signal == flaged", to', "signal has no action 'flaged'"),
        ('when = "signal == flagged", to', 'when = "us == leave", to', "Only signals are seen here"),
    ],
)
def test_what_is_wrong_with_detection_is_told(tmp_path, old, new, told):
    with pytest.raises(LoadError) as refused:
        edited(tmp_path, old, new)
    assert told in str(refused.value)


def test_a_product_of_chances_is_refused(tmp_path):
    text = (OWN / "bank-delisting.toml").read_text("utf-8").replace("flag_full * full", "flag_full * flag_none * full")
    (tmp_path / "own.toml").write_text(text, "utf-8")
    with pytest.raises(LoadError, match="two chances are multiplied"):
        models.load("own", tmp_path)


def test_detection_needs_signals(tmp_path):
    text = (OWN / "five-powers.toml").read_text("utf-8")
    (tmp_path / "own.toml").write_text(text + '\n[detection]\ndetect = "a"\nalarm = "b"\n', "utf-8")
    with pytest.raises(LoadError, match="no signals are declared"):
        models.load("own", tmp_path)
