"""Data frames hold exact payoffs under everybody's names."""

from __future__ import annotations

import sys
from fractions import Fraction

import pytest
import sympy
from hypothesis import given

from gametheory import GameFamily, NormalFormGame, catalog, interop, minmax_values, pure_equilibria, sweeps
from gametheory.errors import GameError, MissingDependencyError
from tests.gametheory.interop.named_games import named_games

REASON = "pandas is not installed"


@given(named_games())
def test_games_are_read_back(game):
    pytest.importorskip("pandas", reason=REASON)
    frame = interop.to_frame(game)
    assert list(frame.index.names) == list(game.actors)
    assert list(frame.index) == list(game.profiles())
    for profile, row in zip(game.profiles(), frame.itertuples(index=False, name=None), strict=True):
        assert row == game.payoff(profile)


def test_integers_are_integers_and_fractions_stay_exact():
    pytest.importorskip("pandas", reason=REASON)
    frame = interop.to_frame(NormalFormGame([[[1, Fraction(1, 3)]], [[2, 0]]], actors=["Ann", "Bob"]))
    assert frame["payoff of Ann"].dtype.kind == "i"
    assert frame.loc[("1", "1"), "payoff of Bob"] == Fraction(1, 3)


def test_results():
    pytest.importorskip("pandas", reason=REASON)
    frame = interop.to_frame(pure_equilibria(catalog.bertrand()))
    assert list(frame.index) == [("0", "0"), ("1", "1"), ("2", "2")]
    assert frame["strict"].tolist() == [False, True, False]
    none = interop.to_frame(pure_equilibria(catalog.matching_pennies()))
    assert len(none) == 0
    assert list(none.index.names) == ["Even", "Odd"]
    floor = interop.to_frame(minmax_values(catalog.prisoners_dilemma()))
    assert floor.loc["Row"].tolist() == [1, "defect", "defect"]


def test_other_things_are_refused():
    pytest.importorskip("pandas", reason=REASON)
    with pytest.raises(GameError, match="has no data frame"):
        interop.to_frame([[1, 2]])


def test_a_missing_pandas_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingDependencyError, match=r"sanction-games\[frames"):
        interop.to_frame(catalog.stag_hunt())


def test_a_sweep_is_tidy_with_one_row_a_point():
    pytest.importorskip("xarray", reason="xarray is not installed")
    a, b = sympy.symbols("a b")
    family = GameFamily.from_expressions([[0], [a - b]], actors=["Ann"])
    found = sweeps.sweep(family, sweeps.grid(a=[0, 1, 2], b=[1, 3]), [sweeps.EquilibriumCount()], quiet=True)
    frame = interop.to_frame(found)
    assert len(frame) == 6
    assert {"a", "b"} <= set(frame.columns)
    assert frame[["a", "b"]].drop_duplicates().shape == (6, 2)
