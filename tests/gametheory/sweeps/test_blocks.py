"""Blocks cover the array once, each a run of consecutive points and a box."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gametheory.sweeps.blocks import cut, usual_points


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(1, 60))
def test_blocks_are_runs_and_boxes(shape, points):
    blocks = cut(tuple(shape), points)
    numbers = np.arange(np.prod(shape)).reshape(shape)
    seen = []
    for k in range(len(blocks)):
        start, stop = blocks.span(k)
        assert 1 <= stop - start <= points
        assert np.array_equal(numbers[blocks.box(k)].ravel(), np.arange(start, stop))
        seen.extend(range(start, stop))
    assert seen == list(range(numbers.size))


def test_the_usual_size_is_bounded():
    assert usual_points(1) == 64
    assert usual_points(10**4) == 64
    assert usual_points(10**7) == 39063
    assert usual_points(10**10) == 2**16
