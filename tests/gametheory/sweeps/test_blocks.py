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
    assert [usual_points(n, slow=False) for n in (1, 10**4, 10**7, 10**10)] == [2**12, 2**12, 39063, 2**16]
    assert [usual_points(n, slow=True) for n in (1, 10**4, 10**7)] == [16, 40, 2**10]
