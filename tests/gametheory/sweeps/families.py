"""Random families for the tests of sweeps."""

import numpy as np
from hypothesis import strategies as st

from gametheory import GameFamily, Polytope
from gametheory.testing import games


@st.composite
def families(draw, names, stages=None):
    """A family in some parameters with small integer coefficients; at their origin it is the stage game."""
    stage = draw(games() if stages is None else stages)
    table = [stage.payoffs.astype(object)]
    numbers = st.integers(-2, 2)
    for _ in names:
        size = stage.payoffs.size
        flat = draw(st.lists(numbers, min_size=size, max_size=size))
        table.append(np.array(flat, dtype=object).reshape(stage.payoffs.shape))
    return GameFamily(np.stack(table, axis=-1), Polytope(names), actors=stage.actors, actions=stage.actions)
