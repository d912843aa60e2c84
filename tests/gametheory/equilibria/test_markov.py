"""Markov chains against limits of matrix powers and the equations that define the answers."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gametheory.equilibria.markov import absorption, recurrent_classes, stationary
from tests.oracles.chains import limiting_shares


@st.composite
def chains(draw):
    size = draw(st.integers(1, 6))
    rows = []
    for _ in range(size):
        targets = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=4))
        rows.append({t: Fraction(targets.count(t), len(targets)) for t in set(targets)})
    return rows


@given(chains())
def test_classes_absorption_and_shares_agree_with_powers(rows):
    size = len(rows)
    limit = limiting_shares(np.array([[float(row.get(t, 0)) for t in range(size)] for row in rows]))
    groups = recurrent_classes(rows)
    inside = {s for group in groups for s in group}
    assert inside == {s for s in range(len(rows)) if limit[s, s] > 1e-9}
    for start in range(len(rows)):
        entered = absorption(rows, {start: Fraction(1)}, inside)
        assert sum(entered.values()) == 1
        for group in groups:
            chance = sum(entered.get(s, 0) for s in group)
            for s, share in stationary(rows, group).items():
                assert abs(float(chance * share) - limit[start, s]) < 1e-9


@given(chains())
def test_shares_solve_their_equations_exactly(rows):
    for group in recurrent_classes(rows):
        shares = stationary(rows, group)
        assert sum(shares.values()) == 1
        for t in group:
            assert sum(shares[s] * rows[s].get(t, 0) for s in group) == shares[t] > 0


def test_a_periodic_class_is_averaged_over():
    assert stationary([{1: Fraction(1)}, {0: Fraction(1)}], [0, 1]) == {0: Fraction(1, 2), 1: Fraction(1, 2)}
