"""Correlated equilibria: Aumann's cases, scipy as oracle, invariances, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import (
    Certificate,
    CertificateError,
    CorrelatedEquilibrium,
    GameTheoryError,
    NormalFormGame,
    correlated_equilibrium,
    pure_equilibria,
    verify,
)
from gametheory.equilibria import correlated
from gametheory.equilibria.incentive_rows import incentive_rows
from gametheory.linear_programs import ExactSolution, solve_floats

CHICKEN = NormalFormGame([[[6, 6], [2, 7]], [[7, 2], [0, 0]]], actors=["Ann", "Bob"], actions=["swerve", "drive"])


@st.composite
def tables(draw, most=3, actors=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=actors)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def by_scipy(table, weights):
    """The same program, its rows written one profile at a time."""
    shape = table.shape[:-1]
    rows = []
    for i, k in enumerate(shape):
        for told in range(k):
            for instead in range(k):
                row = np.zeros(shape)
                for profile in np.ndindex(*shape):
                    if profile[i] == told:
                        other = (*profile[:i], instead, *profile[i + 1 :])
                        row[profile] = table[(*other, i)] - table[(*profile, i)]
                rows.append(row.ravel())
    costs = (table @ weights).ravel()
    answer = linprog(-costs, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=[np.ones(len(costs))], b_eq=[1])
    return -answer.fun


def test_chicken():
    """Aumann (1974), with the payoffs of Aumann (1987): the best sum is 10.5, the signal never says drive to both."""
    answer = correlated_equilibrium(CHICKEN)
    assert answer.value == Fraction(21, 2)
    assert answer.payoffs == (Fraction(21, 4), Fraction(21, 4))
    assert answer["swerve", "swerve"] == Fraction(1, 2)
    assert answer["drive", "drive"] == 0
    assert verify(answer.certificate, CHICKEN)


def test_objectives():
    assert correlated_equilibrium(CHICKEN, objective={"Ann": 1}).value == 7
    assert correlated_equilibrium(CHICKEN, objective={"Ann": -1}).value == -2
    worst = correlated_equilibrium(CHICKEN, objective={"Ann": -1, "Bob": "-1"})
    # Obedience asks for twice as much of either uneven profile as of the crash: lotteries 0, 2/5, 2/5, 1/5.
    assert -worst.value == Fraction(36, 5)
    assert worst.distribution["drive", "drive"] == Fraction(1, 5)


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
@example(np.zeros((1, 1), dtype=np.int64), None)
@example(np.zeros((2, 2, 2), dtype=np.int64), None)
def test_agrees_with_scipy_and_proves_itself(table, data):
    game = NormalFormGame(table)
    weights = [1] * len(game.actors)
    if data:
        weights = data.draw(st.lists(st.integers(-2, 2), min_size=len(weights), max_size=len(weights)))
    answer = correlated_equilibrium(game, objective=dict(zip(game.actors, weights, strict=True)))
    assert answer.is_exact
    assert answer.converged
    assert float(answer.value) == pytest.approx(by_scipy(table, weights), abs=1e-7)
    assert verify(answer.certificate, game)
    for profile in pure_equilibria(game):
        assert sum(w * x for w, x in zip(weights, game.payoff(profile), strict=True)) <= answer.value


@settings(max_examples=30, deadline=None)
@given(tables(), st.fractions("1/9", 9, max_denominator=9), st.fractions(-5, 5, max_denominator=7))
def test_positive_affine_changes_move_the_value(table, slope, shift):
    n = table.shape[-1]
    before = correlated_equilibrium(NormalFormGame(table))
    after = correlated_equilibrium(NormalFormGame(table.astype(object) * slope + shift))
    assert after.value == slope * before.value + n * shift


@settings(max_examples=30, deadline=None)
@given(tables(), st.data())
def test_reordering_changes_no_value(table, data):
    n = table.shape[-1]
    order = data.draw(st.permutations(range(n)))
    turned = np.flip(table.transpose([*order, n])[..., list(order)], axis=0)
    assert correlated_equilibrium(NormalFormGame(turned)).value == correlated_equilibrium(NormalFormGame(table)).value


@pytest.mark.parametrize("power", ["e-9", "e9"])
def test_floats_of_any_scale(power):
    payoffs = [[[float(f"{x}{power}") for x in cell] for cell in row] for row in CHICKEN.payoffs.tolist()]
    assert correlated_equilibrium(NormalFormGame(payoffs)).value == Fraction(f"1{power}") * Fraction(21, 2)


def test_payoffs_whose_differences_overflow():
    big = 2**62 - 1
    answer = correlated_equilibrium(NormalFormGame([[[big, 0], [-big, 0]], [[-big, 0], [big, 0]]]))
    assert answer.value == big


def test_round_trip():
    answer = correlated_equilibrium(CHICKEN)
    assert CorrelatedEquilibrium.from_json(answer.to_json()) == answer
    assert str(answer).startswith("correlated equilibrium of value 21/2: swerve swerve: 1/2")


def test_where_exactness_is_out_of_reach_the_error_is_told(monkeypatch):
    """The float answer comes with an exact regret and a bound that the true optimum respects."""
    table = np.random.default_rng(3).integers(0, 10**6, (4, 4, 4, 3)) / 7
    truth = correlated_equilibrium(NormalFormGame(table))
    monkeypatch.setattr(correlated, "solve_exactly", lambda lp, floats: ExactSolution("unfinished"))
    answer = correlated_equilibrium(NormalFormGame(table))
    assert sum(answer.distribution.values()) == 1
    assert answer.bound >= truth.value
    assert float(answer.bound - truth.value) < 1e-6
    assert all(0 <= regret < Fraction(1, 100) for regret in answer.regret)
    assert "floats" in answer.method
    if not answer.is_exact:
        assert answer.certificate is None
        assert "regret up to" in str(answer)


def test_no_answer_at_all_is_an_error(monkeypatch):
    def nothing(lp):
        from dataclasses import replace

        found = solve_floats(lp)
        return replace(found, x=0 * found.x, message="Iteration limit reached")

    monkeypatch.setattr(correlated, "solve_exactly", lambda lp, floats: ExactSolution("unfinished"))
    monkeypatch.setattr(correlated, "solve_floats", nothing)
    with pytest.raises(GameTheoryError, match="Iteration limit"):
        correlated_equilibrium(CHICKEN)


def test_unknown_actors_and_other_objectives():
    with pytest.raises(LookupError, match="Did you mean 'Ann'"):
        correlated_equilibrium(CHICKEN, objective={"Anne": 1})
    with pytest.raises(ValueError, match="give a mapping from actors to weights"):
        correlated_equilibrium(CHICKEN, objective="Ann")


def test_rows_leave_out_zeros():
    rows = incentive_rows(CHICKEN).rows
    assert rows.values.tolist() == [1, -2, -1, 2, 1, -2, -1, 2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": "11"}, "is worth 21/2, not 11"),
        ({"distribution": [[["swerve", "swerve"], "1"]], "value": "12"}, "Ann, told 'swerve', gains 1"),
        ({"distribution": [[["swerve", "drive"], "1"]], "value": "9"}, "is not proved best"),
        ({"multipliers": []}, "the prices leave 12"),
        ({"multipliers": [["Ann", "swerve", "drive", "-1"]]}, "is negative"),
        ({"multipliers": [["Al", "swerve", "drive", "1"]]}, "no actor 'Al'"),
        ({"weights": ["1"]}, "not every actor has a weight"),
    ],
)
def test_altered_certificates_fail(change, message):
    data = json.loads(json.dumps(correlated_equilibrium(CHICKEN).certificate.data)) | change
    with pytest.raises(CertificateError, match=message):
        verify(Certificate("correlated_equilibrium", data))
