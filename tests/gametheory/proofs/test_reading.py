"""Certificates' numbers and games are read without trust."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import CertificateError
from gametheory.exact import exact_text
from gametheory.games.plain import plain_game
from gametheory.proofs.reading import distinct, number, read_table
from gametheory.testing import games

PLAIN = {"actors": ["Ann"], "actions": [["C", "D"]], "payoffs": ["1", "2"]}


@given(st.fractions())
def test_numbers(value):
    assert number(exact_text(value)) == value


@pytest.mark.parametrize(
    "text", [1, 1.5, None, True, "", "1.5", "1e5", "1e999999999", "1/0", "1/-2", " 1", "1_0", "٣", "nan"]
)
def test_what_is_not_written_as_a_number(text):
    """Found by test: text such as 1e999999999 was worked out, which never ended."""
    with pytest.raises(CertificateError):
        number(text)


@given(games())
def test_tables_hold_the_game(game):
    table = read_table(plain_game(game))
    assert (table.actors, table.actions) == (game.actors, game.actions)
    for index, profile in zip(table.profiles(), game.profiles(), strict=True):
        assert table.names(index) == profile
        assert table.index(profile) == index
        assert table.payoff(index) == game.payoff(profile)


@pytest.mark.parametrize(
    "change",
    [
        {"actors": ["Ann", "Ann"]},
        {"actors": []},
        {"actors": ["*"]},
        {"actors": [3]},
        {"actors": None},
        {"actions": [["C", "C"]]},
        {"actions": [["C", "*"]]},
        {"actions": [[]], "payoffs": []},
        {"actions": []},
        {"payoffs": ["1"]},
        {"payoffs": ["1", "2", "3"]},
        {"payoffs": ["1", 2]},
        {"payoffs": None},
    ],
)
def test_tables_that_are_no_games(change):
    assert read_table(PLAIN).payoffs == (Fraction(1), Fraction(2))
    with pytest.raises(CertificateError):
        read_table(PLAIN | change)


def test_pairs_with_a_key_twice():
    assert distinct([["a", 1], ["b", 2]], "values") == {"a": 1, "b": 2}
    with pytest.raises(CertificateError, match="listed twice"):
        distinct([["a", 1], ["a", 2]], "values")
    with pytest.raises(CertificateError, match="no state or profile"):
        distinct([[None, 1]], "values")
