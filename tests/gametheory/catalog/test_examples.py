"""The irrational equilibrium of Nau, Gomez Canovas and Hansen, and the continuum of their other game."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import sympy
from hypothesis import given
from hypothesis import strategies as st

from gametheory import catalog


def gap(game, actor, mixtures):
    """What an actor's first action is worth beyond its second."""
    total = Fraction(0)
    others = [i for i in range(3) if i != actor]
    for choice in product((0, 1), repeat=2):
        weight = Fraction(1)
        index = [0, 0, 0]
        for i, k in zip(others, choice, strict=True):
            weight *= mixtures[i] if k == 0 else 1 - mixtures[i]
            index[i] = k
        for k, sign in ((0, 1), (1, -1)):
            index[actor] = k
            total += sign * weight * game.payoff_at(tuple(index))[actor]
    return total


def test_the_irrational_equilibrium_is_where_all_are_indifferent():
    """Each actor's indifference is bilinear; solved for one unknown it is a quadratic without rational roots."""
    x, y, z = sympy.symbols("x y z")
    game = catalog.nau_irrational()
    equations = [sympy.expand(gap(game, i, (x, y, z))) for i in range(3)]
    solutions = [s for s in sympy.solve(equations, [x, y, z]) if all(0 < value < 1 for value in s)]
    assert len(solutions) == 1
    assert not any(value.is_rational for value in solutions[0])
    assert [round(float(value), 5) for value in solutions[0]] == [0.61923, 0.4798, 0.37883]


@given(st.fractions(0, 1, max_denominator=30).filter(lambda y: 0 < y < 1))
def test_the_continuum_of_completely_mixed_equilibria(y):
    """West 1/4, and top such that 2 x y = 3 (1 - x) (1 - y): a curve through the interior."""
    mixtures = (3 * (1 - y) / (3 - y), y, Fraction(1, 4))
    assert all(0 < p < 1 for p in mixtures)
    assert [gap(catalog.nau_continuum(), i, mixtures) for i in range(3)] == [0, 0, 0]
