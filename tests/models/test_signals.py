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
    table = scenario.monitoring
    assert table.probabilities.shape == (*scenario.shape, len(table.signals))
    assert all(type(x) is Fraction and 0 <= x <= 1 for x in table.probabilities.ravel())
    assert all(total == 1 for total in table.probabilities.sum(axis=-1).ravel())


def test_what_is_declared_is_what_is_read():
    scenario = models.load("bank-delisting")
    assert scenario.monitoring.at((0, 0)) == {"flagged": Fraction(4, 5), "quiet": Fraction(1, 5)}
    assert scenario.monitoring.at((1, 2)) == {"flagged": Fraction(1, 20), "quiet": Fraction(19, 20)}


def test_where_actions_are_seen_there_is_no_table():
    assert models.load("five-powers").monitoring is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('value = "4/5"', 'value = "6/5"', "it is 6/5 at us = leave, chinese_banks = process"),
        (
            "- flag_partial * partial",
            "",
            "the probabilities sum to 13/10 at us = leave, chinese_banks = block_components",
        ),
        ('"flag_full * full', '"banks_profit * full', "'banks_profit' is no stake or feature"),
        (
            'sources = ["icbc-stops-yuan-payments", "chinese_banks-block-component-payments"]\n\n[stakes',
            "\n[stakes",
            "signals.quiet: the source is missing",
        ),
    ],
)
def test_what_is_wrong_is_told_with_the_profile(tmp_path, old, new, told):
    with pytest.raises(LoadError) as refused:
        edited(tmp_path, old, new)
    assert told in str(refused.value)
    assert "edited.toml, line " in str(refused.value)
