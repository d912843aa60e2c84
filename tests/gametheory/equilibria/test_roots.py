"""Roots in (0, 1) against SymPy, and values as rational functions against values at numbers."""

from fractions import Fraction

import sympy
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory import Algebraic
from gametheory.equilibria.rational_values import rational_values
from gametheory.equilibria.roots import breakpoints
from gametheory.proofs.polynomials import evaluate, multiply, primitive
from gametheory.strategies.play import play
from gametheory.strategies.values import discounted_values
from gametheory.testing import automata, discounts, games

X = sympy.Symbol("x")
polynomials = st.lists(st.integers(-7, 7), min_size=1, max_size=5).map(lambda p: primitive(tuple(p)))


@given(st.lists(polynomials, max_size=4))
@example([(-1, 1, 1), multiply((-1, 1, 1), (-1, 1, 1)), (-1, 2), (1, -4, 4)])
@example([(0, 1), (-1, 1), (0, -1, 1), (5,), ()])
@example([(-618034, 1000000), (-1, 1, 1)])
@example([(-1, 10**30), (-2, 0, 10**59)])
def test_all_roots_once_in_order_and_apart(listed):
    found = breakpoints(listed)
    expected = set()
    for p in listed:
        if len(p) > 1:
            roots = sympy.Poly(list(reversed(p)), X).sqf_part().real_roots()
            expected |= {root for root in roots if root.is_positive and (1 - root).is_positive}
    assert len(found) == len(expected)
    for mine, theirs in zip(found, sorted(expected), strict=True):
        low, high = (mine.low, mine.high) if isinstance(mine, Algebraic) else (mine, mine)
        assert isinstance(mine, Fraction) is (theirs.is_rational is True)
        near = Fraction(str(theirs.evalf(80)))
        assert low - Fraction(1, 10**70) <= near <= high + Fraction(1, 10**70)
    edges = [
        Fraction(0),
        *(e for x in found for e in ((x.low, x.high) if isinstance(x, Algebraic) else (x, x))),
        Fraction(1),
    ]
    assert all(a < b for a, b in zip(edges[::2], edges[1::2], strict=True))


pairs = games().flatmap(lambda game: st.tuples(st.just(game), automata(game, max_states=4, mixed=True)))


@given(pairs, discounts())
def test_rational_values_are_the_values(pair, d):
    game, automaton = pair
    played = play(game, automaton)
    denominator, numerators = rational_values(played, len(game.actors))
    assert evaluate(denominator, d) > 0
    values = discounted_values(played, [d] * len(game.actors))
    for row, exact in zip(numerators, values, strict=True):
        assert [(1 - d) * evaluate(p, d) / evaluate(denominator, d) for p in row] == list(exact)
