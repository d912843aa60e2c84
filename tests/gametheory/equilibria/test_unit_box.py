"""Signs on the unit box are never claimed where they do not hold."""

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.equilibria.unit_box import always_positive, never_positive

D, X = sympy.symbols("d x")
polynomials = st.lists(st.integers(-3, 3), min_size=9, max_size=9).map(
    lambda cs: sum(c * D ** (k % 3) * X ** (k // 3) for k, c in enumerate(cs)) + sympy.Integer(0)
)


@settings(max_examples=60)
@given(polynomials, st.fractions("1/100", "99/100", max_denominator=100), st.fractions(0, 1, max_denominator=10))
def test_claims_hold_at_every_point(polynomial, d, x):
    value = polynomial.subs({D: sympy.Rational(d), X: sympy.Rational(x)})
    if always_positive(polynomial, D, (X,)):
        assert value > 0
    if never_positive(polynomial, (D, X)):
        assert value <= 0


def test_what_occurs_is_seen():
    assert always_positive(1 - D * X, D, (X,))
    assert always_positive(D * (1 - D), D, (X,))
    assert not always_positive(D * X, D, (X,))
    assert never_positive(D * X - 1, (D, X))
    assert not never_positive(D - sympy.Symbol("y"), (D, X))
