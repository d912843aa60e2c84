from fractions import Fraction

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from gametheory.exact import exact
from gametheory.games.payoffs import to_integers


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
@example([1e-300, 2.5, 1e22, -0.1, 5e-324, -0.0, 1.7976931348623157e308])
@example([1e5, 3e6])
def test_floats_are_read_as_they_print(values):
    numerators, (denominator,) = to_integers(np.array(values)[:, None])
    read = [Fraction(int(x), denominator) for x in numerators[:, 0].tolist()]
    assert read == [exact(x) for x in values]
    assert denominator == np.lcm.reduce([x.denominator for x in read], dtype=object)
