"""Mixed minmax: textbook values, scipy as oracle, bounds that hold, certificates that do not lie."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from gametheory import (
    Certificate,
    CertificateError,
    MixedMinmaxValues,
    NormalFormGame,
    minmax_values,
    mixed_minmax_values,
    verify,
)
from gametheory.equilibria import zero_sum
from gametheory.errors import GameTheoryError

HALF = Fraction(1, 2)


@st.composite
def tables(draw, most=3, actors=3):
    shape = tuple(draw(st.lists(st.integers(1, most), min_size=1, max_size=actors)))
    size = int(np.prod(shape)) * len(shape)
    numbers = draw(st.lists(st.integers(-3, 3), min_size=size, max_size=size))
    return np.array(numbers, dtype=np.int64).reshape(*shape, len(shape))


def by_scipy(own):
    """Value of min over columns' mixtures of the largest row, in floats."""
    rows, columns = own.shape
    answer = linprog(
        [0] * columns + [1],
        A_ub=np.hstack([own, -np.ones((rows, 1))]),
        b_ub=np.zeros(rows),
        A_eq=[[1] * columns + [0]],
        b_eq=[1],
        bounds=[(0, None)] * columns + [(None, None)],
    )
    return answer.fun


def three_actors():
    """Punishers b and c want to meet at (1, 1) or (2, 2) without the first actor knowing where."""
    table = np.zeros((2, 2, 2, 3), dtype=np.int64)
    table[..., 0] = 1
    table[0, 0, 0, 0] = table[1, 1, 1, 0] = 0
    return NormalFormGame(table, actors=["a", "b", "c"])


def test_two_coins_are_better_tossed_together():
    """Correlated punishers halve the payoff, independent ones cannot get below 3/4 (max min(pq, (1-p)(1-q)) = 1/4)."""
    bound = mixed_minmax_values(three_actors())["a"]
    assert (bound.lower, bound.upper, bound.is_exact) == (HALF, Fraction(3, 4), False)
    assert bound.correlated == {("1", "1"): HALF, ("2", "2"): HALF}
    assert bound.independent == {"b": {"1": HALF, "2": HALF}, "c": {"1": HALF, "2": HALF}}
    assert bound.defence == {"1": HALF, "2": HALF}
    assert str(bound) == "mixed minmax of a: between 1/2 and 3/4"


def test_rock_paper_scissors_with_a_dear_loss():
    """Kaplansky's (1945) 3x3 case: a skew matrix game is worth 0 at weights in proportion to its three entries."""
    win = np.array([[0, -3, 2], [3, 0, -1], [-2, 1, 0]])
    bound = mixed_minmax_values(NormalFormGame(np.stack([win, -win], axis=-1)))["1"]
    assert bound.lower == bound.upper == 0
    assert bound.defence == {"1": Fraction(1, 6), "2": Fraction(1, 3), "3": HALF}


@settings(max_examples=25, deadline=None)
@given(tables())
@example(np.zeros((1,), dtype=np.int64).reshape(1, 1))
@example(np.zeros((2, 1, 2, 3), dtype=np.int64))
def test_bounds_are_ordered_and_proved(table):
    game = NormalFormGame(table)
    values, pure = mixed_minmax_values(game), minmax_values(game)
    assert verify(values.certificate, game)
    for i, bound in enumerate(values):
        own = np.moveaxis(table[..., i], i, 0)
        assert float(bound.lower) == pytest.approx(by_scipy(own.reshape(own.shape[0], -1)), abs=1e-8)
        assert bound.lower <= bound.upper <= pure.values[i]
        if len(game.actors) <= 2:
            assert bound.is_exact


@settings(max_examples=30, deadline=None)
@given(tables(most=2))
def test_no_grid_point_beats_the_product(table):
    """Independent mixtures on a grid of tenths never hold the actor below the bound found."""
    if table.ndim != 4:
        return
    own = table[..., 0]
    ends = [[(1.0,)] if k == 1 else [(p / 10, 1 - p / 10) for p in range(11)] for k in own.shape[1:]]
    best = min(float(np.einsum("abc,b,c->a", own, b, c).max()) for b, c in product(*ends))
    assert float(mixed_minmax_values(NormalFormGame(table))["1"].upper) <= best + 1e-9


@settings(max_examples=30, deadline=None)
@given(tables(), st.fractions("1/9", 9, max_denominator=9), st.fractions(-5, 5, max_denominator=7))
def test_positive_affine_changes_move_the_bounds(table, slope, shift):
    before = mixed_minmax_values(NormalFormGame(table))
    after = mixed_minmax_values(NormalFormGame(table.astype(object) * slope + shift))
    assert after.lower == tuple(slope * x + shift for x in before.lower)
    assert after.upper == tuple(slope * x + shift for x in before.upper)


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_floats_of_any_scale(scale):
    values = mixed_minmax_values(NormalFormGame(np.array([[[2, -2], [-1, 1]], [[-1, 1], [1, -1]]]) * scale))
    assert values.is_exact
    assert values["1"].lower == Fraction(str(scale)) / 5
    assert values["2"].lower == -Fraction(str(scale)) / 5


def test_many_columns_enter_as_needed(monkeypatch):
    table = np.random.default_rng(0).integers(-50, 50, (3, 3, 4, 3))
    whole = mixed_minmax_values(NormalFormGame(table)).lower
    monkeypatch.setattr(zero_sum, "_ALL_COLUMNS", 0)
    monkeypatch.setattr(zero_sum, "_AT_ONCE", 1)
    assert mixed_minmax_values(NormalFormGame(table)).lower == whole


def test_round_trip():
    values = mixed_minmax_values(three_actors())
    assert MixedMinmaxValues.from_json(values.to_json()) == values
    assert not values.is_exact
    assert not values.converged


def altered(certificate, change):
    data = json.loads(json.dumps(certificate.data))
    change(data["bounds"][0])
    return Certificate(certificate.kind, data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda b: b.update(lower="2/3"), "the defence of a secures only 1/2"),
        (lambda b: b.update(lower="1/3"), "the correlated punishment of a holds it to 1/2, not to 1/3"),
        (lambda b: b.update(upper="1/2"), "the independent punishment of a holds it to 3/4, not to 1/2"),
        (lambda b: b.update(defence=[["1", "2"], ["2", "-1"]]), "negative probability"),
        (lambda b: b.update(defence=[["1", "1/2"]]), "do not sum to one"),
    ],
)
def test_altered_certificates_fail(change, message):
    certificate = mixed_minmax_values(three_actors()).certificate
    with pytest.raises(CertificateError, match=message):
        verify(altered(certificate, change))


def test_a_program_that_cannot_be_solved_is_an_error(monkeypatch):
    monkeypatch.setattr(zero_sum, "solve_exactly", lambda lp: zero_sum_unfinished())
    with pytest.raises(GameTheoryError, match="could not be solved"):
        mixed_minmax_values(three_actors())


def zero_sum_unfinished():
    from gametheory.linear_programs import ExactSolution

    return ExactSolution("unfinished")
